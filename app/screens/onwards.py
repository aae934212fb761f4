"""What comes after the current step, for a phone whose person only waits."""

from typing import ClassVar

from app.frozen import frozen
from app.screens.phone_look import PhoneLook
from app.screens.programme import called
from app.screens.screen import Part
from app.screens.speaker import Said
from app.vocabulary import Step


@frozen
class Onwards(Part):
    """`begins`: when the meeting is to begin, as long as it has not. `step`: the next one, None
    after the last; `called`: the coordinator's name for it, if there is one. `at`: about when it
    comes, while a clock runs. Times are UTC seconds.
    """

    template: ClassVar[str] = "parts/onwards.html"
    name: ClassVar[str] = "onwards"
    begins: int | None
    step: Step | None
    called: Said | None
    at: int | None


def onwards(look: PhoneLook) -> Onwards:
    piece = look.piece
    place = piece.rows.index(piece.row) + 1 if piece.row else 0
    row = piece.rows[place] if place < len(piece.rows) else None
    return Onwards(
        look.member.language,
        begins=None if piece.row else piece.meeting.starts_at,
        step=row.kind if row else None,
        called=called(look.say, row),
        at=piece.meeting.clock_until if piece.row else None,
    )
