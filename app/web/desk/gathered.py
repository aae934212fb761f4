"""The page of the sessions: planned, held, and how many of each come to the meeting."""

from app.db import Book
from app.method.preparing.gatherings import COUNTS, groups_needed
from app.method.reports.dealing import sent_reports
from app.models import Gathering
from app.reading.pieces import MeetingPiece
from app.web.desk.pages import GatheringEntry, GatheringsPage, Group, Head


def planned(book: Book, round_id: int) -> list[Gathering]:
    """All sessions of a round, also those that have not been held yet."""
    return book.all(Gathering, round_id=round_id, order=("position",))


def gatherings_page(
    head: Head, groups: tuple[Group, ...], book: Book, piece: MeetingPiece
) -> GatheringsPage:
    found = planned(book, piece.meeting.round_id)
    return GatheringsPage(
        head,
        groups,
        tuple(_entry(one, piece) for one in found),
        invited=sum(one.invited for one in found),
        coming=sum(one.coming for one in found),
        reports=len(sent_reports(book, piece.meeting.id)),
    )


def _entry(one: Gathering, piece: MeetingPiece) -> GatheringEntry:
    def words(text_id: int) -> dict[str, str]:
        return dict(piece.words.get(text_id, {}))

    return GatheringEntry(
        id=one.id,
        population_group_id=one.population_group_id,
        held_on=one.held_on,
        participants=one.participants,
        place=words(one.place_id),
        language=words(one.language_id),
        how=words(one.how_id),
        begins=one.begins,
        organisation=one.organisation,
        counts={name: getattr(one, name) for name in COUNTS},
        needed=groups_needed(one.participants),
    )
