"""The same evening by plain forms, in browsers in which no script runs: each act a post, each look a new page."""

import pytest
from playwright.sync_api import expect

from app.method.refusals import step_closed
from app.vocabulary import Step, Theme
from tests.evening import arriving, deciding, kept, proposing, sorting
from tests.evening.company import Company, all_see, swedish
from tests.evening.console import PlainConsole
from tests.evening.hall import Hall

HERE = ("Amina", "Börje", "Kirsi", "Mikael", "Hodan", "Pekka")
HANDS = [(1, 2), (2, 1)]  # a table, and the group for whose idea it raises a hand
TALLY = {1: 4, 2: 4}
AGAIN = {1: 3, 2: 0}
LEVELS = (4, 2)
LATE_WORDS = "Ett språkträd i parken"

pytestmark = [pytest.mark.evening, pytest.mark.timeout(600)]


def test_the_same_evening_without_script(hall: Hall) -> None:
    company = Company(hall, hall.console(PlainConsole), hall.wall(), is_plain=True)
    come_together(company)
    sort_the_cards(company)
    propose(company)
    decide(company)
    is_kept(company)


def come_together(company: Company) -> None:
    for name in HERE:
        company.comes(name)
    company.console.sees_number(len(HERE), "#people")
    arriving.opening_and_results(company, (Theme.participation, Theme.interaction))
    arriving.supper(company)
    company.next(Step.groups)
    company.console.form_groups(2)
    for group in (1, 2):
        all_see(company.table(group), "You are in group %(number)s", "#screen", number=group)
        assert len(company.table(group)) == 3


def sort_the_cards(company: Company) -> None:
    company.next(Step.sorting)
    sorting.leans_and_decides(company, company.table(1))
    sorting.decides_at_once(company, company.table(2))
    sorting.progress_is_seen(company)
    sorting.the_picture(company)


def propose(company: Company) -> None:
    proposing.suggestions_come_now(company)
    proposing.develops(company, company.table(1))
    proposing.two_write_one_idea(company, company.table(2))
    too_late_is_given_back(company)
    company.next(Step.axis)
    for group in (1, 2):
        table = company.table(group)
        idea = table[0].idea_called(company.titles[group])
        proposing.is_placed(table, idea, by_tap=False)
        proposing.is_settled(company, table, idea)
        proposing.is_proposed(table, idea)


def too_late_is_given_back(company: Company) -> None:
    """The step was over before the idea was sent: a sentence says so, and the words come back with the step."""
    writer = swedish(company)[0]
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


def decide(company: Company) -> None:
    deciding.the_wall(company)
    deciding.two_are_joined(company, joined=2, kept=1)
    deciding.the_vote_opens(company)
    for phone in company:
        deciding.votes(phone, 3 - phone.group)
    hesitating = company.phones["Amina"]
    hesitating.take_vote_back()
    company.console.sees_number(len(HERE) - 1, "#turnout")
    deciding.votes(hesitating, 3 - hesitating.group)
    deciding.hands_are_counted(company, HANDS, len(HERE))
    deciding.the_vote_closes(company, TALLY)
    deciding.a_second_round(company, company.table(2), 1)
    deciding.actions_are_agreed(company)
    deciding.thanks(company, deciding.the_survey(company, LEVELS))


def is_kept(company: Company) -> None:
    with kept.read(company) as book:
        kept.people_are(book, len(HERE), moved=0)
        kept.decisions_are(book, company)
        kept.proposals_are(book, company)
        kept.votes_are(book, company, TALLY, AGAIN)
        kept.actions_are(book, company)
        kept.answers_are(book, LEVELS, {None})
    kept.is_exported(company, kept.the_coordinator_comes(company), TALLY, AGAIN)
