"""Seats a large room step by step: each step is the cheapest exchange between any two tables.

At most two companies go each way, and two only if somebody on one side shares a phone or sits with
a speaker of the same language. Without those, exchanging one for one (or for none) already makes
the room as even as possible. A room that no exchange improves is left as it is, so forming again
moves nobody.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from app.kept import found_once
from app.method.people.mixing.companies import KINDS, PeopleCounts, Room, added, taken

ALIKE = 2  # how many of several equal companies are tried: at most two go together


class Parcel(NamedTuple):
    """Companies that leave a table together. `kinds`: (kind, people). `together`: `_together`."""

    places: tuple[int, ...]
    counts: PeopleCounts
    kinds: tuple[tuple[int, int], ...]
    together: int | None


class Exchange(NamedTuple):
    """Companies that change places. `cost`: the change of the room's cost; negative if it helps."""

    cost: int
    there: tuple[int, ...] = ()
    back: tuple[int, ...] = ()


def seated_evenly(room: Room, number: int) -> list[int]:
    """The group (1…number) of each company."""
    hall = _Seating(room, number)
    pairs = list(combinations(range(1, number + 1), 2))
    exchanges = {pair: hall.best_exchange(*pair) for pair in pairs}
    while exchanges:
        best = min(exchanges, key=lambda pair: exchanges[pair].cost)
        if exchanges[best].cost >= 0:
            break
        hall.exchange(*best, exchanges[best])
        for pair in pairs:
            if pair[0] in best or pair[1] in best:
                exchanges[pair] = hall.best_exchange(*pair)
    return [hall.seats[place] for place in range(len(room.companies))]


class _Seating:
    """The current seats. At first all who can stay do; the others go where they are needed."""

    def __init__(self, room: Room, number: int) -> None:
        self._room = room
        self._companies = room.companies
        self._counts = {group: room.empty() for group in range(1, number + 1)}
        self._tables: dict[int, _Table] = {}
        self._most_shared = 4 * sum(set(room.weights))
        self.seats: dict[int, int] = {}
        waiting = []
        for place, company in enumerate(self._companies):
            if company.now in self._counts:
                self._seat(place, company.now)
            else:
                waiting.append(place)
        for place in sorted(waiting, key=lambda place: self._companies[place].counts, reverse=True):
            self._seat(place, room.needing(self._counts, self._companies[place], ties=False))

    def _seat(self, place: int, group: int) -> None:
        self.seats[place] = group
        self._counts[group] = added(self._counts[group], self._companies[place].counts)

    def exchange(self, group: int, other: int, exchange: Exchange) -> None:
        for place in (*exchange.there, *exchange.back):
            left = self.seats[place]
            self._counts[left] = taken(self._counts[left], self._companies[place].counts)
            self._seat(place, group if left == other else other)
        self._tables.pop(group, None)
        self._tables.pop(other, None)

    def best_exchange(self, group: int, other: int) -> Exchange:
        best, room = Exchange(0), self._room
        if self._is_even(group, other):
            return best
        lonely = room.lonely(self._counts[group]) + room.lonely(self._counts[other])
        hope = room.alone * lonely
        for leaving, coming in self._offers(group, other):
            back = [(parcel, self._leaves(parcel, other, group)) for parcel in coming]
            for mine in leaving:
                cost = self._leaves(mine, group, other) - hope
                for yours, other_cost in back:
                    least = cost + other_cost
                    if least - self._most_shared * mine.counts[0] * yours.counts[0] >= best.cost:
                        continue
                    least -= self._shared(mine, yours)
                    if least < best.cost:
                        whole = least + room.alone * self._lonely_then(
                            mine, yours, group, other, lonely
                        )
                        best = min(best, Exchange(whole, mine.places, yours.places))
        return best

    def _is_even(self, group: int, other: int) -> bool:
        """True if no exchange can help: counts differ by 1 at most, nobody moved or is lonely."""
        ours, theirs, kinds = self._counts[group], self._counts[other], len(self._room.weights)
        return (
            all(-1 <= more <= 1 for more in map(int.__sub__, ours[:kinds], theirs))
            and not self._table(group).moved
            and not self._table(other).moved
            and not self._room.lonely(ours) + self._room.lonely(theirs)
        )

    def _offers(self, group: int, other: int) -> Iterator[tuple[list[Parcel], list[Parcel]]]:
        """Parcels to exchange: single ones; and pairs, if on the other side a tied parcel goes."""
        ours, theirs = self._table(group), self._table(other)
        yield ours.singles, theirs.singles
        if leaving := self._tied(ours, other):
            yield leaving, theirs.singles + theirs.twos
        if coming := self._tied(theirs, group):
            yield ours.singles + ours.twos, coming

    def _tied(self, table: "_Table", there: int) -> list[Parcel]:
        """People who share a phone, and pairs whose language nobody at the other table speaks."""
        spoken = self._counts[there]
        return [
            parcel
            for parcel in table.tied
            if parcel.together is None or not spoken[parcel.together]
        ]

    def _leaves(self, parcel: Parcel, here: int, there: int) -> int:
        """The cost if this parcel goes and none comes. Uses (n + k)² = n² + 2nk + k²."""
        ours, theirs, weights = self._counts[here], self._counts[there], self._room.weights
        cost = 0
        for kind, people in parcel.kinds:
            cost += 2 * weights[kind] * people * (people + theirs[kind] - ours[kind])
        for place in parcel.places:
            for seat, sat in self._companies[place].at:
                cost += sat if seat == here else -sat if seat == there else 0
        return cost

    def _shared(self, mine: Parcel, yours: Parcel) -> int:
        """What must be subtracted, because equal people who go both ways cancel out."""
        weights, others, alike = self._room.weights, yours.counts, 0
        for kind, people in mine.kinds:
            if others[kind]:
                alike += 4 * weights[kind] * people * others[kind]
        return alike

    def _lonely_then(self, mine: Parcel, yours: Parcel, group: int, other: int, lonely: int) -> int:
        if mine.counts[KINDS:] == yours.counts[KINDS:]:
            return lonely
        ours = added(taken(self._counts[group], mine.counts), yours.counts)
        theirs = added(taken(self._counts[other], yours.counts), mine.counts)
        return self._room.lonely(ours) + self._room.lonely(theirs)

    def _table(self, group: int) -> "_Table":
        if group not in self._tables:
            here = [place for place, seat in self.seats.items() if seat == group]
            self._tables[group] = _Table(self._room, group, here)
        return self._tables[group]


