"""Mixing people over the small groups. Pure functions without a database.

People who share a phone sit together. Then, as far as possible and in this order: people who asked
for company in their language have it, group sizes differ by at most one, no language that was asked
for is crowded at one table, roles are even, and nobody moves without need.
"""

from collections.abc import Iterable, Mapping, Sequence

from app.limits import LIMIT
from app.method.people.mixing.bundles import bundles
from app.method.people.mixing.companies import Company, PeopleCounts, Placed, Room, added
from app.method.people.mixing.exchanging import seated_evenly
from app.method.people.mixing.small_room import MOST_COMPANIES, seated_best

__all__ = [
    "Company",
    "Placed",
    "Room",
    "balanced",
    "by_table",
    "most_groups",
    "needing",
    "suggested_number",
]


def suggested_number(people: int) -> int:
    """About five at a table."""
    return max(1, round(people / LIMIT.group_size))


def balanced(people: Sequence[Placed], number: int, *, ties: bool = True) -> dict[int, int]:
    """Seats people in groups 1…number; returns each one's group. `ties`: heed language wishes.

    A language with n interpreters is at n tables at most; this comes before everything else.
    """
    room = Room(people, ties=ties, bundle=bundles(people))
    seated = seated_best if len(room.companies) <= MOST_COMPANIES else seated_evenly
    return _of_people(zip(room.companies, seated(room, number), strict=True))


def by_table(people: Sequence[Placed], tables: Mapping[int, int]) -> dict[int, int]:
    """Seats everybody at their table. Others stay in a group of these, or go where needed.

    Of people who share a phone, the first who told a table decides for all.
    """
    room = Room(people)
    counts = {number: room.empty() for number in sorted(set(tables.values()))}
    seats: dict[Company, int] = {}

    def seat(company: Company, number: int) -> None:
        seats[company] = number
        counts[number] = added(counts[number], company.counts)

    for company in room.companies:
        told = [tables[person] for person in company.people if person in tables]
        wanted = told[0] if told else company.now
        if wanted in counts:
            seat(company, wanted)
    for company in room.companies:
        if company not in seats:
            seat(company, room.needing(counts, company))
    return _of_people(seats.items())


def needing(
    people: Sequence[Placed], person: int, numbers: Iterable[int], table: int | None = None
) -> int:
    """The group of a late person: that of the phone, else of the table, else the neediest one."""
    room = Room([placed for placed in people if placed.now is not None or placed.person == person])
    mine = next(company for company in room.companies if person in company.people)
    counts: dict[int, PeopleCounts] = dict.fromkeys(sorted(numbers), room.empty())
    for company in room.companies:
        if company.now in counts and company is not mine:
            counts[company.now] = added(counts[company.now], company.counts)
    if mine.now in counts:
        return mine.now
    served = _served(people, mine, counts)
    return table if table in served else room.needing(served, mine)


def most_groups(people: Sequence[Placed]) -> int:
    """How many groups can be formed without an empty one."""
    return len({*bundles(people).values()})


def _served(
    people: Sequence[Placed], mine: Company, counts: Mapping[int, PeopleCounts]
) -> dict[int, PeopleCounts]:
    """The tables for this company; once its interpreters all have a table, only those with one."""
    served = dict(counts)
    for placed in people:
        if placed.person in mine.people and placed.interpreters:
            tables = {peer.now for peer in people if peer.language == placed.language} & {*counts}
            if len(tables) >= placed.interpreters and tables & {*served}:
                served = {number: served[number] for number in served if number in tables}
    return served


def _of_people(seats: Iterable[tuple[Company, int]]) -> dict[int, int]:
    return {person: group for company, group in seats for person in company.people}
