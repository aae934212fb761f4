"""The words of a PDF by the format's own rules, in the order in which a program reads them aloud.

A string that is said to be reversed (`ReversedChars`) is turned round, glyph by glyph; what a span is said to stand
for (`ActualText`) stands for all that is drawn in it; a glyph is what its font's table (`ToUnicode`) says. pdftotext
and browsers go by where glyphs stand instead: they take a stop on a page of Swedish for Swedish, and turn round the
letters of one glyph (lam and alef), so that no order of glyphs is right for both. Right for neither is a word with
vowel signs: the typesetter gives a sign and its letter as one, and such a word from left to right.
"""

import re
from io import BytesIO
from typing import Any, cast

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

_PAIR = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")


def words_by_the_rules(pdf: bytes) -> str:
    return "\n".join(_Page(page).read() for page in PdfReader(BytesIO(pdf)).pages)


class _Page:
    """`open`: the marks that are open; of each whether it turns round, and what it stands for."""

    def __init__(self, page: PageObject) -> None:
        resources = cast("Any", page["/Resources"])
        self.fonts = {
            name: _letters(font.get_object()["/ToUnicode"].get_data())
            for name, font in resources["/Font"].items()
        }
        self.stream = cast("Any", ContentStream(page.get_contents(), page.pdf))
        self.letters: dict[int, str] = {}
        self.open: list[tuple[bool, str | None]] = []
        self.words: list[str] = []

    def read(self) -> str:
        for operands, operator in self.stream.operations:
            if operator in (b"BMC", b"BDC"):
                self._begin(operands)
            elif operator == b"EMC":
                self._end()
            elif operator == b"Tf":
                self.letters = self.fonts[operands[0]]
            elif operator in (b"Tj", b"TJ"):
                self._show(operands[0])
        return "".join(self.words)

    def _begin(self, operands: list[Any]) -> None:
        told = operands[1] if len(operands) > 1 and hasattr(operands[1], "get") else {}
        self.open.append((operands[0] == "/ReversedChars", told.get("/ActualText")))

    def _end(self) -> None:
        _, stands_for = self.open.pop()
        if stands_for is not None and not self._stood_for():
            self.words.append(str(stands_for))

    def _stood_for(self) -> bool:
        return any(stands_for is not None for _, stands_for in self.open)

    def _show(self, shown: Any) -> None:
        if self._stood_for():
            return
        parts = shown if isinstance(shown, list) else [shown]
        codes = b"".join(part.original_bytes for part in parts if hasattr(part, "original_bytes"))
        glyphs = [codes[place : place + 2] for place in range(0, len(codes), 2)]
        if any(turned for turned, _ in self.open):
            glyphs.reverse()
        self.words += [self.letters[int.from_bytes(glyph)] for glyph in glyphs]


def _letters(table: bytes) -> dict[int, str]:
    return {
        int(code, 16): bytes.fromhex(letters.decode()).decode("utf-16-be")
        for code, letters in _PAIR.findall(table)
    }
