"""Every act has its inverse: afterwards phone, table, console and wall are as they were. Closing a vote has none."""

import re
from dataclasses import dataclass

import pytest

from app.method import agreement, axis, ideas, vote
from app.method.acts import acts
from app.method.declared import Declared
from app.method.doers import Who
from app.method.people import hosting, joining
from app.method.typed_piles import PILES
from app.models import Card, ProgrammeRow, Proposal, SurveyQuestion
from app.vocabulary import Door, Language, Step
from tests.cast import Evening
from tests.house import Browser, House
from tests.web.sent import is_at_phone, route_of, sent

Given = dict[str, object]


@dataclass(frozen=True)
class Both:
    """A declared act, tried with what undoes it. `given`, `back`: what the two forms say; `{…}` names something."""

    who: str
    step: Step
    path: str
    given: Given
    back: Given

    @property
    def act(self) -> Declared:
        return act_at(self.path, self.who)

    @property
    def inverse(self) -> Declared:
        return act_at(self.act.undone_by, self.who)

    def __str__(self) -> str:
        return f"{self.who}: {self.path.replace('{', '').replace('}', '')}"


def act_at(path: str, who: str) -> Declared:
    (act,) = (
        declared
        for declared in acts()
        if declared.path == path and door_of(declared) == BY.get(who, "phone")
    )
    return act


# Whose act it is of those who come by a link.
BY = {"console": Who.facilitator, "helper": Who.helper, "interpreter": Who.interpreter}


def door_of(act: Declared) -> str:
    return "phone" if is_at_phone(act) else act.who


def phone(
    step: Step, path: str, given: Given | None = None, back: Given | None = None, who: str = "phone"
) -> Both:
    return Both(who, step, path, given or {}, back or {})


def console(step: Step, path: str, given: Given | None = None, back: Given | None = None) -> Both:
    return Both("console", step, path, given or {}, back or {})


