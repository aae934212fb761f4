"""Erases the people who took part: their phones, seats and drafts, and the needs they named.

What stays are counts of people by role and by table, which lead to nobody.
"""

from app.method import agreement
from app.method.act import Act
from app.method.erasing.one_text import ideas_of
from app.method.people import came
from app.method.preparing import expecting
from app.models import (
    Device,
    Draft,
    Lean,
    Operation,
    Person,
    Placement,
    QuietCall,
    Reached,
    Seat,
    SmallGroup,
    Survey,
    SurveyForm,
    TableCall,
    TableSeat,
)


def erase_phones(act: Act) -> None:
    """After this, the meeting does not know its phones any more."""
    for person in act.book.all(Person, meeting_id=act.meeting_id):
        act.book.remove(Draft, person_id=person.id)
        act.book.remove(TableSeat, person_id=person.id)
    agreement.forget_who_takes_part(act)
    came.keep_counts(act)
    for device in act.book.all(Device, meeting_id=act.meeting_id):
        act.book.remove(Seat, device_id=device.id)
        act.book.remove(QuietCall, device_id=device.id)
        act.book.remove(Device, id=device.id)
    for group in act.book.all(SmallGroup, meeting_id=act.meeting_id):
        act.book.remove(Lean, small_group_id=group.id)
        act.book.remove(TableCall, small_group_id=group.id)
    for idea in ideas_of(act.book, act.meeting_id):
        act.book.remove(Placement, idea_id=idea.id)
    act.book.remove(Operation, meeting_id=act.meeting_id)
    act.book.remove(Reached, meeting_id=act.meeting_id)
    expecting.forget_needs(act)
    act.disorders = True


def erase_forms(act: Act) -> None:
    """Erases paper forms that still wait, and the key without which nobody can read them."""
    for survey in act.book.all(Survey, meeting_id=act.meeting_id):
        act.book.remove(SurveyForm, survey_id=survey.id)
        act.destroy_key(survey.id)
