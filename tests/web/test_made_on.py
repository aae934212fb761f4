"""What each form on a page says that it was made on, so that it is not done for something newer."""

import time
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from httpx import Response

from app.languages import PHONE_LANGUAGES
from app.limits import DAY
from app.method import axis, ending, groups, sorting, survey, vote
from app.method.acts import acts
from app.method.agreement import reworded
from app.method.declared import Declared, named_in
from app.method.interpreting import changed_since
from app.method.refusals import (
    another_round,
    clock_changed,
    others_first,
    placed_anew,
    saved_first,
    unknown_field,
    voted_meanwhile,
)
from app.method.rules import another_table
from app.method.warned import answered_meanwhile, closes_more
from app.models import Text
from app.templating import sentence
from app.vocabulary import Category, Door, Language, Step
from tests.cast import Evening
from tests.house import Browser, House, notice_of, shape_of
from tests.web.elements import Element, tree
from tests.web.pressing import BY_SCRIPT, opened
from tests.web.rows import everything
from tests.web.sent import sent
from tests.web.test_inverses import BY, Hall, door_of, ready


def made_on(act: Declared) -> set[str]:
    """The fields by which its form says on which round, laying, placing or words it was made."""
    return {field.name for field in act.fields if field.saw}


class Offered(NamedTuple):
    """A form that can be sent, of a declared act. `says`: the names and values of what is in it and in its path."""

    act: Declared
    browser: Browser
    path: str
    says: dict[str, str]

    def sent(self, named: Mapping[str, object], **other: str) -> Response:
        """As somebody sends it who has typed words wherever there are none, but for what is `other`."""
        given = {name: value for name, value in self.says.items() if name and value}
        _, fields = sent(self.act, {**named, **given}, words="Other words")
        fields |= {name: given[name] for name in given.keys() - named_in(self.act.path)}
        return self.browser.tap(self.path, **{**fields, **other})


def forms(hall: Hall) -> Iterator[Offered]:
    """Each form of each page that can be sent and is of a declared act."""
    declared = acts()
    for name, browser in hall.browsers.items():
        page = tree(opened(browser))
        naming = [element for element in page.below() if "form" in element.held]
        for form in page.all("form"):
            below = urlsplit(form.held.get("action", "")).path.removeprefix(f"{browser.path}/")
            held = of_form(form, naming)
            if not any(element.tag == "button" for element in held):
                continue
            for act in declared:
                is_its = shape_of(act.path).fullmatch(below)
                if is_its and door_of(act) == BY.get(name, "phone"):
                    said = {part.held.get("name", ""): part.held.get("value", "") for part in held}
                    yield Offered(act, browser, below, said | is_its.groupdict())


def of_form(form: Element, naming: list[Element]) -> list[Element]:
    """What is in a form, and what names it from elsewhere on the page."""
    name = form.held.get("id")
    return [*form.below(), *(element for element in naming if element.held["form"] == name)]


def moments(hall: Hall, evening: Evening) -> Iterator[str]:
    """Goes through the evening, and stops where there is a form that may be about what is over."""
    amina, idea = evening.member("Amina"), hall.names["idea_id"]
    evening.go_to(Step.sorting)
    yield "a card is open"
    evening.do(sorting.decide, amina, hall.names["card_id"], Category.more)
    yield "a card is decided"
    evening.do(sorting.keep_line, amina, hall.names["card_id"], 0, "We know it")
    yield "a line of the talk is kept"
    evening.go_to(Step.ideas)
    yield "ideas are written"
    evening.go_to(Step.axis)
    for name in ("Börje", "Kirsi", "Olena"):
        evening.do(axis.place, evening.member(name), idea, 10, 90)
    yield "an idea is placed"
    evening.do(axis.show, amina, idea)
    yield "the spread is shown"
    evening.go_to(Step.vote)
    yield "no vote is open"
    evening.do(vote.open_round)
    yield "a vote is open"
    evening.do(vote.cast, amina, hall.names["proposal_id"])
    yield "somebody has voted"
    evening.do(vote.close_round, 1)
    yield "the vote is closed"
    evening.do(vote.open_round)
    evening.do(vote.cast, amina, hall.names["proposal_id"])
    yield "another vote is open"
    evening.go_to(Step.agreement)
    yield "an action is agreed"
    evening.do(groups.move, evening.people["Amina"], evening.groups[2])
    yield "somebody is at another table"
    evening.do(groups.move, evening.people["Amina"], evening.groups[1])
    evening.go_to(Step.survey)
    evening.do(survey.skip, amina, hall.names["question_id"])
    yield "the survey is open"
    evening.go_to(Step.thanks)
    yield "the meeting can be ended"
    evening.do(survey.keep_open, int(time.time()) + DAY)
    evening.do(ending.end, ended=True)
    yield "the survey is still open"


