"""A deck to fill: our own wide one, or a given template, whose masters and layouts are used where they fit."""

import zipfile
from collections.abc import Collection, Iterator
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as HOLDER
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Emu, Inches

from app.frozen import frozen
from app.method.refusals import Refusal, RefusedError
from app.papers.brought.containers import BROKEN, Office, broken_file, office_kind, other_kind
from app.vocabulary import N_

WIDTH, HEIGHT, EDGE = Inches(13.333), Inches(7.5), Inches(0.7)
BLUE, INK = b"4F81BD", b"3B4754"
# Of the library's own deck.
TITLE_SLIDE, TITLE_AND_TEXT, TITLE_ALONE = 0, 1, 5
OPENING, TITLE = {HOLDER.CENTER_TITLE}, {HOLDER.TITLE}
BODIES = {HOLDER.BODY, HOLDER.OBJECT}
TEXTS = {*BODIES, HOLDER.SUBTITLE}
BESIDE = {HOLDER.DATE, HOLDER.FOOTER, HOLDER.SLIDE_NUMBER}
_TYPES = "[Content_Types].xml"
_OF_TEMPLATE = b"presentationml.template.main+xml"
_OF_SLIDES = b"presentationml.presentation.main+xml"

no_layout = Refusal(
    "no_layout",
    N_(
        "This presentation has no slide layout with a title and a text below it, so nothing can be put into it. "
        "Choose another one."
    ),
)


@frozen
class Area:
    """Where the content of a slide stands, below its title."""

    left: int
    top: int
    width: int
    height: int


@frozen
class Master:
    """`opening`, `text`, `alone`: layouts, of the title slide, of a title above a text, and of a title alone."""

    deck: Any
    opening: Any
    text: Any
    alone: Any
    area: Area


def own() -> Master:
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    _in_ink(deck)
    layouts = [deck.slide_layouts[one] for one in (TITLE_SLIDE, TITLE_AND_TEXT, TITLE_ALONE)]
    for layout in layouts:
        _widen(layout, is_opening=layout is layouts[0])
    top = Inches(1.8)
    opening, text, alone = layouts
    area = Area(EDGE, top, WIDTH - 2 * EDGE, HEIGHT - top - EDGE)
    return Master(deck, opening, text, alone, area)


def _in_ink(deck: Any) -> None:
    """The heads of tables are not in the blue of another program."""
    theme = deck.slide_masters[0].part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(BLUE, INK)  # noqa: SLF001 -- it has no words for a theme


def given(template: bytes) -> Master:
    """Of a PPTX or POTX, without the slides that stand in it."""
    deck = _opened(template)
    _empty(deck)
    layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    text = _first(layouts, TITLE, BODIES) or _first(layouts, OPENING, TEXTS)
    if text is None:
        raise RefusedError(no_layout)
    opening = _first(layouts, OPENING, TEXTS) or text
    alone = _first(layouts, TITLE) or text
    return Master(deck, opening, text, alone, _area(deck, text))


def text_of(slide: Any) -> Any:
    """The place below a slide's title; None on one of a title alone."""
    return next(_texts(slide.placeholders), None)


def _opened(template: bytes) -> Any:
    if office_kind(template) is not Office.slides:
        raise RefusedError(other_kind)
    try:
        return Presentation(BytesIO(_as_slides(template)))
    except (*BROKEN, PythonPptxError, KeyError, SyntaxError, AttributeError) as error:
        raise RefusedError(broken_file) from error


def _as_slides(template: bytes) -> bytes:
    """A template is the same as a presentation, but for the name of its kind."""
    taken = BytesIO()
    with zipfile.ZipFile(BytesIO(template)) as there, zipfile.ZipFile(taken, "w") as made:
        for part in there.infolist():
            content = there.read(part)
            if part.filename == _TYPES:
                content = content.replace(_OF_TEMPLATE, _OF_SLIDES)
            made.writestr(part, content)
    return taken.getvalue()


def _empty(deck: Any) -> None:
    slides = deck.slides._sldIdLst  # noqa: SLF001 -- the library has no other way to take a slide out
    for one in list(slides):
        deck.part.drop_rel(one.rId)
        slides.remove(one)


def _first(layouts: list[Any], titles: set[Any], texts: Collection[Any] = ()) -> Any:
    """The first with one such title, one such text where any is wanted, and nothing else to be filled."""
    for layout in layouts:
        kinds = [one.placeholder_format.type for one in layout.placeholders]
        others = [kind for kind in kinds if kind not in titles | BESIDE]
        is_right = len(others) == bool(texts) and all(kind in texts for kind in others)
        if is_right and sum(kind in titles for kind in kinds) == 1:
            return layout
    return None


def _texts(placeholders: Any) -> Iterator[Any]:
    return (one for one in placeholders if one.placeholder_format.type in TEXTS)


def _area(deck: Any, layout: Any) -> Area:
    """What the text has in its layout, or in the master of it."""
    place = next(_texts(layout.placeholders))
    sizes = (place.left, place.top, place.width, place.height)
    if None in sizes:
        top = deck.slide_height // 4
        return Area(EDGE, top, deck.slide_width - 2 * EDGE, deck.slide_height - top - EDGE)
    return Area(*map(int, sizes))


def _widen(layout: Any, *, is_opening: bool) -> None:
    """The built-in layouts are drawn for old screens; ours are for wide ones."""
    top, height = (Inches(2.2), Inches(1.6)) if is_opening else (Inches(0.4), Inches(1.2))
    for holder in layout.placeholders:
        is_title = holder.placeholder_format.idx == 0
        holder.left, holder.width = EDGE, WIDTH - 2 * EDGE
        holder.top = top if is_title else top + height + Inches(0.2)
        holder.height = height if is_title else Emu(HEIGHT - holder.top - EDGE)
