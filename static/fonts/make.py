# ruff: noqa: INP001 (run by hand, beside what it makes)
"""Cut the web fonts, and write static/css/fonts.css beside them.

Needs the packages fonttools and brotli, and two variable fonts, both under the SIL Open Font
License: NotoSans[wdth,wght].ttf 2.15 and SourceSerif4[opsz,wght].ttf 4.4 (the wheels
fontpkg-noto-sans and fontpkg-source-serif-4 hold them). Run:

    python static/fonts/make.py NotoSans.ttf SourceSerif4.ttf

The scripts that few phones need are cut from what static/fonts/print/make.py has made, without the two:

    python static/fonts/make.py
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.otTables import PairPos

FONTS = Path(__file__).parent
CSS = FONTS.parent / "css" / "fonts.css"

# What a Swedish, Finnish, English, Estonian or Somali page needs, so that its first load is one
# file a family. Every other Latin letter waits in the second file until a page uses it.
LATIN = (
    "U+20-7E, U+A0, U+AD, U+B7, U+BB, U+BD, U+C4, U+C5, U+C9, U+D5-D7, "
    "U+DC, U+E4, U+E5, U+E9, U+F5, U+F6, U+FC, U+2013, U+2014, U+2018-201A, U+201C-201E, U+2022, "
    "U+2026, U+2212, U+20AC"
)
LATIN_EXT = (
    "U+A1-AC, U+AE-B6, U+B8-BA, U+BC, U+BE-C3, U+C6-C8, U+CA-D4, "
    "U+D8-DB, U+DD-E3, U+E6-E8, U+EA-F4, U+F7-FB, U+FD-131, U+134-165, U+168-17F, U+218-21B, "
    "U+2020, U+2021, U+2030, U+2039, U+203A, U+2122"
)
RANGES = {"latin": LATIN, "ext": LATIN_EXT}

# One file with a weight axis is smaller than a regular and a bold (13 against 14 kB). Voice is
# one weight alone, drawn for the size that a card has on a phone.
FAMILIES = {
    "noto": ("Noto Sans", "400 700", ["wdth=100", "wght=400:700"]),
    "voice": ("Voice", "600", ["opsz=20", "wght=600"]),
}
# Each is fetched by a page that has a letter of it, and by no other. They are a family of their own, behind both others
# in the style sheets: of one family a browser looks in the faces of one weight alone, and "400 700" is not "400".
OF_SCRIPTS = "Scripts"
SCRIPTS = {
    "cyrillic": ("NotoSans", "U+400-45F, U+490, U+491, U+2116"),
    "arabic": (
        "Vazirmatn",
        "U+60C, U+61B, U+61F, U+621-63A, U+640-655, U+660-66C, U+670, U+67E, U+686, U+698, U+6A9, U+6AF, U+6BE, "
        "U+6C0, U+6CC, U+6D5, U+6F0-6F9, U+200C-200F, U+2068, U+2069",
    ),
    "ethiopic": ("NotoSansEthiopic", "U+1200-1368"),
}
# A list of languages fetches no script whole for a name in it. Those who read this one would find boxes on many phones,
# so the letters of the name alone are a font; the range said for it is its script's, which packs to nothing.
OF_NAMES = "Names"
NAMES = {"ethiopic-name": "U+122D, U+1275, U+129B, U+130D"}
WEIGHTS = {"400": "Regular", "700": "Bold"}

# Both families' figures are tabular without a feature. Of the pairs that are set closer or wider,
# those that differ by less than this part of the size cannot be seen on a phone: 1 kB of its first load.
FEATURES = "kern"
SEEN = 0.015


def fonttools(tool: str, *arguments: str) -> None:
    command = [sys.executable, "-m", f"fontTools.{tool}", *arguments]
    subprocess.run(command, check=True)  # noqa: S603


def cut(instance: Path, unicodes: str, target: Path, features: str = FEATURES) -> None:
    fonttools(
        "subset",
        str(instance),
        f"--unicodes={unicodes.replace(' ', '')}",
        "--flavor=woff2",
        "--no-hinting",
        f"--layout-features={features}",
        "--name-IDs=0,1,2",
        "--drop-tables+=DSIG,STAT,MVAR",
        f"--output-file={target}",
    )
    font = TTFont(target)
    for lookup in font["GPOS"].table.LookupList.Lookup if "GPOS" in font else ():
        for table in lookup.SubTable:
            pairs = getattr(table, "ExtSubTable", table)
            if isinstance(pairs, PairPos):
                forget_unseen(pairs, SEEN * font["head"].unitsPerEm)
    font.save(target)


def forget_unseen(table: PairPos, least: float) -> None:
    """Leave out of a table of pairs those that move a letter by less than `least` units."""
    if table.Format == 1:
        for pairs in table.PairSet:
            pairs.PairValueRecord = [
                pair for pair in pairs.PairValueRecord if abs(pair.Value1.XAdvance) >= least
            ]
        return
    for row in table.Class1Record:
        for pair in row.Class2Record:
            if pair.Value1 and abs(pair.Value1.XAdvance) < least:
                pair.Value1.XAdvance = 0


def face(family: str, weight: str, file: str, unicodes: str) -> str:
    return (
        f'@font-face {{\n  font-family: "{family}";\n  font-weight: {weight};\n'
        f'  font-display: swap;\n  src: url("/static/fonts/{file}") format("woff2");\n'
        f"  unicode-range: {unicodes};\n}}\n"
    )


def make(sources: dict[str, Path]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, (_family, _weight, axes) in FAMILIES.items():
            instance = Path(folder) / f"{name}.ttf"
            fonttools("varLib.instancer", "-q", str(sources[name]), *axes, "-o", str(instance))
            for part, unicodes in RANGES.items():
                cut(instance, unicodes, FONTS / f"{name}-{part}.woff2")


def make_scripts() -> None:
    """With every feature: letters that join, and marks above them, are set by these."""
    for script, (source, unicodes) in SCRIPTS.items():
        for weight, called in WEIGHTS.items():
            face_of = FONTS / "print" / f"{source}-{called}.ttf"
            cut(face_of, unicodes, FONTS / f"{script}-{weight}.woff2", features="*")
    for name, unicodes in NAMES.items():
        source = SCRIPTS[name.partition("-")[0]][0]
        cut(FONTS / "print" / f"{source}-Regular.ttf", unicodes, FONTS / f"{name}.woff2")


def write_css() -> None:
    faces = ["/* Written by static/fonts/make.py. */\n"]
    for name, (family, weight, _axes) in FAMILIES.items():
        for part, unicodes in RANGES.items():
            faces.append(face(family, weight, f"{name}-{part}.woff2", unicodes))
    for script, (_source, unicodes) in SCRIPTS.items():
        for weight in WEIGHTS:
            faces.append(face(OF_SCRIPTS, weight, f"{script}-{weight}.woff2", unicodes))
    for name in NAMES:
        script = name.partition("-")[0]
        faces.append(face(OF_NAMES, "400", f"{name}.woff2", SCRIPTS[script][1]))
    CSS.write_text("".join(faces), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) not in {1, 3}:
        sys.exit(__doc__)
    if len(sys.argv) == 3:
        make({"noto": Path(sys.argv[1]), "voice": Path(sys.argv[2])})
    make_scripts()
    write_css()
