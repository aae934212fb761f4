"""What the console says while nothing can be saved. It is no remark: Next does not work then either."""

from app.texts import Saying
from app.trouble import Trouble
from app.vocabulary import N_

_NOT_SAVED = {
    Trouble.full: N_(
        "Nothing can be saved now: the disk is full on the computer that runs this program. "
        "Make room there; then it goes on by itself."
    ),
    Trouble.held: N_(
        "Nothing can be saved now: another program holds the data. Close it; then it goes on by itself."
    ),
    Trouble.unreachable: N_(
        "Nothing can be saved now: the database server does not answer. "
        "It is asked again and again, and then it goes on by itself."
    ),
    Trouble.broken: N_(
        "Nothing can be saved now: the data cannot be opened or written. Get whoever looks after "
        "the computer that runs this program."
    ),
}


def not_saved(trouble: Trouble) -> Saying:
    return Saying(_NOT_SAVED[trouble])
