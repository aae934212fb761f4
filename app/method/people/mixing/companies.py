"""The people of a room as they are mixed: in companies that share a phone, with what it costs to seat them together.

A cost is one whole number that holds five, of which an earlier one always outweighs the later ones: people who asked
for company in their language and have none; sizes; the languages that were asked for; roles; moves. All but the
moves and the first are sums of squares, which are least when the groups are within one of each other.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from app.frozen import frozen
from app.vocabulary import Language, Role

Counts = tuple[
    int, ...
]  # of people, of each role, of each language asked for, of those who ask for it
KINDS = len(Role) + 1


class Placed(NamedTuple):
    """A person. `now`: the number of the group. `phone`: the same for those who share one. `language`: by its tag.
    `wishes`: to sit with somebody of the same language. `interpreters`: of that language, 0 where it has none.
    """

    person: int
    role: Role
    now: int | None
    phone: int
    language: str = Language.sv
    wishes: bool = False
    interpreters: int = 0


@frozen
class Company:
    """Those who share one phone, or somebody alone. `at`: how many of them sit where now, by the group's number."""

    people: tuple[int, ...]
    counts: Counts
    at: tuple[tuple[int, int], ...]

    @property
    def now(self) -> int | None:
        """Where most of them sit."""
        return max(self.at, key=lambda seat: (seat[1], -seat[0]))[0] if self.at else None

    def staying(self, group: int) -> int:
        return sum(people for number, people in self.at if number == group)


class Room:
    """Everybody who is to be seated. `ties`: whether wishes for one's own language are heeded. `bundle`: by a phone,
    another one with which its people stay together.
    """

    def __init__(
        self,
        people: Sequence[Placed],
        *,
        ties: bool = True,
        bundle: Mapping[int, int] = MappingProxyType({}),
    ) -> None:
        spoken = Counter(one.language for one in people)
        wished = {one.language for one in people if one.wishes and spoken[one.language] > 1}
        self.asked = sorted(wished) if ties else []  # what nobody else speaks, no table can give
        shared: dict[int, list[Placed]] = {}
        for one in people:
            shared.setdefault(bundle.get(one.phone, one.phone), []).append(one)
        self.companies = [self._company(group) for group in shared.values()]
        self.is_plain = not self.asked and len(self.companies) == len(people)
        most, square = len(people) + 1, len(people) ** 2 + 1
        role, language, size = most, most * square, most * square**2
        self.alone = most * square**3
        of_languages = [language] * len(self.asked)
        self.weights: Counts = (size, *[role] * len(Role), *of_languages)

    def together(self, counts: Counts) -> int:
        """What it costs to seat these at one table, but for the moves."""
        return self.alone * self.lonely(counts) + self.unevenness(counts)

    def unevenness(self, counts: Counts) -> int:
        return sum(
            weight * count * count for weight, count in zip(self.weights, counts, strict=False)
        )

    def lonely(self, counts: Counts) -> int:
        """How many ask for somebody of their language, and are the only one."""
        end = KINDS + len(self.asked)
        speakers, wishes = counts[KINDS:end], counts[end:]
        return sum(wish for spoken, wish in zip(speakers, wishes, strict=True) if spoken == 1)

    def needing(self, tables: dict[int, Counts], company: Company, *, ties: bool = True) -> int:
        """The table (by number) that this company makes least uneven; of equal ones the first."""
        cost = self.together if ties else self.unevenness

        def dearer(number: int) -> int:
            return cost(added(tables[number], company.counts)) - cost(tables[number])

        return min(tables, key=lambda number: (dearer(number), number))

    def empty(self) -> Counts:
        return (0,) * (KINDS + 2 * len(self.asked))

    def _company(self, group: list[Placed]) -> Company:
        roles = Counter(one.role for one in group)
        spoken = Counter(one.language for one in group)
        wishes = Counter(one.language for one in group if one.wishes)
        counts = (
            len(group),
            *(roles[kind] for kind in Role),
            *(spoken[language] for language in self.asked),
            *(wishes[language] for language in self.asked),
        )
        at = Counter(one.now for one in group if one.now is not None)
        return Company(tuple(one.person for one in group), counts, tuple(sorted(at.items())))


def added(some: Counts, more: Counts) -> Counts:
    return tuple(map(int.__add__, some, more))


def taken(some: Counts, less: Counts) -> Counts:
    return tuple(map(int.__sub__, some, less))
