"""What others do takes the focus from nobody: not on a phone, step by step, and not on the console."""

from functools import partial

import pytest
from playwright.sync_api import expect

from app.vocabulary import Step
from tests.evening.company import Company, all_gone
from tests.evening.held import lost_by
from tests.evening.sundby import SAMPLE

pytestmark = [pytest.mark.long, pytest.mark.evening, pytest.mark.timeout(300)]


@pytest.fixture(autouse=True)
def older_browsers(company: Company) -> None:
    """In which whatever is moved on a page loses the focus."""
    for screen in (company.console, *company):
        screen.page.evaluate("delete Element.prototype.moveBefore")


def test_while_others_raise_the_hand_and_lower_it(company: Company) -> None:
    company.go_to(Step.sorting)
    amina, other, _ = company
    assert lost_by(amina, other.raise_hand, other.lower_hand) == []
    amina.open("#help")
    assert lost_by(amina, other.raise_hand, other.lower_hand, within="#help") == []
    company.console.open("#heads")
    assert lost_by(company.console, other.raise_hand, other.lower_hand) == []


def test_while_others_decide_on_the_card_and_open_it_again(company: Company) -> None:
    company.go_to(Step.sorting)
    amina, other, _ = company
    card = other.card
    amina.page.remove_locator_handler(amina.find("#go-on"))  # nobody presses it on this phone
    acts = (lambda: other.decide("more"), lambda: other.reopen(card))
    assert lost_by(amina, *acts) == []
    amina.open("details.decide")
    assert lost_by(amina, *acts, within="details.decide") == []


def test_while_others_add_to_the_piles_that_one_reads(company: Company) -> None:
    company.go_to(Step.sorting)
    amina, other, _ = company
    first = other.card
    other.decide("less")
    all_gone(company, f"#card-words-{first}")
    second = other.card
    amina.open("#piles")
    acts = (lambda: other.decide("more"), lambda: other.reopen(second))
    assert lost_by(amina, *acts, within="#piles") == []


def writes(company: Company, *titles: str) -> list[str]:
    """The ideas of somebody at the table, one after the other."""
    company.go_to(Step.ideas)
    _, writer, _ = company
    known = writer.ideas.count()
    for number, title in enumerate(titles, start=known + 1):
        writer.write(title)
        writer.has_ideas(number)
    return [writer.idea_id(place) for place in range(known, known + len(titles))]


def test_while_others_take_an_idea_away_and_put_it_back(company: Company) -> None:
    open_one, closed_one = writes(company, "Läxkafé på biblioteket", "En gemensam trädgård")
    amina, other, _ = company
    amina.open(f"#idea-{open_one}")
    for idea in (closed_one, open_one):
        acts = (partial(other.take_away, idea), partial(other.put_back, idea))
        assert lost_by(amina, *acts) == []


def test_while_others_settle_and_propose_and_take_it_back(company: Company) -> None:
    (idea,) = writes(company, "Skyltar på fyra språk")
    company.go_to(Step.axis)
    amina, other, _ = company
    for phone, impact in ((amina, 80), (other, 60)):
        phone.place_by_sliders(idea, 20, impact)
    amina.reach(f'button[form="settle-{idea}"]')
    other.settle(idea)
    expect(amina.find("h1")).to_be_focused()  # and not on what stands in its place: "Propose this"
    other.unsettle(idea)
    acts = (other.settle, other.propose, other.withdraw, other.unsettle)
    assert lost_by(amina, *(partial(act, idea) for act in acts)) == []


def test_while_a_proposal_is_shown_voted_on_and_agreed_on(company: Company) -> None:
    (idea,) = writes(company, "Öppet hus i brandstationen")
    company.go_to(Step.axis)
    amina, other, _ = company
    other.place_by_sliders(idea, 20, 80)
    other.settle(idea)
    other.propose(idea)
    company.go_to(Step.proposals)
    console = company.console
    assert lost_by(amina, console.spotlight_next, partial(console.take_down, "spotlight")) == []
    company.go_to(Step.vote)
    assert lost_by(amina, console.add_five_minutes) == []
    company.go_to(Step.agreement)
    console.agree_on("Öppet hus i brandstationen")
    amina.take_part(0)
    amina.open('details[id^="reach-"]')
    assert lost_by(amina, console.add_five_minutes) == []


def test_while_somebody_answers_the_survey(company: Company) -> None:
    company.go_to(Step.survey)
    amina, *_ = company
    for _ in SAMPLE["survey_question"]:
        assert lost_by(amina, company.console.add_five_minutes) == []
        amina.skip_question()
