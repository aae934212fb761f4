"""The programme's pointer, its clock, and what the facilitator has put on the wall."""

from typing import Annotated

from app.languages import PHONE_LANGUAGES
from app.limits import LIMIT
from app.method import contacts, survey, untracing, vote
from app.method.act import Act
from app.method.declaring import ITSELF, done_by
from app.method.doers import Who
from app.method.held_day import was_only_tried
from app.method.people import stays
from app.method.people.sharing import nobodys_turn
from app.method.preparing import basket, brought
from app.method.refusals import (
    NotYoursError,
    RefusedError,
    clock_changed,
    no_clock,
    others_first,
    require,
    unknown_field,
)
from app.method.rules import meeting_of, own_row
from app.method.sent import Between, MadeOn, Moment, Pressed, Spoken, whole_number
from app.method.undoing import Back, Sent
from app.method.warned import closes_more, unless_warned
from app.models import (
    AgreedAction,
    Idea,
    Meeting,
    ProgrammeRow,
    Reveal,
    SmallGroup,
    VoteRound,
)
from app.vocabulary import Language, RoundState, Shown, Theme

Minutes = Annotated[int, Between(1, LIMIT.minutes)]
# Kinds that show one of several things, named by its id or number.
OF_ONE = frozenset({Shown.result, Shown.read_back, Shown.spotlight})
JOINING = {"open": True, "closed": False}


def _row_before(act: Act, sent: Sent) -> Back | None:
    before = meeting_of(act.book, act.meeting_id).current_row_id
    row = act.book.one(ProgrammeRow, id=sent["row_id"], meeting_id=act.meeting_id)
    if before is None or row is None or row.id in (before, *_beside(act, before)):
        return None
    return Back({"row_id": before, "seen_row_id": row.id}, {"step": row.kind})


def _beside(act: Act, row_id: int) -> list[int]:
    """The rows that Next and Back lead to. They undo each other, so they are not listed."""
    rows = act.book.all(ProgrammeRow, meeting_id=act.meeting_id)
    return [row.id for row in (next_row(rows, row_id), row_before(rows, row_id)) if row]


@done_by(
    Who.facilitator,
    "step",
    after_the_end=True,
    undone_by=ITSELF,
    back=_row_before,
)
def go_to(act: Act, row_id: int, seen_row_id: int | None) -> None:
    """Moves the pointer. `seen_row_id`: where the page had it, so a second press is refused.

    The first time at a row starts its clock; coming back resumes the clock with the time that was
    left. On a shared phone each step begins with the first person.
    """
    meeting = meeting_of(act.book, act.meeting_id)
    require(others_first if meeting.current_row_id != seen_row_id else None)
    row = own_row(act, ProgrammeRow, row_id)
    clock = meeting.clock_until
    if row.id != meeting.current_row_id:
        _keep_clock(act, meeting, goes_on=meeting.clock_until is not None)
        clock = _clock_of(act, meeting, row)
        nobodys_turn(act)
    act.book.change(Meeting, {"id": meeting.id}, current_row_id=row.id, clock_until=clock)


def _keep_clock(act: Act, meeting: Meeting, *, goes_on: bool) -> None:
    """Stores the seconds left on the clock of the current row; one that was stopped has its own."""
    until = meeting.clock_until
    left = {} if until is None else {"clock_left": until - act.now}
    own = {"id": meeting.current_row_id}
    act.book.change(ProgrammeRow, own, clock_goes_on=goes_on, **left)


def _clock_of(act: Act, meeting: Meeting, row: ProgrammeRow) -> int | None:
    """The deadline of the row that begins: the first time as planned, later with the time left, unless it
    was stopped. The first time of the evening is no later one, if the step was tried before that day.
    """
    if row.began_at is not None and not was_only_tried(meeting, row, act.now):
        return act.now + (row.clock_left or 0) if row.clock_goes_on else None
    # What was written while the step was tried is there, and so is who sat there then.
    sequence = row.began_sequence or act.sequence
    act.book.change(ProgrammeRow, {"id": row.id}, began_at=act.now, began_sequence=sequence)
    return act.now + row.minutes * 60 if row.minutes else None


