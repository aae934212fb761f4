"""What each form on a page says that it was made on, so that it is not done for something newer."""

import re
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

from app.limits import DAY
from app.method import axis, programme, sorting, survey, vote
from app.method.acts import acts
from app.method.declared import Declared
from app.method.refusals import unknown_field
from app.method.sent import Always
from app.templating import sentence
from app.vocabulary import Category, Door, Language, Step
from tests.cast import Evening
from tests.house import House, notice_of
from tests.web.elements import Element, tree
from tests.web.pressing import BY_SCRIPT, opened
from tests.web.rows import everything
from tests.web.sent import sent
from tests.web.test_inverses import BY, Hall, door_of, ready


def made_on(act: Declared) -> set[str]:
    """The fields by which its form says on which round, laying, placing or words it was made."""
    return {field.name for field in act.fields if field.mark is Always.sent or field.name == "seen"}


def forms(hall: Hall) -> Iterator[tuple[Declared, set[str]]]:
    """For each form of each page that can be sent and is of a declared act: that act, and the names of what is
    sent.
    """
    for name, browser in hall.browsers.items():
        page = tree(opened(browser))
        for form in page.all("form"):
            below = urlsplit(form.held.get("action", "")).path.removeprefix(f"{browser.path}/")
            held = of_form(form, page)
            if not any(element.tag == "button" for element in held):
                continue
            for act in acts():
                is_its = re.fullmatch(re.sub(r"{\w+}", r"[^/]+", act.path), below)
                if is_its and door_of(act) == BY.get(name, "phone"):
                    yield act, {element.held.get("name", "") for element in held}


def of_form(form: Element, page: Element) -> list[Element]:
    """What is in a form, and what names it from elsewhere on the page."""
    name = form.held.get("id")
    return [
        *form.below(),
        *(element for element in page.below() if name and element.held.get("form") == name),
    ]


def moments(hall: Hall, evening: Evening) -> Iterator[str]:
    """Goes through the evening, and stops where there is a form that may be about what is over."""
    amina, idea = evening.member("Amina"), hall.names["idea_id"]
    evening.go_to(Step.sorting)
    yield "a card is open"
    evening.do(sorting.decide, amina, hall.names["card_id"], Category.more)
    yield "a card is decided"
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
    evening.go_to(Step.survey)
    yield "the survey is open"
    evening.go_to(Step.thanks)
    yield "the meeting can be ended"
    evening.do(survey.keep_open, int(time.time()) + DAY)
    evening.do(programme.end, ended=True)
    yield "the survey is still open"


def test_without_what_it_was_made_on_no_form_is_understood(house: House) -> None:
    hall = ready(house, Step.vote)
    before = everything(house.evening)
    needed = [(act, name) for act in acts() for name in made_on(act) - {"seen"}]
    for act, name in needed:
        path, fields = sent(act, hall.names | hall.deadline(), words="Words")
        browser = hall.browsers[next((who for who in BY if BY[who] is act.who), "phone")]
        del fields[name]
        answer = browser.ask("POST", f"{browser.path}/{path}", data=fields, headers=BY_SCRIPT)
        assert answer.status_code == 409, (act.path, name)
        assert notice_of(answer.text) == sentence(unknown_field, Language.sv), (act.path, name)
    assert len(needed) > 15
    assert everything(house.evening) == before


def test_each_form_says_which_round_laying_placing_or_wording_it_was_made_on(house: House) -> None:
    hall, looked_at, silent = ready(house, Step.sorting), set(), set()
    hall.browsers["interpreter"] = house.opened(Door.interpreter)
    for moment in moments(hall, house.evening):
        for act, says in forms(hall):
            looked_at.add(act.path)
            silent |= {f"{moment}: {act.who} {act.path}: {name}" for name in made_on(act) - says}
    assert silent == set()
    assert {act.path for act in acts() if made_on(act)} - looked_at == set()
