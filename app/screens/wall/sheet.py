"""How the agreed actions stand on the wall: in the largest size in which every action stands whole in its row."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from app.screens.wall.fitting import HOUSE, LEAST, TIGHT, VOICE, WIDTH, height

HEIGHT = 736
NUMERAL = 152
GAPS = 96
TITLES = (88, 72, 58, 48, 44, 40)
TEXTS = (40, 36, LEAST)
EVEN = 50
SHARES = (62, 56, EVEN, 42, 36)
"""Percent of the row that the title has; the rest has who begins, with what, by when."""
NO_YES = (False, True)
ORIGIN = 68
MARGIN = 24
LATER = (56, 96)
"""Of the line that says where the first steps are, when they do not stand here."""
MISSING = (
    "Käynnistäjästä ei ole vielä sovittu",
    "Inte klart ännu vem som sätter i gång / Käynnistäjästä ei ole vielä sovittu",
)
ANSWERS = ("(kysytään vielä)", "(ska frågas / kysytään vielä)")
IN_TWO = "senast den 30.10.2027 / viimeistään 30.10.2027"
DATES, JOINED = ("viimeistään 30. syyskuuta 2027", IN_TWO), ("viimeistään 30.10.2027", IN_TWO)
"""What the program says beside people's words, in one language and in two."""


@dataclass(frozen=True)
class ActionWords:
    """The words of one action that take room."""

    title: str
    owner: str
    first_step: str


@dataclass(frozen=True)
class Sheet:
    """`steps`: whether first steps stand here; they stand whole or not at all, and each when it is read back.
    `dense`: the group's mark stands under the numeral. `joined`: by when stands, in figures, on the line of who begins.
    """

    title_size: int
    text_size: int
    share: int
    steps: bool
    joined: bool
    dense: bool


def sheet(actions: Sequence[ActionWords], *, in_two: bool = False) -> Sheet:
    """Words grow smaller, down to what can be read; then the first steps are left to the reading aloud."""
    room = HEIGHT / max(len(actions), 1) - MARGIN
    sizes = sorted(product(TITLES, TEXTS), key=lambda both: -both[0] - 2 * both[1])
    for steps in (True, False):
        left = room if steps else room - LATER[in_two] / len(actions)
        for joined, dense, (title, text), share in product(NO_YES, NO_YES, sizes, SHARES):
            found = Sheet(title, text, share, steps, joined, dense)
            if all(_tall(action, found, in_two=in_two) <= left for action in actions):
                return found
    return Sheet(TITLES[-1], LEAST, EVEN, steps=False, joined=True, dense=True)


def _tall(action: ActionWords, found: Sheet, *, in_two: bool) -> float:
    width = WIDTH - NUMERAL - GAPS
    title_width, text_width = width * found.share / 100, width * (100 - found.share) / 100
    title = height(action.title, found.title_size, title_width, VOICE, TIGHT)
    start = sum(
        height(text, found.text_size, text_width, HOUSE, TIGHT)
        for text in _starting(action, found, in_two=in_two)
        if text
    )
    return max(title + (0 if found.dense else ORIGIN), start)


def _starting(action: ActionWords, found: Sheet, *, in_two: bool) -> tuple[str, ...]:
    step = action.first_step if found.steps else ""
    if not action.owner:
        return MISSING[in_two], step, DATES[in_two]
    owner = f"{action.owner} {ANSWERS[in_two]}"
    return (f"{owner} · {JOINED[in_two]}", step) if found.joined else (owner, step, DATES[in_two])
