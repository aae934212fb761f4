"""Those who need an interpreter: n interpreters of a language can be at n tables, so its people are in n bundles.

A bundle is seated like those who share a phone: whatever else is balanced, it is never parted.
"""

from collections.abc import Mapping, Sequence

from app.method.people.mixing.companies import Placed


def bundles(people: Sequence[Placed]) -> Mapping[int, int]:
    """By a phone, another one with which its people stay together; of all in a bundle the same."""
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
    """The phones of one language, in as many bundles as it has interpreters. Where they sit so already, they stay."""
    number = people[0].interpreters
    tables = sorted({one.now for one in people if one.now is not None})
    if len(tables) <= number and all(one.now is not None for one in people):
        return [_phones([one for one in people if one.now == table]) for table in tables]
    mixed = _phones(sorted(people, key=lambda one: (one.role, one.phone)))
    return [bundle for place in range(number) if (bundle := mixed[place::number])]


def _phones(people: Sequence[Placed]) -> list[int]:
    """Each once, in their order."""
    return list(dict.fromkeys(one.phone for one in people))
