"""A whole pack in one language: texts beside their originals, typed singly or pasted by line."""

import re

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from app.frozen import frozen
from app.languages import OTHER_LANGUAGES, TEXT_LANGUAGES, WRITTEN_LANGUAGES, TextLanguage
from app.method import wordings
from app.method.act import Act
from app.method.cleaning import clean
from app.method.preparing import packs, typed
from app.method.preparing.translations import Typed
from app.method.refusals import NotYoursError, Refusal, require, unknown_field
from app.papers.brought.plain_text import without_bullet
from app.vocabulary import N_
from app.web.desk.door import Signed, change, route, shown, write
from app.web.desk.pack_page import Line
from app.web.desk.pages import Head
from app.web.desk.reading import Reader
from app.web.desk.showing import MEETING, asked_of, back_to_form, refused
from app.web.desk.tabs import READ
from app.web.desk.typed_drafts import SEEN, meeting_path
from app.web.forms import INTENT, LARGEST_PACK, Form, read_anything
from app.web.house import house_of
from app.web.once import judged_once, leading, read_once

AT = MEETING + "/{pack}/in/{tag}"
WORD = {"cards": packs.word_card, "suggestions": packs.word_suggestion}
LANGUAGES = {language.tag: language for language in WRITTEN_LANGUAGES}
_FIELD = re.compile(rf"(?:{SEEN})?words_\d{{1,19}}")

other_number = Refusal(
    "other_number",
    N_(
        "Lines: %(lines)s, texts: %(texts)s. Paste one line for each text, in their order; "
        "where a text is to stay as it is, leave its line empty."
    ),
)


@frozen
class TextPair:
    """`original`: what it is written beside, in `from_language`. `now`: the page's language."""

    line: Line
    from_language: str
    original: str
    now: str


CALLED = {
    "cards": N_("All cards in one language"),
    "suggestions": N_("All suggestions in one language"),
}


@frozen
class InLanguagePage:
    head: Head
    pack: str
    language: TextLanguage
    pairs: tuple[TextPair, ...]

    @property
    def called(self) -> str:
        return CALLED[self.pack]

    @property
    def number(self) -> int:
        return len(self.pairs)

    @property
    def is_needed(self) -> bool:
        """Without this language a text is not complete."""
        return self.language in TEXT_LANGUAGES

    @property
    def others(self) -> tuple[TextLanguage, ...]:
        return tuple(other for other in TEXT_LANGUAGES if other != self.language)

    @property
    def further(self) -> tuple[TextLanguage, ...]:
        """Those in which a text can be written too."""
        return tuple(other for other in OTHER_LANGUAGES if other != self.language)


async def _refused(request: Request, refusal: Refusal, status: int) -> Response:
    return await back_to_form(request, refusal, status) or await refused(request, refusal, status)


router = APIRouter(route_class=route(_refused))


@router.get(AT)
async def page(request: Request, meeting_id: int, pack: str, tag: str, _signed: Signed) -> Response:
    page = await run_in_threadpool(_page, request, meeting_id, pack, tag)
    return await shown(request, "in_language", page)


@router.get(AT + "/pasted")
async def back_to_page(request: Request, _signed: Signed) -> Response:
    """Redirects a reload after a refused form to the page of that form."""
    return RedirectResponse(request.url.path.removesuffix("/pasted"), 303)


@router.post(AT)
async def save(request: Request, meeting_id: int, pack: str, tag: str, _signed: Signed) -> Response:
    shown = await run_in_threadpool(_page, request, meeting_id, pack, tag)
    ids = [pair.line.id for pair in shown.pairs]
    form = await _typed(request)

    def command(act: Act) -> None:
        for text_id in ids:
            if (name := f"words_{text_id}") in form:
                seen = {tag: form[SEEN + name]} if SEEN + name in form else {}
                WORD[pack](act, text_id, Typed({tag: form[name]}, seen))

    return await change(request, meeting_id, command, request.url.path)


async def _typed(request: Request) -> Form:
    """Reads the form. It may hold words of a text that somebody has removed since the page was
    made: these are dropped, since `save` takes existing texts alone.
    """
    form = await read_anything(request)
    is_known = all(name == INTENT or _FIELD.fullmatch(name) for name in form)
    require(None if is_known else unknown_field)
    request.state.form = form
    return await judged_once(request, form)


@router.post(AT + "/pasted")
async def paste(request: Request, meeting_id: int, pack: str, tag: str, signed: Signed) -> Response:
    """Puts the lines into the page's fields as a draft, to be looked at: nothing is saved yet."""
    shown = await run_in_threadpool(_page, request, meeting_id, pack, tag)
    form = await read_once(request, ("lines", f"{SEEN}lines"), largest=LARGEST_PACK)
    lines = _lines(form["lines"], len(shown.pairs))
    counts = {"lines": len(lines), "texts": len(shown.pairs)}
    require(other_number.saying(**counts) if len(lines) != len(shown.pairs) else None)
    path = request.url.path.removesuffix("/pasted")
    draft = request.state.drafts.get(path)
    fields = {**(draft.fields if draft else {})} | {
        f"words_{pair.line.id}": words
        for pair, words in zip(shown.pairs, lines, strict=True)
        if words and words != pair.now
    }
    where = path, meeting_path(path)
    done = await write(
        request,
        meeting_id,
        lambda act: typed.keep(act, signed.id, where, fields),
        f"{path}#texts",
    )
    return leading(done.leads)


def _lines(pasted: str, number: int) -> list[str]:
    """Returns the words of each line; of a table's row those of its last cell. Empty lines at the
    end count only as far as there are texts for them.
    """
    rows = pasted.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while len(rows) > number and not rows[-1].strip():
        rows.pop()
    return [without_bullet(clean(row.rpartition("\t")[2])) for row in rows]


def _page(request: Request, meeting_id: int, pack: str, tag: str) -> InLanguagePage:
    if pack not in WORD or tag not in LANGUAGES:
        raise NotYoursError
    asked = asked_of(request, meeting_id, pack)
    with house_of(request).database.reading() as book:
        shown = READ[pack](Reader(book, meeting_id, asked))
    main = shown.head.main_language
    pairs = (_pair(line, tag, main) for line in shown.lines)
    return InLanguagePage(shown.head, pack, LANGUAGES[tag], tuple(pairs))


def _pair(line: Line, tag: str, main: str) -> TextPair:
    others = {language: words for language, words in line.words.items() if language != tag}
    return TextPair(line, *wordings.chosen(others, main), line.words.get(tag, ""))