class _Table:
    """What may leave a table: none or one company (`singles`), two (`twos`), or `tied` ones.

    `tied`: people who share a phone, or a pair of the same language. `moved`: somebody sat
    elsewhere before.
    """

    def __init__(self, room: Room, group: int, here: list[int]) -> None:
        alike: Counter[object] = Counter()
        self._room = room
        self._chosen = []
        for place in here:
            company = room.companies[place]
            alike[company.counts, company.at] += 1
            if alike[company.counts, company.at] <= ALIKE:
                self._chosen.append(place)
        self.moved = any(seat != group for place in here for seat, _ in room.companies[place].at)
        self.singles = [_parcel(room), *(_parcel(room, place) for place in self._chosen)]
        self.tied = [] if room.is_plain else self._tied()

    @found_once
    def twos(self) -> list[Parcel]:
        return [_parcel(self._room, *two) for two in combinations(self._chosen, 2)]

    def _tied(self) -> list[Parcel]:
        sharing = [parcel for parcel in self.singles if parcel.counts[0] > 1]
        speaking = [
            _parcel(self._room, *two)
            for two in combinations(self._chosen, 2)
            if _together(self._room, two) is not None
        ]
        return sharing + speaking


def _parcel(room: Room, *places: int) -> Parcel:
    counts = room.empty()
    for place in places:
        counts = added(counts, room.companies[place].counts)
    weighty = counts[: len(room.weights)]
    kinds = tuple((kind, people) for kind, people in enumerate(weighty) if people)
    return Parcel(places, counts, kinds, _together(room, places))


def _together(room: Room, places: tuple[int, ...]) -> int | None:
    """The language that both of two companies speak, if one of them asked for company in it."""
    if len(places) != 2:
        return None
    mine, yours = (room.companies[place].counts for place in places)
    asked = len(room.asked)
    tied = [
        kind
        for kind in range(KINDS, KINDS + asked)
        if mine[kind] and yours[kind] and mine[kind + asked] + yours[kind + asked]
    ]
    return tied[0] if tied else None
