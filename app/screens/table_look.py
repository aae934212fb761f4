"""What the phones of a table show whoever looks: made once for all readers of one language, at all
tables that have got equally far.

Everything that it knows of a table is in its key, so no table can be shown what belongs to another.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from app.frozen import frozen
from app.kept import found_once
from app.limits import LIMIT
from app.reading.group_pieces import GroupPiece, GroupWorkPiece
from app.reading.lasting import LastingPiece
from app.reading.meeting_pieces import MeetingPiece
from app.screens.speaker import Speaker
from app.vocabulary import Category, Language, Reason

T = TypeVar("T")


@frozen
class Host:
    """Set on a phone that acts for its table. `people`: how many sit there, None without a group;
    `known`: how many of them have joined by phone; `most`: how many can be told.
    """

    people: int | None
    known: int
    most: int

    @property
    def is_more_told(self) -> bool:
        """Than have joined by phone."""
        return self.people is not None and self.people > self.known


@frozen
class DecidedBefore:
    """What a group had decided on a card before it was merged with one that had decided otherwise."""

    group_number: int
    category: Category
    reason: Reason | None


@frozen
class LastDecided:
    """The card that a group decided last, until it has chosen on the next one. `laying`: see
    `CardTurn`.
    """

    card_id: int
    category: Category
    reason: Reason | None
    laying: int


@frozen
class LeaningSpread:
    """How a group's members lean. With fewer than three leanings the counts stay 0 and `too_few` is
    set, so that nobody's own leaning shows.
    """

    more: int = 0
    dunno: int = 0
    less: int = 0
    too_few: bool = False

    @classmethod
    def of(cls, leanings: Collection[Category]) -> "LeaningSpread":
        if len(leanings) < LIMIT.fewest_to_spread:
            return cls(too_few=True)
        counted = Counter(leanings)
        return cls(counted[Category.more], counted[Category.dunno], counted[Category.less])

    @property
    def discs(self) -> tuple[Category, ...]:
        return discs((self.more, self.dunno, self.less))


def discs(counts: Iterable[int]) -> tuple[Category, ...]:
    """Each category as often as it was chosen; `counts`: in the order of the categories."""
    each = zip(Category, counts, strict=True)
    return tuple(category for category, count in each for _ in range(count))


@frozen
class Leaned:
    """How a group leans on its current card: how many of those who are asked and whose phones are
    connected (`here`) have `leaned`.

    `spread`: None until leaning is closed.
    """

    here: int
    leaned: int
    spread: LeaningSpread | None

    @classmethod
    def of(
        cls, group: GroupPiece, work: GroupWorkPiece, leanings: Mapping[int, Category]
    ) -> "Leaned":
        """`leanings`: by person."""
        here, pack = group.asked, work.pack
        is_closed = pack.current is not None and pack.is_closed(pack.current)
        spread = LeaningSpread.of(leanings.values()) if is_closed else None
        return cls(len(here), len(leanings.keys() & here), spread)


@frozen
class HowFar:
    """How far a group is with its cards. `card_id`: the current one, None once all are decided;
    `laying`: see `CardTurn`; `before`: what was decided on it before groups were merged. `panes`:
    one word for each card in the group's order: done, now or later.
    """

    card_id: int | None
    laying: int
    panes: tuple[str, ...]
    last: LastDecided | None
    before: tuple[DecidedBefore, ...]

    @property
    def done(self) -> int:
        return self.panes.count("done")

    @classmethod
    def of(cls, piece: MeetingPiece, group: GroupPiece, work: GroupWorkPiece) -> "HowFar":
        pack = work.pack
        words = dict.fromkeys(pack.decisions, "done") | {pack.current: "now"}
        last = pack.decisions.get(pack.just_decided or 0)
        return cls(
            pack.current,
            pack.laying(pack.current or 0),
            tuple(words.get(card_id, "later") for card_id in pack.order),
            LastDecided(last.card_id, last.category, last.reason, pack.laying(last.card_id))
            if last
            else None,
            tuple(
                DecidedBefore(
                    piece.numbers[decided.small_group_id], decided.category, decided.reason
                )
                for decided in group.before.get(pack.current or 0, ())
            ),
        )


@frozen
class AtCard:
    """How far a group is, and how it leans on its current card."""

    far: HowFar
    leaned: Leaned


@dataclass(frozen=True, eq=False)
class TableLook(LastingPiece):
    """`far`: how far the table is. `is_hosts`: for a table's own phone."""

    piece: MeetingPiece
    at: str
    far: HowFar
    language: Language
    reads: str
    is_hosts: bool

    @found_once
    def say(self) -> Speaker:
        return Speaker(self.piece, self.language, reads=self.reads)

    def made(self, make: "Callable[[TableLook], T]") -> T:
        return self.once(make, lambda: make(self))
