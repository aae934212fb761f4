"""How the agreed actions stand on the wall: in the largest size in which every action has its row."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from app.screens.wall.fitting import HOUSE, LEAST, TIGHT, VOICE, WIDTH, height

HEIGHT = 736
NUMERAL = 152
GAPS = 96
TITLES = (88, 72, 58, 48, 44, 40)
TEXTS = (40, 36, LEAST)
SHARES = (62, 56, 50, 42)
"""Percent of the row that the title has; the rest has who begins, with what, by when."""
CUTS = (500, 360, 240, 160, 110, 70, 40)
ORIGIN = 68
MARGIN = 24
ANSWER = "(ska tillfrågas / kysytään vielä)"
DATE = "at the latest 30.9.2027 / at the latest 30.9.2027"


@dataclass(frozen=True)
class ActionWords:
    """The words of one action that take room."""

    title: str
    owner: str
    first_step: str


@dataclass(frozen=True)
class Sheet:
    """`cut`: letters of a first step that stand here. `dense`: the group's mark stands under the numeral."""

    title_size: int
    text_size: int
    share: int
    cut: int
    dense: bool


def sheet(actions: Sequence[ActionWords]) -> Sheet:
    """The words are cut last; before that they grow smaller, down to what can be read."""
    room = HEIGHT / max(len(actions), 1) - MARGIN
    sizes = sorted(product(TITLES, TEXTS), key=lambda both: -both[0] - 2 * both[1])
    for cut, dense, (title, text), share in product(CUTS, (False, True), sizes, SHARES):
        found = Sheet(title, text, share, cut, dense)
        if all(_tall(action, found) <= room for action in actions):
            return found
    return Sheet(TITLES[-1], LEAST, SHARES[-1], CUTS[-1], dense=True)


def _tall(action: ActionWords, found: Sheet) -> float:
    width = WIDTH - NUMERAL - GAPS
    title_width, text_width = width * found.share / 100, width * (100 - found.share) / 100
    title = height(action.title, found.title_size, title_width, VOICE, TIGHT)
    owner = action.owner and f"{action.owner} {ANSWER}"
    texts = (owner, action.first_step[: found.cut], DATE)
    start = sum(height(text, found.text_size, text_width, HOUSE, TIGHT) for text in texts if text)
    return max(title + (0 if found.dense else ORIGIN), start)
