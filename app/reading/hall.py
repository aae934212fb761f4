"""Reading the numbers of the whole hall, for the console and the wall."""

from pathlib import Path

from sqlalchemy import bindparam, select as columns
from sqlmodel import col, select

from app.db import Book
from app.method import agreement, counting, hand_votes, survey, vote
from app.method.people import seating
from app.method.people.belonging import Belonging
from app.models import Device, Link, Membership, Person, Seat, SmallGroup, TableCall
from app.reading.pieces import CrowdPiece, MeetingPiece
from app.reading.stored import MEMBER, member_of
from app.vocabulary import Call, Door, Step

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
_SEATED = (
    select(Membership.person_id, Membership.small_group_id)
    .join(Person, col(Person.id) == col(Membership.person_id))
    .where(col(Person.meeting_id) == bindparam("meeting_id"), col(Membership.until).is_(None))
)


_CALLS = (
    select(TableCall.small_group_id, TableCall.call)
    .join(SmallGroup, col(SmallGroup.id) == col(TableCall.small_group_id))
    .where(col(SmallGroup.meeting_id) == bindparam("meeting_id"))
)


def crowd(book: Book, keys: Path, piece: MeetingPiece) -> CrowdPiece:
    meeting_id = piece.meeting.id
    everybody = [member_of(row) for row in book.rows(_EVERYBODY, meeting_id=meeting_id)]
    seated = {
        row.person_id: row.small_group_id for row in book.rows(_SEATED, meeting_id=meeting_id)
    }
    unseen = _without_phones(book, piece)
    hands = vote.tables(book, keys, piece.round) if piece.step is Step.vote else []
    by_phone = vote.turnout(book, keys, piece.round) if piece.round else 0
    return CrowdPiece(
        people=len(everybody),
        present=sum(member.present for member in everybody),
        without_group=[member for member in everybody if member.person_id not in seated],
        away=[member for member in everybody if not member.present],
        taken_out=[member_of(row) for row in book.rows(_TAKEN_OUT, meeting_id=meeting_id)],
        groups=seated,
        voters=vote.voters(piece.round, len(everybody), unseen.values()),
        turnout=by_phone + sum(table.raised for table in hands),
        hands=hands,
        survey=survey.standing(book, meeting_id),
        interests={
            action.id: agreement.interest_count(book, action.id) for action in piece.actions
        },
        projector_present=book.count(Link, meeting_id=meeting_id, door=Door.projector, present=True)
        > 0,
        calls=_calls(book, meeting_id),
        tables=seating.at_tables(book, meeting_id),
        language_ties=len(book.rows(_TIES, meeting_id=meeting_id)),
        without_voters=_without_voters(book, piece, unseen),
    )


def _is_voting(piece: MeetingPiece) -> bool:
    return bool(piece.proposals) and piece.step in (Step.proposals, Step.vote)


def _without_phones(book: Book, piece: MeetingPiece) -> dict[int, int]:
    """By group, people who can vote by hand alone."""
    group_ids = [group.id for group in piece.live_groups] if _is_voting(piece) else []
    found = hand_votes.without_phones(book, group_ids)
    return {group_id: people for group_id, people in found.items() if people}


def _without_voters(book: Book, piece: MeetingPiece, unseen: dict[int, int]) -> list[int]:
    """Ids of the proposals that everybody here has had a part in."""
    if not _is_voting(piece):
        return []
    votable = counting.votable(book, piece.meeting.id)
    return Belonging(book, piece.meeting.id).without_voters(votable, unseen)


def _calls(book: Book, meeting_id: int) -> dict[int, frozenset[Call]]:
    found: dict[int, set[Call]] = {}
    for row in book.rows(_CALLS, meeting_id=meeting_id):
        found.setdefault(row.small_group_id, set()).add(row.call)
    return {group_id: frozenset(kinds) for group_id, kinds in found.items()}
