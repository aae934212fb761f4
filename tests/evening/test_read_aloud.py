"""A phone's evening as somebody hears it who does not see the screen, held word for word to `read_aloud.txt`.

Delete that file to have it written anew, and read it then as a person would who has nothing else.
"""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from app.vocabulary import Step
from tests.evening.company import ROLES, TABLES, Company
from tests.evening.hall import Hall
from tests.evening.phone import Phone
from tests.evening.read_aloud import Reader
from tests.evening.sundby import SAMPLE

pytestmark = [pytest.mark.evening, pytest.mark.long, pytest.mark.timeout(300)]

HEARD = Path(__file__).with_name("read_aloud.txt")
IDEA, OTHERS = "Läxkafé på biblioteket", "Kvällsbuss till byarna"


@pytest.fixture
def seated(hall: Hall) -> Company:
    """Three at the first table and one at the second."""
    company = Company(hall, hall.console(), hall.wall())
    for name in ("Amina", "Börje", "Kirsi", "Mikael"):
        phone = company.phone(name, None, Phone)
        phone.scan(TABLES[name])
        phone.join(ROLES[name])
    company.console.go_to(Step.groups)
    company.console.press("#form-by-table button")
    company.console.counts("#tables > li", 2)
    return company


def test_an_evening_is_heard_as_it_is_written_down(seated: Company) -> None:
    company = seated
    amina, other, _, far = company
    for phone in company:
        phone.page.remove_locator_handler(phone.find("#go-on"))
    amina.sees(amina.say("You are in group %(number)s", number=1))  # that was announced before
    reader = Reader(amina)
    listens(company, reader)
    sorts(company, reader, amina, other)
    has_an_idea(company, reader, amina, far)
    others_propose_theirs(far)
    votes(company, reader, amina)
    answers(company, reader, amina)
    if not HEARD.exists():
        HEARD.write_text(reader.told, "utf-8")
        pytest.fail(f"{HEARD.name} is written: read it")
    assert reader.told == HEARD.read_text("utf-8")


def listens(company: Company, reader: Reader) -> None:
    for step in (Step.opening, Step.results, Step.supper, Step.groups):
        company.go_to(step)
        reader.reads(step)


def sorts(company: Company, reader: Reader, amina: Phone, other: Phone) -> None:
    company.go_to(Step.sorting)
    reader.reads("sorting: a card")
    card = amina.card
    amina.lean("more")
    amina.leans("more")
    reader.hears("sorting: I have chosen")
    amina.open("details.decide")
    reader.reads("sorting: we decide")
    amina.shut("details.decide")
    other.decide("less")
    expect(amina.find("#just-decided")).to_be_visible()
    reader.reads("sorting: another has decided")
    amina.touch("#go-on")
    expect(amina.find(f"#card-words-{card}")).to_have_count(0)
    amina.open("#piles")
    expect(amina.find(f"#decided-{card}")).to_be_visible()
    reader.reads("sorting: the piles")
    amina.shut("#piles")


def has_an_idea(company: Company, reader: Reader, amina: Phone, far: Phone) -> None:
    company.go_to(Step.ideas)
    reader.reads("ideas: none yet")
    amina.write(IDEA)
    far.write(OTHERS)
    for phone in company:
        phone.has_ideas(1)
    company.go_to(Step.axis)
    reader.reads("axis: not placed")
    idea = amina.idea_called(IDEA)
    amina.place_by_sliders(idea, 20, 80)
    amina.has_placed(idea, 1, 3)
    reader.hears("axis: placed")
    amina.settle(idea)
    expect(amina.find(f"#propose-button-{idea}")).to_be_visible()
    reader.reads("axis: the position is agreed")
    amina.propose(idea)
    expect(amina.find(f"#withdraw-button-{idea}")).to_be_visible()


def others_propose_theirs(far: Phone) -> None:
    idea = far.idea_called(OTHERS)
    far.place_by_sliders(idea, 60, 60)
    far.settle(idea)
    far.propose(idea)
    expect(far.find(f"#withdraw-button-{idea}")).to_be_visible()


def votes(company: Company, reader: Reader, amina: Phone) -> None:
    company.go_to(Step.proposals)
    reader.reads("proposals")
    company.go_to(Step.vote)
    company.console.open_vote()
    expect(amina.ballot(2)).to_have_attribute("aria-pressed", "false")
    reader.reads("vote: the ballot, with the own idea")
    amina.vote_for(2)
    amina.voted_for(2)
    reader.reads("vote: I have voted")
    company.console.close_vote()
    company.console.show_result()
    expect(amina.find("#title")).to_have_text(amina.say("The result of the vote"))
    reader.reads("vote: the result")
    company.go_to(Step.agreement)
    company.console.agree_on(IDEA)
    amina.take_part(0)
    expect(amina.taking_part(0)).to_have_attribute("aria-pressed", "true")
    reader.reads("agreement: I take part")


def answers(company: Company, reader: Reader, amina: Phone) -> None:
    company.go_to(Step.survey)
    reader.reads("survey: the first question")
    amina.answer(2)
    reader.reads("survey: the next one")
    for _ in SAMPLE["survey_question"][1:]:
        amina.skip_question()
    reader.reads("survey: through")
    company.console.go_to(Step.thanks)
    amina.at(Step.thanks)
    reader.reads("thanks")
