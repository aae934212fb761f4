"""Bundles: n interpreters of a language serve n tables, so its people form n bundles.

A bundle is seated like people who share a phone: it is never parted, whatever else is balanced.
"""

from collections.abc import Mapping, Sequence

from app.method.people.mixing.companies import Placed


def bundles(people: Sequence[Placed]) -> Mapping[int, int]:
    """For each phone, the phone that stands for its bundle."""
    heads = {placed.phone: placed.phone for placed in people}

    def head(phone: int) -> int:
        while heads[phone] != phone:
            phone = heads[phone]
        return phone

    for language in sorted({placed.language for placed in people if placed.interpreters}):
        for bundle in _dealt([placed for placed in people if placed.language == language]):
            for phone in bundle:
                heads[head(phone)] = head(bundle[0])
    return {phone: head(phone) for phone in heads}


def _dealt(people: Sequence[Placed]) -> list[list[int]]:
    """A language's phones in as many bundles as interpreters; as they sit, if that is possible."""
    number = people[0].interpreters
    tables = sorted({placed.now for placed in people if placed.now is not None})
    if len(tables) <= number and all(placed.now is not None for placed in people):
        return [_phones([placed for placed in people if placed.now == table]) for table in tables]
    mixed = _phones(sorted(people, key=lambda placed: (placed.role, placed.phone)))
    return [bundle for place in range(number) if (bundle := mixed[place::number])]


def _phones(people: Sequence[Placed]) -> list[int]:
    """Each phone once, in the order of the people."""
    return list(dict.fromkeys(placed.phone for placed in people))
