"""By which network phones come: their address, whether one has reached it, and their Wi-Fi."""

from app.db import Book
from app.limits import LIMIT
from app.method.act import Act
from app.method.cleaning import clean_line_as_typed
from app.method.declaring import ITSELF, done_by
from app.method.doers import Who
from app.method.refusals import require, too_long
from app.models import Meeting, Reached


def choose_address(act: Act, address: str) -> None:
    """Puts the address into every link and QR code at once. Choosing the other one undoes it."""
    act.book.change(Meeting, {"id": act.meeting_id}, address=address)


def under_way(book: Book) -> dict[int, frozenset[str]]:
    """For each evening that is on, the addresses by which phones have come."""
    meetings = [
        meeting for meeting in book.all(Meeting, ended=False) if meeting.current_row_id is not None
    ]
    return {meeting.id: reached(book, meeting.id) for meeting in meetings}


@done_by(Who.facilitator, "network", after_the_end=True, undone_by=ITSELF)
def name_network(act: Act, name: str, password: str) -> None:
    """Stores the Wi-Fi for phones; an empty name removes it."""
    named = _exactly(name, LIMIT.network)
    given = _exactly(password, LIMIT.network_password) if named else ""
    act.book.change(Meeting, {"id": act.meeting_id}, network=named, network_password=given)


def _exactly(words: str, limit: int) -> str:
    """Every blank is a part of a network's name and of its password."""
    typed = clean_line_as_typed(words)
    require(too_long.saying(limit=limit) if len(typed) > limit else None)
    return typed


def hides_blanks(meeting: Meeting) -> bool:
    """Whether the Wi-Fi's name or password has blanks that people cannot see or count."""
    return any(
        words != " ".join(words.split()) for words in (meeting.network, meeting.network_password)
    )


def note_reached(act: Act, address: str) -> None:
    """Notes that a phone has come by this address, but not which phone or when."""
    if address not in reached(act.book, act.meeting_id):
        act.book.add(Reached(meeting_id=act.meeting_id, address=address))


def reached(book: Book, meeting_id: int) -> frozenset[str]:
    """The addresses by which phones have come."""
    return frozenset(row.address for row in book.all(Reached, meeting_id=meeting_id))
