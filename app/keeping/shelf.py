"""A folder of backups, named by when they were made: the newest, and how many are kept for how long."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from app import machine

ENDING = ".backup"
NAMED = "%Y%m%dT%H%M%S.%fZ"
# An evening has thirteen steps and three hours of five minutes.
MOST = 60
KEPT_DAYS = 14


def folder_of(data: Path) -> Path:
    """The program's own, beside the data folder."""
    return data.with_name(f"{data.name}-backups")


def new_name(now: datetime) -> str:
    return now.strftime(NAMED) + ENDING


def made_at(backup: Path) -> datetime | None:
    """By its name; None for what is not named by us."""
    try:
        return datetime.strptime(backup.name.removesuffix(ENDING), NAMED).replace(tzinfo=UTC)
    except ValueError:
        return None


def backups(folder: Path) -> list[Path]:
    """The newest last."""
    return sorted(one for one in folder.glob(f"*{ENDING}") if made_at(one))


def thin_out(folder: Path, now: datetime, *, by_age: bool, evening_over: bool = False) -> None:
    """Destroys those that are too many or too old. The newest stays, however old it is.

    `by_age` is false while nobody has said that the clock is right. `evening_over`: those of the evening go too, since
    by them it could be told who did what; the newest, made after the end, has all that it came to.
    """
    earlier = backups(folder)[:-1]
    too_many = set(earlier[: max(0, len(earlier) + 1 - MOST)])
    for one in earlier:
        age = now - (made_at(one) or now)
        is_old = by_age and age > timedelta(days=KEPT_DAYS)
        if one in too_many or is_old or (evening_over and age < timedelta(days=1)):
            machine.destroy_file(one)
