"""The picture of all cards: in which order the cards stand, and how far the groups differ about one."""

from collections.abc import Iterable

from app.vocabulary import Reason


def rank(more: int, dunno: int, less: int) -> tuple[int, int, int]:
    """Where a card stands, by how many groups decided what: the smallest is wanted more the most
    clearly, the greatest is wanted less the most clearly.

    Groups for and against weigh alike. If that decides nothing, the card on which fewer groups
    said anything else stands further out, at either end.
    """
    outwards = 1 if more >= less else -1
    return less - more, outwards * dunno, outwards * min(more, less)


def division(more: int, less: int, reasons: Iterable[tuple[Reason, int]]) -> int:
    """How far groups differ about a card, among each other and within themselves; 0: not at all."""
    return min(more, less) * 2 + sum(count for reason, count in reasons if reason.divides)
