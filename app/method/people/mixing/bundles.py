"""Bundles: n interpreters of a language serve n tables, so its people form n bundles.

A bundle is seated like people who share a phone: it is never parted, whatever else is balanced.
"""

from collections.abc import Mapping, Sequence

from app.method.people.mixing.companies import Placed


def bundles(people: Sequence[Placed]) -> Mapping[int, int]:
    """For each phone, the phone that stands for its bundle."""
    heads = {one.phone: one.phone for one in people}

    def head(phone: int) -> int:
        while heads[phone] != phone:
            phone = heads[phone]
        return phone

    for language in sorted({one.language for one in people if one.interpreters}):
        for bundle in _dealt([one for one in people if one.language == language]):
            for phone in bundle:
                heads[head(phone)] = head(bundle[0])
    return {phone: head(phone) for phone in heads}


def _dealt(people: Sequence[Placed]) -> list[list[int]]:
    """A language's phones in as many bundles as interpreters; as they sit, if that is possible."""
    number = people[0].interpreters
    tables = sorted({one.now for one in people if one.now is not None})
    if len(tables) <= number and all(one.now is not None for one in people):
        return [_phones([one for one in people if one.now == table]) for table in tables]
    mixed = _phones(sorted(people, key=lambda one: (one.role, one.phone)))
    return [bundle for place in range(number) if (bundle := mixed[place::number])]


def _phones(people: Sequence[Placed]) -> list[int]:
    """Each phone once, in the order of the people."""
    return list(dict.fromkeys(one.phone for one in people))
