"""All that pages load: style sheets and scripts, one file for each audience, and fonts, icon and film;
each named by its content, so that browsers may keep it for ever.
"""

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

STATIC = Path(__file__).resolve().parent.parent / "static"
# The style sheets of each folder in the order in which they are read: within a layer, the later
# rule wins.
STYLES = {
    ".": "fonts tokens base",
    "parts": "marks windows sheets buttons choices fields notice plane clock on_paper forced_colors",
    "phone": "frame bar ground join sorting lines remote picture proposals ideas axis vote agreement survey sizes",
    "wall": "frame head lobby windows opening results tables sorting picture axis proposals vote agreement thanks",
    "console": "frame programme fields step rows numbers agreement panels wall ground sizes",
    "desk": "frame bar columns fields entries cards imports programme links meetings after safety guide years sizes",
    "paper": "page",
    "public": "page",
}
SHARED_STYLES = (".", "parts")
# For public pages, which are stored in folders of their own, away from the other sheets.
ALONE = "public"
# The audiences, each with the folder that only its pages need.
AUDIENCES = {
    "phone": "phone",
    "projector": "wall",
    "console": "console",
    "coordinator": "desk",
    "paper": "paper",
}
# Scripts that do not come with the first load, each with the folder that only its pages need.
OWN_SCRIPTS = {
    "phone.js": "js/phone",
    "console.js": "js/console",
    "desk.js": "js/desk",
    "organisation.js": "js/organisation",
}
# What all of these need.
SHARED_SCRIPTS = "js/fields"
# What is served as it lies below `static/`, by the ends of its files' names.
SINGLE = {
    "woff2": "font/woff2",
    "svg": "image/svg+xml",
    "mp4": "video/mp4",
    "webm": "video/webm",
}
# How our sheets and scripts name such a file: in quotes, by its place in the folder.
_NAMED = re.compile(r'"/static/([^"]+)"')
# Comments and blanks, which a browser does not need: 4 of the 60 kB of a phone's first load. Text
# in quotes stays as it is. In our scripts a comment stands alone or after a blank, and no regular
# expression has blanks beside these signs.
_SCRIPT_AIR = re.compile(
    r"""("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|(?<!\S)//[ \t].*$"""
    r"""|/\*[ ].*?[ ]\*/|[ \t]*(=>|[!=]==|&&|\|\||[=,;{}?:()<>])[ \t]*""",
    re.MULTILINE,
)
_STYLE_AIR = re.compile(
    r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|/\*.*?\*/|(?<=[{};:,])\s+|\s+(?=[{}])"""
    r"""|;(?=(?:\s|/\*(?:[^*]|\*(?!/))*\*/)*\})""",
    re.DOTALL,
)
# Empty layers set the order. If a statement did ("@layer reset, base;"), with a media query further
# down, Chromium 103 would loop for ever when it takes the sheet from its memory, that is at the
# second page.
LAYERS = "@layer reset{}@layer base{}@layer parts{}@layer screens{}\n"


class File(NamedTuple):
    """`name`: of a bundle, or of a single file by its path below `static/`."""

    name: str
    content: bytes
    media_type: str

    @property
    def url(self) -> str:
        stem, ending = self.name.rsplit(".", 1)
        return f"/static/{stem}.{hashlib.sha256(self.content).hexdigest()[:12]}.{ending}"


@cache
def bundles() -> dict[str, File]:
    made = [_style(audience, folder) for audience, folder in AUDIENCES.items()]
    own = [_own_scripts(name, folder) for name, folder in OWN_SCRIPTS.items()]
    return {bundle.name: bundle for bundle in [*made, _script(), *own]}


@cache
def singles() -> dict[str, File]:
    kinds = [(path, SINGLE.get(path.suffix[1:])) for path in STATIC.rglob("*")]
    read = (
        File(path.relative_to(STATIC).as_posix(), path.read_bytes(), kind)
        for path, kind in kinds
        if kind
    )
    return {file.name: file for file in read}


@cache
def by_url() -> dict[str, File]:
    """All that is served."""
    return {file.url: file for file in (*bundles().values(), *singles().values())}


@cache
def built() -> str:
    """A digest of what pages are made with: it changes when the program has been upgraded."""
    urls = "".join(sorted(by_url()))
    return hashlib.sha256(urls.encode()).hexdigest()[:12]


@cache
def url(name: str) -> str:
    """Where a bundle ("phone.css", "live.js") or a single file ("icon.svg") is served."""
    return (bundles().get(name) or singles()[name]).url


def style_sheets(folder: str) -> list[Path]:
    return [STATIC / "css" / folder / f"{name}.css" for name in STYLES[folder].split()]


def _style(audience: str, folder: str) -> File:
    sheets = [sheet for place in (*SHARED_STYLES, folder) for sheet in style_sheets(place)]
    words = LAYERS + "".join(map(_bare_sheet, sheets))
    return File(f"{audience}.css", words.encode(), "text/css; charset=utf-8")


@cache
def _bare_sheet(sheet: Path) -> str:
    """Cached, since most sheets are in the file of every audience."""
    return _by_content(bare_style(sheet.read_text("utf-8")))


def _script() -> File:
    """One file: if htmx and its socket extension came apart, the socket might never be opened.

    The first line of a foreign file says for its readers what it is.
    """
    vendored = sorted((STATIC / "vendor").glob("*.js"))
    foreign = [part.read_text("utf-8").partition("*/\n")[2] for part in vendored]
    own = map(_bare_script, _scripts_in("js"))
    words = ";\n".join([*foreign, *own])
    return File("live.js", words.encode(), "text/javascript; charset=utf-8")


def _own_scripts(name: str, folder: str) -> File:
    """A file beside the live script: what a phone needs only once it is in, what the console needs,
    or the scripts of pages without anything live.
    """
    files = [*_scripts_in(SHARED_SCRIPTS), *_scripts_in(folder)]
    words = ";\n".join(map(_bare_script, files))
    return File(name, words.encode(), "text/javascript; charset=utf-8")


def _bare_script(script: Path) -> str:
    return _by_content(bare_script(script.read_text("utf-8")))


def _by_content(words: str) -> str:
    """Names each single file that a sheet or script loads as it is served."""
    return _NAMED.sub(lambda match: f'"{singles()[match[1]].url}"', words)


def _scripts_in(folder: str) -> list[Path]:
    return sorted((STATIC / folder).glob("*.js"))


def bare_style(words: str) -> str:
    """Removes comments, indentation, line ends, and the sign that ends the last line of a rule."""
    return _STYLE_AIR.sub(lambda match: match[1] or "", words)


def bare_script(words: str) -> str:
    """Removes comments, indentation, blank lines, and blanks beside signs. No text in a script may
    span lines.
    """
    without = _SCRIPT_AIR.sub(lambda match: match[1] or match[2] or "", words)
    lines = (line.strip() for line in without.splitlines())
    return "\n".join(line for line in lines if line)
