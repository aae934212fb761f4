"""A snapshot of what is stored at one moment. Its pieces are cached until one of their scopes is
touched.

So a tap costs only the reading of its own group, however large the meeting is.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

from app.db import Book
from app.method import sorting
from app.method.act import Touch
from app.method.people.belonging import own_groups
from app.method.survey import Surveyed, SurveyState, survey_state, surveyed
from app.method.vote_counting import Unsealed
from app.method.vote_electorate import Electorate
from app.method.vote_hands import VotingGroup
from app.method.vote_tallies import Turnout
from app.method.wordings import WordsById
from app.models import Draft, LastAct
from app.models.scope import ScopeKind
from app.reading import hall_numbers, of_one, stored
from app.reading.group_pieces import GroupPiece, GroupWorkPiece, PersonPiece, SealedPiece
from app.reading.hall_numbers import CrowdPiece, Voted, VoteGapsPiece
from app.reading.kept_reading import MOST_MADE, KeptReading
from app.reading.meeting_pieces import MeetingPiece, ProposalsPiece
from app.vocabulary import Call, Category

T = TypeVar("T")
OF_VOTES = (ScopeKind.proposals, ScopeKind.hall, ScopeKind.votes)


class Snapshot(KeptReading):
    """What is stored at one moment; each piece is read when it is asked for."""

    def __init__(self, book: Book, keys: Path, meeting_id: int, kept: dict[Any, Any]) -> None:
        super().__init__(book, meeting_id, kept)
        self._keys = keys
        self._meeting: MeetingPiece | None = None
        self._sealed: dict[int, SealedPiece] = {}

    @classmethod
    @contextmanager
    def of(
        cls, book: Book, keys: Path, meeting_id: int, kept: dict[Any, Any] | None = None
    ) -> Iterator["Snapshot"]:
        """Opens a snapshot for a moment. Without `kept` nothing of it is cached for the
        next one.
        """
        made = cls(book, keys, meeting_id, {} if kept is None else kept)
        try:
            yield made
        finally:
            made.let_go()

    def let_go(self) -> None:
        super().let_go()
        self._meeting = None
        self._sealed.clear()

    @property
    def meeting(self) -> MeetingPiece:
        if self._meeting is None:
            prepared = self._piece(
                "prepared",
                lambda: stored.prepared(self._book, self.meeting_id),
                at_a_step=partial(stored.as_it_goes, self._book),
            )
            self._meeting = MeetingPiece.of(prepared, self._proposals)
        self.asked |= self.of_all
        return self._meeting

    def _proposals(self) -> ProposalsPiece:
        return self._piece(
            "proposals", lambda: stored.proposals(self._book, self.meeting_id), ScopeKind.proposals
        )

    def group(self, group_id: int) -> GroupPiece:
        def read() -> GroupPiece:
            return stored.group(self._book, self.meeting_id, group_id)

        return self._steady("group", read, ScopeKind.group, subject_id=group_id)

    def group_work(self, group_id: int) -> GroupWorkPiece:
        def read() -> GroupWorkPiece:
            return stored.group_work(self._book, self.meeting_id, group_id)

        return self._steady(
            "group work", read, ScopeKind.group, ScopeKind.group_work, subject_id=group_id
        )

    def leanings(self, group_id: int) -> dict[int, Category]:
        """By person, where each of the group leans on its card. Its own piece, since it changes
        most often.
        """

        def read() -> dict[int, Category]:
            current = self.group_work(group_id).pack.current
            return sorting.leanings(self._book, group_id, current) if current else {}

        kinds = (ScopeKind.group, ScopeKind.group_work, ScopeKind.leans)
        return self._steady("leanings", read, *kinds, subject_id=group_id)

    def person(self, person_id: int) -> PersonPiece:
        def read() -> PersonPiece:
            return of_one.person(self._book, person_id)

        return self._steady("person", read, ScopeKind.person, subject_id=person_id)

    def own_groups(self, person_id: int) -> frozenset[int]:
        """The groups whose proposals are this person's own."""

        def read() -> frozenset[int]:
            return own_groups(self._book, self.meeting_id, person_id)

        return self._piece("own groups", read, ScopeKind.person, subject_id=person_id)

    def sealed(self, person_id: int) -> SealedPiece:
        """What this person has sealed at this moment: read in each snapshot, as no stamp tells when
        it changed.
        """
        meeting = self.meeting
        self.asked.add(self._scope(ScopeKind.proposals))
        self.asked.add(self._scope(ScopeKind.person, person_id))
        self.asked.add(self._scope(ScopeKind.sealed, person_id))
        if person_id not in self._sealed:
            self._sealed[person_id] = of_one.sealed(self._book, self._keys, meeting, person_id)
        return self._sealed[person_id]

    @property
    def crowd(self) -> CrowdPiece:
        return self._steady(
            "crowd", lambda: hall_numbers.crowd(self._book, self.meeting_id), ScopeKind.hall
        )

    def at_phones(self, read: Callable[[], T]) -> T:
        """Who looks at each phone. It depends only on the rows by which they are found, whatever
        else of the meeting changes.
        """
        scopes = [Touch(self.meeting_id, ScopeKind.phones)]
        at = (f"phones of {self.meeting.meeting.code}", 0)
        return cast("T", (self._kept_at(at) or self._keep(at, scopes, read)).made)

    def common(self, facts: Hashable, make: Callable[[], T]) -> T:
        """Returns one object for equal facts, made of these alone."""
        at = ("common", 0)
        known = self._kept.get(at)
        if known is None or len(known) > MOST_MADE:
            known = self._kept[at] = {}
        if facts not in known:
            known[facts] = make()
        return cast("T", known[facts])

    @property
    def vote_gaps(self) -> VoteGapsPiece:
        def read() -> VoteGapsPiece:
            return hall_numbers.vote_gaps(self._book, self.meeting, self._electorate)

        return self._piece("vote gaps", read, ScopeKind.proposals, ScopeKind.hall)

    @property
    def turnout(self) -> Turnout:
        """How many have voted in the newest round, of how many."""

        def can_vote() -> int:
            return (
                self._electorate.number_of_voters(self._voted.by_phone or ())
                + self.vote_gaps.without_phones
            )

        def read() -> Turnout:
            return hall_numbers.turnout(self.meeting, self._voted, lambda: self.hands, can_vote)

        return self._piece("turnout", read, *OF_VOTES)

    @property
    def hands(self) -> list[VotingGroup]:
        """The hands of each small group while a round is open."""

        def read() -> list[VotingGroup]:
            return hall_numbers.hands(self._book, self.meeting, self._voted, self._electorate)

        return self._piece("hands", read, *OF_VOTES)

    @property
    def _voted(self) -> Voted:
        def read() -> Voted:
            newest = self.meeting.round
            at = ("unsealed", newest.id if newest else 0)
            unsealed = self._kept.setdefault(at, Unsealed())
            return hall_numbers.voted(self._book, self._keys, newest, self._electorate, unsealed)

        return self._piece("voted", read, *OF_VOTES)

    @property
    def _electorate(self) -> Electorate:
        def read() -> Electorate:
            return Electorate.of(self._book, self.meeting_id)

        return self._piece("electorate", read, ScopeKind.proposals, ScopeKind.hall)

    @property
    def forms(self) -> SurveyState:
        """How many have answered the survey."""
        return self._piece(
            "forms", lambda: survey_state(self._book, self.meeting_id), ScopeKind.forms
        )

    @property
    def surveyed(self) -> Surveyed:
        """The people that the survey is for."""

        def read() -> Surveyed:
            return surveyed(self._book, self._keys, self.meeting_id, self.crowd.alone)

        return self._piece("surveyed", read, ScopeKind.forms, ScopeKind.hall)

    @property
    def interests(self) -> dict[int, int]:
        """By agreed action, how many want to take part."""

        def read() -> dict[int, int]:
            return hall_numbers.interests(self._book, self.meeting_id)

        return self._piece("interests", read, ScopeKind.proposals, ScopeKind.interests)

    @property
    def calls(self) -> dict[int, frozenset[Call]]:
        """By small group, what it calls for. A quiet call moves along with its people."""

        def read() -> dict[int, frozenset[Call]]:
            return hall_numbers.calls(self._book, self.meeting_id)

        return self._steady("calls", read, ScopeKind.calls, ScopeKind.hall)

    @property
    def calling_alone(self) -> tuple[tuple[int, ...], ...]:
        """The people of each phone that calls quietly and has no group yet."""

        def read() -> tuple[tuple[int, ...], ...]:
            return hall_numbers.calling_alone(self._book, self.meeting_id)

        return self._steady("calling alone", read, ScopeKind.calls, ScopeKind.hall)

    @property
    def last_acts(self) -> list[LastAct]:
        """The last acts of the facilitators, the newest first."""

        def read() -> list[LastAct]:
            rows = self._book.all(LastAct, order=("sequence",), meeting_id=self.meeting_id)
            return rows[::-1]

        return self._piece("last acts", read, ScopeKind.last_acts)

    @property
    def hidden_words(self) -> WordsById:
        """For the console alone: the words that are hidden, as every facilitator can read them.
        Those of a group are in the group's scope.
        """
        return stored.hidden_words(self._book, self.meeting_id)

    def drafts(self, person_id: int) -> tuple[tuple[str, str, str], ...]:
        drafts = self._book.all(Draft, person_id=person_id, order=("form", "field"))
        return tuple((draft.form, draft.field, draft.words) for draft in drafts)
