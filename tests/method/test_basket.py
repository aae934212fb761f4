"""What is taken out of a meeting takes all its texts along: they come back with it, or are erased with it."""

from typing import Any

import pytest

from app.method import survey, typed_piles, wordings
from app.method.act import Act
from app.method.erasing import whole
from app.method.erasing.one_text import Wrote, all_written, erase_text
from app.method.preparing import basket, owners, packs, questions
from app.method.survey import Answered
from app.models import Card, Removed, SurveyQuestion, Wording
from app.vocabulary import Category
from tests.cast import Evening

SAID = "Är Mikael Berg dum?"


def lies_in_it(meeting: Evening) -> str:
    """The key of the one thing in the basket, among all that people wrote."""
    with meeting.reading() as book:
        written = list(all_written(book, meeting.id))
    (removed,) = [text for text in written if text.kind is Wrote.removed]
    assert SAID in removed.words, "it is listed with what is kept"
    return removed.key


def are_kept(meeting: Evening) -> bool:
    return any(row.words == SAID for row in meeting.all(Wording)) or any(
        SAID in row.stored for row in meeting.all(Removed)
    )


@pytest.fixture
def removed_question(meeting: Evening) -> int:
    """Somebody answered it on paper, it was corrected, and the form was taken out before it was removed."""
    question_id = meeting.ids(SurveyQuestion)[2]
    meeting.do(questions.set_question, question_id, {"sv": SAID}, {}, {})
    form_id = meeting.do(survey.enter_paper, [Answered(question_id, words="Ja")])
    meeting.do(questions.set_question, question_id, {"sv": "Vad tycker du?"}, {}, {})
    meeting.do(survey.take_out_paper, form_id)
    meeting.do(questions.remove_question, question_id)
    return question_id


@pytest.fixture
def removed_card(meeting: Evening) -> int:
    """A group decided on it on paper, it was corrected, and what was typed was taken out before it was
    removed.
    """
    card, group_id = meeting.all(Card, id=meeting.ids(Card)[0])[0], meeting.groups[1]
    place = (card.id, card.theme, card.population_group_id)
    meeting.do(packs.set_card, *place, {"sv": SAID}, heavy=False)
    meeting.do(typed_piles.put, group_id, card.id, Category.more)
    meeting.do(packs.set_card, *place, {"sv": "Grannar hälsar inte"}, heavy=False)
    meeting.do(typed_piles.put, group_id, card.id, None)
    meeting.do(packs.remove_card, card.id)
    return card.id


@pytest.mark.usefixtures("removed_question")
def test_what_people_saw_of_a_question_is_erased_with_it_from_the_basket(meeting: Evening) -> None:
    meeting.do(erase_text, Wrote.removed, lies_in_it(meeting))
    assert not are_kept(meeting)


@pytest.mark.usefixtures("removed_question")
def test_what_people_saw_of_a_question_in_the_basket_is_erased_with_the_meeting(
    meeting: Evening,
) -> None:
    meeting.do(whole.erase_meeting)
    assert not are_kept(meeting)


@pytest.mark.usefixtures("removed_card")
def test_what_people_saw_of_a_card_in_the_basket_is_erased_with_the_meeting(
    meeting: Evening,
) -> None:
    meeting.do(whole.erase_meeting)
    assert not are_kept(meeting)


@pytest.mark.parametrize("name", basket.KINDS)
def test_all_texts_of_a_row_leave_with_it_and_come_back_with_it(
    meeting: Evening, name: str
) -> None:
    table = basket.KINDS[name].table
    columns = [column.name for column in whole.texts_of(whole.table_of(table))]

    def say_all(act: Act) -> Any:
        """A row like the first one, with words in each of its texts."""
        row = act.book.all(table)[0]
        texts = {column: wordings.write(act.book, {"sv": f"{column} nu"}) for column in columns}
        told = {**row._asdict(), **texts, "position": 99}
        made = table(**{name: value for name, value in told.items() if name != "id"})
        act.book.add(made)
        return act.book.one(table, id=made.id)

    def said() -> set[str]:
        return {row.words for row in meeting.all(Wording) if row.words.endswith("_id nu")}

    meeting.do(owners.add_owner, {"sv": "Kulturkontoret"})
    row = meeting.do(say_all)
    there = said()
    assert len(there) == len(columns)
    meeting.do(basket.put, table, row)
    assert not said()
    (removed,) = meeting.all(Removed)
    assert {*basket.words_of(removed)} == there
    meeting.do(basket.put_back, removed.id)
    assert said() == there
