"""Seats a room of at most twelve companies in the best possible way.

Dynamic programming, table by table: of all ways to seat the same set of companies at the tables so
far, only the cheapest is kept, and none that costs more than a known seating. A set of companies is
a bit mask.
"""

from app.method.people.mixing.companies import Company, Room, added
from app.method.people.mixing.exchanging import seated_evenly

MOST_COMPANIES = 12

Costs = list[int]  # of each set of companies, if they sit at one table
Way = tuple[int, tuple[int, ...]]  # its cost, and the set at each table so far


def seated_best(room: Room, number: int) -> list[int]:
    """The group (1…number) of each company."""
    together = _together(room)
    limit = _cost(room, together, seated_evenly(room, number))
    fitting = _fitting(room, together, number, limit)
    everybody = len(together) - 1
    ways: dict[int, Way] = {0: (0, ())}
    for group in range(1, number + 1):
        table = _with_moves(room.companies, together, group)
        ways = _seated_at(table, ways, fitting, limit, everybody if group == number else None)
    _, tables = ways[everybody]
    return [
        next(group for group, here in enumerate(tables, 1) if here >> place & 1)
        for place in range(len(room.companies))
    ]


def _seated_at(
    table: Costs, ways: dict[int, Way], fitting: frozenset[int], limit: int, rest_of: int | None
) -> dict[int, Way]:
    """The cheapest ways after one more table, by seated set. `rest_of`: all, at the last table."""
    then: dict[int, Way] = {}
    for seated, (cost, tables) in ways.items():
        for here in fitting if rest_of is None else fitting & {rest_of ^ seated}:
            now = cost + table[here]
            if not here & seated and now <= limit:
                known = then.get(seated | here)
                if known is None or now < known[0]:
                    then[seated | here] = (now, (*tables, here))
    return then


def _together(room: Room) -> Costs:
    counts = [room.empty()]
    for company in room.companies:
        counts += [added(so_far, company.counts) for so_far in counts]
    return [room.together(at_table) for at_table in counts]


def _fitting(room: Room, together: Costs, number: int, limit: int) -> frozenset[int]:
    """The sets that may sit at one table: within the limit even if the others are seated evenly."""
    people = [0]
    for company in room.companies:
        people += [so_far + company.counts[0] for so_far in people]
    even = [
        room.weights[0] * _least_squares(others, number - 1) for others in range(people[-1] + 1)
    ]
    return frozenset(
        seated
        for seated, cost in enumerate(together)
        if cost + even[people[-1] - people[seated]] <= limit
    )


def _least_squares(people: int, tables: int) -> int:
    if not tables:
        return 0
    each, more = divmod(people, tables)
    return more * (each + 1) ** 2 + (tables - more) * each**2


def _with_moves(companies: list[Company], together: Costs, group: int) -> Costs:
    moves = [0]
    for company in companies:
        moving = sum(people for _, people in company.at) - company.staying(group)
        moves += [so_far + moving for so_far in moves]
    return [cost + moving for cost, moving in zip(together, moves, strict=True)]


def _cost(room: Room, together: Costs, seats: list[int]) -> int:
    cost, tables = 0, dict.fromkeys(seats, 0)
    for place, (company, seat) in enumerate(zip(room.companies, seats, strict=True)):
        tables[seat] |= 1 << place
        cost += sum(people for _, people in company.at) - company.staying(seat)
    return cost + sum(together[here] for here in tables.values())
