"""What happens by the clock alone, without anybody's tap, in every meeting."""

from collections.abc import Iterator
from pathlib import Path

from app.db import Book
from app.method import overdue, survey, vote_lost
from app.method.act import DueAct
from app.method.people import calls


def due(keys: Path, book: Book, now: int) -> Iterator[DueAct]:
    """What is due now. `keys`: the folder with the keys of open rounds."""
    for meeting_ids, settle in (
        (survey.unsettled(book, keys, now), survey.settle),
        (vote_lost.lost(book, keys), vote_lost.settle),
        (overdue.overdue(book, now), overdue.end_by_itself),
        (calls.answered_before(book, now), calls.forget_answered),
    ):
        yield from (DueAct(meeting_id, settle) for meeting_id in meeting_ids)
