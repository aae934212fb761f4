"""What a rehearsal must have done is every declared act at a phone or the console, but for what is left out by name."""

from dataclasses import replace

from app.method.acts import acts
from app.method.doers import AT_A_PHONE, Who
from app.rehearsal.course import WHOLE
from app.rehearsal.deeds import (
    IN_SORTING,
    LEFT_OUT,
    OF_FACILITATOR,
    OF_PEOPLE,
    SEVERAL,
    Ledger,
    numbered,
)
from app.rehearsal.presses import COURSE
from app.vocabulary import METHOD_STEPS, Step


def test_every_act_is_done_in_a_rehearsal_or_it_is_said_why_not() -> None:
    rehearsing = {*AT_A_PHONE, Who.facilitator}
    declared = {numbered(act.path) for act in acts() if act.who in rehearsing}
    done = {deed.path for deed in (*OF_PEOPLE, *OF_FACILITATOR)}
    assert done - {"join", "language"} == declared - LEFT_OUT.keys()
    assert {*LEFT_OUT, *SEVERAL, *IN_SORTING} <= declared


def test_how_many_a_group_may_propose_is_tried_where_the_programme_lets_it_be_set() -> None:
    without_axis = replace(WHOLE, live=WHOLE.live - {Step.axis})
    for course, step in ((WHOLE, Step.axis), (without_axis, Step.ideas)):
        ledger = Ledger(course)
        live = [at for at in METHOD_STEPS if at in course.live]
        assert [at for at in live if ledger.may_press("settings", at)] == [step]
        assert "settings" in COURSE[step]
        assert any("how many ideas a group proposes" in lack for lack in ledger.missing())


def test_groups_are_waited_for_to_propose_where_the_programme_lets_them() -> None:
    without_axis = replace(WHOLE, live=WHOLE.live - {Step.axis})
    for course, step in ((WHOLE, Step.axis), (without_axis, Step.ideas)):
        ledger = Ledger(course)
        ledger.done.update(deed for deed in OF_PEOPLE if deed.path != "ideas/#/proposed")
        waiting = {at for at in (Step.ideas, Step.axis, Step.proposals) if ledger.lacks_at(at)}
        assert waiting == {step}
