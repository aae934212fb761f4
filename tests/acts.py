"""Prints a table of all acts: `python -m tests.acts`.

Who, path, function, steps, and what undoes it.
"""

import sys

from app.method.acts import acts
from app.method.declared import Declared


def told(act: Declared) -> tuple[str, ...]:
    steps = " ".join(act.open_in) or ("ever" if act.after_the_end else "until the end")
    return act.who, act.path, act.do.__name__, steps, act.undone_by or f"({act.final})"


def table() -> str:
    rows = [told(act) for act in acts()]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(table())
