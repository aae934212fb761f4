"""An empty deck to fill: our own wide one, or a given template with the layouts that fit."""

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
# Positions of layouts in python-pptx's default deck.
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
    """The area for a slide's content, below its title, in EMU."""

    left: int
    top: int
    width: int
    height: int


@frozen
class Master:
    """A deck with its layouts.

    `opening`: title slide; `text`: title above a text; `alone`: title alone.
    """

    deck: Any
    opening: Any
    text: Any
    alone: Any
    area: Area


def own() -> Master:
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    _in_ink(deck)
    layouts = [deck.slide_layouts[place] for place in (TITLE_SLIDE, TITLE_AND_TEXT, TITLE_ALONE)]
    for layout in layouts:
        _widen(layout, is_opening=layout is layouts[0])
    top = Inches(1.8)
    opening, text, alone = layouts
    area = Area(EDGE, top, WIDTH - 2 * EDGE, HEIGHT - top - EDGE)
    return Master(deck, opening, text, alone, area)


def _in_ink(deck: Any) -> None:
    """Replaces the default theme's blue, in which table headings would be."""
    theme = deck.slide_masters[0].part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(BLUE, INK)  # noqa: SLF001 -- the library has no API for themes


def given(template: bytes) -> Master:
    """The master of a given PPTX or POTX, without its slides.

    Refuses a file with no fitting layout.
    """
    if office_kind(template) is not Office.slides:
        raise RefusedError(other_kind)
    try:
        return _master_in(Presentation(BytesIO(_as_slides(template))))
    except (*BROKEN, PythonPptxError, KeyError, SyntaxError, AttributeError, TypeError) as error:
        raise RefusedError(broken_file) from error


def _master_in(deck: Any) -> Master:
    """Reads all that is used of the deck later, so that a damaged one is found here."""
    _empty(deck)
    _ = deck.core_properties.title
    layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    text = _first(layouts, TITLE, BODIES) or _first(layouts, OPENING, TEXTS)
    if text is None:
        raise RefusedError(no_layout)
    opening = _first(layouts, OPENING, TEXTS) or text
    alone = _first(layouts, TITLE) or text
    return Master(deck, opening, text, alone, _area(deck, text))


def text_of(slide: Any) -> Any:
    """The text placeholder below a slide's title; None if it has a title alone."""
    return next(_texts(slide.placeholders), None)


def _as_slides(template: bytes) -> bytes:
    """Makes a presentation of a template (POTX), which differs only in its content type."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(template)) as there, zipfile.ZipFile(packed, "w") as made:
        for part in there.infolist():
            content = there.read(part)
            if part.filename == _TYPES:
                content = content.replace(_OF_TEMPLATE, _OF_SLIDES)
            made.writestr(part, content)
    return packed.getvalue()


def _empty(deck: Any) -> None:
    slides = deck.slides._sldIdLst  # noqa: SLF001 -- the library has no API to remove a slide
    for slide in list(slides):
        deck.part.drop_rel(slide.rId)
        slides.remove(slide)


def _first(layouts: list[Any], titles: set[Any], texts: Collection[Any] = ()) -> Any:
    """The first layout with one of `titles`, one of `texts` if given, and nothing else to fill."""
    for layout in layouts:
        kinds = [holder.placeholder_format.type for holder in layout.placeholders]
        others = [kind for kind in kinds if kind not in titles | BESIDE]
        is_right = len(others) == bool(texts) and all(kind in texts for kind in others)
        if is_right and sum(kind in titles for kind in kinds) == 1:
            return layout
    return None


def _texts(placeholders: Any) -> Iterator[Any]:
    return (holder for holder in placeholders if holder.placeholder_format.type in TEXTS)


def _area(deck: Any, layout: Any) -> Area:
    """The area of the layout's text placeholder; a usual one if it has no size."""
    place = next(_texts(layout.placeholders))
    sizes = (place.left, place.top, place.width, place.height)
    if None in sizes:
        top = deck.slide_height // 4
        return Area(EDGE, top, deck.slide_width - 2 * EDGE, deck.slide_height - top - EDGE)
    return Area(*map(int, sizes))


def _widen(layout: Any, *, is_opening: bool) -> None:
    """Stretches a built-in layout, made for 4:3 screens, to our 16:9 slides."""
    top, height = (Inches(2.2), Inches(1.6)) if is_opening else (Inches(0.4), Inches(1.2))
    for holder in layout.placeholders:
        is_title = holder.placeholder_format.idx == 0
        holder.left, holder.width = EDGE, WIDTH - 2 * EDGE
        holder.top = top if is_title else top + height + Inches(0.2)
        holder.height = height if is_title else Emu(HEIGHT - holder.top - EDGE)
