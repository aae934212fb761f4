"""When residents are told what became of the meeting: the first time, and then again and again."""

from collections.abc import Iterator
from datetime import date, timedelta

from app.limits import LIMIT
from app.method.act import Act
from app.method.days import day
from app.models import Meeting


def set_rhythm(act: Act, first: int, then: int, asks_again_on: str) -> None:
    """Months from the meeting to the first report, and from one to the next; the day of the next round, or nothing."""
    act.book.change(
        Meeting,
        {"id": act.meeting_id},
        first_report_months=first,
        report_months=then,
        asks_again_on=day(asks_again_on),
    )


def later(day: date, months: int) -> date:
    """So many months after it, on the same day of the month or the last one before it."""
    count = day.month - 1 + months
    year, month = day.year + count // 12, count % 12 + 1
    days = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days
    return date(year, month, min(day.day, days))


def report_days(meeting: Meeting, held_on: date) -> Iterator[date]:
    """All of them, for ever."""
    months = meeting.first_report_months
    while True:
        yield later(held_on, months)
        months += meeting.report_months


def next_report(meeting: Meeting, held_on: date, last: date | None) -> date:
    """The first that what was published last has not answered; a little before its day it has."""
    days = report_days(meeting, held_on)
    answered = last + timedelta(days=LIMIT.early_report_days) if last else held_on
    return next(day for day in days if day > answered)
