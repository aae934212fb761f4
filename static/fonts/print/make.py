# ruff: noqa: INP001 (run by hand, beside what it makes)
"""Cut the fonts that papers are set in: TTF, one weight a file, since Typst reads neither WOFF2 nor an axis.

Needs the packages fonttools and brotli, and in one folder, all under the SIL Open Font License:
NotoSans[wdth,wght].ttf 2.15 and SourceSerif4[opsz,wght].ttf 4.4 (the wheels fontpkg-noto-sans and
fontpkg-source-serif-4 hold them); Vazirmatn-Regular.ttf and -Bold.ttf 33.0.3 (fonts/ttf of the npm package
vazirmatn); and noto-sans-ethiopic-ethiopic-*-normal.woff2 of 400 and 700 (the npm package @fontsource/… 5.3
holds them). Run:

    python static/fonts/print/make.py FOLDER
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from fontTools.otlLib.builder import buildSingleSubstSubtable
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.ttLib.tables.otTables import Lookup

FONTS = Path(__file__).parent

# Every Latin letter with its marks, Greek and Cyrillic, and the signs of a text.
WIDE = (
    "U+20-7E,U+A0-24F,U+259,U+292,U+2BB-2BD,U+2C6-2DD,U+300-36F,U+370-3FF,U+400-52F,U+1E00-1EFF,"
    "U+2010-2027,U+202F-205E,U+20A0-20BF,U+2116,U+2122,U+2190-2193,U+2212,U+25A1,U+25CB"
)
# Arabic letters with the stops, brackets and digits between them, so that a line of theirs is of one font.
ARABIC = (
    "U+20-40,U+5B-60,U+7B-7E,U+A0,U+AB,U+AD,U+B7,U+BB,U+600-6FF,U+750-77F,U+870-8FF,"
    "U+200C-200F,U+2010-2027,U+2039-203A,U+204F,U+2E41,U+FB50-FDFF,U+FE70-FEFC"
)
WEIGHTS = {"Regular": 400, "Bold": 700}


def fonttools(tool: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", f"fontTools.{tool}", *arguments], check=True)  # noqa: S603


def cut(source: Path, name: str, unicodes: str) -> None:
    """Marks, joins and kerning stay: papers are in every script."""
    fonttools(
        "subset",
        str(source),
        f"--unicodes={unicodes}",
        "--layout-features=*",
        "--no-hinting",
        "--name-IDs=0,1,2,3,4,5,6,13,14,16,17",
        f"--output-file={FONTS / name}",
    )


def draw_the_parting(file: Path) -> None:
    """What parts two letters (U+200C) is drawn, as nothing: a typesetter drops what is not, and has it read wrong."""
    font = TTFont(file)
    (parting, drawn), lookup = (font.getBestCmap()[0x200C], "parting.drawn"), Lookup()
    font.setGlyphOrder([*font.getGlyphOrder(), drawn])
    font["glyf"][drawn], font["hmtx"][drawn] = Glyph(), (0, 0)
    lookup.LookupType, lookup.LookupFlag = 1, 0
    lookup.SubTable, lookup.SubTableCount = [buildSingleSubstSubtable({parting: drawn})], 1
    table = font["GSUB"].table
    table.LookupList.Lookup.append(lookup)
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "calt":
            record.Feature.LookupListIndex.append(len(table.LookupList.Lookup) - 1)
    font.save(file)


def make(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        for weight, number in WEIGHTS.items():
            instance = Path(scratch) / "instance.ttf"
            axes = ["wdth=100", f"wght={number}"]
            source = str(next(folder.rglob("NotoSans[[]*.ttf")))
            fonttools(
                "varLib.instancer", "-q", source, *axes, "--update-name-table", "-o", str(instance)
            )
            cut(instance, f"NotoSans-{weight}.ttf", WIDE)
            arabic = next(folder.rglob(f"fonts/ttf/Vazirmatn-{weight}.ttf"))
            cut(arabic, f"Vazirmatn-{weight}.ttf", ARABIC)
            draw_the_parting(FONTS / f"Vazirmatn-{weight}.ttf")
            name = f"NotoSansEthiopic-{weight}.ttf"
            file = f"noto-sans-ethiopic-ethiopic-{number}-normal.woff2"
            font = TTFont(next(folder.rglob(file)))
            font.flavor = None
            font.save(Path(scratch) / name)
            cut(Path(scratch) / name, name, "*")
        serif = Path(scratch) / "serif.ttf"
        source = str(next(folder.rglob("SourceSerif4[[]*.ttf")))
        fonttools(
            "varLib.instancer",
            "-q",
            source,
            "opsz=20",
            "wght=600",
            "--update-name-table",
            "-o",
            str(serif),
        )
        cut(serif, "SourceSerif4-Semibold.ttf", WIDE)
    tell_what_is_covered()


def tell_what_is_covered() -> None:
    """The letters that sans fonts have in every weight, as ranges: they are behind the serif too."""
    weights = [FONTS.glob(f"*-{weight}.ttf") for weight in WEIGHTS]
    had = [{code for file in files for code in TTFont(file).getBestCmap()} for files in weights]
    codes = sorted(code for code in set.intersection(*had) if code >= 0x20)
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    told = [f"{first:X}-{last:X}" if last > first else f"{first:X}" for first, last in ranges]
    (FONTS / "covered.txt").write_text("\n".join(told) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    make(Path(sys.argv[1]))
