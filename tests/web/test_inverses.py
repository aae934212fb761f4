"""Every act has its inverse: afterwards phone, table, console and wall are as they were. Closing a vote has none."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from app.method import agreement, axis, ideas, vote
from app.method.people import hosting, joining
from app.models import Card, ProgrammeRow, Proposal, Seat, SurveyQuestion
from app.vocabulary import Language, Step
from tests.cast import Evening
from tests.house import Browser, House

Fields = dict[str, object]
Said = tuple[str, Fields]


@dataclass(frozen=True)
class Both:
    """An act and its inverse, as their forms send them; `{…}` names something of the evening."""

    who: str
    act: Said
    inverse: Said
    step: Step

    def __str__(self) -> str:
        return f"{self.who}: {self.act[0].replace('{', '').replace('}', '')}"


def phone(step: Step, act: str, inverse: str, fields: Fields | None = None) -> Both:
    return Both("phone", (act, fields or {}), (inverse, {}), step)


def console(step: Step, act: Said, inverse: Said) -> Both:
    return Both("console", act, inverse, step)


TABLE = (
    phone(Step.sorting, "cards/{card}/decision", "cards/{card}/reopened", {"decision": "more"}),
    phone(Step.sorting, "hand", "hand/lowered"),
    phone(Step.ideas, "ideas/{idea}/dropped", "ideas/{idea}/restored"),
    phone(
        Step.axis, "ideas/{idea}/settled", "ideas/{idea}/unsettled", {"effort": 20, "impact": 80}
    ),
    phone(Step.proposals, "ideas/{settled}/proposed", "ideas/{settled}/withdrawn"),
    phone(Step.vote, "vote", "vote/withdrawn", {"proposal_id": "{proposal}"}),
    phone(Step.agreement, "actions/{action}/interest", "actions/{action}/interest/withdrawn"),
    phone(Step.survey, "survey/{question}", "survey/{question}/taken-back", {"level": 3}),
    phone(Step.survey, "survey/{question}/skipped", "survey/withdrawn"),
    Both("shared", ("turn", {"seat": 1}), ("turn", {"seat": ""}), Step.sorting),
    phone(Step.sorting, "host", "host/withdrawn"),
    Both("host", ("headcount", {"headcount": 8}), ("headcount/cleared", {}), Step.sorting),
    Both("shared", ("people/1/gone", {}), ("people/1/back", {}), Step.groups),
    console(Step.opening, ("joining", {"state": "closed"}), ("joining", {"state": "open"})),
    console(
        Step.ideas,
        ("step", {"row_id": "{axis row}", "seen_row_id": "{ideas row}"}),
        ("step", {"row_id": "{ideas row}", "seen_row_id": "{axis row}"}),
    ),
    console(Step.opening, ("clock/stopped", {}), ("clock", {"minutes": 10})),
    console(
        Step.opening,
        ("network", {"name": "Library", "password": "open sesame"}),
        ("network", {"name": "", "password": ""}),
    ),
    console(
        Step.opening,
        ("wall/language", {"first": "fi", "second": ""}),
        ("wall/language", {"first": "sv", "second": "fi"}),
    ),
    console(
        Step.results,
        ("wall", {"what": "theme", "subject": "security"}),
        ("wall", {"what": "theme", "subject": "participation"}),
    ),
    console(
        Step.picture,
        ("wall", {"what": "picture", "subject": ""}),
        ("wall/down", {"what": "picture"}),
    ),
    console(
        Step.axis,
        ("wall", {"what": "axis_titles", "subject": ""}),
        ("wall/down", {"what": "axis_titles"}),
    ),
    console(
        Step.proposals,
        ("wall", {"what": "spotlight", "subject": "{proposed}"}),
        ("wall/down", {"what": "spotlight"}),
    ),
    console(
        Step.proposals,
        ("proposals/joined", {"kept_id": "{proposal}", "joined_id": "{other proposal}"}),
        ("proposals/{other proposal}/apart", {}),
    ),
    console(
        Step.vote,
        ("vote/hands", {"small_group_id": "{group}", "proposal_id": "{proposal}", "votes": 2}),
        ("vote/hands", {"small_group_id": "{group}", "proposal_id": "{proposal}", "votes": 0}),
    ),
    console(Step.ideas, ("ideas/{idea}/hidden", {}), ("ideas/{idea}/unhidden", {})),
    console(Step.axis, ("ideas/{settled}/hidden", {}), ("ideas/{settled}/unhidden", {})),
    console(Step.proposals, ("ideas/{proposed}/hidden", {}), ("ideas/{proposed}/unhidden", {})),
    console(Step.vote, ("ideas/{proposed}/hidden", {}), ("ideas/{proposed}/unhidden", {})),
    console(Step.agreement, ("ideas/{proposed}/hidden", {}), ("ideas/{proposed}/unhidden", {})),
    console(
        Step.groups,
        ("people/{person}/group", {"small_group_id": "{other group}"}),
        ("people/{person}/group", {"small_group_id": "{group}"}),
    ),
    console(
        Step.sorting,
        ("phones/out", {"device_id": "{away}"}),
        ("phones/in", {"device_id": "{away}"}),
    ),
    console(
        Step.sorting,
        ("groups/{group}/headcount", {"headcount": 7}),
        ("groups/{group}/headcount/cleared", {}),
    ),
    console(
        Step.picture,
        ("people/group", {"person_id": "{person}", "small_group_id": "{other group}"}),
        ("people/group", {"person_id": "{person}", "small_group_id": "{group}"}),
    ),
    console(
        Step.axis, ("settings", {"proposals_a_group": 3}), ("settings", {"proposals_a_group": 1})
    ),
    console(Step.agreement, ("actions/{action}/dropped", {}), ("actions/{action}/restored", {})),
    console(Step.thanks, ("ended", {}), ("reopened", {})),
)


@dataclass(frozen=True)
class Hall:
    """Everybody who looks, and what the table's words stand for."""

    browsers: dict[str, Browser]
    names: dict[str, int]

    def look(self) -> dict[str, str]:
        return {name: browser.screen() for name, browser in self.browsers.items()}

    def send(self, who: str, said: Said) -> None:
        path, fields = (
            said[0].format(**self.names),
            {name: str(value).format(**self.names) for name, value in said[1].items()},
        )
        answer = self.browsers[who].tap(path, **fields)
        assert answer.status_code == 200, answer.text[-300:]


