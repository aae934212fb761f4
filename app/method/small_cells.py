"""Small cells: wherever a table crosses people with an attribute, this says which rows may be shown."""

from collections.abc import Mapping
from typing import TypeVar

from app.limits import LIMIT

Attribute = TypeVar("Attribute")


def too_few(people: int) -> bool:
    return people < LIMIT.small_cell


def showable(people: Mapping[Attribute, int], unnamed: int = 0) -> frozenset[Attribute]:
    """Which rows may be shown beside the total. `unnamed`: people in the total who are in no row.

    A row of fewer than five is hidden. If what is then left over is fewer than five, subtracting the rows from the
    total would show it all the same: so the smallest row is hidden with it.
    """
    shown = {row: count for row, count in people.items() if not too_few(count)}
    left_over = unnamed + sum(people.values()) - sum(shown.values())
    if shown and left_over and too_few(left_over):
        del shown[min(shown, key=shown.__getitem__)]
    return frozenset(shown)
