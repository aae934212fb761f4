"""Style sheets and scripts: one file an audience, named by its content, kept for ever by browsers."""

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

STATIC = Path(__file__).resolve().parent.parent / "static"
# The style sheets of each folder in the order in which they are read: of one layer, the later rule wins.
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
# Its pages lie in folders of their own, far from the other sheets.
ALONE = "public"
# Whose page it is, and the folder that only such pages need.
AUDIENCES = {
    "phone": "phone",
    "projector": "wall",
    "console": "console",
    "coordinator": "desk",
    "paper": "paper",
}
# What a browser does not need: 4 kB less of a phone's first load, of 60. What stands in quotes is left as it is; in a
# script a note stands alone or after a blank, and no expression for words has blanks beside these signs.
_SCRIPT_AIR = re.compile(
    r"""("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|(?<!\S)//[ \t].*$"""
    r"""|/\*[ ].*?[ ]\*/|[ \t]*(=>|[!=]==|&&|\|\||[=,;{}?:()<>])[ \t]*""",
    re.MULTILINE,
)
_STYLE_AIR = re.compile(
    r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|/\*.*?\*/|(?<=[{};:,])\s+|\s+(?=[{}])""", re.DOTALL
)
# Their order, by empty ones: a statement of it ("@layer reset, base;") and a media query further down make Chromium 103
# turn in a circle for ever when the sheet comes from its memory, that is at the second page.
LAYERS = "@layer reset{}@layer base{}@layer parts{}@layer screens{}\n"


class Bundle(NamedTuple):
    name: str
    content: bytes
    media_type: str

    @property
    def url(self) -> str:
        stem, ending = self.name.rsplit(".", 1)
        return f"/static/{stem}.{hashlib.sha256(self.content).hexdigest()[:12]}.{ending}"


@cache
def bundles() -> dict[str, Bundle]:
    made = [_style(audience, folder) for audience, folder in AUDIENCES.items()]
    scripts = [_script(), _own_scripts("phone.js", "js/phone"), _own_scripts("desk.js", "desk")]
    scripts.append(_own_scripts("console.js", "js/console"))
    scripts.append(_own_scripts("organisation.js", "organisation"))
    return {bundle.name: bundle for bundle in [*made, *scripts]}


@cache
def by_url() -> dict[str, Bundle]:
    return {bundle.url: bundle for bundle in bundles().values()}


@cache
def built() -> str:
    """What a page is made with, by its content: another one when the program has been upgraded."""
    urls = "".join(sorted(by_url()))
    return hashlib.sha256(urls.encode()).hexdigest()[:12]


def url(name: str) -> str:
    """Where a bundle ("phone.css", "live.js") or a single file below `static/` is served."""
    found = bundles().get(name)
    return found.url if found else f"/static/{name}"


def style_sheets(folder: str) -> list[Path]:
    return [STATIC / "css" / folder / f"{name}.css" for name in STYLES[folder].split()]


def _style(audience: str, folder: str) -> Bundle:
    sheets = [sheet for place in (*SHARED_STYLES, folder) for sheet in style_sheets(place)]
    words = LAYERS + "".join(map(_bare_sheet, sheets))
    return Bundle(f"{audience}.css", words.encode(), "text/css; charset=utf-8")


@cache
def _bare_sheet(sheet: Path) -> str:
    """Most of them stand in every audience's file."""
    return bare_style(sheet.read_text("utf-8"))


def _script() -> Bundle:
    """One file: if htmx and its socket extension came apart, the socket might never be opened."""
    foreign = [part.read_text("utf-8") for part in sorted((STATIC / "vendor").glob("*.js"))]
    own = [bare_script(part.read_text("utf-8")) for part in sorted((STATIC / "js").glob("*.js"))]
    words = ";\n".join([*foreign, *own])
    return Bundle("live.js", words.encode(), "text/javascript; charset=utf-8")


def _own_scripts(name: str, folder: str) -> Bundle:
    """What a phone needs once it is in, and its first load not; the console; and the desk, which has nothing live."""
    own = [bare_script(part.read_text("utf-8")) for part in sorted((STATIC / folder).glob("*.js"))]
    return Bundle(name, ";\n".join(own).encode(), "text/javascript; charset=utf-8")


def bare_style(words: str) -> str:
    """Without notes, indentation, line ends, and what ends the last line of a rule."""
    return _STYLE_AIR.sub(lambda found: found[1] or "", words).replace(";}", "}")


def bare_script(words: str) -> str:
    """Without notes, indentation, blank lines and blanks beside signs; no text of it spans lines."""
    without = _SCRIPT_AIR.sub(lambda found: found[1] or found[2] or "", words)
    lines = (line.strip() for line in without.splitlines())
    return "\n".join(line for line in lines if line)
