"""A whole meeting in real browsers: two consoles, a remote, a wall and twelve phones, from joining to the file next
morning."""

import pytest

from app.vocabulary import Step
from tests.evening import arriving, deciding, kept, proposing, reading, sorting
from tests.evening.company import WholeCompany, gather, swedish
from tests.evening.hall import Hall

GROUPS = (1, 2, 3, 4)  # and 5, by its host alone
TALLIES = ({1: 7, 2: 7, 3: 1, 5: 0}, {1: 12, 2: 3, 3: 0, 5: 0})
LEVELS = (4, 3, 4, 1, 2)

pytestmark = [pytest.mark.evening, pytest.mark.timeout(600)]


def test_a_whole_evening(hall: Hall) -> None:
    company = gather(hall)
    come_together(company)
    sort_the_cards(company)
    propose(company)
    settle_and_decide(company)
    is_kept(company)


def come_together(company: WholeCompany) -> None:
    reading.the_principles_before_joining(company)
    arriving.everybody_joins(company)
    arriving.in_own_languages(company)
    arriving.opening(company)
    reading.the_principles_in_the_opening(company)
    reading.the_way_in_and_nothing(company)
    arriving.results(company)
    reading.that_somebody_comes_before_there_are_groups(company, company.phones["Amina"])
    arriving.supper(company)
    arriving.small_groups(company, 5)


def sort_the_cards(company: WholeCompany) -> None:
    company.next(Step.sorting)
    sorting.one_comes_late(company)
    leaning, quick, weak, sharing = map(company.table, GROUPS)
    sorting.leans_and_decides(company, leaning)
    sorting.decides_at_once(company, quick)
    sorting.without_a_line(company, weak)
    sorting.leans_in_turn(company, sharing)
    sorting.decides_for_the_table(company)
    sorting.raises_a_hand(company, leaning)
    sorting.needs_someone(company, quick[0])
    sorting.reloads_and_goes_back(company)
    sorting.too_few_are_not_shown(company)
    sorting.decides_otherwise(company, company.table(2), 4)
    sorting.progress_is_seen(company)
    sorting.the_picture(company)


def propose(company: WholeCompany) -> None:
    proposing.suggestions_come_now(company)
    developing, two, four = map(company.table, (1, 2, 3))
    proposing.develops(company, developing)
    proposing.four_are_enough(four)
    proposing.a_text_is_hidden(company, four)
    proposing.two_write_one_idea(company, two)
    proposing.writes_half_an_idea(company, swedish(two)[0])
    company.host.write(proposing.HOSTED)
    proposing.two_become_one(company, 4, 2)
    on_the_axis(company)


def on_the_axis(company: WholeCompany) -> None:
    company.next(Step.axis)
    company.titles[3] = proposing.FOUR[0]
    proposing.changes_its_mind(company, company.table(3), proposing.FOUR[1])
    for group in (1, 2, 3):
        table = company.table(group)
        idea = table[0].idea_called(company.titles[group])
        proposing.is_placed(table, idea)
        proposing.is_settled(company, table, idea)
        proposing.is_proposed(table, idea)
    proposing.proposes_besides(company, 2, proposing.ALIKE, 3)
    proposing.proposes_for_the_table(company)
    proposing.titles_are_shown(company)


def settle_and_decide(company: WholeCompany) -> None:
    moved = deciding.one_is_moved(company, 3)
    deciding.are_joined(company)
    deciding.the_wall(company)
    reading.in_which_language_a_proposal_is_written(company)
    deciding.the_vote_opens(company, moved)
    deciding.everybody_votes(company, moved)
    deciding.the_vote_closes(company, TALLIES[0])
    deciding.again(company, TALLIES[1], moved)
    deciding.actions_are_agreed(company)
    through = deciding.the_survey(company, LEVELS)
    deciding.thanks(company, through)


def is_kept(company: WholeCompany) -> None:
    with kept.read(company) as book:
        kept.people_are(book, company)
        kept.decisions_are(book, company)
        kept.ideas_are(book, company)
        kept.proposals_are(book, company)
        kept.votes_are(book, company, TALLIES)
        kept.actions_are(book, company)
        # Five of the twelve are residents; of nothing else are there so many.
        kept.answers_are(book, LEVELS)
    kept.is_exported(company, kept.the_coordinator_comes(company), TALLIES)
