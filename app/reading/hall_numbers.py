"""Reading the numbers of the whole hall, for the console and the wall."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import bindparam, func, select as columns
from sqlmodel import col, select

from app.db import Book
from app.frozen import frozen
from app.method import vote_counting, vote_hands
from app.method.people import headcount, seating
from app.method.vote_electorate import Electorate
from app.method.vote_tallies import Turnout
from app.models import (
    AgreedAction,
    Device,
    HandVote,
    Interest,
    Link,
    Membership,
    Person,
    QuietCall,
    Seat,
    SmallGroup,
    TableCall,
    VoteRound,
)
from app.reading.group_pieces import MemberPiece
from app.reading.meeting_pieces import MeetingPiece
from app.reading.members import MEMBER, member_of
from app.vocabulary import Call, Door, RoundState, Step


@frozen
class CrowdPiece:
    """The people, for the console and the wall. `alone`: those who take part by a phone that is not
    a table's. `at_tables`: by person, the table where they have said that they sit.

    `languages`: how many people read in each.
    `away`: people who take part by a phone that is not connected. `taken_out`: people who took part
    until their phone was taken out.
    `groups`: the group of each person who sits in one.
    """

    people: int
    alone: list[int]
    present: int
    without_group: list[MemberPiece]
    away: list[MemberPiece]
    taken_out: list[MemberPiece]
    groups: dict[int, int]
    projector_present: bool
    at_tables: dict[int, int]
    language_ties: int
    languages: Counter[str]


@frozen
class Voted:
    """The votes while a round is open. `by_phone`: the people whose vote counts; None if none can
    be read. `by_hand`: hands are up.
    """

    by_phone: frozenset[int] | None
    by_hand: bool


@frozen
class VoteGapsPiece:
    """What a vote by phone leaves open. `without_phones`: how many can vote by hand only.
    `without_voters`: the proposals that everybody has a part in, so that nobody can vote for them.
    `evident_vote`: see `vote_electorate.is_evident`.
    """

    without_phones: int
    without_voters: list[int]
    evident_vote: bool


_SEATS = (
    columns(*MEMBER)
    .join(Seat, col(Seat.person_id) == col(Person.id))
    .join(Device, col(Device.id) == col(Seat.device_id))
    .where(col(Person.meeting_id) == bindparam("meeting_id"))
    .order_by(col(Person.id))
)
_EVERYBODY = _SEATS.where(col(Seat.gone).is_(False))
_TAKEN_OUT = _SEATS.where(col(Seat.taken_out).is_(True))
_TIES = (
    select(Person.id)
    .join(Seat, col(Seat.person_id) == col(Person.id))
    .where(
        col(Person.meeting_id) == bindparam("meeting_id"),
        col(Person.language_tie).is_(True),
        col(Seat.gone).is_(False),
    )
)
_LANGUAGES = (
    columns(col(Person.language), col(Person.reads))
    .join(Seat, col(Seat.person_id) == col(Person.id))
    .where(col(Person.meeting_id) == bindparam("meeting_id"), col(Seat.gone).is_(False))
)
_SEATED = (
    select(Membership.person_id, Membership.small_group_id)
    .join(Person, col(Person.id) == col(Membership.person_id))
    .where(col(Person.meeting_id) == bindparam("meeting_id"), col(Membership.until).is_(None))
)


_CALLS = (
    select(TableCall.small_group_id, TableCall.call)
    .join(SmallGroup, col(SmallGroup.id) == col(TableCall.small_group_id))
    .where(
        col(SmallGroup.meeting_id) == bindparam("meeting_id"),
        col(SmallGroup.dissolved).is_(False),
    )
    .order_by(col(TableCall.sequence), col(TableCall.small_group_id))
)
# In an order that tells nothing of who called.
_QUIET_CALLS = (
    select(Membership.small_group_id)
    .distinct()
    .join(Seat, col(Seat.person_id) == col(Membership.person_id))
    .join(QuietCall, col(QuietCall.device_id) == col(Seat.device_id))
    .join(Device, col(Device.id) == col(QuietCall.device_id))
    .where(
        col(Device.meeting_id) == bindparam("meeting_id"),
        col(Membership.until).is_(None),
        col(Seat.gone).is_(False),
        col(QuietCall.answered_at).is_(None),
    )
    .order_by(col(Membership.small_group_id))
)
_ALONE = (
    select(Seat.device_id, Seat.person_id)
    .join(QuietCall, col(QuietCall.device_id) == col(Seat.device_id))
    .join(Device, col(Device.id) == col(Seat.device_id))
    .outerjoin(
        Membership,
        (col(Membership.person_id) == col(Seat.person_id)) & col(Membership.until).is_(None),
    )
    .where(
        col(Device.meeting_id) == bindparam("meeting_id"),
        col(Seat.gone).is_(False),
        col(QuietCall.answered_at).is_(None),
        col(Membership.id).is_(None),
    )
    .order_by(col(Seat.device_id), col(Seat.person_id))
)
_INTERESTS = (
    columns(
        col(AgreedAction.id),
        (func.count(col(Interest.person_id)) + col(AgreedAction.interested)).label("people"),
    )
    .outerjoin(Interest, col(Interest.agreed_action_id) == col(AgreedAction.id))
    .where(col(AgreedAction.meeting_id) == bindparam("meeting_id"))
    .group_by(col(AgreedAction.id), col(AgreedAction.interested))
)


def crowd(book: Book, meeting_id: int) -> CrowdPiece:
    everybody = [member_of(row) for row in book.rows(_EVERYBODY, meeting_id=meeting_id)]
    seated = {
        row.person_id: row.small_group_id for row in book.rows(_SEATED, meeting_id=meeting_id)
    }
    return CrowdPiece(
        people=len(everybody),
        alone=[member.person_id for member in everybody if not member.hosts],
        present=sum(member.present for member in everybody),
        without_group=[member for member in everybody if member.person_id not in seated],
        away=[member for member in everybody if not member.present],
        taken_out=[member_of(row) for row in book.rows(_TAKEN_OUT, meeting_id=meeting_id)],
        groups=seated,
        projector_present=book.count(Link, meeting_id=meeting_id, door=Door.projector, present=True)
        > 0,
        at_tables=seating.at_tables(book, meeting_id),
        language_ties=len(book.rows(_TIES, meeting_id=meeting_id)),
        languages=_languages(book, meeting_id),
    )


def _languages(book: Book, meeting_id: int) -> Counter[str]:
    rows = book.rows(_LANGUAGES, meeting_id=meeting_id)
    return Counter(row.reads or str(row.language) for row in rows)


def vote_gaps(book: Book, piece: MeetingPiece, who: Electorate) -> VoteGapsPiece:
    unseen, vote_round = _without_phones(book, piece), piece.round
    return VoteGapsPiece(
        without_phones=vote_hands.able(unseen, who),
        without_voters=who.without_voters(unseen) if _is_voting(piece) else [],
        evident_vote=vote_round is not None and who.has_evident_vote(vote_round.votes_each),
    )


def turnout(
    piece: MeetingPiece,
    voted: Voted,
    hands: Callable[[], list[vote_hands.VotingGroup]],
    can_vote: Callable[[], int],
) -> Turnout:
    """In the newest round. `can_vote`: how many can, in an open one."""
    newest = piece.rounds[-1] if piece.rounds else None
    if newest is None or newest.round.state is not RoundState.open:
        return newest.turnout if newest else Turnout()
    by_hand = vote_hands.people(hands()) if voted.by_hand else 0
    return Turnout(len(voted.by_phone or ()), by_hand, can_vote())


def voted(
    book: Book,
    keys: Path,
    vote_round: VoteRound | None,
    who: Electorate,
    unsealed: vote_counting.Unsealed,
) -> Voted:
    if vote_round is None or vote_round.state is not RoundState.open:
        return Voted(None, by_hand=False)
    by_phone = vote_counting.by_phone(book, keys, vote_round, who, unsealed)
    by_hand = book.count(HandVote, vote_round_id=vote_round.id) > 0
    return Voted(None if by_phone is None else frozenset(by_phone), by_hand)


def hands(
    book: Book, piece: MeetingPiece, voted: Voted, who: Electorate
) -> list[vote_hands.VotingGroup]:
    """Returns the hands of each small group while a round is open."""
    if piece.step is not Step.vote or piece.round is None or voted.by_phone is None:
        return []
    return vote_hands.voting_groups(book, piece.round, voted.by_phone, who)


def interests(book: Book, meeting_id: int) -> dict[int, int]:
    rows = book.rows(_INTERESTS, meeting_id=meeting_id)
    return {row.id: row.people for row in rows}


def calls(book: Book, meeting_id: int) -> dict[int, frozenset[Call]]:
    """Returns the calls by small group: first the tables that have waited longest, last those with
    quiet calls only.
    """
    by_group: dict[int, set[Call]] = {}
    for row in book.rows(_CALLS, meeting_id=meeting_id):
        by_group.setdefault(row.small_group_id, set()).add(row.call)
    for group_id in book.column(_QUIET_CALLS, meeting_id=meeting_id):
        by_group.setdefault(group_id, set()).add(Call.need)
    return {group_id: frozenset(kinds) for group_id, kinds in by_group.items()}


def calling_alone(book: Book, meeting_id: int) -> tuple[tuple[int, ...], ...]:
    """Returns the people of each phone that calls quietly and has no group yet, in an order that
    tells nothing.
    """
    by_phone: dict[int, list[int]] = {}
    for row in book.rows(_ALONE, meeting_id=meeting_id):
        by_phone.setdefault(row.device_id, []).append(row.person_id)
    return tuple(map(tuple, by_phone.values()))


def _is_voting(piece: MeetingPiece) -> bool:
    return piece.step in (Step.proposals, Step.vote) and bool(piece.proposals)


def _without_phones(book: Book, piece: MeetingPiece) -> dict[int, int]:
    """Returns, by group, how many people can vote by hand only."""
    group_ids = [group.id for group in piece.live_groups] if _is_voting(piece) else []
    counts = headcount.without_phones(book, group_ids)
    return {group_id: people for group_id, people in counts.items() if people}
