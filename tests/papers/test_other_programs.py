"""What other programs save comes in as what our own libraries save; what goes out says the same when they open it."""

import unicodedata
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
import xlsxwriter
from pptx import Presentation
from pptx.util import Inches

from app.method.refusals import RefusedError
from app.papers.brought.columns import Understood, guessed
from app.papers.brought.pieces import Needed, pieces_of
from app.papers.brought.reports import answers_in
from app.papers.brought.upload import sheets_in
from app.papers.printing.typeset import typeset
from app.vocabulary import Language
from tests.house import Browser, House
from tests.papers import clerks_files as files
from tests.papers.other_programs import converted, pictured, words_of
from tests.papers.test_printing import ARABIC, PERSIAN, TIGRINYA, cards
from tests.papers.test_result import through
from tests.papers.test_slides_template import PALE, sent, town_template
from tests.web.test_reports import CARD, link_of, secretary, session

pytestmark = pytest.mark.long
CARDS = Needed(theme=True, group=True)


def with_dates_and_sums() -> bytes:
    """As another library makes it: numbers, a sum, a rich text, and the cards on the second sheet."""
    taken = BytesIO()
    book = xlsxwriter.Workbook(taken, {"in_memory": True})
    front, sheet = book.add_worksheet("Lue tämä"), book.add_worksheet("Kortit")
    front.write("A1", "Tulokset keväältä")
    front.write_formula("B1", "=SUM(C1:C9)", value=41)
    sheet.merge_range("A1:C1", "Osallisuus ja muut", book.add_format({"bold": True}))
    sheet.write_row("A2", ("Osa-alue", "Kieliryhmä", "Keskeinen tulos"))
    sheet.write_row("A3", ("Osallisuus", "virolaiset", "Meitä kuultiin keväällä."))
    sheet.write_row("A4", ("Asenneilmapiiri", "virolaiset"))
    sheet.write_rich_string("C4", "Kaupassa ", book.add_format({"italic": True}), "hymyillään.")
    book.close()
    return taken.getvalue()


def of_tables() -> bytes:
    """A presentation that has its results in a table, and a group of shapes."""
    show: Any = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "Kort"
    table = slide.shapes.add_table(3, 3, Inches(1), Inches(2), Inches(8), Inches(3)).table
    rows = (
        ("Tema", "Grupp", "Kort"),
        ("Trygghet", "alla", "Vi väntar inte på bussen."),
        ("Växelverkan", "alla", "Vi spelar kort på torsdagar."),
    )
    for line, row in enumerate(rows):
        for place, words in enumerate(row):
            table.cell(line, place).text_frame.text = words
    return files.saved(show)


def of_boxes() -> bytes:
    """Drawn by hand: no title of its own but a layout's, and its lines in boxes."""
    show: Any = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "3. Turvallisuuden kokemus"
    group = slide.shapes.add_group_shape()
    for place, words in enumerate(("Kierrämme puiston. (alla)", "Valot ovat rikki. (alla)")):
        box = group.shapes.add_textbox(Inches(1), Inches(2 + place), Inches(6), Inches(1))
        box.text_frame.text = words
    return files.saved(show)


WORKBOOKS: dict[str, Callable[[], bytes]] = {
    "merged.xlsx": files.workbook_of_two_sheets,
    "sums.xlsx": with_dates_and_sums,
}
SLIDES: dict[str, Callable[[], bytes]] = {
    "bullets.pptx": files.presentation,
    "tables.pptx": of_tables,
    "boxes.pptx": of_boxes,
}
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "lists.docx": files.document_with_lists,
    "table.docx": files.document_with_a_table,
}


def told(content: bytes) -> list[tuple[str, Any, str]]:
    """Every piece of every sheet, as it would become a card."""
    became = []
    sheets = sheets_in(content)
    for place in range(len(sheets)):
        chosen = guessed(sheets, Understood(sheet=place, language="sv"))
        became += [
            (piece.text, piece.theme, next(iter(piece.group.values()), ""))
            for piece in pieces_of(sheets[place], chosen, CARDS)
        ]
    return sorted(became, key=str)