def next_row(rows: list[ProgrammeRow], current_row_id: int | None) -> ProgrammeRow | None:
    """The row after the pointer in the programme; the first one before the evening has begun."""
    return _neighbour(rows, current_row_id, 1)


def row_before(rows: list[ProgrammeRow], current_row_id: int | None) -> ProgrammeRow | None:
    return _neighbour(rows, current_row_id, -1)


def _neighbour(
    rows: list[ProgrammeRow], current_row_id: int | None, way: int
) -> ProgrammeRow | None:
    ordered = sorted(rows, key=lambda row: row.position)
    places = [place for place, row in enumerate(ordered) if row.id == current_row_id]
    if not places:
        return ordered[0] if way > 0 and ordered else None
    wanted = places[0] + way
    return ordered[wanted] if 0 <= wanted < len(ordered) else None


@done_by(Who.facilitator, "clock", undone_by="clock/stopped")
def start_clock(act: Act, minutes: Minutes) -> None:
    """Sets the clock of the step to run `minutes` from now."""
    act.book.change(Meeting, {"id": act.meeting_id}, clock_until=act.now + minutes * 60)


@done_by(Who.facilitator, "clock/more", adds=True, end="clock/more {until}", undone_by="clock")
def add_minutes(act: Act, minutes: Minutes, until: MadeOn | None = None) -> None:
    """Adds to the running clock; one that has run out starts from now.

    `until`: the deadline that the page showed. Two who add to the same one mean the same minutes.
    """
    running = meeting_of(act.book, act.meeting_id).clock_until
    if running is None:
        raise RefusedError(no_clock)
    require(None if until in (None, running) else clock_changed)
    later = max(running, act.now) + minutes * 60
    act.book.change(Meeting, {"id": act.meeting_id}, clock_until=later)


@done_by(Who.facilitator, "clock/stopped", undone_by="clock")
def stop_clock(act: Act) -> None:
    """Keeps the time that was left, so that a clock stopped by mistake can be started with it."""
    meeting = meeting_of(act.book, act.meeting_id)
    if meeting.clock_until is None:
        return
    _keep_clock(act, meeting, goes_on=False)
    act.book.change(Meeting, {"id": act.meeting_id}, clock_until=None)


@done_by(Who.facilitator, "wall", after_the_end=True, about=("what",), undone_by="wall/down")
def show(act: Act, what: Shown, subject: str = "") -> None:
    """Puts something on the wall, one thing of each kind. `subject` must belong to the meeting."""
    if subject and not _is_ours(act, what, subject):
        raise NotYoursError
    on = ("meeting_id", "what")
    act.book.put(Reveal, on, meeting_id=act.meeting_id, what=what, subject=subject)
    if what is Shown.picture:
        act.book.change(Meeting, {"id": act.meeting_id}, picture_seen=True)


def _is_ours(act: Act, what: Shown, subject: str) -> bool:
    if what is Shown.theme:
        require(None if subject in list(Theme) else unknown_field)
        return True
    number, at = whole_number(subject), {"meeting_id": act.meeting_id}
    if what not in OF_ONE or number is None:
        raise RefusedError(unknown_field)
    match what:
        case Shown.result:
            return act.book.one(VoteRound, number=number, **at) is not None
        case Shown.read_back:
            return act.book.one(AgreedAction, id=number, **at) is not None
        case _:
            idea = act.book.one(Idea, id=number)
            return bool(idea and act.book.one(SmallGroup, id=idea.small_group_id, **at))


@done_by(Who.facilitator, "wall/down", after_the_end=True, about=("what",), undone_by="wall")
def take_down(act: Act, what: Shown) -> None:
    act.book.remove(Reveal, meeting_id=act.meeting_id, what=what)


