"""Words that stand alone in the light, as large as they can be: a title, and what is said of it."""

from collections.abc import Sequence

from app.screens.wall.fitting import HOUSE, LEAST, TIGHT, VOICE, height

SIZES = {128: 64, 112: 56, 96: 48, 84: 44, 72: 38, 60: 34, 50: LEAST}
"""Of the title, and of the texts under it."""
WIDTH = 1370
ALONE, OVER_A_ROW = 800, 670
"""The height that there is, with nothing beside or with a row of marks below."""
CAPTION = 44
"""Letters of what the program says before a text, in two languages."""
GAP = 24


def size(title: str, texts: Sequence[str], room: int) -> int:
    """The largest in which all of it is read; the least, if there is none."""
    return next((one for one in SIZES if _tall(title, texts, one) <= room), min(SIZES))


def _tall(title: str, texts: Sequence[str], one: int) -> float:
    said = (f"{'x ' * (CAPTION // 2)}{text}" for text in texts if text)
    under = (height(text, SIZES[one], WIDTH, HOUSE) + GAP for text in said)
    return height(title, one, WIDTH, VOICE, TIGHT) + sum(under)


LISTED = {64: 40, 56: 36, 48: 34, 42: LEAST, 38: LEAST, 34: LEAST}
"""Sizes of lines that stand in a list, and of the second language under each."""
LIST_HEIGHT, LIST_WIDTH, LIST_GAP = 690, 1560, 22


def listed(lines: Sequence[tuple[str, str]]) -> int:
    """The largest size in which all of a list stands, each line in one or two languages."""

    def tall(one: int) -> float:
        firsts = sum(height(first, one, LIST_WIDTH, VOICE, TIGHT) for first, _ in lines)
        seconds = (height(said, LISTED[one], LIST_WIDTH, HOUSE, TIGHT) for _, said in lines if said)
        return firsts + sum(seconds) + LIST_GAP * len(lines)

    return next((one for one in LISTED if tall(one) <= LIST_HEIGHT), min(LISTED))
