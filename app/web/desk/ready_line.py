"""One line on whether a meeting is ready: done or still open, and where it is put right."""

from app.frozen import frozen
from app.texts import Saying, saying
from app.vocabulary import Word


@frozen
class ReadyLine:
    """`cure`: where it is put right, below the meeting's path. `says`: None where the `words` are
    in the reader's language already.
    """

    is_done: bool
    says: Saying | None
    cure: str
    words: str = ""


def ready_line(
    is_done: bool,  # noqa: FBT001 -- as it is found
    told: str,
    cure: str,
    **values: Word | str | int,
) -> ReadyLine:
    return done(told, cure, **values) if is_done else still_open(told, cure, **values)


def done(told: str, cure: str, **values: Word | str | int) -> ReadyLine:
    return ReadyLine(is_done=True, says=saying(told, **values), cure=cure)


def still_open(told: str, cure: str, **values: Word | str | int) -> ReadyLine:
    return ReadyLine(is_done=False, says=saying(told, **values), cure=cure)
