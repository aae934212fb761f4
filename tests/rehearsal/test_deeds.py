"""What a rehearsal must have done is every declared act at a phone or the console, but for what is left out by name."""

from app.method.acts import acts
from app.method.doers import AT_A_PHONE, Who
from app.rehearsal.deeds import IN_SORTING, LEFT_OUT, OF_FACILITATOR, OF_PEOPLE, SEVERAL, numbered


def test_every_act_is_done_in_a_rehearsal_or_it_is_said_why_not() -> None:
    rehearsing = {*AT_A_PHONE, Who.facilitator}
    declared = {numbered(act.path) for act in acts() if act.who in rehearsing}
    done = {deed.path for deed in (*OF_PEOPLE, *OF_FACILITATOR)}
    assert done - {"join", "language"} == declared - LEFT_OUT.keys()
    assert {*LEFT_OUT, *SEVERAL, *IN_SORTING} <= declared
