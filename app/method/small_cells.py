"""Small cells: where a table crosses people with what they said, this says what may be shown, on screens and in files.

A row is how many of some people said each thing. It tells of them all when they are few, and when they are of one mind.
What is published is never taken back, so each rule holds for what one can subtract, too: rows from their total, and a
table from the one that was published after it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from app.limits import LIMIT

Attribute = TypeVar("Attribute")
Row = Sequence[int]


def too_few(people: int) -> bool:
    return people < LIMIT.small_cell


def is_unanimous(row: Row) -> bool:
    return sum(count > 0 for count in row) == 1


def may_stand(row: Row) -> bool:
    """It tells of five people at least, and not that all of them said the same."""
    return not too_few(sum(row)) and not is_unanimous(row)


def showable(rows: Mapping[Attribute, Row], unnamed: Row = ()) -> frozenset[Attribute]:
    """Which rows may be shown beside the total. `unnamed`: of the people in the total who are in no row.

    What is left over of the total when they are subtracted has to be allowed to stand as well: until it is, the
    smallest row is hidden with it.
    """
    shown = {name: row for name, row in rows.items() if may_stand(row)}
    while shown:
        hidden = [row for name, row in rows.items() if name not in shown]
        left_over = together([unnamed, *hidden])
        if not any(left_over) or may_stand(left_over):
            break
        del shown[min(shown, key=lambda name: sum(shown[name]))]
    return frozenset(shown)


def countable(counts: Mapping[Attribute, int], unnamed: int = 0) -> frozenset[Attribute]:
    """The same where people are only counted: which counts may stand beside how many they are together."""
    shown = {name: count for name, count in counts.items() if not too_few(count)}
    while shown:
        left_over = unnamed + sum(count for name, count in counts.items() if name not in shown)
        if left_over == 0 or not too_few(left_over):
            break
        del shown[min(shown, key=lambda name: shown[name])]
    return frozenset(shown)


def told_people(people: int) -> int | None:
    return None if too_few(people) else people


def told_sessions(sessions: Sequence[tuple[Attribute, int]]) -> list[int | None]:
    """Of each session, by its population group: beside what is told of the groups, and of all together."""
    groups: dict[Attribute, dict[int, int]] = {}
    for place, (group, people) in enumerate(sessions):
        groups.setdefault(group, {})[place] = people
    told = countable({group: sum(counts.values()) for group, counts in groups.items()})
    shown = {place for group in told for place in countable(groups[group])}
    return [people if place in shown else None for place, (_, people) in enumerate(sessions)]


def may_join(known: Row, new: Row) -> bool:
    """Whether new answers may be added to what has been published: by subtracting, one reads them alone.

    Where all before were of one mind nothing but their number was shown, so it must stay open which mind that was.
    """
    if not may_stand(new):
        return False
    people = sum(known)
    if too_few(people) or not is_unanimous(known):
        return True
    return sum(count >= people for count in together([known, new])) > 1


def together(rows: Iterable[Row]) -> list[int]:
    """Their sum, level by level."""
    whole = [row for row in rows if row]
    return [sum(counts) for counts in zip(*whole, strict=True)]