def test_without_what_it_was_made_on_no_form_is_understood(house: House) -> None:
    hall = ready(house, Step.vote)
    hall.browsers["interpreter"] = house.opened(Door.interpreter)
    named = hall.names | {"text_id": house.evening.all(Text)[0].id}
    before = everything(house.evening)
    needed = [(act, name) for act in acts() for name in made_on(act)]
    for act, name in needed:
        path, fields = sent(act, named | hall.deadline(), words="Words")
        browser = hall.browsers[next((who for who in BY if BY[who] is act.who), "phone")]
        del fields[name]
        answer = browser.ask("POST", f"{browser.path}/{path}", data=fields, headers=BY_SCRIPT)
        assert answer.status_code == 409, (act.path, name)
        assert notice_of(answer.text) == sentence(unknown_field, Language.sv), (act.path, name)
    assert len(needed) > 30
    assert everything(house.evening) == before


def test_each_form_says_which_round_laying_placing_or_wording_it_was_made_on(house: House) -> None:
    hall, looked_at, silent = ready(house, Step.sorting), set(), set()
    hall.browsers["interpreter"] = house.opened(Door.interpreter)
    for moment in moments(hall, house.evening):
        for act, _, _, says in forms(hall):
            looked_at.add(act.path)
            lacks = made_on(act) - says.keys()
            silent |= {f"{moment}: {act.who} {act.path}: {name}" for name in lacks}
    assert silent == set()
    assert {act.path for act in acts() if made_on(act)} - looked_at == set()


# Of these an older form is not refused, and does no harm either: why.
UNREFUSED = {
    "vote/closed": "What is closed stays so, whoever closes it again.",
    "ideas/{idea_id}": "Both wordings are kept.",
    "tables/{small_group_id}/ideas/{idea_id}": "Both wordings are kept.",
    "tables/{small_group_id}/piles": "What was changed in the form alone is stored.",
    "paper/piles": "What was changed in the form alone is stored.",
    "tables/{small_group_id}/ideas/{idea_id}/point": "What was changed in the form alone is stored.",
    "paper/point": "What was changed in the form alone is stored.",
}
OVERTAKEN = (
    *(another_round, another_table, answered_meanwhile, changed_since, clock_changed),
    *(closes_more, others_first, placed_anew, reworded, saved_first, voted_meanwhile),
)


def older(value: str) -> str | None:
    """What a form said before what stands there now: an earlier number, or the digest of other words."""
    if not value.isdigit():
        return "-"
    return str(int(value) - 1) if int(value) else None


def test_a_form_that_was_made_on_what_is_there_no_more_changes_nothing(house: House) -> None:
    hall, tried = ready(house, Step.sorting), set()
    hall.browsers["interpreter"] = house.opened(Door.interpreter)
    overtaken = {
        sentence(refusal, language) for refusal in OVERTAKEN for language in PHONE_LANGUAGES
    }
    for moment in moments(hall, house.evening):
        before = everything(house.evening)
        for form in forms(hall):
            for name in made_on(form.act):
                if form.act.path in UNREFUSED or (late := older(form.says[name])) is None:
                    continue
                answer = form.sent(hall.names, **{name: late})
                which = f"{moment}: {form.act.who} {form.act.path}: {name}={late}"
                assert answer.status_code == 409, which
                assert notice_of(answer.text) in overtaken, which
                assert everything(house.evening) == before, which
                tried.add((form.act, name))
    meant = {(act, name) for act in acts() for name in made_on(act) if act.path not in UNREFUSED}
    assert {(act.who, act.path, name) for act, name in meant - tried} == set()


def test_what_is_sent_by_such_a_name_is_always_what_the_form_was_made_on() -> None:
    """Else one act would take for what is there now what another one judges."""
    fields = [(act, field) for act in acts() for field in act.fields]
    names = {field.name for _, field in fields if field.saw}
    others = {
        (act.path, field.name)
        for act, field in fields
        if not field.saw and names & {*field.sent_as}
    }
    assert others == set()
    marks = {(field.name, field.saw) for _, field in fields if field.saw}
    assert len(marks) == len(names)
