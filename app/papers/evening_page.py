"""The facilitator's one page for the evening: the programme by the clock, and what to say, do and press."""

from dataclasses import dataclass
from datetime import UTC, datetime

from app.db import Book
from app.method.refusals import NotYoursError
from app.models import Meeting
from app.reading import stored
from app.screens.programme import ProgrammeLine, programme_lines
from app.screens.speaker import Said, Speaker
from app.templating import LOCAL
from app.vocabulary import Language


@dataclass(frozen=True)
class EveningPage:
    """`held_on`: ISO. `address`: what phones type. No link that opens anything but a phone's way in."""

    name: Said
    place: Said
    held_on: str
    programme: tuple[ProgrammeLine, ...]
    address: str
    network: str
    network_password: str


def evening_page(book: Book, meeting_id: int, language: Language, base: str) -> EveningPage:
    """`base`: the address that links begin with."""
    if book.one(Meeting, id=meeting_id) is None:
        raise NotYoursError
    piece = stored.meeting(book, meeting_id)
    say = Speaker(piece, language)
    starts = datetime.fromtimestamp(piece.meeting.starts_at, UTC).astimezone(LOCAL)
    return EveningPage(
        name=say(piece.meeting.name_id),
        place=say(piece.meeting.place_id),
        held_on=starts.date().isoformat(),
        programme=programme_lines(piece),
        address=f"{base.split('://', 1)[1]}/{piece.meeting.code}",
        network=piece.meeting.network,
        network_password=piece.meeting.network_password,
    )