NOT_SORTED: Given = dict.fromkeys(("seen", *PILES), "")
IN_PILES = (NOT_SORTED | {"more": "1 2"}, NOT_SORTED | {"seen": "1=more 2=more"})
PLACED: Given = {"idea_id": "{idea_id}", "point": "easy large"}
NOT_PLACED: Given = {"idea_id": "{idea_id}", "seen": "easy large", "point": ""}
OTHER: Given = {"small_group_id": "{host's group}", "proposal_id": "{other proposal}"}
SETTLED: Given = {"idea_id": "{settled}"}
PROPOSED: Given = {"idea_id": "{proposed}"}
TABLE = (
    phone(Step.sorting, "cards/{card_id}/decision"),
    phone(Step.sorting, "hand"),
    phone(Step.ideas, "ideas/{idea_id}/dropped"),
    phone(Step.axis, "ideas/{idea_id}/settled", {"effort": 20, "impact": 80}),
    phone(Step.proposals, "ideas/{idea_id}/proposed", SETTLED, SETTLED),
    phone(Step.vote, "vote"),
    phone(Step.agreement, "actions/{action_id}/interest"),
    phone(Step.survey, "survey/{question_id}", {"level": 3}),
    phone(Step.survey, "survey/{question_id}/skipped"),
    phone(Step.sorting, "turn", {"seat": 1}, {"seat": ""}, "shared"),
    phone(Step.sorting, "host"),
    phone(Step.sorting, "headcount", {"headcount": 8}, who="host"),
    phone(Step.groups, "people/{position}/gone", who="shared"),
    console(Step.opening, "joining", {"state": "closed"}, {"state": "open"}),
    console(Step.opening, "joining/most", {"most": 40}, {"most": 300}),
    console(
        Step.ideas,
        "step",
        {"row_id": "{axis row}", "seen_row_id": "{ideas row}"},
        {"row_id": "{ideas row}", "seen_row_id": "{axis row}"},
    ),
    console(Step.opening, "clock/stopped", {}, {"minutes": 10}),
    console(Step.opening, "clock/more", {"minutes": 5}, {"minutes": 10}),
    console(Step.opening, "rows/{row_id}/minutes", {"minutes": 25}, {"minutes": 10}),
    console(
        Step.opening,
        "network",
        {"name": "Library", "password": "open sesame"},
        {"name": "", "password": ""},
    ),
    console(
        Step.opening,
        "wall/language",
        {"first": "fi", "second": ""},
        {"first": "sv", "second": "fi"},
    ),
    console(
        Step.results,
        "wall",
        {"what": "theme", "subject": "security"},
        {"what": "theme", "subject": "participation"},
    ),
    console(Step.picture, "wall", {"what": "picture", "subject": ""}, {"what": "picture"}),
    console(Step.axis, "wall", {"what": "axis_titles", "subject": ""}, {"what": "axis_titles"}),
    console(
        Step.proposals,
        "wall",
        {"what": "spotlight", "subject": "{proposed}"},
        {"what": "spotlight"},
    ),
    console(
        Step.proposals,
        "proposals/joined",
        {"kept_id": "{proposal_id}", "joined_id": "{other proposal}"},
        {"proposal_id": "{other proposal}"},
    ),
    console(Step.opening, "wall", {"what": "principles", "subject": ""}, {"what": "principles"}),
    console(Step.supper, "wall", {"what": "qr", "subject": ""}, {"what": "qr"}),
    console(Step.ideas, "wall", {"what": "blank", "subject": ""}, {"what": "blank"}),
    console(
        Step.opening,
        "day",
        {"date": "2026-11-26", "time": "16.30"},
        {"date": "2026-09-21", "time": "17.13"},
    ),
    console(Step.vote, "vote/hands", {"votes": 2}, {"votes": 0}),
    console(Step.ideas, "ideas/{idea_id}/hidden"),
    console(Step.axis, "ideas/{idea_id}/hidden", SETTLED, SETTLED),
    console(Step.proposals, "ideas/{idea_id}/hidden", PROPOSED, PROPOSED),
    console(Step.vote, "ideas/{idea_id}/hidden", PROPOSED, PROPOSED),
    console(Step.agreement, "ideas/{idea_id}/hidden", PROPOSED, PROPOSED),
    console(Step.groups, "people/{person_id}/group", {"small_group_id": "{other group}"}),
    console(Step.sorting, "phones/out"),
    console(Step.sorting, "groups/{small_group_id}/headcount", {"headcount": 7}),
    console(Step.picture, "people/group", {"small_group_id": "{other group}"}),
    console(Step.axis, "settings", {"proposals_a_group": 3}, {"proposals_a_group": 1}),
    console(Step.agreement, "actions/{action_id}/owner", {"answer": "yes"}, {"answer": "to_ask"}),
    console(Step.agreement, "actions/{action_id}/dropped"),
    console(Step.sorting, "tables/{small_group_id}/piles", *IN_PILES),
    Both("helper", Step.axis, "tables/{small_group_id}/piles", *IN_PILES),
    *(
        Both(who, Step.axis, "tables/{small_group_id}/ideas/{idea_id}/point", PLACED, NOT_PLACED)
        for who in ("console", "helper")
    ),
    Both("helper", Step.vote, "vote/hands", {"votes": 2}, {"votes": 0}),
    phone(Step.sorting, "paper/piles", *IN_PILES, who="host"),
    phone(
        Step.vote,
        "paper/hands/{small_group_id}",
        OTHER | {"votes": 1},
        OTHER | {"votes": 0},
        "host",
    ),
    console(Step.survey, "survey/until"),
    console(Step.thanks, "ended"),
)
# What is shown afterwards is not all as it was before, or the hall is not ready for it: why.
OTHERWISE = {
    "tie": "There are groups here already: see test_groups_ties.",
    "table": "Whoever has said a table has one.",
    "people": "Whoever has shared a phone can come back to it.",
    "cards/{card_id}/lean": "Another leaning takes its place.",
    "cards/{card_id}/line": "A line can be kept once it is decided: see test_sorting.",
    "suggestions/{suggested_action_id}/developed": "What is taken away stands where it can be put back.",
    "ideas": "What is taken away stands where it can be put back.",
    "ideas/{idea_id}": "Other words take its place.",
    "ideas/{idea_id}/wording": "The words that were read are kept beside.",
    "ideas/{idea_id}/placement": "Another place takes its place.",
    "actions/{action_id}/contact": "Who is to be reached takes part: see method/test_contacts.",
    "groups/merged": "It needs two tables that have made something: see method/test_merging.",
    "vote/opened": "A round that was closed stays.",
    "actions": "What is taken away stands where it can be put back.",
    "actions/{action_id}": "Other words take its place.",
    "survey/withdrawn": "Whoever has withdrawn answers anew.",
    "tables/{small_group_id}/ideas/{idea_id}": "Other words take its place.",
    "reads": "No text is in another language: see web/test_interpreting.",
    "texts/{text_id}": "It says what it was made from: see web/test_interpreting.",
    "paper/point": "It needs an idea of the table's own: see web/test_on_paper.",
    "slide": "The console turns it too, by its own acts: see test_remote.",
}


