"""A title and its texts alone on the wall, or a list of lines, in the largest size that fits."""

from collections.abc import Sequence

from app.screens.wall.fitting import HOUSE, LEAST, TIGHT, VOICE, height

# Sizes of the title, each with the size of the texts under it.
SIZES = {160: 72, 144: 68, 128: 64, 112: 56, 96: 48, 84: 44, 72: 38, 60: 34, 50: LEAST}
WIDTH = 1370
# The height that there is, with nothing beside or with a row of marks below.
ALONE, OVER_A_ROW = 800, 670
# How many letters the program says before a text, in two languages.
CAPTION = 44
GAP = 24


def size(title: str, texts: Sequence[str], room: int) -> int:
    """The largest size in which all of it fits; the smallest one if none does."""
    return next(
        (title_size for title_size in SIZES if _tall(title, texts, title_size) <= room), min(SIZES)
    )


def _tall(title: str, texts: Sequence[str], title_size: int) -> float:
    said = (f"{'x ' * (CAPTION // 2)}{text}" for text in texts if text)
    under = (height(text, SIZES[title_size], WIDTH, HOUSE) + GAP for text in said)
    return height(title, title_size, WIDTH, VOICE, TIGHT) + sum(under)


# Sizes of lines that stand in a list, and of the second language beside each.
LISTED = {64: 56, 56: 48, 52: 46, 48: 42, 44: 38, 40: 36, 38: 34, 36: LEAST, 34: LEAST}
LIST_HEIGHT, LIST_WIDTH, LIST_GAP = 710, 1690, 12
# The width of each of two languages, side by side.
BESIDE = 821
# Whole sentences have no run of wide letters, and a line more is taken from the gaps.
VOICE_IN_LIST, HOUSE_IN_LIST = 0.48, 0.51


def listed(lines: Sequence[tuple[str, str]]) -> int:
    """The largest size in which the list fits, each line in one language or two side by side."""
    width = BESIDE if any(second for _, second in lines) else LIST_WIDTH

    def tall(first_size: int) -> float:
        return sum(
            max(
                height(first, first_size, width, VOICE_IN_LIST, TIGHT),
                height(second, LISTED[first_size], width, HOUSE_IN_LIST, TIGHT) if second else 0,
            )
            + LIST_GAP
            for first, second in lines
        )

    return next(
        (first_size for first_size in LISTED if tall(first_size) <= LIST_HEIGHT), min(LISTED)
    )
