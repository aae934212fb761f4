"""Slides in the municipality's own template: its masters where they fit, the same facts, and nothing of its slides."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import httpx
from docx import Document
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Inches

from tests.house import Browser, House
from tests.papers.clerks_files import cut_off, packed, parts_of, saved
from tests.papers.test_result import through

TABLE = "application/vnd.openxmlformats-officedocument.presentationml"
PALE = "FFF4E0"
# Some of the parts of a deck on which its slides stand.
READ = (
    "ppt/presentation.xml",
    "ppt/slideMasters/slideMaster1.xml",
    "ppt/slideLayouts/slideLayout1.xml",
)


def town_template() -> bytes:
    """Narrow slides, a coloured master, and a slide of its own that must go."""
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = Inches(10), Inches(7.5)
    fill = deck.slide_masters[0].background.fill
    fill.solid()
    colour: Any = RGBColor
    fill.fore_color.rgb = colour(*bytes.fromhex(PALE))
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Så här använder du mallen"
    return saved(deck)


def as_template(deck: bytes) -> bytes:
    """As a program saves it under the name of a template."""
    parts = parts_of(deck)
    kinds = parts["[Content_Types].xml"]
    told = kinds.replace(b"presentation.main+xml", b"template.main+xml")
    return packed(parts | {"[Content_Types].xml": told})


def without_texts() -> bytes:
    """A deck whose layouts have a title alone, or nothing."""
    deck: Any = Presentation()
    for layout in deck.slide_layouts:
        for holder in list(layout.placeholders):
            if holder.placeholder_format.type in (
                PP_PLACEHOLDER.BODY,
                PP_PLACEHOLDER.OBJECT,
                PP_PLACEHOLDER.SUBTITLE,
            ):
                holder.element.getparent().remove(holder.element)
    return saved(deck)


def desk_of(house: House) -> Browser:
    token = house.evening.sign_in()
    path = f"/coordinator/meetings/{house.evening.id}/after"
    return house.browser(path, {"coordinator": token})


def sent(desk: Browser, template: bytes, paper: str = "outcome") -> httpx.Response:
    file = {"template": ("mall.pptx", template, TABLE)} if template else {}
    fields = {"language": "sv,fi", "paper": paper}
    return desk.ask("POST", f"{desk.path}/slides", data=fields, files=file)


def told(deck: Any) -> list[str]:
    """Every text of every slide, table cells too."""
    words = []
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                words.append(shape.text_frame.text)
            elif shape.has_table:
                words += [cell.text for row in shape.table.rows for cell in row.cells]
    return words


def test_the_outcome_stands_on_the_templates_own_layouts(house: House) -> None:
    through(house.evening)
    desk = desk_of(house)
    plain: Any = Presentation(
        BytesIO(desk.ask("GET", f"{desk.path}/outcome.pptx?language=sv").content)
    )
    for template in (town_template(), as_template(town_template())):
        answer = sent(desk, template)
        assert answer.status_code == 200
        assert answer.headers["content-type"].endswith("presentationml.presentation")
        deck: Any = Presentation(BytesIO(answer.content))
        assert told(deck) == told(plain)
        assert (deck.slide_width, deck.slide_height) == (Inches(10), Inches(7.5))
        assert str(deck.slide_masters[0].background.fill.fore_color.rgb) == PALE
        names = [slide.slide_layout.name for slide in deck.slides]
        assert names[0] == "Title Slide"
        assert "Title Only" in names
        for slide in deck.slides:
            for shape in slide.shapes:
                assert shape.left + shape.width <= deck.slide_width
                assert shape.top < deck.slide_height
    assert "Så här använder du mallen".encode() not in b"".join(parts_of(answer.content).values())
    assert sent(desk, town_template(), "key-results").status_code == 200


def test_what_is_no_template_is_refused_by_the_name_of_its_fault(house: House) -> None:
    desk = desk_of(house)

    def says(template: bytes) -> str:
        answer = sent(desk, template)
        assert answer.status_code == 303
        return desk.ask("GET", answer.headers["location"]).text

    paper = BytesIO()
    Document().save(paper)
    wrong: tuple[tuple[Callable[[], bytes], str], ...] = (
        (lambda: b"", "Choose a file first"),
        (paper.getvalue, "no table, list or presentation"),
        (lambda: cut_off(town_template()), "This file is damaged"),
        (lambda: b"PK\x03\x04 and no more", "This file is damaged"),
        (lambda: packed(parts_of(town_template()) | {"ppt/presentation.xml": b"<p"}), "is damaged"),
        (without_texts, "no slide layout with a title and a text"),
    )
    for made, fault in wrong:
        assert fault in says(made()), fault
    whole = parts_of(town_template())
    for name in (*READ, "docProps/core.xml"):
        assert "This file is damaged" in says(packed(whole | {name: b"<x/>"})), name
    for name in READ[1:]:
        less = {part: content for part, content in whole.items() if part != name}
        assert "This file is damaged" in says(packed(less)), name
    assert sent(desk, town_template(), "memo").status_code == 404
