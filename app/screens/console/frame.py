"""What surrounds the step: the head, the programme, and the bottom bar with the clock and Next."""

from typing import ClassVar

from app.frozen import frozen
from app.limits import LIMIT
from app.method import programme as rows
from app.screens import programme
from app.screens.console.next_act import NextAct, next_act
from app.screens.console_look import ConsoleLook, ConsolePart
from app.screens.programme import Clock, ProgrammeLine
from app.screens.speaker import Said
from app.texts import Saying

MOST_DELAY = 180  # minutes; with more, the evening is held on another day than planned


@frozen
class ConsoleHead(ConsolePart):
    """`is_over`: see `ConsoleLook`; nobody can join any more."""

    template: ClassVar[str] = "console/parts/head.html"
    name: ClassVar[str] = "head"
    meeting: Said
    people: int
    present: int
    code: str
    joining_open: bool
    is_over: bool
    is_rehearsal: bool


@frozen
class Programme(ConsolePart):
    """`late`, `early`: minutes against the plan, where that says something. `current_row_id`: None
    before the evening. `is_over`: see `ConsoleLook`.
    """

    template: ClassVar[str] = "console/parts/programme.html"
    name: ClassVar[str] = "programme"
    lines: tuple[ProgrammeLine, ...]
    current_row_id: int | None
    is_over: bool
    is_on_time: bool
    late: int = 0
    early: int = 0


@frozen
class Time(ConsolePart):
    template: ClassVar[str] = "console/parts/time.html"
    name: ClassVar[str] = "time"
    clock: Clock
    is_over: bool


@frozen
class ClockActs(ConsolePart):
    """`until`: of the running clock. `minutes`: to start it with, as many as were left if it was
    stopped; 0 before the evening and after it.
    """

    template: ClassVar[str] = "console/parts/clock_acts.html"
    name: ClassVar[str] = "clock-acts"
    until: int | None
    minutes: int


@frozen
class Go(ConsolePart):
    """`next_line`/`back_line`: where Next and Back lead; after the end nowhere, and the wall shows another step by the
    programme. `remark`: the first thing that is missing.

    `act`: the step's own next act; where there is one, it is the big button. `is_over`: see `ConsoleLook`.
    """

    template: ClassVar[str] = "console/parts/go.html"
    name: ClassVar[str] = "go"
    current_row_id: int | None
    next_line: ProgrammeLine | None
    back_line: ProgrammeLine | None
    remark: Saying | None
    act: NextAct | None
    is_over: bool

    @property
    def has_remark(self) -> bool:
        """Next says what is missing; or that nothing is lost, unless the step has an act of its own."""
        return self.remark is not None or self.act is None


@frozen
class Remarks(ConsolePart):
    """What is missing in the current step."""

    template: ClassVar[str] = "console/parts/remarks.html"
    name: ClassVar[str] = "missing"
    remarks: tuple[Saying, ...]


def head(look: ConsoleLook) -> ConsoleHead:
    meeting, crowd = look.piece.meeting, look.crowd
    return ConsoleHead(
        **look.own,
        meeting=look.say(meeting.name_id),
        people=crowd.people,
        present=crowd.present,
        code=meeting.code,
        joining_open=meeting.joining_open,
        is_over=look.is_over,
        is_rehearsal=meeting.is_rehearsal,
    )


def evening(look: ConsoleLook) -> Programme:
    lines = programme.programme_lines(look.say)
    delay = programme.delay(lines) or 0
    return Programme(
        **look.own,
        lines=lines,
        current_row_id=look.piece.meeting.current_row_id,
        is_over=look.is_over,
        is_on_time=not delay,
        late=delay if 0 < delay <= MOST_DELAY else 0,
        early=-delay if 0 < -delay <= MOST_DELAY else 0,
    )


def time(look: ConsoleLook) -> Time:
    return Time(**look.own, clock=programme.clock(look.piece), is_over=look.is_over)


def clock_acts(look: ConsoleLook) -> ClockActs:
    clock = programme.clock(look.piece)
    goes_on = look.step is not None and not look.is_over
    minutes = min(clock.left or clock.minutes or LIMIT.usual_minutes, LIMIT.minutes)
    return ClockActs(**look.own, until=clock.until, minutes=minutes if goes_on else 0)


def go(look: ConsoleLook, lines: tuple[ProgrammeLine, ...]) -> Go:
    now = look.piece.meeting.current_row_id
    after, before = rows.next_row(look.piece.rows, now), rows.row_before(look.piece.rows, now)
    by_id = {} if look.is_over else {line.id: line for line in lines}
    return Go(
        **look.own,
        current_row_id=now,
        next_line=by_id.get(after.id) if after else None,
        back_line=by_id.get(before.id) if before else None,
        remark=next(iter(look.remarks), None),
        act=next_act(look),
        is_over=look.is_over,
    )


def missing(look: ConsoleLook) -> Remarks:
    return Remarks(**look.own, remarks=look.remarks)
