"""The slides of opening and results: which one comes before and after, and that they are turned one at a time."""

import pytest

from app.method import on_the_wall, results
from app.method.refusals import NotYoursError, others_first
from app.method.results import Slide
from app.models import ProgrammeRow, Reveal
from app.vocabulary import Shown, Step, Theme
from tests.cast import Evening

FIRST, SECOND, THIRD, LAST = Theme


def planned(*steps: Step) -> list[ProgrammeRow]:
    """A programme of these steps, each row's id its place from 1."""
    return [
        ProgrammeRow(id=place, meeting_id=1, position=place, kind=step, minutes=10)
        for place, step in enumerate(steps, 1)
    ]


def row_of(meeting: Evening, step: Step) -> int:
    return meeting.all(ProgrammeRow, meeting_id=meeting.id, kind=step)[0].id


def test_the_opening_is_one_slide_and_each_theme_another() -> None:
    rows = planned(Step.opening, Step.results, Step.supper)
    slides = [Slide(1, None), *(Slide(2, theme) for theme in Theme)]
    assert [results.next_slide(rows, slide) for slide in slides] == [*slides[1:], None]
    assert [results.slide_before(rows, slide) for slide in slides] == [None, *slides[:-1]]


def test_no_slide_leads_over_what_stands_between() -> None:
    rows = planned(Step.opening, Step.pause, Step.results)
    assert results.next_slide(rows, Slide(1, None)) is None
    assert results.slide_before(rows, Slide(3, FIRST)) is None
    assert results.next_slide(rows, Slide(3, FIRST)) == Slide(3, SECOND)


def test_no_other_step_has_slides() -> None:
    rows = {row.kind: results.now_on(row, SECOND) for row in planned(*Step)}
    assert {step for step, slide in rows.items() if slide} == {Step.opening, Step.results}
    assert results.now_on(None, FIRST) is None


def test_the_first_theme_is_on_until_somebody_turns_the_page() -> None:
    assert [results.theme_of(shown) for shown in (None, "", "nothing", LAST)] == [
        *[FIRST] * 3,
        LAST,
    ]


def test_turning_over_the_edge_takes_the_programme_along(meeting: Evening) -> None:
    opening, told = row_of(meeting, Step.opening), row_of(meeting, Step.results)
    meeting.go_to(Step.opening)
    meeting.do(results.turn, told, FIRST, opening, None)
    assert meeting.row.current_row_id == told
    meeting.do(results.turn, told, SECOND, told, FIRST)
    assert [row.subject for row in meeting.all(Reveal, what=Shown.theme)] == [SECOND]
    meeting.do(results.turn, told, FIRST, told, SECOND)
    meeting.do(results.turn, opening, None, told, FIRST)
    assert meeting.row.current_row_id == opening


def test_who_saw_another_slide_than_the_one_that_is_on_turns_none(meeting: Evening) -> None:
    told = row_of(meeting, Step.results)
    meeting.go_to(Step.results)
    meeting.do(on_the_wall.show, Shown.theme, SECOND)
    meeting.refused(others_first, results.turn, told, SECOND, told, FIRST)
    with pytest.raises(NotYoursError):
        meeting.do(results.turn, told, LAST, told, SECOND)
    assert [row.subject for row in meeting.all(Reveal, what=Shown.theme)] == [SECOND]
