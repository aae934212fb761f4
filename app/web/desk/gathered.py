"""The page of the sessions: planned, held, and how many of each come to the meeting."""

from dataclasses import KW_ONLY

from app.db import Book
from app.frozen import frozen
from app.method.preparing.gatherings import COUNTS, Held, groups_needed
from app.method.reports.said_lines import sent_reports
from app.models import Gathering
from app.reading.meeting_pieces import MeetingPiece
from app.screens.speaker import Said
from app.web.desk.pages import Group, Head, WithGroups


@frozen
class GatheringEntry(Held):
    """A session, planned or held. `needed`: how many discussion groups its people need. `group`:
    what its population group is called.
    """

    _: KW_ONLY
    id: int
    needed: int = 0
    group: Said | None = None

    @property
    def lacks_groups(self) -> bool:
        """More people took part than its discussion groups may hold."""
        planned_groups = self.counts.get("discussion_groups", 0)
        return self.participants > 0 and self.needed > planned_groups


NO_GATHERING = GatheringEntry(0, "", 0, {}, {}, {}, id=0, counts=dict.fromkeys(COUNTS, 0))


@frozen
class GatheringsPage(WithGroups):
    """`invited`, `coming`: to the meeting, from all sessions. `reports`: how many were sent. `new`:
    what stands in the fields of one that is added.
    """

    head: Head
    groups: tuple[Group, ...]
    gatherings: tuple[GatheringEntry, ...]
    invited: int
    coming: int
    reports: int
    new: GatheringEntry = NO_GATHERING


def planned(book: Book, round_id: int) -> list[Gathering]:
    """All sessions of a round, also those that have not been held yet."""
    return book.all(Gathering, round_id=round_id, order=("position",))


def gatherings_page(
    head: Head, groups: tuple[Group, ...], book: Book, piece: MeetingPiece
) -> GatheringsPage:
    sessions = planned(book, piece.meeting.round_id)
    names = {group.id: group.name for group in groups}
    return GatheringsPage(
        head,
        groups,
        tuple(_entry(session, piece, names[session.population_group_id]) for session in sessions),
        invited=sum(session.invited for session in sessions),
        coming=sum(session.coming for session in sessions),
        reports=len(sent_reports(book, piece.meeting.id)),
    )


def _entry(session: Gathering, piece: MeetingPiece, group: Said) -> GatheringEntry:
    def words(text_id: int) -> dict[str, str]:
        return dict(piece.words.get(text_id, {}))

    return GatheringEntry(
        id=session.id,
        population_group_id=session.population_group_id,
        held_on=session.held_on,
        participants=session.participants,
        place=words(session.place_id),
        language=words(session.language_id),
        how=words(session.how_id),
        begins=session.begins,
        organisation=session.organisation,
        counts={name: getattr(session, name) for name in COUNTS},
        needed=groups_needed(session.participants),
        group=group,
    )