def test_what_libreoffice_saves_comes_in_as_the_same(tmp_path: Path) -> None:
    for made, endings in (
        (WORKBOOKS, ("ods", "xls", "xlsx")),
        (SLIDES, ("pptx",)),
        (DOCUMENTS, ("docx",)),
    ):
        before = {name: make() for name, make in made.items()}
        assert all(map(told, before.values()))
        for ending in endings:
            saved = converted(before, ending, tmp_path)
            for name, content in before.items():
                assert told(saved[Path(name).stem]) == told(content), (name, ending)


def test_what_libreoffice_saves_as_another_kind_is_refused_by_its_name(tmp_path: Path) -> None:
    letter = {"lists.docx": files.document_with_lists()}
    show = {"bullets.pptx": files.presentation()}
    for made, ending, code in (
        (letter, "doc", "old_word"),
        (letter, "odt", "other_kind"),
        (letter, "rtf", "other_kind"),
        (letter, "pdf", "picture_file"),
        (letter, "html", "web_page"),
        (show, "ppt", "old_word"),
        (show, "odp", "other_kind"),
    ):
        (content,) = converted(made, ending, tmp_path).values()
        for broken, says in ((content, code), (content[:40], None)):
            with pytest.raises(RefusedError) as refused:
                sheets_in(broken)
            assert says in (None, refused.value.refusal.code), ending


@pytest.fixture
def desk(house: House) -> Browser:
    return house.desk(Language.sv)


def test_a_report_form_that_was_filled_and_saved_elsewhere_is_read(
    house: House, desk: Browser, tmp_path: Path
) -> None:
    writer = secretary(house, link_of(house, desk))
    empty = writer.ask("GET", f"/organisation/{session(house).id}/form.docx").content
    form = docx.Document(BytesIO(empty))
    for row in (row for table in form.tables for row in table.rows):
        if row.cells[0].text.startswith("Kenen kanssa"):
            row.cells[1].text = CARD
    filled = files.saved(form)
    assert CARD in answers_in(filled).values()
    (again,) = converted({"raportti.docx": filled}, "docx", tmp_path).values()
    assert answers_in(again) == answers_in(filled)


def test_the_same_facts_are_in_every_file_when_others_open_it(
    house: House, desk: Browser, tmp_path: Path
) -> None:
    through(house.evening)
    papers = {
        name: desk.ask("GET", f"{desk.path}/after/{name}?language=sv").content
        for name in ("memo.docx", "actions.docx", "outcome.pptx", "key-results.pptx", "result.xlsx")
    }
    memo = desk.ask("GET", f"{desk.path}/after/memo.pdf?language=sv").content
    papers["own.pptx"] = sent(_after(desk), town_template()).content
    pdfs = converted(papers, "pdf", tmp_path)
    read = {name: words_of(pdf) for name, pdf in pdfs.items()}
    read["memo as PDF"] = words_of(memo)
    for name, words in read.items():
        if name != "key-results":
            for fact in ("Språkkafé varje vecka", "Biblioteket"):
                assert fact in words, (name, fact)
    assert all("Card 1 (sv)" in read[name] for name in ("memo", "memo as PDF"))
    assert "Somali (sv)" in read["key-results"]
    assert PALE.encode() in b"".join(files.parts_of(papers["own.pptx"]).values())
    for name, pdf in pdfs.items():
        assert pictured(pdf, tmp_path, name)


def _after(desk: Browser) -> Browser:
    desk.path += "/after"
    return desk


def test_the_text_layer_of_cards_is_what_was_written() -> None:
    """As poppler reads it: by where words stand, and on a page of two directions in the order of the file."""
    for words, language in ((ARABIC, "ar"), (PERSIAN, "fa"), (TIGRINYA, "ti")):
        assert words in seen(words_of(typeset(cards((words, language))))), language
    both = words_of(typeset(cards((ARABIC, "ar"), (TIGRINYA, "ti"))), "-raw")
    for words in (ARABIC, TIGRINYA):
        assert "".join(words.split()) in "".join(seen(both).split())


def seen(words: str) -> str:
    """Without the marks by which poppler says in which direction it goes on."""
    plain = unicodedata.normalize("NFKC", words)
    return "".join(letter for letter in plain if letter not in "\u200e\u200f\u202a\u202b\u202c")
