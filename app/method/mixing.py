"""How people are mixed over the small groups. Pure: it knows no database."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.vocabulary import Background

Placed = tuple[int, Background, int | None]  # a person's id, background, and number of the group
Mix = dict[int, Counter[Background]]  # by the number of the group: how many of each background


def balanced(people: Sequence[Placed], number: int) -> dict[int, int]:
    """Seats people in groups 1…number; returns each person's group.

    Sizes are within one of each other, and so is every background from group to group (that is always possible).
    It starts from where people sit and evens out one exchange at a time, so an even room stays as it is.
    """
    seats = {person: now for person, _, now in people if now is not None and now <= number}
    mix: Mix = {group: Counter() for group in range(1, number + 1)}
    for person, background, _ in people:
        if person in seats:
            mix[seats[person]][background] += 1
    for person, background, _ in people:
        if person not in seats:
            seats[person] = needing(mix, background)
            mix[seats[person]][background] += 1
    while exchange := _next_exchange(mix):
        for background, here, there in exchange:
            person = _one_to_move(people, seats, background, here, there)
            seats[person] = there
            mix[here][background] -= 1
            mix[there][background] += 1
    return seats


def by_table(people: Sequence[Placed], tables: Mapping[int, int]) -> dict[int, int]:
    """Seats everybody at the own table; who has told none stays in a group of these, or goes where needed."""
    mix: Mix = {number: Counter() for number in sorted(set(tables.values()))}
    seats: dict[int, int] = {}
    for person, background, now in people:
        wanted = tables.get(person, now)
        if wanted in mix:
            seats[person] = wanted
            mix[wanted][background] += 1
    for person, background, _ in people:
        if person not in seats:
            seats[person] = needing(mix, background)
            mix[seats[person]][background] += 1
    return seats


def needing(mix: Mix, background: Background) -> int:
    """The smallest group; of those the one with fewest of that background; then the first."""
    return min(mix, key=lambda group: (mix[group].total(), mix[group][background], group))


@dataclass(frozen=True)
class _Extremes:
    most: int
    fewest: int
    gap: int

    @classmethod
    def of(cls, counts: dict[int, int]) -> "_Extremes":
        most, fewest = max(counts, key=counts.__getitem__), min(counts, key=counts.__getitem__)
        return cls(most, fewest, counts[most] - counts[fewest])


def _next_exchange(mix: Mix) -> list[tuple[Background, int, int]]:
    """Moves (background, from, to) that make the room more even; none when it is.

    Each lowers the sum of squares of all counts, and there is one for every unevenness: so it ends, and ends even.
    """
    sizes = {group: counts.total() for group, counts in mix.items()}
    size = _Extremes.of(sizes)
    if size.gap > 1:
        return [(_surplus(mix, size.most, size.fewest), size.most, size.fewest)]
    for background in Background:
        kind = _Extremes.of({group: counts[background] for group, counts in mix.items()})
        if kind.gap > 1:
            moves = [(background, kind.most, kind.fewest)]
            if sizes[kind.most] <= sizes[kind.fewest]:
                back = _surplus(mix, kind.fewest, kind.most)
                moves.append((back, kind.fewest, kind.most))
            return moves
    return []


def _surplus(mix: Mix, here: int, there: int) -> Background:
    return max(Background, key=lambda background: mix[here][background] - mix[there][background])


def _one_to_move(
    people: Sequence[Placed], seats: dict[int, int], background: Background, here: int, there: int
) -> int:
    """Rather somebody who sat there before, or who has no seat yet, than one who has to stand up."""
    ranked = [
        (now != there, now == here, person)
        for person, kind, now in people
        if kind is background and seats[person] == here
    ]
    return min(ranked, key=lambda ranks: ranks[:2])[2]
