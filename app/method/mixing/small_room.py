"""A room of at most twelve companies, seated in the best way that there is: every way is weighed.

The cost of a room is the sum of the costs of its tables. So the best way to seat some of them at the first tables is
built on the best ways to seat fewer of them at one table less.
"""

from operator import add, itemgetter

from app.method.mixing.companies import Company, Room, added

MOST_COMPANIES = 12

Costs = list[int]  # by a set of companies, as the bits of its place in the list


def seated_best(room: Room, number: int) -> list[int]:
    """The group (1…number) of each company."""
    together = _together(room)
    tables = [_with_moves(room.companies, together, group) for group in range(1, number + 1)]
    everybody, parts = len(together) - 1, _parts(len(room.companies) if number > 2 else 0)
    best = [tables[0]]  # of the first tables, for every set of companies
    for table in tables[1:-1]:
        best.append([_least(table, best[-1], part) for part in parts])
    seats = [1] * len(room.companies)
    left = everybody
    for group in range(number, 1, -1):
        here = _choice(tables[group - 1], best[group - 2], left)
        for place in _members(here):
            seats[place] = group
        left ^= here
    return seats


def _together(room: Room) -> Costs:
    counts = [room.empty()]
    for company in room.companies:
        counts += [added(some, company.counts) for some in counts]
    return [room.together(some) for some in counts]


def _with_moves(companies: list[Company], together: Costs, group: int) -> Costs:
    moves = [0]
    for company in companies:
        moving = sum(people for _, people in company.at) - company.staying(group)
        moves += [some + moving for some in moves]
    return list(map(add, together, moves))


def _parts(companies: int) -> list[tuple[int, ...]]:
    """Of every set all the sets inside it, upwards: read backwards, they are what each leaves over."""
    parts: list[tuple[int, ...]] = [(0,)]
    for place in range(companies):
        parts += [part + tuple(some | 1 << place for some in part) for part in parts]
    return parts


def _least(table: Costs, before: Costs, part: tuple[int, ...]) -> int:
    if len(part) == 1:
        return table[0] + before[0]
    least: int = min(map(add, itemgetter(*part)(table), itemgetter(*reversed(part))(before)))
    return least


def _choice(table: Costs, before: Costs, left: int) -> int:
    """Those of them who sit at this table in the best way."""
    here = chosen = left
    while here:
        here = (here - 1) & left
        if table[here] + before[left ^ here] < table[chosen] + before[left ^ chosen]:
            chosen = here
    return chosen


def _members(some: int) -> list[int]:
    return [place for place in range(some.bit_length()) if some >> place & 1]
