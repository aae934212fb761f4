"""The follow-up's due days as an iCalendar file, to which calendar programs can subscribe."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from icalendar import Calendar, Event

from app import texts
from app.db import Book
from app.languages import alone
from app.method.followup.due import due
from app.method.wordings import chosen, said
from app.models import Meeting, Municipality, Round
from app.vocabulary import DeskTab, Language

PRODUCT = "-//More of This//Follow-up//EN"


class Day(NamedTuple):
    """One due day. `key`: makes the event's UID, which stays the same if its day moves.

    `words`: what is due. `more`: in which meeting.
    """

    key: str
    on: date
    words: str
    more: str


def calendar(name: str, days: Iterable[Day], now: int) -> bytes:
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    for day in days:
        made.add_component(_event(day, now))
    content: bytes = made.to_ical()
    return content


def _event(day: Day, now: int) -> Event:
    event = Event()
    event.add("uid", f"{day.key}@more-of-this")
    event.add("dtstamp", datetime.fromtimestamp(now, UTC))
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("summary", day.words)
    event.add("description", day.more)
    event.add("transp", "TRANSPARENT")
    return event


def municipality_calendar(book: Book, municipality: Municipality, now: int) -> bytes:
    """The due days of all meetings of a municipality, in its main language."""
    language = municipality.main_language
    days = [
        day
        for round_ in book.all(Round, municipality_id=municipality.id)
        for meeting in book.all(Meeting, round_id=round_.id, is_rehearsal=False)
        for day in _days(book, meeting, language)
    ]
    name = texts.name(DeskTab.followup, language)
    whose = alone(_words(book, municipality.name_id, language), language.direction)
    return calendar(f"{name}: {whose}", days, now)


def _days(book: Book, meeting: Meeting, language: Language) -> Iterator[Day]:
    name = _words(book, meeting.name_id, language)
    for line in due(book, meeting):
        title = _words(book, line.title_id, language) if line.title_id else ""
        words, beside = texts.name(line.kind, language), alone(title, language.direction)
        key = f"{line.kind}-{line.action_id or line.meeting_id}"
        yield Day(key, date.fromisoformat(line.on), f"{words}: {beside}" if title else words, name)


def _words(book: Book, text_id: int, language: Language) -> str:
    return chosen(said(book, text_id), language, language)[1]
