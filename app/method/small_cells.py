"""Small cells: which rows of a table may be shown where few people are counted (screens, files).

A row says how many of a set of people gave each answer. A row of few people, or of people who all
gave the same answer, reveals what each of them said. Published figures cannot be taken back, so the
rules also cover what a reader can subtract: shown rows from their total, and a table from a later
table.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from app.limits import LIMIT

K = TypeVar("K")
CountsRow = Sequence[int]


def too_few(people: int) -> bool:
    return people < LIMIT.small_cell


def is_unanimous(row: CountsRow) -> bool:
    return sum(count > 0 for count in row) == 1


def may_stand(row: CountsRow) -> bool:
    """True for at least five people (`LIMIT.small_cell`) who did not all answer the same."""
    return not too_few(sum(row)) and not is_unanimous(row)


def showable(rows: Mapping[K, CountsRow], unnamed: CountsRow = ()) -> frozenset[K]:
    """Return the rows that may be shown beside the total.

    `unnamed` counts the people who are in the total and in no row. A reader can subtract the shown
    rows from the total. Therefore the remainder must be allowed to stand too; until it is, the
    smallest shown row is hidden as well.
    """
    shown = {name: row for name, row in rows.items() if may_stand(row)}
    while shown:
        hidden = [row for name, row in rows.items() if name not in shown]
        left_over = together([unnamed, *hidden])
        if not any(left_over) or may_stand(left_over):
            break
        del shown[min(shown, key=lambda name: sum(shown[name]))]
    return frozenset(shown)


def countable(counts: Mapping[K, int], unnamed: int = 0) -> frozenset[K]:
    """The same rule for plain counts of people: which counts may stand beside their total."""
    shown = {name: count for name, count in counts.items() if not too_few(count)}
    while shown:
        left_over = unnamed + sum(count for name, count in counts.items() if name not in shown)
        if left_over == 0 or not too_few(left_over):
            break
        del shown[min(shown, key=lambda name: shown[name])]
    return frozenset(shown)


def told_people(people: int) -> int | None:
    return None if too_few(people) else people


def told_sessions(sessions: Sequence[tuple[K, int]]) -> list[int | None]:
    """The number of people of each session, or None where it is hidden.

    Sessions are (population group, people). The rule holds beside the figures of each group and the
    figure of all.
    """
    groups: dict[K, dict[int, int]] = {}
    for place, (group, people) in enumerate(sessions):
        groups.setdefault(group, {})[place] = people
    told = countable({group: sum(counts.values()) for group, counts in groups.items()})
    shown = {place for group in told for place in countable(groups[group])}
    return [people if place in shown else None for place, (_, people) in enumerate(sessions)]


def may_be_added(known: CountsRow, new: CountsRow) -> bool:
    """Whether new answers may be added to published ones: by subtracting, one sees them alone.

    If all earlier answers were equal, only their number was published. The new total must not show
    which answer it was: at least two answers must be as frequent as there were earlier people.
    """
    if not may_stand(new):
        return False
    people = sum(known)
    if too_few(people) or not is_unanimous(known):
        return True
    return sum(count >= people for count in together([known, new])) > 1


def together(rows: Iterable[CountsRow]) -> list[int]:
    """The sum of the rows, answer by answer. Empty rows are left out."""
    whole = [row for row in rows if row]
    return [sum(counts) for counts in zip(*whole, strict=True)]
