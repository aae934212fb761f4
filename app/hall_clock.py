"""Local time: moments, which are stored as UTC seconds, as the days and times of the hall."""

import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

# Meetings are held in Finland.
LOCAL = ZoneInfo("Europe/Helsinki")


def hall_time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).astimezone(LOCAL)


def hall_day(seconds: int) -> date:
    return hall_time(seconds).date()


def today() -> date:
    return hall_day(int(time.time()))
