"""The programme with its planned and real times, and the clock of the step that is on."""

import math

from app.frozen import frozen
from app.models import ProgrammeRow
from app.reading.meeting_pieces import MeetingPiece
from app.screens.speaker import Said, Speaker
from app.vocabulary import Step


@frozen
class Clock:
    """`until`: UTC seconds; the page counts down. `minutes`: as planned for the step. `left`: how
    many were left when it was stopped; 0 if none were.
    """

    until: int | None
    minutes: int
    left: int


@frozen
class ProgrammeLine:
    """`planned`, `real`: UTC seconds; `real`: when the row began, or when it will begin as things
    go now.

    `called`: see the function `called`.
    """

    id: int
    kind: Step
    minutes: int
    planned: int
    real: int
    state: str  # done | now | later
    called: Said | None

    @property
    def is_now(self) -> bool:
        return self.state == "now"

    @property
    def is_done(self) -> bool:
        return self.state == "done"


def clock(piece: MeetingPiece) -> Clock:
    """No clock runs once the meeting has ended; if it is opened again, the clock goes on."""
    until = None if piece.meeting.ended else piece.meeting.clock_until
    row = piece.row
    left = 0 if row is None or piece.meeting.clock_until else max(row.clock_left or 0, 0)
    return Clock(until, row.minutes if row else 0, math.ceil(left / 60))


def called(say: Speaker, row: ProgrammeRow | None) -> Said | None:
    """The coordinator's own name for a row; None: it has the name of its step."""
    own = say(row.name_id) if row and row.name_id else None
    return own if own and own.words else None


def programme_lines(say: Speaker) -> tuple[ProgrammeLine, ...]:
    """Planned times add up from the start. A real time is when the row began, else the row before
    it plus that row's planned minutes. A row behind the present one is still to come, also if
    somebody has looked at it ahead.
    """
    piece = say.piece
    planned = real = piece.meeting.starts_at
    now = next((row.position for row in piece.rows if row.id == piece.meeting.current_row_id), -1)
    lines = []
    for row in piece.rows:
        began_at = row.began_at if row.position <= now else None
        real = began_at or real
        state = "now" if row.position == now else "done" if began_at else "later"
        own = called(say, row)
        lines.append(
            ProgrammeLine(
                id=row.id,
                kind=row.kind,
                minutes=row.minutes,
                planned=planned,
                real=real,
                state=state,
                called=own,
            )
        )
        planned += row.minutes * 60
        real += row.minutes * 60
    return tuple(lines)


def delay(lines: tuple[ProgrammeLine, ...]) -> int | None:
    """Minutes against the plan, negative is early; None before the evening has begun."""
    now = [line for line in lines if line.is_now]
    # To the nearest minute: half a minute early is not a minute early.
    return round((now[0].real - now[0].planned) / 60) if now else None
