"""Presenting: turns the slides of opening and results, by the same acts as the console."""

from app.frozen import frozen
from app.method import on_the_wall, programme
from app.method.act import Act
from app.method.declaring import ITSELF, done_by
from app.method.doers import Who
from app.method.refusals import NotYoursError, others_first, require
from app.method.rules import meeting_of
from app.models import ProgrammeRow, Reveal
from app.vocabulary import Shown, Step, Theme


@frozen
class Slide:
    """A programme row and the theme shown in it. The opening is one slide without a theme."""

    row_id: int
    theme: Theme | None


def theme_of(subject: str | None) -> Theme:
    """The theme of the results that is shown; the first one until somebody turns the page."""
    return Theme(subject) if subject in set(Theme) else Theme.participation


def now_on(row: ProgrammeRow | None, theme: Theme) -> Slide | None:
    """The slide that is shown now; None in other steps."""
    if row is None or row.kind not in (Step.opening, Step.results):
        return None
    return Slide(row.id, theme if row.kind is Step.results else None)


def slide_before(rows: list[ProgrammeRow], now: Slide) -> Slide | None:
    place = _place(now)
    if place > 0:
        return Slide(now.row_id, list(Theme)[place - 1])
    row = programme.row_before(rows, now.row_id)
    wanted = Step.opening if now.theme else Step.results
    return _edge(row, wanted, Theme.interaction)


def next_slide(rows: list[ProgrammeRow], now: Slide) -> Slide | None:
    place = _place(now)
    if now.theme and place + 1 < len(Theme):
        return Slide(now.row_id, list(Theme)[place + 1])
    row = programme.next_row(rows, now.row_id)
    wanted = Step.opening if now.theme else Step.results
    return _edge(row, wanted, Theme.participation)


@done_by(Who.presenter, "slide", open_in={Step.opening, Step.results}, undone_by=ITSELF)
def turn(
    act: Act, row_id: int, theme: Theme | None, seen_row_id: int, seen_theme: Theme | None
) -> None:
    """Turns to a slide next to the current one, which is the one that the presser saw."""
    wanted, seen = Slide(row_id, theme), Slide(seen_row_id, seen_theme)
    meeting = meeting_of(act.book, act.meeting_id)
    rows = act.book.all(ProgrammeRow, meeting_id=act.meeting_id)
    row = next((row for row in rows if row.id == meeting.current_row_id), None)
    shown = act.book.one(Reveal, meeting_id=act.meeting_id, what=Shown.theme)
    now = now_on(row, theme_of(shown.subject if shown else None))
    require(others_first if now != seen else None)
    if wanted not in (slide_before(rows, seen), next_slide(rows, seen)):
        raise NotYoursError
    if wanted.row_id != seen.row_id:
        programme.go_to(act, wanted.row_id, seen.row_id)
    if wanted.theme:
        on_the_wall.show(act, Shown.theme, wanted.theme)


def _place(slide: Slide) -> int:
    return list(Theme).index(slide.theme) if slide.theme else 0


def _edge(row: ProgrammeRow | None, wanted: Step, theme: Theme) -> Slide | None:
    """The slide of a neighbouring row: only between opening and results."""
    if row is None or row.kind is not wanted:
        return None
    return Slide(row.id, theme if wanted is Step.results else None)
