"""What is stored at one moment. Pieces are kept for as long as their scopes are not touched.

So a tap costs its own group's reading alone, however large the meeting.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from app.db import Book
from app.method import sorting
from app.method.act import Touch
from app.method.counting import Electorate, Unsealed
from app.method.hand_votes import VotingGroup
from app.method.people.belonging import own_groups
from app.method.survey import SurveyState, standing
from app.models import Draft, LastAct, Meeting
from app.reading import hall, stored
from app.reading.hall import CrowdPiece, Voted, VotersPiece
from app.reading.made import MadeOfPieces
from app.reading.pieces import (
    GroupPiece,
    MeetingPiece,
    PersonPiece,
    ProposalsPiece,
    SealedPiece,
    TablePiece,
    Words,
)
from app.reading.stamps import Stamps, stamps
from app.vocabulary import Call, Category, ScopeKind

Piece = TypeVar("Piece")
MOST_KEPT = 4000
MOST_MADE = 1000
OF_VOTES = (ScopeKind.proposals, ScopeKind.hall, ScopeKind.votes)


class Snapshot:
    """What is stored at one moment, piece by piece as it is asked for; `kept` outlives the moment.

    `asked`: the scopes of all that was asked for. Whoever makes a screen empties it before: the screen changes when one
    of them is touched, and else never.
    """

    def __init__(self, book: Book, keys: Path, meeting_id: int, kept: dict[Any, Any]) -> None:
        self._book = book
        self._keys = keys
        self._kept = kept
        self.meeting_id = meeting_id
        self.asked: set[Touch] = set()
        self._now: dict[tuple[str, int], tuple[list[Touch], Any]] = {}
        self._meeting: MeetingPiece | None = None
        self._sealed: dict[int, SealedPiece] = {}

    @classmethod
    @contextmanager
    def of(
        cls, book: Book, keys: Path, meeting_id: int, kept: dict[Any, Any] | None = None
    ) -> Iterator["Snapshot"]:
        """For a moment. What it holds and what holds it are then not left for the collector to find."""
        made = cls(book, keys, meeting_id, {} if kept is None else kept)
        try:
            yield made
        finally:
            made._now.clear()
            made._meeting = None

    @cached_property
    def sequence(self) -> int:
        """The meeting's own number; a frame of this snapshot carries it."""
        meeting = self._book.one(Meeting, id=self.meeting_id)
        return meeting.sequence if meeting else 0

    @property
    def meeting(self) -> MeetingPiece:
        prepared = self._piece(
            "prepared", lambda: stored.prepared(self._book, self.meeting_id), ScopeKind.meeting
        )
        if self._meeting is None:
            self._meeting = MeetingPiece.of(prepared, self._proposals)
        return self._meeting

    def _proposals(self) -> ProposalsPiece:
        return self._piece(
            "proposals", lambda: stored.proposals(self._book, self.meeting_id), ScopeKind.proposals
        )

    def group(self, group_id: int) -> GroupPiece:
        def read() -> GroupPiece:
            return stored.group(self._book, self.meeting_id, group_id)

        return self._piece("group", read, ScopeKind.group, subject_id=group_id)

    def table(self, group_id: int) -> TablePiece:
        def read() -> TablePiece:
            return stored.table(self._book, self.meeting_id, group_id)

        return self._piece("table", read, ScopeKind.group, ScopeKind.table, subject_id=group_id)

    def leanings(self, group_id: int) -> dict[int, Category]:
        """Where each of the group leans on its card, by person; apart, since it changes more often than all else."""

        def read() -> dict[int, Category]:
            current = self.table(group_id).pack.current
            return sorting.leanings(self._book, group_id, current) if current else {}

        kinds = (ScopeKind.group, ScopeKind.table, ScopeKind.leans)
        return self._piece("leanings", read, *kinds, subject_id=group_id)

    def person(self, person_id: int) -> PersonPiece:
        def read() -> PersonPiece:
            return stored.person(self._book, person_id)

        return self._piece("person", read, ScopeKind.person, subject_id=person_id)

    def own_groups(self, person_id: int) -> frozenset[int]:
        """The groups whose proposals are this person's own."""

        def read() -> frozenset[int]:
            return own_groups(self._book, self.meeting_id, person_id)

        return self._piece("own groups", read, ScopeKind.person, subject_id=person_id)

    def sealed(self, person_id: int) -> SealedPiece:
        """What this person has sealed, at this moment: read anew each time, as no stamp tells when it changed."""
        meeting = self.meeting
        self._ask(ScopeKind.proposals)
        self._ask(ScopeKind.person, person_id)
        self._ask(ScopeKind.sealed, person_id)
        if person_id not in self._sealed:
            self._sealed[person_id] = stored.sealed(self._book, self._keys, meeting, person_id)
        return self._sealed[person_id]

    def made(self, name: Hashable, make: Callable[[], Piece]) -> Piece:
        """What is made of pieces alone: kept until one of the scopes of those is touched, whoever asks for it."""
        found = self.makings.get(name)
        if found is None or not found.is_newest(self.sequence, self._stamps):
            before, self.asked = self.asked, set()
            try:
                made = make()
                stamps = {scope: self._stamps.get(scope, 0) for scope in self.asked}
            finally:
                self.asked |= before
            found = self.makings[name] = MadeOfPieces(made, stamps, self.sequence)
        self.asked.update(found.stamps)
        return cast("Piece", found.made)

    @cached_property
    def makings(self) -> dict[Hashable, Any]:
        """What is made of pieces, by name: until the meeting is touched whole, by which all of it would be another."""
        at, stamp = (
            (self.meeting_id, "made", 0),
            self._stamps.get(Touch(self.meeting_id, ScopeKind.meeting), 0),
        )
        found = self._kept.get(at)
        if found is None or found[0] != stamp or len(found[1]) > MOST_MADE:
            found = self._kept[at] = (stamp, {})
        return cast("dict[Hashable, Any]", found[1])

    @property
    def crowd(self) -> CrowdPiece:
        return self._piece("crowd", lambda: hall.crowd(self._book, self.meeting_id), ScopeKind.hall)

    def at_phones(self, read: Callable[[], Piece]) -> Piece:
        """Who looks at each phone: kept by what they are found by, whatever else of the meeting changes."""
        scopes = [Touch(self.meeting_id, ScopeKind.phones)]
        return self._read((f"phones of {self.meeting.meeting.code}", 0), scopes, read)

    @property
    def voters(self) -> VotersPiece:
        def read() -> VotersPiece:
            return hall.voters(self._book, self.meeting, self.crowd.people)

        return self._piece("voters", read, ScopeKind.proposals, ScopeKind.hall)

    @property
    def turnout(self) -> int:
        """Of the newest round."""

        def read() -> int:
            return hall.turnout(self.meeting, self._voted, lambda: self.hands)

        return self._piece("turnout", read, *OF_VOTES)

    @property
    def hands(self) -> list[VotingGroup]:
        """Of each small group while a round is open."""

        def read() -> list[VotingGroup]:
            return hall.hands(self._book, self.meeting, self._voted, self._electorate)

        return self._piece("hands", read, *OF_VOTES)

    @property
    def _voted(self) -> Voted:
        def read() -> Voted:
            newest = self.meeting.round
            at = (self.meeting_id, "unsealed", newest.id if newest else 0)
            unsealed = self._kept.setdefault(at, Unsealed())
            return hall.voted(self._book, self._keys, newest, self._electorate, unsealed)

        return self._piece("voted", read, *OF_VOTES)

    @property
    def _electorate(self) -> Electorate:
        def read() -> Electorate:
            return Electorate.of(self._book, self.meeting_id)

        return self._piece("electorate", read, ScopeKind.proposals, ScopeKind.hall)

    @property
    def forms(self) -> SurveyState:
        """How many have answered the survey."""
        return self._piece("forms", lambda: standing(self._book, self.meeting_id), ScopeKind.forms)

    @property
    def interests(self) -> dict[int, int]:
        """By agreed action, how many want to take part."""

        def read() -> dict[int, int]:
            return hall.interests(self._book, self.meeting_id)

        return self._piece("interests", read, ScopeKind.proposals, ScopeKind.interests)

    @property
    def calls(self) -> dict[int, frozenset[Call]]:
        """By small group, what it calls for; a quiet call goes along with who moves."""

        def read() -> dict[int, frozenset[Call]]:
            return hall.calls(self._book, self.meeting_id)

        return self._piece("calls", read, ScopeKind.calls, ScopeKind.hall)

    @property
    def calling_alone(self) -> tuple[tuple[int, ...], ...]:
        """Who calls quietly and has no group yet: the people of each phone."""

        def read() -> tuple[tuple[int, ...], ...]:
            return hall.calling_alone(self._book, self.meeting_id)

        return self._piece("calling alone", read, ScopeKind.calls, ScopeKind.hall)

    @property
    def last_acts(self) -> list[LastAct]:
        """Of the facilitators, the newest first."""

        def read() -> list[LastAct]:
            rows = self._book.all(LastAct, order=("sequence",), meeting_id=self.meeting_id)
            return rows[::-1]

        return self._piece("last acts", read, ScopeKind.last_acts)

    @property
    def hidden_words(self) -> Words:
        """For the console alone: what is hidden, as every facilitator can read it. Each group's scope holds its own."""
        return stored.hidden_words(self._book, self.meeting_id)

    def drafts(self, person_id: int) -> tuple[tuple[str, str, str], ...]:
        drafts = self._book.all(Draft, person_id=person_id, order=("form", "field"))
        return tuple((draft.form, draft.field, draft.words) for draft in drafts)

    def _ask(self, kind: ScopeKind, subject_id: int = 0) -> Touch:
        scope = Touch(self.meeting_id, kind, subject_id)
        self.asked.add(scope)
        return scope

    @cached_property
    def _stamps(self) -> Mapping[Touch, int]:
        at = (self.meeting_id, "stamps", 0)
        found = stamps(self._book, self.meeting_id, self.sequence, self._kept.get(at, Stamps()))
        self._kept[at] = found
        return found.by_scope

    def _piece(
        self, name: str, read: Callable[[], Piece], *kinds: ScopeKind, subject_id: int = 0
    ) -> Piece:
        """The kept piece, unless one of its scopes or the meeting's has been touched since."""
        at = (name, subject_id)
        if at not in self._now:
            scopes = [self._ask(ScopeKind.meeting)]
            scopes += [
                self._ask(kind, subject_id) for kind in kinds if kind is not ScopeKind.meeting
            ]
            self._now[at] = (scopes, self._read(at, scopes, read))
        scopes, found = self._now[at]
        self.asked.update(scopes)
        return cast("Piece", found)

    def _read(self, at: tuple[str, int], scopes: list[Touch], read: Callable[[], Piece]) -> Piece:
        version = tuple(self._stamps.get(scope, 0) for scope in scopes)
        found = self._kept.get((self.meeting_id, *at))
        if found is None or found[0] != version:
            found = (version, read())
            if len(self._kept) > MOST_KEPT:
                self._kept.clear()
            self._kept[self.meeting_id, *at] = found
        return cast("Piece", found[1])
