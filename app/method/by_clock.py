"""What happens by the clock alone, without anybody's tap, in every meeting."""

from collections.abc import Callable, Iterable
from pathlib import Path

from app.db import Book
from app.method import overdue, survey, vote_lost
from app.method.act import Act, DueAct, Finder
from app.method.people import calls


def finders(keys: Path) -> tuple[Finder, ...]:
    """In the order in which what they find is done. `keys`: the folder with the keys of open rounds."""
    return (
        _finder(lambda book, now: survey.unsettled(book, keys, now), survey.settle),
        _finder(lambda book, _now: vote_lost.lost(book, keys), vote_lost.settle),
        _finder(overdue.overdue, overdue.end_by_itself),
        _finder(calls.answered_before, calls.forget_answered),
    )


def _finder(find: Callable[[Book, int], Iterable[int]], settle: Callable[[Act], object]) -> Finder:
    """`find`: the meetings in which it is time to settle something."""
    return lambda book, now: (DueAct(meeting_id, settle) for meeting_id in find(book, now))