def set_up(evening: Evening, step: Step) -> dict[str, int]:
    """Group 1 has a fresh and a settled idea, 2 and 3 propose; an action is agreed; in its step a vote is open."""
    evening.share("Maryam", "Tove")
    away = evening.all(Seat, person_id=evening.people["Rolf"])[0].device_id
    evening.do(joining.set_presence, away, present=False)
    evening.do(
        hosting.host, evening.all(Seat, person_id=evening.people["Kadri"])[0].device_id, hosts=True
    )
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
        "ideas row": rows[Step.ideas],
        "axis row": rows[Step.axis],
        "card": evening.ids(Card)[0],
        "idea": idea,
        "settled": settled,
        "proposed": evening.all(Proposal, id=proposal)[0].idea_id,
        "proposal": proposal,
        "other proposal": other,
        "action": action,
        "question": evening.ids(SurveyQuestion)[0],
        "person": evening.people["Amina"],
        "away": away,
        "group": evening.groups[1],
        "other group": evening.groups[3],
    }


@pytest.fixture
def hall(house: House) -> Callable[[Step], Hall]:
    def ready(step: Step) -> Hall:
        names = set_up(house.evening, step)
        browsers = {
            "phone": house.phone("Amina"),
            "table": house.phone("Kirsi"),
            "shared": house.phone("Maryam"),
            "host": house.phone("Kadri"),
            "console": house.console(),
            "wall": house.projector(),
        }
        return Hall(browsers, names)

    return ready


@pytest.mark.parametrize("both", TABLE, ids=str)
def test_the_inverse_leaves_every_screen_as_it_was(
    hall: Callable[[Step], Hall], both: Both
) -> None:
    here = hall(both.step)
    before = here.look()
    here.send(both.who, both.act)
    assert here.look() != before, "the act was to be seen by somebody"
    here.send(both.who, both.inverse)
    assert without_deadlines(here.look()) == without_deadlines(before)


def without_deadlines(screens: dict[str, str]) -> dict[str, str]:
    """A clock that is started again runs from then: its deadline is another, all else is the same."""
    deadline = re.compile(r'<time data-until="\d+"[^>]*>[^<]*</time>| data-v="[^"]+"')
    return {name: deadline.sub("", screen) for name, screen in screens.items()}
