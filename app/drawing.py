"""What templates draw with: the mark of a small group, the size of words by their length, a bar of counts."""

from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from app.frozen import frozen

RINGS = 3
# Of each of the eight shapes: the height of its box where it stands on the ground, and where its
# number is written.
_BOXES = (63.5, 65.5, 60.5, 61.5, 61.8, 61.5, 63.5, 63)
_LINES = (42, 42, 50, 42, 45, 42, 45, 42)
# Up to so many letters, the words of a card have this size.
CARD_SIZES = ((70, "short"), (115, "middling"), (165, "long"))


@frozen
class GroupMark:
    """`shape`: from 1 on. `rings`: how often it is repeated inside itself. `box`, `line`: heights, in
    units of its drawing.
    """

    shape: int
    rings: int
    box: float
    line: int


@cache
def mark_of(number: int) -> GroupMark:
    """The mark of the group of this number. From 25 on marks repeat, and the number alone tells them apart."""
    around, place = divmod(number - 1, len(_BOXES))
    return GroupMark(place + 1, around % RINGS, _BOXES[place], _LINES[place])


def fit(length: int, limits: Sequence[int]) -> str:
    """The class of a size on the wall: for each limit that is passed, the next smaller one."""
    return f"fit-{sum(limit < length for limit in limits)}"


def card_size(words: str) -> str:
    """By the length of the words alone, so that every phone of a group shows the same size."""
    return next((size for most, size in CARD_SIZES if len(words) <= most), "longest")


def stacked(counts: Sequence[int]) -> list[tuple[int, int]]:
    """Where each part of a bar begins, and how long it is."""
    return list(zip(accumulate(counts, initial=0), counts, strict=False))
