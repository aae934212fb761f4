"""Whose turn it is on a shared phone: its screen is one person's at a time, or nobody's.

Each thing that people do alone has its own test of being done. What a table does together needs no
turns: the phone does it.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from app.frozen import frozen
from app.method import vote
from app.method.act import Member
from app.models import Idea
from app.reading.group_pieces import GroupPiece, GroupWorkPiece
from app.reading.snapshot import Snapshot
from app.screens.screen import Drafts
from app.viewer import OnePhone, Participant, TableHost, Viewer
from app.vocabulary import RoundState, Step

IsDone = Callable[[Member], bool]


@frozen
class Sharer:
    """One of those who share a phone. `done`: has done what the step now asks of each person alone."""

    position: int
    done: bool = False

    @property
    def number(self) -> int:
        return self.position + 1


@frozen
class PhoneTurn:
    """Whose turn it is on a shared phone. `now`: that person's position; None once all have done
    it, and nobody's choice is shown.

    `total`: how many people have ever shared it, so that each keeps the same number.
    """

    now: int | None
    people: tuple[Sharer, ...]
    total: int

    @property
    def number(self) -> int:
        return (self.now or 0) + 1

    @property
    def is_done(self) -> bool:
        return any(person.done for person in self.people if person.position == self.now)

    @property
    def is_awaited(self) -> bool:
        """Another one comes after the person whose turn it is."""
        return any(not person.done for person in self.people if person.position != self.now)


class InTurn:
    """What a person chooses or writes alone. `turn`: set while several people do that on one phone."""

    turn: PhoneTurn | None

    @property
    def by(self) -> str:
        """The end of the id of a personal form, so that what one person has begun to choose never
        stands in front of the next.
        """
        return f"-p{self.turn.now}" if self.turn else ""


@frozen
class GivenBack:
    """The words of a refused form, which its page gives back. `seat`: of the form at a shared
    phone, else None.
    """

    drafts: Drafts
    seat: int | None


def in_turn(snapshot: Snapshot, viewer: OnePhone) -> OnePhone:
    """Returns the same phone with the person whose turn it is as its `member`."""
    if isinstance(viewer, TableHost):
        return viewer
    turn = turn_of(snapshot, viewer)
    if turn is None or turn.now is None:
        return viewer
    return replace(viewer, member=viewer.at(turn.now))


def readers(snapshot: Snapshot, viewer: OnePhone) -> list[Member]:
    """Returns those for whom the screen is made, in whose language it must be: the person whose
    turn it is, or everybody at the phone.
    """
    turn = turn_of(snapshot, viewer)
    return [member for position, member in viewer.seats if not turn or turn.now in (None, position)]


def turn_of(snapshot: Snapshot, viewer: OnePhone) -> PhoneTurn | None:
    """None for a phone of one person or of a table, and when nothing is asked of each person alone."""
    if isinstance(viewer, TableHost) or not viewer.is_shared:
        return None
    is_done = _measure(snapshot, viewer)
    if is_done is None:
        return None
    seats = [Sharer(position, is_done(member)) for position, member in viewer.seats]
    has_taken = any(seat.position == viewer.turn for seat in seats)
    left = (seat.position for seat in seats if not seat.done)
    now = viewer.turn if has_taken else next(left, None)
    return PhoneTurn(now, tuple(seats), len(viewer.seats) + len(viewer.gone))


def unsaved(snapshot: Snapshot, viewer: Viewer, given_back: GivenBack | None) -> Drafts:
    """What could not be saved, for the page of this viewer. At a shared phone the words of one person
    are never shown to the next one whose turn it is.
    """
    if not isinstance(viewer, Participant | TableHost):
        return given_back.drafts if given_back else ()
    turn = turn_of(snapshot, viewer)
    member = in_turn(snapshot, viewer).member
    is_theirs = given_back is not None and given_back.seat == (turn.now if turn else None)
    return (
        *snapshot.drafts(member.person_id),
        *(given_back.drafts if given_back and is_theirs else ()),
    )


def _measure(snapshot: Snapshot, viewer: Participant) -> IsDone | None:
    step, piece = snapshot.meeting.step, snapshot.meeting
    if piece.meeting.ended or step in (Step.survey, Step.thanks):
        return _of_survey(snapshot, viewer)
    if step is Step.agreement:
        return _never
    if step is Step.vote and piece.round and piece.round.state is RoundState.open:
        return _of_vote(snapshot)
    if step in (Step.sorting, Step.axis) and viewer.member.group_id is not None:
        group_id = viewer.member.group_id
        if step is Step.sorting:
            return _of_sorting(snapshot, group_id)
        return _of_axis(snapshot.group(group_id), snapshot.group_work(group_id))
    return None


def _of_sorting(snapshot: Snapshot, group_id: int) -> IsDone | None:
    pack = snapshot.group_work(group_id).pack
    if pack.current is None or pack.is_closed(pack.current):
        return None
    return lambda member: member.person_id in snapshot.leanings(group_id)


def _of_axis(group: GroupPiece, work: GroupWorkPiece) -> IsDone | None:
    places = [work.placements[idea.id] for idea in asked_to_place(group, work)]
    return (lambda member: all(member.person_id in placed for placed in places)) if places else None


def asked_to_place(group: GroupPiece, work: GroupWorkPiece) -> list[Idea]:
    """Those that people place alone: neither shown to the group yet nor agreed on."""
    return [idea for idea in group.shown if idea.id not in work.spreads and idea.effort is None]


def _of_vote(snapshot: Snapshot) -> IsDone:
    piece = snapshot.meeting

    def choosable(member: Member) -> Iterator[int]:
        own = snapshot.own_groups(member.person_id)
        for proposal_id in piece.later().votable:
            if vote.may_vote(piece.origins(proposal_id), own) is None:
                yield proposal_id

    def is_done(member: Member) -> bool:
        choice = snapshot.sealed(member.person_id).vote
        return vote.has_voted_in_full(choice, choosable(member))

    return is_done


def _of_survey(snapshot: Snapshot, viewer: Participant) -> IsDone | None:
    """Each person answers all questions before the next one begins, and can change the last answer until the survey
    closes. In the thanks, when all are done, anybody can take the phone to say that they want to take part; and in the
    end, to take away the contact that one of them left.
    """
    piece = snapshot.meeting
    asked = {question.id for question in piece.questions}

    def is_through(member: Member) -> bool:
        return asked <= snapshot.sealed(member.person_id).answered

    is_closed = piece.survey.state is RoundState.closed
    if is_closed or all(is_through(member) for _, member in viewer.seats):
        if piece.step is Step.thanks and not piece.meeting.ended:
            return _never
        if asked and not is_closed:
            return is_through
        is_any_kept = any(snapshot.person(member.person_id).contacts for _, member in viewer.seats)
        return _never if piece.meeting.ended and is_any_kept else None
    return is_through


def _never(_member: Member) -> bool:
    return False
