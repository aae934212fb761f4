"""Numbers of the same sessions on the public pages of other meetings, as of one that was copied."""

import json
from collections.abc import Iterable, Iterator

from app.db import Book
from app.method.followup import publishing
from app.method.preparing.meeting import municipality_of
from app.method.wordings import said
from app.models import Meeting, Round
from app.papers.public.numbers import Heard
from app.papers.public.told import ToldGroup, ToldPage
from app.reading.meeting_pieces import MeetingPiece

TaggedNames = set[tuple[str, str]]


def told_beside(book: Book, here: MeetingPiece) -> list[Heard]:
    """The numbers of each page that tells of the same sessions, by this meeting's group ids.

    Of a page it takes the first version: later ones have the same numbers (`numbers.as_first_published`).
    """
    names = {
        group.id: {*said(book, group.name_id).items()} for group in here.population_groups.values()
    }
    own = {
        (gathering.held_on, name)
        for gathering in here.gatherings
        for name in names[gathering.population_group_id]
    }
    pages = (list(_pages(book, other)) for other in _others(book, here.meeting))
    return [_heard(versions[0], names) for versions in pages if own & _sessions(versions)]


def _others(book: Book, here: Meeting) -> Iterator[Meeting]:
    for round_ in book.all(Round, municipality_id=municipality_of(book, here.id).id):
        meetings = book.all(Meeting, round_id=round_.id, is_rehearsal=False)
        yield from (other for other in meetings if other.id != here.id)


def _pages(book: Book, meeting: Meeting) -> Iterator[ToldPage]:
    return (json.loads(version.content) for version in publishing.versions(book, meeting.id))


def _sessions(pages: Iterable[ToldPage]) -> set[tuple[str, tuple[str, str]]]:
    """All sessions in any version of a page, each as its day and its population group's name."""
    return {
        (day, name)
        for page in pages
        for group in page["heard"]
        for day in group.get("days", [])
        for name in _names(group)
    }


def _heard(page: ToldPage, names: dict[int, TaggedNames]) -> Heard:
    groups = {
        group_id: group["participants"]
        for group_id, own in names.items()
        for group in page["heard"]
        if own & _names(group)
    }
    return Heard(groups, page["heard_people"])


def _names(group: ToldGroup) -> TaggedNames:
    return {*group["group"]["words"].items()}
