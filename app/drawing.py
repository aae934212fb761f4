"""What templates draw with: the mark of a small group, the size of words by their length, a bar of counts."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from app.frozen import frozen

RINGS = 3
# Of each of the eight shapes: the height of its box where it stands on the ground, and where its
# number is written.
_BOXES = (63.5, 65.5, 60.5, 61.5, 61.8, 61.5, 63.5, 63)
_LINES = (42, 42, 50, 42, 45, 42, 45, 42)
# Up to so many letters, the words of a card have this size.
LONGEST = "longest"
CARD_SIZES = ((70, "short"), (115, "middling"), (165, "long"))
# On the wall: past each of these lengths the letters are one size smaller.
TITLES, ADDRESSES, PASSWORDS = (22, 32, 40), (25, 33), (18, 26)
# Up to so many letters, words can be read whole in a field of one line on a phone.
ONE_LINE = 36


@frozen
class GroupMark:
    """`shape`: from 1 on. `rings`: how often it is repeated inside itself. `box`, `line`: heights, in
    units of its drawing.
    """

    shape: int
    rings: int
    box: float
    line: int

    @property
    def is_ringed_twice(self) -> bool:
        return self.rings > 1


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
    return next((size for most, size in CARD_SIZES if len(words) <= most), LONGEST)


def hosts_card_size(words: str) -> str:
    return CARD_SIZES[1 if card_size(words) == LONGEST else 0][1]


def title_size(words: str) -> str:
    return fit(len(words), TITLES)


def address_size(address: str) -> str:
    return fit(len(address), ADDRESSES)


def password_size(password: str) -> str:
    return fit(len(password), PASSWORDS)


def fits_one_line(words: str) -> bool:
    return len(words) <= ONE_LINE


def code_pieces(code: str) -> tuple[str, str]:
    return code[:3], code[3:]


class CountBar(NamedTuple):
    """A bar of counts. `whole`: its length. `parts`: where each of them begins, and how long it is."""

    whole: int
    parts: tuple[tuple[int, int], ...]


def bar_of(counts: Sequence[int]) -> CountBar:
    parts = zip(accumulate(counts, initial=0), counts, strict=False)
    return CountBar(sum(counts), tuple(parts))


# By the names under which templates call them.
DRAWN: dict[str, Callable[..., object]] = {
    "mark_of": mark_of,
    "card_size": card_size,
    "title_size": title_size,
    "address_size": address_size,
    "password_size": password_size,
    "fits_one_line": fits_one_line,
    "code_pieces": code_pieces,
    "bar_of": bar_of,
}
