"""Prints a table of all acts: `python -m tests.acts`.

Who, path, function, steps, and what undoes it; and where else it is open, if its own rule says so.
"""

import sys

from app.method.acts import acts
from app.method.declared import Declared
from app.method.rules import is_open
from app.vocabulary import Step


def told(act: Declared) -> tuple[str, ...]:
    steps = " ".join(step for step in Step if step in act.open_in)
    steps = steps or ("ever" if act.after_the_end else "until the end")
    undone = act.undone_by or f"({act.final})"
    return act.who, act.path, act.do.__name__, steps, undone, elsewhere(act)


def elsewhere(act: Declared) -> str:
    """What a rule of its own says of itself."""
    return "" if act.rule is is_open else " ".join((act.rule.__doc__ or "").split())


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
