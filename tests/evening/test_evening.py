"""A whole meeting in real browsers: a console, a wall and twelve phones, from joining to the file next morning."""

import pytest

from app.vocabulary import Background, Step
from tests.evening import arriving, deciding, kept, proposing, sorting
from tests.evening.company import BACKGROUNDS, Company, swedish
from tests.evening.hall import Hall

HANDS = [(3, 1), (3, 2)]  # a table, and the group for whose idea it raises a hand
TALLY = {1: 6, 2: 6, 3: 1}
AGAIN = {1: 4, 2: 0, 3: 0}
LEVELS = (4, 3, 4, 1, 2)

pytestmark = [pytest.mark.evening, pytest.mark.timeout(600)]


def test_a_whole_evening(hall: Hall) -> None:
    company = Company(hall, hall.console(), hall.wall())
    come_together(company)
    sort_the_cards(company)
    propose(company)
    settle_and_decide(company)
    is_kept(company)


def come_together(company: Company) -> None:
    arriving.everybody_joins(company)
    arriving.in_own_languages(company)
    arriving.opening_and_results(company)
    arriving.supper(company)
    arriving.small_groups(company)


def sort_the_cards(company: Company) -> None:
    company.next(Step.sorting)
    weak = company.table_of(arriving.ON_A_WEAK_LINE)
    leaning, quick = (table for table in map(company.table, (1, 2, 3)) if table != weak)
    sorting.leans_and_decides(company, leaning)
    sorting.decides_at_once(company, quick)
    sorting.without_a_line(company, weak)
    sorting.one_comes_late(company)
    sorting.reloads_and_goes_back(company)
    sorting.too_few_are_not_shown(company)
    sorting.progress_is_seen(company)
    sorting.the_picture(company)


def propose(company: Company) -> None:
    proposing.suggestions_come_now(company)
    developing, two, four = map(company.table, (1, 2, 3))
    proposing.develops(company, developing)
    proposing.four_are_enough(four)
    proposing.a_text_is_hidden(company, four)
    proposing.two_write_one_idea(company, two)
    proposing.writes_half_an_idea(company, swedish(two)[0])
    on_the_axis(company)


def on_the_axis(company: Company) -> None:
    company.next(Step.axis)
    company.titles[3] = proposing.FOUR[0]
    proposing.changes_its_mind(company, company.table(3), proposing.FOUR[1])
    for group in (1, 2, 3):
        table = company.table(group)
        idea = table[0].idea_called(company.titles[group])
        proposing.is_placed(table, idea)
        proposing.is_settled(company, table, idea)
        proposing.is_proposed(table, idea)
    proposing.titles_are_shown(company)


def settle_and_decide(company: Company) -> None:
    moved = deciding.one_is_moved(company)
    deciding.the_wall(company)
    deciding.two_are_joined(company, joined=2, kept=3)
    deciding.the_vote_opens(company, moved)
    deciding.everybody_votes(company, moved)
    deciding.hands_are_counted(company, HANDS, 11)
    deciding.the_vote_closes(company, TALLY)
    deciding.a_second_round(company, company.table(3), 1)
    deciding.actions_are_agreed(company)
    through = deciding.the_survey(company, LEVELS)
    deciding.thanks(company, through)


def is_kept(company: Company) -> None:
    with kept.read(company) as book:
        kept.people_are(book, len(BACKGROUNDS), moved=1)
        kept.decisions_are(book, company)
        kept.ideas_are(book, company)
        kept.proposals_are(book, company)
        kept.votes_are(book, company, TALLY, AGAIN)
        kept.actions_are(book, company)
        # Five of the twelve are residents; of nothing else are there so many.
        kept.answers_are(book, LEVELS, {Background.resident, None})
    kept.is_exported(company, kept.the_coordinator_comes(company), TALLY, AGAIN)
