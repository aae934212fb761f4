"""The cast's whole evening, played through the method's own functions: every table gets a row."""

from functools import partial

from app.method import (
    agreement,
    axis,
    contacts,
    drafts,
    ideas,
    ideas_rewording,
    on_the_wall,
    proposals,
    sorting,
    survey,
    vote,
)
from app.method.people import calls, hosting, joining, merging, seating
from app.method.survey import Answered
from app.models import AgreedAction, Card, Device, Idea, Proposal, SuggestedAction, SurveyQuestion
from app.vocabulary import Call, Category, Language, Reason, Role, Shown, Step
from tests.cast import Evening, once

ONE_OF_EACH = ("Amina", "Hodan", "Layla")


def play(meeting: Evening) -> None:
    """Plays from the opening to the thanks.

    Then one vote is closed, one open, and two tables are merged.
    """
    _come(meeting)
    for step in (Step.opening, Step.results, Step.supper, Step.groups):
        meeting.go_to(step)
    meeting.do(on_the_wall.show, Shown.theme, "security")
    _sort(meeting)
    _write(meeting)
    _place(meeting)
    _vote(meeting)
    _agree(meeting)
    _answer(meeting)
    meeting.go_to(Step.vote)
    meeting.do(vote.open_round)
    meeting.do(vote.cast, meeting.member("Amina"), _proposal_of(meeting, 2))
    meeting.do(merging.merge, meeting.groups[1], meeting.groups[2])


def _come(meeting: Evening) -> None:
    """Three share a phone, one asks to sit with the own language, a phone hosts its table."""
    meeting.share("Nasra", "Idil", "Faduma")
    meeting.do(seating.sit_down, meeting.people["Nasra"], 2)
    hashed = joining.token_hash(b"cast", f"{meeting.id}Sirpa")
    meeting.do(joining.join, hashed, Role.resident, Language.fi, tie=True)
    (host,) = meeting.all(Device, token_hash=joining.token_hash(b"cast", f"{meeting.id}Rolf"))
    meeting.do(hosting.host, host.id, hosts=True)
    meeting.do(hosting.tell_heads, meeting.member("Rolf"), 9)


def _sort(meeting: Evening) -> None:
    meeting.go_to(Step.sorting)
    meeting.do(calls.call, meeting.member("Hodan"), Call.hand)
    first, second, third, fourth, fifth, *_ = meeting.ids(Card)
    for name in ("Amina", "Börje", "Kirsi"):
        meeting.do(sorting.lean, meeting.member(name), first, Category.more)
    for name in ONE_OF_EACH:
        member = meeting.member(name)
        meeting.do(sorting.show_spread, member, first)
        meeting.do(sorting.decide, member, first, Category.more)
        meeting.do(sorting.decide, member, second, Category.dunno, Reason.neither)
        meeting.do(sorting.decide, member, third, Category.less)
        meeting.do(sorting.skip, member, fourth)
        fifth_is = Category.more if name == "Amina" else Category.less
        meeting.do(sorting.decide, member, fifth, fifth_is)
        meeting.do(sorting.keep_line, member, first, 0, f"What the table of {name} said")
    meeting.go_to(Step.picture)
    meeting.do(on_the_wall.show, Shown.picture)


def _write(meeting: Evening) -> None:
    meeting.go_to(Step.ideas)
    for name in ONE_OF_EACH:
        member = meeting.member(name)
        meeting.do(ideas.develop, member, meeting.ids(SuggestedAction)[0])
        meeting.do(ideas.write, member, f"The idea of {name}", "What is done", "Who could start")
    amina = meeting.member("Amina")
    mine = _idea_of(meeting, 1)
    meeting.do(ideas_rewording.improve, amina, mine.id, 1, "A better title", "What is done", "")
    meeting.do(ideas_rewording.improve, amina, mine.id, 1, "Another title", "What is done", "")
    meeting.do(drafts.keep, amina.person_id, "ideas", {"title": "Half"})


def _place(meeting: Evening) -> None:
    meeting.go_to(Step.axis)
    for number, name in enumerate(ONE_OF_EACH, 1):
        member, idea = meeting.member(name), _idea_of(meeting, number)
        meeting.do(axis.place, member, idea.id, 20 * number, 90 - 10 * number)
        meeting.do(axis.settle, member, idea.id, 20 * number, 90 - 10 * number)
        meeting.do(proposals.propose, member, idea.id)
    meeting.do(on_the_wall.show, Shown.axis_titles)
    meeting.go_to(Step.proposals)
    meeting.do(on_the_wall.show, Shown.spotlight, str(_idea_of(meeting, 1).id))
    meeting.do(proposals.join, _proposal_of(meeting, 2), _proposal_of(meeting, 3))


def _vote(meeting: Evening) -> None:
    meeting.go_to(Step.vote)
    meeting.do(vote.open_round)
    for name, number in (("Amina", 2), ("Börje", 2), ("Hodan", 1), ("Layla", 1)):
        meeting.do(vote.cast, meeting.member(name), _proposal_of(meeting, number))
    meeting.do(vote.raise_hands, meeting.groups[3], _proposal_of(meeting, 1), 2)
    meeting.do(vote.close_round, 1)


def _agree(meeting: Evening) -> None:
    meeting.go_to(Step.agreement)
    idea_id = _idea_of(meeting, 1).id
    meeting.do(agreement.agree, "", "The board", "A first step", "2027-01-20", Language.sv, idea_id)
    meeting.do(agreement.agree, "Written here", "", "", "", Language.fi)
    agreed = meeting.all(AgreedAction, meeting_id=meeting.id)[0]
    amina = meeting.member("Amina")
    take_part = partial(agreement.take_part, member=amina, action_id=agreed.id)
    meeting.writer.submit(meeting.id, take_part, intent=once("once")).result()
    meeting.do(contacts.give, amina, agreed.id, "amina@sundby.example", b"cast")


def _answer(meeting: Evening) -> None:
    meeting.go_to(Step.survey)
    scale, which, free = meeting.ids(SurveyQuestion)
    agreed = tuple(action.id for action in meeting.all(AgreedAction, meeting_id=meeting.id))
    for name in ONE_OF_EACH:
        member = meeting.member(name)
        meeting.do(survey.answer, member, scale, 3)
        meeting.do(survey.answer, member, which, None, None, agreed)
        meeting.do(survey.answer, member, free, None, "It changed how I think")
    meeting.do(survey.enter_paper, [Answered(scale, level=4)])
    meeting.go_to(Step.thanks)


def _idea_of(meeting: Evening, number: int) -> Idea:
    return meeting.all(Idea, small_group_id=meeting.groups[number], number=2)[0]


def _proposal_of(meeting: Evening, number: int) -> int:
    return meeting.all(Proposal, small_group_id=meeting.groups[number])[0].id