@dataclass(frozen=True)
class Hall:
    """Everybody who looks, and what the table's words stand for."""

    browsers: dict[str, Browser]
    names: dict[str, int]

    def look(self) -> dict[str, str]:
        return {name: browser.screen() for name, browser in self.browsers.items()}

    def deadline(self) -> dict[str, str]:
        """That of the clock, as the console's forms say it."""
        shown = re.search(r'name="until" value="(\d+)"', self.browsers["console"].screen())
        return {"until": shown[1]} if shown else {}

    def send(self, who: str, act: Declared, given: Given) -> None:
        """What a form says beside what is usual stands in `given`."""
        told = {name: str(value).format(**self.names) for name, value in given.items()}
        path, fields = sent(act, self.names | self.deadline() | told, words="Words")
        fields |= {name: value for name, value in told.items() if name in fields}
        answer = self.browsers[who].tap(path, **fields)
        assert answer.status_code == 200, answer.text[-300:]


def set_up(evening: Evening, step: Step) -> dict[str, int]:
    """Group 1 has a fresh and a settled idea, 2 and 3 propose; an action is agreed; in its step a vote is open."""
    evening.share("Maryam", "Tove")
    away = evening.phone_of("Rolf")
    evening.do(joining.set_presence, away, present=False)
    evening.do(hosting.host, evening.phone_of("Kadri"), hosts=True)
    proposal = evening.propose("Hodan", "Plain letters")
    other = evening.propose("Layla", "Letters that one can read")
    evening.go_to(Step.ideas)
    idea = evening.do(ideas.write, evening.member("Amina"), "A fresh idea", "", "")
    settled = evening.do(ideas.write, evening.member("Amina"), "A settled idea", "", "")
    evening.go_to(Step.axis)
    for placed in (idea, settled):
        evening.do(axis.place, evening.member("Amina"), placed, 40, 60)
    evening.do(axis.settle, evening.member("Amina"), settled, 40, 60)
    evening.go_to(Step.agreement)
    action = evening.do(agreement.agree, "A path", "The board", "A step", "", Language.sv)
    evening.go_to(step)
    if step is Step.vote:
        evening.do(vote.open_round)
    rows = {row.kind: row.id for row in evening.all(ProgrammeRow, meeting_id=evening.id)}
    return {
        "row_id": rows[step],
        "seen_row_id": rows[step],
        "ideas row": rows[Step.ideas],
        "axis row": rows[Step.axis],
        "card_id": evening.ids(Card)[0],
        "idea_id": idea,
        "settled": settled,
        "proposed": evening.all(Proposal, id=proposal)[0].idea_id,
        "proposal_id": proposal,
        "other proposal": other,
        "joined_id": other,
        "action_id": action,
        "question_id": evening.ids(SurveyQuestion)[0],
        "person_id": evening.people["Amina"],
        "position": 1,
        "device_id": away,
        "small_group_id": evening.groups[1],
        "other group": evening.groups[3],
        "host's group": evening.groups[2],
    }


def ready(house: House, step: Step) -> Hall:
    names = set_up(house.evening, step)
    browsers = {
        "phone": house.phone("Amina"),
        "table": house.phone("Kirsi"),
        "shared": house.phone("Maryam"),
        "host": house.phone("Kadri"),
        "console": house.console(),
        "wall": house.projector(),
        "helper": house.opened(Door.helper),
    }
    return Hall(browsers, names)


@pytest.mark.parametrize("act", acts(), ids=route_of)
def test_every_act_says_what_undoes_it_or_why_nothing_does(act: Declared) -> None:
    assert bool(act.undone_by) is not bool(act.final)
    doors = {other.path for other in acts() if door_of(other) == door_of(act)}
    assert not act.undone_by or act.undone_by in doors


def test_every_inverse_is_tried_or_it_is_said_why_not() -> None:
    tried = {act for both in TABLE for act in (both.act, both.inverse)}
    left = {act for act in acts() if act.undone_by} - tried
    back = {act.undone_by for act in left}
    assert {act.path for act in left} - OTHERWISE.keys() <= back
    assert OTHERWISE.keys() <= {act.path for act in left}


@pytest.mark.parametrize("step", list(dict.fromkeys(both.step for both in TABLE)))
def test_the_inverse_leaves_every_screen_as_it_was(house: House, step: Step) -> None:
    """One after the other: so each begins where the one before it has left the hall."""
    here = ready(house, step)
    before = here.look()
    for both in (pair for pair in TABLE if pair.step is step):
        here.send(both.who, both.act, both.given)
        assert here.look() != before, f"{both} was to be seen by somebody"
        here.send(both.who, both.inverse, both.back)
        after = here.look()
        assert as_seen(after) == as_seen(before), str(both)
        before = after


def as_seen(screens: dict[str, str]) -> dict[str, str]:
    """A clock that is started again runs from then, and a card that is opened again has been laid once more: that
    deadline and number are others, all else is the same.
    """
    others = (
        r'<time data-until="\d+"[^>]*>[^<]*</time>| data-(?:before|after)="\d+"'
        r'| name="(?:laying|until)" value="\d+"| data-v="[^"]+"'
    )
    return {name: re.sub(others, "", screen) for name, screen in screens.items()}
