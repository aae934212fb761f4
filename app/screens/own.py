"""A person's own values on a phone, or their table's: read when a screen first asks for them."""

from collections.abc import Callable, Hashable, Sequence
from typing import cast

from app.method.act import Member, Touch
from app.method.axis import Place
from app.method.vote_counting import OwnChoice
from app.reading.group_pieces import PersonPiece
from app.reading.snapshot import Snapshot
from app.screens.table_look import AtCard, HowFar, Leaned
from app.vocabulary import Category


class Own:
    """Reads each own value when it is first asked for. `scopes`: the scopes of the values read so
    far.

    Two people for whom a screen asks for the same names and gets the same values see the same
    screen; see `alike`.
    """

    def __init__(self, snapshot: Snapshot, member: Member) -> None:
        self._snapshot = snapshot
        self._member = member
        self._values: dict[str, Hashable] = {}
        self.scopes: set[Touch] = set()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the values asked for so far."""
        return tuple(sorted(self._values))

    def all(self, names: Sequence[str]) -> tuple[Hashable, ...]:
        return tuple(map(self._value, names))

    @property
    def lean(self) -> Category | None:
        """This person's leaning on the card that the table is at."""
        return cast("Category | None", self._value("lean"))

    @property
    def at_card(self) -> AtCard:
        """How far the table is with its cards, and how it leans on the current one."""
        return cast("AtCard", self._value("at card"))

    @property
    def hand(self) -> bool:
        """Whether the table's hand is up."""
        return cast("bool", self._value("hand"))

    @property
    def places(self) -> dict[int, Place]:
        """Where this person has placed the table's ideas, by idea."""
        return dict(cast("tuple[tuple[int, Place], ...]", self._value("places")))

    @property
    def vote(self) -> OwnChoice:
        """This person's vote in the open round."""
        return cast("OwnChoice", self._value("vote"))

    @property
    def answered(self) -> frozenset[int]:
        """The questions of the survey that this person has answered or skipped."""
        return cast("frozenset[int]", self._value("answered"))

    @property
    def groups(self) -> frozenset[int]:
        """The small groups whose proposals count as this person's own."""
        return cast("frozenset[int]", self._value("groups"))

    @property
    def part(self) -> PersonPiece:
        """In which agreed actions this person wants to take part, and for which a contact was left."""
        return cast("PersonPiece", self._value("part"))

    def _value(self, name: str) -> Hashable:
        if name not in self._values:
            before, self._snapshot.asked = self._snapshot.asked, set()
            try:
                self._values[name] = _FIND[name](self._snapshot, self._member)
            finally:
                self.scopes |= self._snapshot.asked
                self._snapshot.asked = before
        return self._values[name]


def _lean(snapshot: Snapshot, member: Member) -> Category | None:
    group_id = member.group_id
    return snapshot.leanings(group_id).get(member.person_id) if group_id else None


def _places(snapshot: Snapshot, member: Member) -> tuple[tuple[int, Place], ...]:
    placements = snapshot.group_work(member.group_id).placements if member.group_id else {}
    return tuple(
        (idea_id, by_person[member.person_id])
        for idea_id, by_person in placements.items()
        if member.person_id in by_person
    )


def _at_card(snapshot: Snapshot, member: Member) -> AtCard:
    """Made once for all who sit at the table."""
    group_id = member.group_id or 0

    def make() -> AtCard:
        group, work = snapshot.group(group_id), snapshot.group_work(group_id)
        leaned = Leaned.of(group, work, snapshot.leanings(group_id))
        return AtCard(HowFar.of(snapshot.meeting, group, work), leaned)

    return snapshot.made(("at card", group_id), make)


_FIND: dict[str, Callable[[Snapshot, Member], Hashable]] = {
    "at card": _at_card,
    "hand": lambda snapshot, member: snapshot.group_work(member.group_id or 0).hand,
    "lean": _lean,
    "places": _places,
    "vote": lambda snapshot, member: snapshot.sealed(member.person_id).vote,
    "answered": lambda snapshot, member: snapshot.sealed(member.person_id).answered,
    "groups": lambda snapshot, member: snapshot.own_groups(member.person_id),
    "part": lambda snapshot, member: snapshot.person(member.person_id),
}
