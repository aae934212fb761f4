"""The people of a room in companies (one phone each), and what seating companies together costs.

A cost is one whole number made of five, where an earlier one always outweighs the later ones:
people who asked for company in their language and have none; sizes; the languages that were asked
for; roles; moves. Sizes, languages and roles are sums of squares, which are least when the groups
differ by at most one.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from app.frozen import frozen
from app.vocabulary import Language, Role

PeopleCounts = tuple[
    int, ...
]  # of people, of each role, of each language asked for, of people who ask for it
KINDS = len(Role) + 1


class Placed(NamedTuple):
    """A person. `now`: the number of the group. `phone`: the same for people who share one.
    `language`: a tag.
    `wishes`: to sit with somebody of the same language. `interpreters`: how many that language has.
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
    """People who share a phone, or one alone. `at`: (group number, how many sit there now)."""

    people: tuple[int, ...]
    counts: PeopleCounts
    at: tuple[tuple[int, int], ...]

    @property
    def now(self) -> int | None:
        """The group in which most of them sit."""
        return max(self.at, key=lambda seat: (seat[1], -seat[0]))[0] if self.at else None

    def staying(self, group: int) -> int:
        return sum(people for number, people in self.at if number == group)


class Room:
    """Everybody who is to be seated. `ties`: whether wishes for a language count. `bundle`: for
    each phone the one that stands for its bundle, which stays together.
    """

    def __init__(
        self,
        people: Sequence[Placed],
        *,
        ties: bool = True,
        bundle: Mapping[int, int] = MappingProxyType({}),
    ) -> None:
        spoken = Counter(placed.language for placed in people)
        wished = {
            placed.language for placed in people if placed.wishes and spoken[placed.language] > 1
        }
        self.asked = sorted(wished) if ties else []  # only languages that at least two people speak
        shared: dict[int, list[Placed]] = {}
        for placed in people:
            shared.setdefault(bundle.get(placed.phone, placed.phone), []).append(placed)
        self.companies = [self._company(group) for group in shared.values()]
        self.is_plain = not self.asked and len(self.companies) == len(people)
        most, square = len(people) + 1, len(people) ** 2 + 1
        role, language, size = most, most * square, most * square**2
        self.alone = most * square**3
        of_languages = [language] * len(self.asked)
        self.weights: PeopleCounts = (size, *[role] * len(Role), *of_languages)

    def together(self, counts: PeopleCounts) -> int:
        """The cost of seating these at one table, without moves."""
        return self.alone * self.lonely(counts) + self.unevenness(counts)

    def unevenness(self, counts: PeopleCounts) -> int:
        return sum(
            weight * count * count for weight, count in zip(self.weights, counts, strict=False)
        )

    def lonely(self, counts: PeopleCounts) -> int:
        """How many ask for somebody of their language and are its only speaker."""
        end = KINDS + len(self.asked)
        speakers, wishes = counts[KINDS:end], counts[end:]
        return sum(wish for spoken, wish in zip(speakers, wishes, strict=True) if spoken == 1)

    def needing(
        self, tables: dict[int, PeopleCounts], company: Company, *, ties: bool = True
    ) -> int:
        """The number of the table at which this company costs least; of equal ones the lowest."""
        cost = self.together if ties else self.unevenness

        def dearer(number: int) -> int:
            return cost(added(tables[number], company.counts)) - cost(tables[number])

        return min(tables, key=lambda number: (dearer(number), number))

    def empty(self) -> PeopleCounts:
        return (0,) * (KINDS + 2 * len(self.asked))

    def _company(self, group: list[Placed]) -> Company:
        roles = Counter(placed.role for placed in group)
        spoken = Counter(placed.language for placed in group)
        wishes = Counter(placed.language for placed in group if placed.wishes)
        counts = (
            len(group),
            *(roles[kind] for kind in Role),
            *(spoken[language] for language in self.asked),
            *(wishes[language] for language in self.asked),
        )
        at = Counter(placed.now for placed in group if placed.now is not None)
        return Company(tuple(placed.person for placed in group), counts, tuple(sorted(at.items())))


def added(some: PeopleCounts, more: PeopleCounts) -> PeopleCounts:
    return tuple(map(int.__add__, some, more))


def taken(some: PeopleCounts, less: PeopleCounts) -> PeopleCounts:
    return tuple(map(int.__sub__, some, less))
