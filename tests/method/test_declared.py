"""Every declared act is told in one place and refused in other steps; what each does alone is no draft."""

import pkgutil
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module

import pytest

from app import method
from app.method.act import Act
from app.method.acts import acts
from app.method.declared import Declared
from app.method.declaring import declared_in, done_by
from app.method.doers import Who
from app.method.preparing import planning
from app.method.refusals import RefusedError, meeting_ended, step_closed
from app.method.sent import WhenRefused
from app.models import Meeting, ProgrammeRow
from app.vocabulary import METHOD_STEPS, Step
from tests.acts import steps_of
from tests.cast import Evening


def test_every_act_that_is_declared_anywhere_is_told() -> None:
    names = [module.name for module in pkgutil.walk_packages(method.__path__, "app.method.")]
    declared = [act for name in names for act in declared_in(import_module(name))]
    assert len(declared) > 70
    assert {*declared} == {*acts()}


@pytest.mark.parametrize("step", METHOD_STEPS)
def test_an_act_is_refused_in_every_step_that_does_not_open_it(
    meeting: Evening, step: Step
) -> None:
    meeting.go_to(step)
    for act in acts():
        if act.open_in and step not in act.open_in:
            assert refused(meeting, act.do) == step_closed.code, act.path


def test_where_a_step_is_left_out_another_opens_what_is_declared_so(meeting: Evening) -> None:
    """And no other act; which does nothing here, since nobody does it to anything."""
    (axis,) = meeting.all(ProgrammeRow, kind=Step.axis)
    meeting.go_to(Step.ideas)
    meeting.do(planning.leave_out, axis.id)
    for act in acts():
        if act.instead == (Step.axis, Step.ideas):
            with pytest.raises(TypeError, match="missing"):
                meeting.do(partial(_do, do=act.do))
        elif act.open_in and Step.ideas not in act.open_in:
            assert refused(meeting, act.do) == step_closed.code, act.path


def test_before_the_evening_has_begun_only_what_is_declared_so_is_open(meeting: Evening) -> None:
    open_then = {act.path for act in acts() if None in act.open_in}
    assert open_then == {"groups", "groups/by-table"}
    for act in acts():
        if act.open_in and None not in act.open_in:
            assert refused(meeting, act.do) == step_closed.code, act.path


def test_once_the_meeting_has_ended_every_act_is_refused_but_those_that_say_so(
    meeting: Evening,
) -> None:
    meeting.go_to(Step.thanks)
    meeting.do(lambda act: act.book.change(Meeting, {"id": act.meeting_id}, ended=True))
    for act in acts():
        if not act.after_the_end:
            assert refused(meeting, act.do) == meeting_ended.code, act.path


def test_the_list_of_acts_says_when_each_is_open() -> None:
    listed = {act.path: steps_of(act) for act in acts()}
    assert listed["ideas/{idea_id}/proposed"] == "axis proposals (ideas without axis)"
    assert listed["ideas/{idea_id}/dropped"] == "ideas axis"
    assert listed["groups"] == "before opening results supper groups pause"
    assert listed["survey/withdrawn"] == "survey thanks after"
    assert listed["clock"] == "until the end"
    assert listed["step"] == "ever"


def test_what_is_declared_several_times_is_judged_once() -> None:
    for act in acts():
        alone = getattr(act.do, "__wrapped__", act.do)
        assert not hasattr(alone, "__wrapped__"), act.path


def test_a_fixed_parameter_that_the_act_does_not_have_is_refused_at_once() -> None:
    declared = len(declared_in(sys.modules[__name__]))
    misspelt = {"hiden": True}
    with pytest.raises(TypeError, match=r"^here: no parameter hiden$"):
        done_by(Who.facilitator, "here", final="It is a test.", fixed=misspelt)(_does_nothing)
    assert len(declared_in(sys.modules[__name__])) == declared


def _does_nothing(act: Act) -> None:
    """An act as a module of the method has them."""


def refused(meeting: Evening, do: Callable[..., object]) -> str:
    """With what code; before anything is asked of who does it, or of what was sent."""
    with pytest.raises(RefusedError) as caught:
        meeting.do(partial(_do, do=do))
    return caught.value.refusal.code


def _do(act: Act, do: Callable[..., object]) -> None:
    do(act)


@pytest.mark.parametrize("act", acts(), ids=lambda act: act.path)
def test_what_each_does_alone_is_never_kept_as_a_draft(act: Declared) -> None:
    drafted = [field.name for field in act.fields if field.marker is WhenRefused.drafted]
    assert not drafted or act.who is Who.table
