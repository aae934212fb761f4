"""Prints a table of all acts: `python -m tests.acts`.

Who, path, function, steps, and what undoes it.
"""

import sys

from app.method.acts import acts
from app.method.declared import Declared
from app.vocabulary import Step


def told(act: Declared) -> tuple[str, ...]:
    undone = act.undone_by or f"({act.final})"
    return act.who, act.path, act.do.__name__, steps_of(act), undone


def steps_of(act: Declared) -> str:
    if not act.open_in:
        return "ever" if act.after_the_end else "until the end"
    steps = [step or "before" for step in (None, *Step) if step in act.open_in]
    if act.instead:
        steps.append("({1} without {0})".format(*act.instead))
    return " ".join((*steps, "after" if act.after_the_end else "")).strip()


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
