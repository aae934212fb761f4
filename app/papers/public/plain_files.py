"""The public page as plain files: no scripts, and relative links, so a folder of them works too."""

import json
from collections.abc import Iterator, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from app.assets import ALONE, STATIC, bare_style, style_sheets
from app.languages import (
    HALL_LANGUAGES,
    PHONE_LANGUAGES,
    WRITTEN_LANGUAGES,
    TextLanguage,
    unchecked,
)
from app.links import public_name
from app.models import Meeting, Publication
from app.models.followup import FollowState
from app.papers.outcome import CAVEAT
from app.papers.public import changes
from app.papers.public.cards import by_theme
from app.papers.public.told import ToldChange, ToldPage, ToldText
from app.qr import qr_svg
from app.reading.meeting_pieces import Wordings
from app.screens.speaker import Said, say
from app.templating import render_template
from app.texts import is_checked
from app.vocabulary import Language, MunicipalAnswer, Theme

STYLE, ICON, QR, INDEX = "style.css", "icon.svg", "qr.svg", "index.html"
MEDIA = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "svg": "image/svg+xml",
}
# A fixed date for files in an archive: the page itself tells when a version was published.
ZIP_DAY = (2000, 1, 1, 0, 0, 0)
History = Sequence[tuple[str, Sequence[ToldChange]]]


def published(versions: Sequence[Publication], address: str, name: str) -> bytes | None:
    """A file of the newest version; None if it has no file of this name."""
    content: ToldPage = json.loads(versions[-1].content)
    is_there = name in names(content, address)
    return file(content, history(versions), address, name) if is_there else None


def history(versions: Sequence[Publication]) -> History:
    """When each version was published, and what was new in it."""
    return [(version.published_on, json.loads(version.content)["changes"]) for version in versions]


def public_address(base_url: str | None, meeting: Meeting) -> str:
    """Where residents read it: on the municipality's site, else here if hosted; else ""."""
    hosted = f"{base_url}/public/{public_name(meeting.id)}" if base_url else ""
    return meeting.follow_up or hosted


def files(content: ToldPage, told: History, address: str) -> dict[str, bytes]:
    """All files, by name. `told`: what was new when.

    `address`: where the page can be read, or "".
    """
    return {name: file(content, told, address, name) for name in names(content, address)}


def names(content: ToldPage, address: str) -> list[str]:
    pages = [f"{language.tag}.html" for language in languages(content)]
    return [INDEX, *pages, STYLE, ICON, *([QR] if address else [])]


def file(content: ToldPage, told: History, address: str, name: str) -> bytes:
    if name == STYLE:
        return bare_style(_style()).encode()
    if name == ICON:
        return (STATIC / ICON).read_bytes()
    if name == QR:
        return qr_svg(address).encode()
    tag = content["main"] if name == INDEX else name.removesuffix(".html")
    shown = next(language for language in languages(content) if language.tag == tag)
    return page(content, shown, told, address).encode()


def archive(made: dict[str, bytes], folder: str) -> bytes:
    """The files in a folder, as one ZIP file."""
    packed = BytesIO()
    with ZipFile(packed, "w") as whole:
        for name, content in made.items():
            whole.writestr(ZipInfo(f"{folder}/{name}", ZIP_DAY), content, ZIP_DEFLATED)
    return packed.getvalue()


def languages(content: ToldPage) -> list[TextLanguage]:
    """The languages of the page: the hall's, and all others in which a text of it is written."""
    spoken = {language.tag for language in HALL_LANGUAGES}
    there = spoken | {tag for text in _texts(content) for tag in text["words"]}
    return [language for language in WRITTEN_LANGUAGES if language.tag in there]


def page(content: ToldPage, shown: TextLanguage, told: History, address: str) -> str:
    """The page in one language.

    If the program does not speak it, its own sentences are in the main one.
    """
    known = {language.value: language for language in PHONE_LANGUAGES}
    spoken = known.get(shown.tag, Language(content["main"]))

    def said(text: ToldText | None) -> Said:
        wordings = Wordings(text["words"] if text else {})
        wordings.interpreted = frozenset(text.get("interpreted", ()) if text else ())
        return say({0: wordings}, 0, spoken, Language(content["main"]), shown.tag)

    return render_template(
        "public/page.html",
        spoken,
        s=content,
        said=said,
        shown=shown,
        languages=languages(content),
        by_theme=by_theme(content["cards"]),
        history=[
            (day, [changes.said(new, spoken) for new in made]) for day, made in reversed(told)
        ],
        address=address,
        caveat=CAVEAT,
        is_spoken=shown.tag == spoken,
        is_checked=is_checked(spoken),
        unchecked=unchecked(),
        themes={theme.value: theme for theme in Theme},
        states={state.value: state for state in FollowState},
        answers={answer.value: answer for answer in MunicipalAnswer},
    )


def _style() -> str:
    return "\n".join(sheet.read_text("utf-8") for sheet in style_sheets(ALONE))


def _texts(part: object) -> Iterator[ToldText]:
    if isinstance(part, list):
        for item in part:
            yield from _texts(item)
    elif isinstance(part, dict):
        if "words" in part and "text" in part:
            yield ToldText(text=part["text"], words=part["words"])
        for item in part.values():
            yield from _texts(item)
