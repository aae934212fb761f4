"""When residents are told what became of the meeting: first, and then at regular intervals."""

from collections.abc import Iterator
from datetime import date, timedelta

from app.limits import LIMIT
from app.method.act import Act
from app.method.days import day
from app.models import Meeting


def set_rhythm(act: Act, first: int, then: int, asks_again_on: str) -> None:
    """Sets months to the first report and between reports; and the next round's day, or empty."""
    act.book.change(
        Meeting,
        {"id": act.meeting_id},
        first_report_months=first,
        report_months=then,
        asks_again_on=day(asks_again_on),
    )


def later(day: date, months: int) -> date:
    """The day after so many months: the same day of the month, or the month's last day."""
    count = day.month - 1 + months
    year, month = day.year + count // 12, count % 12 + 1
    days = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days
    return date(year, month, min(day.day, days))


def report_days(meeting: Meeting, held_on: date) -> Iterator[date]:
    """The days of all reports, without end."""
    months = meeting.first_report_months
    while True:
        yield later(held_on, months)
        months += meeting.report_months


def next_report(meeting: Meeting, held_on: date, last: date | None) -> date:
    """The first report day not covered by the last publication, which may be a little early."""
    days = report_days(meeting, held_on)
    answered = last + timedelta(days=LIMIT.early_report_days) if last else held_on
    return next(day for day in days if day > answered)
