"""What the real screens owe the hand that holds them: the pressed button, the words half written, the focus."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from app.method.refusals import already_decided, step_closed
from app.models import Decision, Lean, SurveyAnswer, SurveyForm
from app.vocabulary import Language, Role, Step
from tests.evening import kept
from tests.evening.company import Company
from tests.evening.console import PROGRAMME
from tests.evening.page.screens import Finger, written_down
from tests.evening.phone import Phone
from tests.evening.shared import SharedPhone
from tests.evening.sundby import SAMPLE

pytestmark = [pytest.mark.evening, pytest.mark.timeout(300)]

MORE = 'form[action$="/lean"] [value="more"]'
LESS = 'form[action$="/decision"] [value="less"]'
HALF = "Allt är inte sagt, för"
SCROLLED = "step => step.scrollTop"
HIDDEN_ROWS = """[...document.querySelectorAll('#programme .rows summary')].filter((row) => {
  const { left, right, top, bottom } = row.getBoundingClientRect();
  return [top + 2, bottom - 2].some((y) => !row.contains(document.elementFromPoint((left + right) / 2, y)));
})"""
ANSWER = "Jag hade väntat mig mera, men"


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


@contextmanager
def sized(phone: Phone, width: int, height: int) -> Iterator[None]:
    """The tests that come later use this phone, too."""
    usual = phone.page.viewport_size
    assert usual
    phone.page.set_viewport_size({"width": width, "height": height})
    try:
        yield
    finally:
        phone.page.set_viewport_size(usual)


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
    expect(other.find(f"#card-words-{card}")).to_have_count(0)
    amina.is_at_card(card)
    held.let_go()
    amina.is_told(amina.say(already_decided.sentence))
    amina.is_at_card(kirsi.card)
    with kept.read(company) as book:
        assert [decision.category for decision in book.all(Decision, card_id=int(card))] == ["less"]
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
    before = amina.ideas.count()
    other.write("Ett språkkafé")
    amina.has_ideas(before + 1)
    expect(field).to_be_focused()
    assert field.evaluate("field => field.selectionStart") == len(HALF) - 1
    amina.holds("#new-what", HALF)


def test_whoever_adds_an_idea_sees_it_and_nobody_elses_screen_moves(company: Company) -> None:
    company.go_to(Step.ideas)
    amina, other, _ = company
    other.reach("#new-who")
    place = other.find(".sky").evaluate(SCROLLED)
    assert place > 0
    amina.reach("#new-who")
    amina.write("En bänk vid hållplatsen")
    expect(amina.ideas.first).to_be_in_viewport()
    other.has_ideas(amina.ideas.count())
    assert other.find(".sky").evaluate(SCROLLED) >= place


def test_below_the_open_idea_of_a_phone_the_screen_ends(company: Company) -> None:
    """What is read out there, and seen by nobody, does not lengthen it."""
    company.go_to(Step.ideas)
    amina, *_ = company
    with sized(amina, 360, 640):
        if not amina.ideas.count():
            amina.write("En gemensam trädgård")
        amina.open(f"#idea-{amina.idea_id(0)}")
        expect(amina.find("#suggested-title")).to_be_attached()
        assert amina.main.evaluate("screen => screen.scrollHeight - screen.clientHeight") == 0


def test_an_answer_half_written_stays_until_it_is_sent(company: Company) -> None:
    """Through a push and a lost line, and in the page alone; sent, it lies there without anybody."""
    company.go_to(Step.survey)
    amina, *_ = company
    before = forms_and_answers(company)
    for question in SAMPLE["survey_question"]:
        if question["kind"] != "free":
            amina.skip_question()
    amina.find("#words").fill(ANSWER)
    company.console.stop_clock()
    expect(amina.find("#bar time")).to_have_count(0)
    amina.holds("#words", ANSWER)
    lose_the_line(company, amina)
    amina.holds("#words", ANSWER)
    assert ANSWER not in written_down(amina.page)
    amina.reload()
    amina.holds("#words", "")
    amina.answer_in_words(f"{ANSWER} det är sent.")
    assert forms_and_answers(company) == (before[0] + 1, before[1]), "sealed until it ends"


def forms_and_answers(company: Company) -> tuple[int, int]:
    """Those that are through, and those that lie open: of all evenings that this server has had."""
    with kept.read(company) as book:
        return book.count(SurveyForm, through=True), book.count(SurveyAnswer)


def lose_the_line(company: Company, phone: Phone) -> None:
    assert phone.line is not None
    with company.hall.watch.lost_lines():
        phone.line.cut()
        expect(phone.find("#offline")).to_be_visible()
        phone.line.mend()
        phone.is_back()
        expect(phone.find("#offline")).to_be_hidden()


def test_what_was_not_sent_is_said_where_it_was_tapped_or_above(company: Company) -> None:
    amina, other, _ = company
    company.go_to(Step.ideas)
    before = amina.ideas.count()
    other.write("Öppet hus i brandstationen")
    amina.has_ideas(before + 1)
    with company.hall.watch.lost_lines():
        without_a_line(amina, lambda: amina.write("En kvällsbuss"), "#ground > .unsent-line")
        amina.has_ideas(before + 2)
        company.go_to(Step.agreement)
        company.console.agree("Öppet hus", "Räddningsverket", "", "")
        amina.sees("Öppet hus")
        without_a_line(amina, lambda: amina.take_part(0), "#unsent")
        without_a_line(amina, lambda: give_contact(amina), "#unsent")
        expect(amina.find('[id^="reached-"]')).to_be_visible()


def give_contact(phone: Phone) -> None:
    phone.open('details[id^="reach-"]')
    phone.enter('[id^="contact-words-"]', "amina@example.org")
    phone.press('form[id^="contact-"] button')


def without_a_line(phone: Phone, act: Callable[[], None], said: str) -> None:
    """What is done then is said not to be sent yet; it is sent when the line is back."""
    phone.page.context.set_offline(True)
    act()
    expect(phone.find(said)).to_be_visible()
    phone.page.context.set_offline(False)
    expect(phone.find("[data-unsent]")).to_have_count(0)
    expect(phone.find(said)).to_be_hidden()


@pytest.mark.long
def test_a_laptop_shows_the_whole_programme_and_each_step_from_its_top(company: Company) -> None:
    console, page = company.console, company.console.page
    page.set_viewport_size({"width": 1366, "height": 768})
    console.go_to(Step.survey)
    rows = console.find("#programme .rows > li")
    expect(rows).to_have_count(len(PROGRAMME))
    page.wait_for_function(
        f"{HIDDEN_ROWS}.length === 0"
    )  # none scrolled away, under another or the ground
    page.set_viewport_size({"width": 1366, "height": 560})
    console.go_to(Step.opening)
    console.open("#moving")
    console.find("#moving form").last.scroll_into_view_if_needed()
    assert console.find("#step").evaluate(SCROLLED) > 0
    console.next()
    console.at(Step.results)
    expect(console.find("#moving")).not_to_have_attribute("open", "")
    assert console.find("#step").evaluate(SCROLLED) == 0


@pytest.mark.parametrize("height", [500, 568])
def test_on_the_smallest_phones_several_lines_of_a_question_stand_above_its_answers(
    company: Company, height: int
) -> None:
    """What is left of the smallest phones of today between the bars of their browsers."""
    company.go_to(Step.survey)
    *_, phone = company  # who has not answered
    lines = (
        "sky => sky.clientHeight / parseFloat(getComputedStyle(sky.querySelector('h2')).lineHeight)"
    )
    with sized(phone, 320, height):
        expect(phone.find("#screen .sky h2")).to_be_visible()
        assert phone.find("#screen .sky").evaluate(lines) > 4
        send = phone.find("#screen .ground .button-primary")
        send.scroll_into_view_if_needed()
        expect(send).to_be_in_viewport(ratio=0.9)


@pytest.mark.parametrize("language", [Language.sv, Language.fi, Language.en])
def test_the_first_question_stands_whole_below_what_becomes_of_an_answer(
    company: Company, language: Language
) -> None:
    """Also when the survey stays open after the meeting, which is told below the question."""
    company.go_to(Step.survey)
    company.console.press("#survey-until-form button")
    *_, phone = company  # who has not answered
    usual = phone.language
    phone.switch_to(language)
    until = phone.say("Open until %(day)s at %(time)s.").partition("%")[0]
    expect(phone.find("#changeable")).to_contain_text(until)
    with sized(phone, 360, 640):
        stands_whole(phone)
    phone.switch_to(usual)


def stands_whole(phone: Phone) -> None:
    """The first question, and what is met before it."""
    for met in ("#sealing", "#screen h2.question"):
        place, ground = phone.find(met).bounding_box(), phone.find("#ground").bounding_box()
        assert place
        assert ground
        assert place["y"] + place["height"] <= ground["y"], met


@pytest.mark.parametrize("language", [Language.sv, Language.fi, Language.en])
def test_the_first_question_stands_whole_where_several_share_the_phone(
    company: Company, language: Language
) -> None:
    shared = company.hall.phone(f"Maryam {language}", language, None, SharedPhone)
    shared.share_with(Role.resident, Role.resident)
    shared.join(Role.resident)
    shared.page.set_viewport_size({"width": 360, "height": 640})
    company.go_to(Step.survey)
    shared.at(Step.survey)
    shared.turn_is(1)
    stands_whole(shared)
