"""What the real screens owe the hand that holds them: the pressed button, the words half written, the focus."""

import pytest
from playwright.sync_api import expect

from app.method.refusals import already_decided, step_closed
from app.models import Decision, Lean, SurveyAnswer
from app.vocabulary import Step
from tests.evening import kept
from tests.evening.company import Company
from tests.evening.page.screens import Finger
from tests.evening.phone import Phone
from tests.evening.sundby import SAMPLE

pytestmark = [pytest.mark.evening, pytest.mark.timeout(300)]

MORE = 'form[action$="/lean"] [value="more"]'
LESS = 'form[action$="/decision"] [value="less"]'
HALF = "Allt är inte sagt, för"


class Held:
    """A finger of somebody, down on a button while other screens come."""

    def __init__(self, phone: Phone, selector: str) -> None:
        self._phone = phone
        self._finger = Finger(phone.page, "touch")
        expect(phone.find(selector)).to_be_visible()
        self._heard = phone.heard
        self._finger.press(selector)

    def let_go(self) -> None:
        """When a frame has come, which must not be let in before."""
        expect(self._phone.find("html")).not_to_have_attribute("data-heard", self._heard)
        self._finger.let_go()


def test_a_finger_held_while_others_choose_says_what_its_button_said(company: Company) -> None:
    company.go_to(Step.sorting)
    amina, other, _ = company
    held = Held(amina, MORE)
    other.lean("less")
    held.let_go()
    amina.leans("more")


def test_a_finger_held_while_the_group_decides_never_speaks_of_the_next_card(
    company: Company,
) -> None:
    company.go_to(Step.sorting)
    amina, other, kirsi = company
    card = other.card
    held = Held(amina, MORE)
    other.decide("less")
    expect(other.find(f"#card-{card}")).to_have_count(0)
    amina.is_at_card(card)
    held.let_go()
    amina.is_told(amina.say(already_decided.sentence))
    amina.is_at_card(kirsi.card)
    with kept.read(company) as book:
        assert [one.category for one in book.all(Decision, card_id=int(card))] == ["less"]
        assert book.count(Lean, card_id=int(kirsi.card)) == 0


def test_a_finger_held_while_the_programme_moves_on_decides_nothing(company: Company) -> None:
    company.go_to(Step.sorting)
    amina, *_ = company
    card = amina.card
    amina.open("details.decide")
    held = Held(amina, LESS)
    company.console.next()
    held.let_go()
    amina.is_told(amina.say(step_closed.sentence))
    amina.at(Step.picture)
    with kept.read(company) as book:
        assert book.count(Decision, card_id=int(card)) == 0


def test_the_focus_stays_where_somebody_writes(company: Company) -> None:
    company.go_to(Step.ideas)
    amina, other, _ = company
    field = amina.find("#new-what")
    field.fill(HALF)
    field.press("ArrowLeft")
    other.write("Ett språkkafé")
    amina.has_ideas(1)
    expect(field).to_be_focused()
    assert field.evaluate("field => field.selectionStart") == len(HALF) - 1
    amina.holds("#new-what", HALF)


def test_an_answer_half_written_stays_until_it_is_sent(company: Company) -> None:
    """Through a push, a reload and a lost line; sent, it lies there without anybody."""
    company.go_to(Step.survey)
    amina, *_ = company
    for question in SAMPLE["survey_question"]:
        if question["kind"] != "free":
            amina.skip_question()
    amina.find("#words").fill(HALF)
    company.console.stop_clock()
    expect(amina.find("#bar time")).to_have_count(0)
    amina.holds("#words", HALF)
    amina.reload()
    amina.holds("#words", HALF)
    lose_the_line(company, amina)
    amina.holds("#words", HALF)
    amina.answer_in_words(f"{HALF} det är sent.")
    with kept.read(company) as book:
        assert [one.words for one in book.all(SurveyAnswer)] == [f"{HALF} det är sent."]


def lose_the_line(company: Company, phone: Phone) -> None:
    assert phone.line is not None
    with company.hall.watch.lost_lines():
        phone.line.cut()
        expect(phone.find("#offline")).to_be_visible()
        phone.line.mend()
        phone.is_back()
        expect(phone.find("#offline")).to_be_hidden()
