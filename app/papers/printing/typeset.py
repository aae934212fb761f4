"""Typesets sheets as tagged PDF in our own fonts, to PDF/UA-1 and PDF/A-2a as Typst checks it.

It runs in a child process of lower priority, so that no phone waits for a pack of cards.
`python -m app.papers.printing.typeset` reads the JSON on stdin and writes the PDF to stdout.
"""

import subprocess
import sys
import threading
from functools import cache
from typing import Any

from app.bootstrap import HOME

TEMPLATES = HOME / "templates" / "print"
FONTS = HOME / "static" / "fonts" / "print"
STANDARDS = ["ua-1", "a-2a"]
LONGEST_SECONDS = 60
# Replaces a letter that none of our fonts has.
UNKNOWN = "?"
# Typst draws nothing for these, but obeys them: line ends, and the isolates of `languages.alone`.
UNSEEN = frozenset("\n\u2068\u2069")
# Two papers at once are enough for the desk, and leave the machine to the hall.
PLACES = threading.Semaphore(2)


def typeset(data: bytes) -> bytes:
    """Returns the PDF of `data`, the JSON that `templates/print/main.typ` describes."""
    with PLACES:
        done = subprocess.run(  # noqa: S603 -- our own interpreter and module
            [sys.executable, "-m", __name__],
            input=data,
            cwd=HOME,
            capture_output=True,
            check=True,
            timeout=LONGEST_SECONDS,
        )
    return done.stdout


def settable(words: str) -> str:
    """Replaces letters that none of our fonts has: PDF/UA and PDF/A allow no missing glyph."""
    known = _covered()
    return "".join(letter if letter in known or letter in UNSEEN else UNKNOWN for letter in words)


@cache
def _covered() -> frozenset[str]:
    covered: set[str] = set()
    for span in (FONTS / "covered.txt").read_text("utf-8").split():
        first, _, last = span.partition("-")
        covered |= {chr(code) for code in range(int(first, 16), int(last or first, 16) + 1)}
    return frozenset(covered)


def _set(data: bytes) -> bytes:
    import typst  # noqa: PLC0415 -- only the child process needs it

    compiled: Any = typst.compile
    pdf = compiled(
        TEMPLATES / "main.typ",
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": data.decode("utf-8")},
        format="pdf",
        pdf_standards=STANDARDS,
    )
    return bytes(pdf)


if __name__ == "__main__":
    from app.machine import give_way

    give_way()
    sys.stdout.buffer.write(_set(sys.stdin.buffer.read()))
