"""What the ends of the axes mean, before and after ideas have been placed by them."""

from app.method import axis, ending, ideas
from app.method.preparing import ends
from app.method.preparing.ends import placed_by_ends, usual_ends
from app.models import Idea
from app.vocabulary import Step
from tests.cast import Evening

END = "effort_low_id"
OWN = {"sv": "före sommaren"}


def placed(meeting: Evening) -> None:
    amina = meeting.member("Amina")
    meeting.go_to(Step.ideas)
    idea_id = meeting.do(ideas.write, amina, "Language café", "", "")
    meeting.go_to(Step.axis)
    meeting.do(axis.place, amina, idea_id, 20, 80)


def test_until_an_idea_is_placed_they_are_set_as_wanted(meeting: Evening) -> None:
    meeting.go_to(Step.axis)
    for words in (OWN, {"sv": "i år"}, {"sv": ""}):
        meeting.do(ends.set_ends, {END: words})


def test_what_an_idea_was_placed_by_is_not_altered(meeting: Evening) -> None:
    meeting.do(ends.set_ends, {END: OWN})
    placed(meeting)
    for words in ({"sv": "nästa år"}, {"sv": ""}):
        meeting.refused(placed_by_ends, ends.set_ends, {END: words})
    meeting.refused(placed_by_ends, ends.set_ends, {"impact_low_id": {"sv": "alla märker det"}})
    meeting.do(axis.settle, meeting.member("Amina"), meeting.all(Idea)[0].id, 20, 80)
    meeting.do(ending.end, ended=True)
    meeting.refused(placed_by_ends, ends.set_ends, {END: {"sv": "nästa år"}})


def test_a_language_that_was_missing_is_added_and_a_form_is_saved_as_it_stands(
    meeting: Evening,
) -> None:
    meeting.do(ends.set_ends, {END: OWN})
    placed(meeting)
    meeting.do(
        ends.set_ends,
        {END: {**OWN, "fi": "ennen kesää"}, "impact_low_id": usual_ends("impact_low_id")},
    )
    meeting.refused(placed_by_ends, ends.set_ends, {END: {**OWN, "fi": "ensi vuonna"}})
