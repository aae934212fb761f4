"""The cast's whole evening, played through the method's own functions: something in every table."""

from app.method import (
    actions,
    alike,
    axis,
    calls,
    drafts,
    ideas,
    programme,
    sorting,
    survey,
    voting,
)
from app.models import AgreedAction, Card, Idea, Proposal, SuggestedAction, SurveyQuestion
from app.vocabulary import Call, Category, Language, Reason, Shown, Step
from tests.cast import Evening

ONE_OF_EACH = ("Amina", "Hodan", "Layla")


def play(meeting: Evening) -> None:
    """From the opening to the thanks; one vote is closed and a second one is open."""
    for step in (Step.opening, Step.results, Step.supper, Step.groups):
        meeting.go_to(step)
    meeting.do(programme.show, Shown.theme, "security")
    _sort(meeting)
    _write(meeting)
    _place(meeting)
    _vote(meeting)
    _agree(meeting)
    _answer(meeting)
    meeting.go_to(Step.vote)
    meeting.do(voting.open_round)
    meeting.do(voting.cast, meeting.member("Amina"), _proposal_of(meeting, 2))


def _sort(meeting: Evening) -> None:
    meeting.go_to(Step.sorting)
    meeting.do(calls.call, meeting.member("Hodan"), Call.hand)
    first, second, third, fourth, *_ = meeting.ids(Card)
    for name in ("Amina", "Börje", "Kirsi"):
        meeting.do(sorting.lean, meeting.member(name), first, Category.more)
    for name in ONE_OF_EACH:
        member = meeting.member(name)
        meeting.do(sorting.show_spread, member, first)
        meeting.do(sorting.decide, member, first, Category.more)
        meeting.do(sorting.decide, member, second, Category.dunno, Reason.neither)
        meeting.do(sorting.decide, member, third, Category.less)
        meeting.do(sorting.skip, member, fourth)
    meeting.go_to(Step.picture)
    meeting.do(programme.show, Shown.picture)


def _write(meeting: Evening) -> None:
    meeting.go_to(Step.ideas)
    for name in ONE_OF_EACH:
        member = meeting.member(name)
        meeting.do(ideas.develop, member, meeting.ids(SuggestedAction)[0])
        meeting.do(ideas.write, member, f"The idea of {name}", "What is done", "Who could start")
    amina = meeting.member("Amina")
    mine = _idea_of(meeting, 1)
    meeting.do(ideas.improve, amina, mine.id, 1, "A better title", "What is done", "")
    meeting.do(ideas.improve, amina, mine.id, 1, "Another title", "What is done", "")
    meeting.do(lambda act: drafts.keep(act.book, amina.person_id, "ideas", {"title": "Half"}))


def _place(meeting: Evening) -> None:
    meeting.go_to(Step.axis)
    for number, name in enumerate(ONE_OF_EACH, 1):
        member, idea = meeting.member(name), _idea_of(meeting, number)
        meeting.do(axis.place, member, idea.id, 20 * number, 90 - 10 * number)
        meeting.do(axis.settle, member, idea.id, 20 * number, 90 - 10 * number)
        meeting.do(axis.propose, member, idea.id)
    meeting.do(programme.show, Shown.axis_titles)
    meeting.go_to(Step.wall)
    meeting.do(programme.show, Shown.spotlight, str(_idea_of(meeting, 1).id))
    meeting.do(alike.join, _proposal_of(meeting, 2), _proposal_of(meeting, 3))


def _vote(meeting: Evening) -> None:
    meeting.go_to(Step.vote)
    meeting.do(voting.open_round)
    for name, number in (("Amina", 2), ("Börje", 2), ("Hodan", 1), ("Layla", 1)):
        meeting.do(voting.cast, meeting.member(name), _proposal_of(meeting, number))
    meeting.do(voting.raise_hands, meeting.groups[3], _proposal_of(meeting, 1), 2)
    meeting.do(voting.close_round, 1)


def _agree(meeting: Evening) -> None:
    meeting.go_to(Step.agreement)
    idea_id = _idea_of(meeting, 1).id
    meeting.do(actions.agree, "", "The board", "A first step", "2027-01-20", Language.sv, idea_id)
    meeting.do(actions.agree, "Written here", "", "", "", Language.fi)
    agreed = meeting.all(AgreedAction, meeting_id=meeting.id)[0]
    meeting.do(actions.take_part, meeting.member("Amina"), agreed.id)


def _answer(meeting: Evening) -> None:
    meeting.go_to(Step.survey)
    scale, which, free = meeting.ids(SurveyQuestion)
    agreed = [action.id for action in meeting.all(AgreedAction, meeting_id=meeting.id)]
    for name in ONE_OF_EACH:
        member = meeting.member(name)
        meeting.do(survey.answer_scale, member, scale, 3)
        meeting.do(survey.answer_actions, member, which, agreed)
        meeting.do(survey.answer_free, member, free, "It changed how I think")
    meeting.go_to(Step.thanks)


def _idea_of(meeting: Evening, number: int) -> Idea:
    return meeting.all(Idea, small_group_id=meeting.groups[number], number=2)[0]


def _proposal_of(meeting: Evening, number: int) -> int:
    return meeting.all(Proposal, small_group_id=meeting.groups[number])[0].id
