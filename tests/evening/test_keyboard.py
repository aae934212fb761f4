"""A whole evening of a phone by keys alone: each step is reached, and what has the focus is always to be seen."""

import pytest
from playwright.sync_api import expect

from app.models import Decision, Interest, Placement, Proposal, SurveyForm
from app.vocabulary import Language, Role, Step
from tests.evening import kept
from tests.evening.company import Company
from tests.evening.hall import Hall
from tests.evening.keys import KeyedPhone
from tests.evening.phone import Phone
from tests.evening.sundby import SAMPLE

pytestmark = [pytest.mark.evening, pytest.mark.long, pytest.mark.timeout(600)]

OWN, DEVELOPED, OTHERS = "Läxkafé på biblioteket", "Rådgivning i skolan", "En gemensam trädgård"
LINE = "Alla måste få hälsa på sitt sätt."


def test_a_whole_evening_by_keys_alone(hall: Hall) -> None:
    company = Company(hall, hall.console(), hall.wall())
    keyed = joins(company)
    listens(company)
    sorts(company, keyed)
    asks_for_help(company, keyed)
    has_ideas(company, keyed)
    places(company, keyed)
    votes(company, keyed)
    takes_part(company, keyed)
    answers(company, keyed)
    is_stored(company)
    assert keyed.amiss == set()


def joins(company: Company) -> KeyedPhone:
    keyed = company.phone("Amina", None, KeyedPhone)
    assert keyed.page.evaluate("isSecureContext") is False
    keyed.switch_to(Language.fi)
    keyed.join(Role.elected)
    keyed.switch_to(Language.sv)
    return keyed


def listens(company: Company) -> None:
    for name in ("Börje", "Kirsi", "Olena"):
        company.comes(name)
    for step in (Step.opening, Step.results, Step.supper, Step.groups):
        company.next(step)
    company.console.form_groups(2)


def mate_of(company: Company, keyed: KeyedPhone) -> Phone:
    (mate,) = [phone for phone in company.table(keyed.group) if phone is not keyed]
    return mate


def sorts(company: Company, keyed: KeyedPhone) -> None:
    company.next(Step.sorting)
    skipped = keyed.card
    keyed.skip_card()
    expect(keyed.find(f"#card-words-{skipped}")).to_have_count(0)
    card = keyed.card
    keyed.lean("dunno")
    keyed.leans("dunno")
    keyed.lean("more")
    keyed.leans("more")
    keyed.show_now()
    expect(keyed.find("#ground-talk")).to_be_visible()
    keyed.decide("differ")
    expect(keyed.find(f"#card-words-{card}")).to_have_count(0)
    keyed.keep_line(card, LINE)
    keyed.sees(LINE, f"#decided-{card}")
    keyed.reopen(card)
    keyed.is_at_card(card)
    keyed.decide("more")
    expect(keyed.find(f"#card-words-{card}")).to_have_count(0)


def asks_for_help(company: Company, keyed: KeyedPhone) -> None:
    keyed.raise_hand()
    keyed.hand_is_up()
    mate_of(company, keyed).hand_is_up()
    keyed.lower_hand()
    keyed.hand_is_down()
    keyed.needs_someone()
    company.console.sees(company.console.say("Would like you to come by"), "#calls")
    keyed.skip_card()  # behind the panel, which closes as the focus leaves it
    expect(keyed.find("#help")).not_to_have_attribute("open", "")
    keyed.open("#help")


def has_ideas(company: Company, keyed: KeyedPhone) -> None:
    company.next(Step.picture)
    expect(keyed.find("#help")).not_to_have_attribute("open", "")
    company.next(Step.ideas)
    keyed.develop(0)
    keyed.has_ideas(1)
    developed = keyed.idea_id(0)
    keyed.reword(developed, title=DEVELOPED)
    keyed.save(developed)
    mate_of(company, keyed).is_called(developed, DEVELOPED)
    keyed.write(OWN, what="Vi läser läxor ihop", who="Biblioteket")
    keyed.has_ideas(2)
    own = keyed.idea_id(1)
    keyed.take_away(own)
    keyed.has_ideas(1)
    keyed.put_back(own)
    keyed.has_ideas(2)
    other = company.table(3 - keyed.group)[0]
    other.write(OTHERS)
    other.has_ideas(1)


def places(company: Company, keyed: KeyedPhone) -> None:
    company.next(Step.axis)
    own = keyed.idea_called(OWN)
    keyed.place_by_sliders(own, 30, 80)
    keyed.has_placed(own, 1, 2)
    keyed.settle(own)
    keyed.sees(keyed.say("The group has agreed on the position."), f"#panel-{own}")
    keyed.propose(own)
    keyed.sees(keyed.say("Your group proposes this."), f"#panel-{own}")
    other = company.table(3 - keyed.group)[0]
    idea = other.idea_called(OTHERS)
    other.place_by_sliders(idea, 60, 60)
    other.settle(idea)
    other.propose(idea)
    other.sees(other.say("Your group proposes this."), f"#panel-{idea}")


def votes(company: Company, keyed: KeyedPhone) -> None:
    company.next(Step.proposals)
    keyed.read_proposal(0)
    company.next(Step.vote)
    company.console.open_vote()
    other = 3 - keyed.group
    keyed.vote_for(other)
    keyed.voted_for(other)
    keyed.take_vote_back()
    expect(keyed.find('#vote [aria-pressed="true"]')).to_have_count(0)
    keyed.vote_for(other)
    keyed.voted_for(other)
    company.console.close_vote()
    company.console.show_result()


def takes_part(company: Company, keyed: KeyedPhone) -> None:
    company.next(Step.agreement)
    company.console.agree_on(OWN)
    keyed.take_part(0)
    expect(keyed.taking_part(0)).to_have_attribute("aria-pressed", "true")
    keyed.can_be_reached("amina@example.org")


def answers(company: Company, keyed: KeyedPhone) -> None:
    company.next(Step.survey)
    keyed.skip_question()
    for question in SAMPLE["survey_question"][1:]:
        match question["kind"]:
            case "scale":
                keyed.answer(2)
            case "actions":
                keyed.answer_with_action(OWN)
            case "free":
                keyed.answer_in_words("Tack för maten.")
    keyed.sees(keyed.say("Thank you for your answers"))
    company.console.next()
    keyed.at(Step.thanks)


def is_stored(company: Company) -> None:
    with kept.read(company) as book:
        assert [decision.category for decision in book.all(Decision)] == ["more"]
        assert book.count(Placement) == 2
        assert book.count(Proposal) == 2
        assert book.count(Interest) == 1
        assert book.count(SurveyForm, through=True) == 1
