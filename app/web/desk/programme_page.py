"""The page of the programme: its rows by the clock, warnings, and time for how many cards."""

from app.frozen import frozen
from app.limits import LIMIT
from app.method.preparing.pattern import Outline
from app.method.preparing.planning import wished_end
from app.method.preparing.reach import Reach, reach
from app.method.preparing.sense import warnings
from app.method.sent import whole_number
from app.method.wordings import Words
from app.reading.meeting_pieces import MeetingPiece
from app.screens.programme import called
from app.screens.speaker import Said, Speaker
from app.texts import Saying
from app.vocabulary import METHOD_STEPS, Step
from app.web.desk.pages import Head, InOrder


@frozen
class RowLine(InOrder):
    """`starts_at`: as planned, UTC seconds. `name`: the coordinator's own; `called`: as shown."""

    id: int
    place: int
    kind: Step
    minutes: int
    starts_at: int
    has_begun: bool
    name: Words
    called: Said | None

    @property
    def is_pause(self) -> bool:
        return self.kind is Step.pause

    @property
    def asks_for_name(self) -> bool:
        """A pause that the coordinator has not named."""
        return self.is_pause and self.called is None

    def is_wrong(self, minutes: str) -> bool:
        """Whether minutes that somebody typed cannot be saved."""
        typed = whole_number(minutes.strip())
        return typed is None or typed > LIMIT.minutes


@frozen
class ProgrammePage:
    """`spare`: see `spare_of`. `warnings`: what makes no sense. `left_out`: steps without a row.
    `has_begun`: the meeting has.
    """

    head: Head
    rows: tuple[RowLine, ...]
    ends_at: int
    ends_by: str
    spare: int | None
    warnings: tuple[Saying, ...]
    left_out: tuple[Step, ...]
    reach: Reach | None
    has_begun: bool
    starts: tuple[Outline, ...] = tuple(Outline)
    start: Outline = Outline.evening

    @property
    def excess(self) -> int:
        """By how many minutes it ends later than wished."""
        return max(0, -(self.spare or 0))


def programme_page(head: Head, say: Speaker) -> ProgrammePage:
    piece = say.piece
    lines, at = [], piece.meeting.starts_at
    for place, row in enumerate(piece.rows, start=1):
        name = dict(piece.words.get(row.name_id or 0, {}))
        begun, own = row.began_at is not None, called(say, row)
        lines.append(
            RowLine(
                id=row.id,
                place=place,
                kind=row.kind,
                minutes=row.minutes,
                starts_at=at,
                has_begun=begun,
                name=name,
                called=own,
            )
        )
        at += row.minutes * 60
    kinds = {row.kind for row in piece.rows}
    return ProgrammePage(
        head=head,
        rows=tuple(lines),
        ends_at=at,
        ends_by=piece.meeting.ends_by,
        spare=spare_of(piece),
        warnings=warnings_of(piece),
        left_out=tuple(kind for kind in METHOD_STEPS if kind not in kinds),
        reach=reach_of(piece),
        has_begun=piece.meeting.current_row_id is not None,
    )


def spare_of(piece: MeetingPiece) -> int | None:
    """Minutes from its end to the wished one, negative if it is too long; None without a wish."""
    meeting, minutes = piece.meeting, sum(row.minutes for row in piece.rows)
    wished = wished_end(meeting.starts_at, meeting.ends_by)
    return None if wished is None else (wished - meeting.starts_at) // 60 - minutes


def warnings_of(piece: MeetingPiece) -> tuple[Saying, ...]:
    return warnings([(row.kind, row.minutes) for row in piece.rows])


def reach_of(piece: MeetingPiece) -> Reach | None:
    """How many cards there is time for, if each is read aloud in the meeting's languages."""
    meeting = piece.meeting
    minutes = sum(row.minutes for row in piece.rows if row.kind is Step.sorting)
    texts = [piece.words.get(card.text_id, {}) for card in piece.cards.values()]
    languages = [
        language for language in (meeting.main_language, meeting.second_language) if language
    ]
    interprets = any(interpreting.interpreters for interpreting in piece.followed.values())
    return reach(minutes, texts, languages, is_interpreted=interprets)
