"""The same evening by plain forms, in browsers in which no script runs: each act a post, each look a new page."""

import pytest
from playwright.sync_api import expect

from app.method.refusals import step_closed
from app.vocabulary import Step, Theme
from tests.evening import arriving, deciding, kept, proposing, sorting
from tests.evening.company import WholeCompany, alone, gather_plain, swedish
from tests.evening.hall import Hall
from tests.evening.phone import Phone

HERE = ("Amina", "Börje", "Kirsi", "Mikael", "Hodan", "Pekka", "Maryam")
TALLIES = ({1: 5, 2: 5, 5: 0}, {1: 6, 2: 3, 5: 0})
LEVELS = (4, 2)
LATE_WORDS = "Ett språkträd i parken"

pytestmark = [pytest.mark.long, pytest.mark.evening, pytest.mark.timeout(600)]


def test_the_same_evening_without_script(hall: Hall) -> None:
    company = gather_plain(hall)
    come_together(company)
    sort_the_cards(company)
    propose(company)
    decide(company)
    is_kept(company)


def come_together(company: WholeCompany) -> None:
    for name in HERE:
        company.comes(name)
    for console in company.consoles:
        console.sees_number(company.people, "#people")
    arriving.opening(company)
    arriving.results(company, [Theme.interaction])
    arriving.supper(company)
    arriving.small_groups(company, 4)


def sort_the_cards(company: WholeCompany) -> None:
    company.next(Step.sorting)
    leaning, quick, sharing = map(company.table, (1, 2, 4))
    sorting.leans_and_decides(company, leaning)
    sorting.decides_at_once(company, quick)
    sorting.leans_in_turn(company, sharing)
    sorting.decides_for_the_table(company)
    sorting.raises_a_hand(company, quick)
    sorting.needs_someone(company, leaning[0])
    sorting.decides_otherwise(company, quick, 4)
    sorting.progress_is_seen(company)
    sorting.the_picture(company)


def propose(company: WholeCompany) -> None:
    proposing.suggestions_come_now(company)
    developing, two = map(company.table, (1, 2))
    proposing.develops(company, developing)
    proposing.two_write_one_idea(company, two)
    company.host.write(proposing.HOSTED)
    too_late_is_given_back(company, swedish(developing)[0])
    proposing.two_become_one(company, 4, 2)
    company.next(Step.axis)
    for group in (1, 2):
        table = company.table(group)
        idea = table[0].idea_called(company.titles[group])
        proposing.is_placed(table, idea, by_tap=False)
        proposing.is_settled(company, table, idea)
        proposing.is_proposed(table, idea)
    proposing.proposes_besides(company, 2, proposing.ALIKE, 5)
    proposing.proposes_for_the_table(company)


def too_late_is_given_back(company: WholeCompany, writer: Phone) -> None:
    """The step was over before the idea was sent: a sentence says so, and the words come back with the step."""
    writer.look()
    writer.find("#new-title").fill(LATE_WORDS)
    company.console.next()
    writer.add()
    writer.is_told(writer.say(step_closed.sentence))
    expect(writer.main).to_have_attribute("data-step", Step.axis)
    company.console.go_to(Step.ideas)
    writer.look()
    writer.holds("#new-title", LATE_WORDS)
    writer.add()
    writer.has_ideas(2)
    writer.holds("#new-title", "")


def decide(company: WholeCompany) -> None:
    deciding.are_joined(company)
    deciding.the_wall(company)
    deciding.the_vote_opens(company)
    for phone in company.table(1):
        deciding.votes(phone, 2)
    second = alone(company.table(2))
    for phone in second:
        deciding.votes(phone, 1)
    deciding.votes_in_turn(company.shared, 1, people=2)
    second[0].take_vote_back()
    company.console.sees_number(7, "#turnout")
    deciding.votes(second[0], 1)
    deciding.hands_are_raised(company)
    deciding.the_vote_closes(company, TALLIES[0])
    deciding.again(company, TALLIES[1])
    deciding.actions_are_agreed(company)
    deciding.thanks(company, deciding.the_survey(company, LEVELS))


def is_kept(company: WholeCompany) -> None:
    with kept.read(company) as book:
        kept.people_are(book, company)
        kept.decisions_are(book, company)
        kept.proposals_are(book, company)
        kept.votes_are(book, company, TALLIES)
        kept.actions_are(book, company)
        kept.answers_are(book, LEVELS)
    kept.is_exported(company, kept.the_coordinator_comes(company), TALLIES)