def _minutes_before(act: Act, sent: Sent) -> Back | None:
    row = act.book.one(ProgrammeRow, id=sent["row_id"], meeting_id=act.meeting_id)
    if row is None or row.minutes == sent["minutes"]:
        return None
    said = {"step": row.kind, "minutes": sent["minutes"]}
    return Back({"row_id": row.id, "minutes": row.minutes}, said)


@done_by(
    Who.facilitator,
    "rows/{row_id}/minutes",
    undone_by=ITSELF,
    back=_minutes_before,
)
def shorten(act: Act, row_id: int, minutes: Annotated[int, Between(0, LIMIT.minutes)]) -> None:
    """Changes the planned minutes of a row; the times of all later rows follow."""
    if not act.book.change(
        ProgrammeRow, {"id": row_id, "meeting_id": act.meeting_id}, minutes=minutes
    ):
        raise NotYoursError


@done_by(Who.facilitator, "day", undone_by=ITSELF)
def hold_at(act: Act, starts_at: Annotated[int, Moment("date", "time")]) -> None:
    """Moves the evening to another day or hour; the times of all rows follow."""
    act.book.change(Meeting, {"id": act.meeting_id}, starts_at=starts_at)


@done_by(Who.facilitator, "wall/language", after_the_end=True, undone_by=ITSELF)
def speak(
    act: Act, first: Language, second: Annotated[Language, Spoken(PHONE_LANGUAGES)] | None
) -> None:
    """Sets the wall's languages: one of the hall's, and beside it any language of phones.

    The first is also the language of papers, and of texts that lack the reader's language.
    """
    spoken = {"main_language": first, "second_language": None if second is first else second}
    act.book.change(Meeting, {"id": act.meeting_id}, **spoken)


@done_by(Who.facilitator, "joining", undone_by=ITSELF)
def open_joining(act: Act, *, is_open: Annotated[bool, Pressed("state", JOINING)]) -> None:
    act.book.change(Meeting, {"id": act.meeting_id}, joining_open=is_open)


@done_by(Who.facilitator, "ended", after_the_end=True, undone_by="reopened", fixed={"ended": True})
@done_by(
    Who.facilitator,
    "reopened",
    after_the_end=True,
    undone_by="ended",
    fixed={"ended": False, "closes_vote": None, "closes_survey": None},
)
def end(
    act: Act,
    *,
    ended: bool,
    closes_vote: MadeOn | None = None,
    closes_survey: MadeOn | None = None,
) -> None:
    """Ends the meeting or opens it again. Phones can do nothing in an ended meeting. `closes_vote`,
    `closes_survey`: 1 if the page has warned of it, else 0.

    Ending counts an open vote, as closing it does. It forgets who did what when, what waits at the
    desk to be put back or brought in, and how to reach people for an action that was taken away.
    Opening again loses nothing more. The vote stays closed, and so does a survey that somebody had
    answered.
    """
    if ended:
        require(unless_warned(closes_vote, closes_more, loses=_is_voted(act)))
        require(unless_warned(closes_survey, closes_more, loses=_is_answered(act)))
        vote.close_with_meeting(act)
        close(act)
    else:
        act.book.change(Meeting, {"id": act.meeting_id}, ended=False, reopened_at=act.now)
        stays.go_on(act)
        survey.open_with_meeting(act)


def _is_voted(act: Act) -> bool:
    newest = vote.newest_round(act.book, act.meeting_id)
    return newest is not None and newest.state is RoundState.open


def _is_answered(act: Act) -> bool:
    """Whether the survey closes with the meeting, and will stay closed."""
    newest = survey.newest(act.book, act.meeting_id)
    closes = newest.state is RoundState.open and newest.until is None
    return closes and survey.has_answers(act.book, newest)


def close(act: Act) -> None:
    """Ends the meeting, once its vote is over."""
    basket.empty(act)
    brought.forget(act)
    contacts.erase_of_dropped(act)
    act.book.change(Meeting, {"id": act.meeting_id}, ended=True)
    survey.close_with_meeting(act)
    untracing.forget_who_did_what_when(act)
