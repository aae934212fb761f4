"""Agreed actions: at most four, nothing overwritten, nothing lost."""

import pytest

from app.live.stamping import Touched
from app.method import agreement, ideas, interpreting, wordings
from app.method.refusals import (
    NotYoursError,
    action_gone,
    actions_full,
    already_agreed,
    bad_date,
    empty,
    idea_gone,
    owner_missing,
    saved_first,
    step_closed,
    too_long,
)
from app.models import AgreedAction, Idea, Interest, Proposal, SuggestedAction
from app.models.scope import ScopeKind
from app.vocabulary import Language, Step
from tests.cast import Evening, bare_evening
from tests.crowd import DONE, at_once, told

SV = Language.sv


@pytest.fixture
def agreeing(meeting: Evening) -> Evening:
    """The meeting at the step of agreeing."""
    meeting.go_to(Step.agreement)
    return meeting


def agree(meeting: Evening, title: str = "A language café", owner: str = "The library") -> int:
    return meeting.do(agreement.agree, title, owner, "Ask for a room", "2027-01-31", SV)


def standing(meeting: Evening) -> list[int]:
    with meeting.reading() as book:
        return [action.id for action in agreement.standing_actions(book, meeting.id)]


def row(meeting: Evening, action_id: int) -> AgreedAction:
    return meeting.all(AgreedAction, id=action_id)[0]


def words(meeting: Evening, text_id: int) -> dict[str, str]:
    with meeting.reading() as book:
        return wordings.said(book, text_id)


def developed(meeting: Evening) -> int:
    """An idea that a group made of a suggested action, in three languages."""
    suggested = meeting.ids(SuggestedAction)[0]
    meeting.go_to(Step.ideas)
    return meeting.do(ideas.develop, meeting.member("Amina"), suggested)


def test_an_action_has_a_title_an_owner_a_first_step_and_a_date(agreeing: Evening) -> None:
    action = row(agreeing, agree(agreeing))
    assert words(agreeing, action.title_id) == {SV: "A language café"}
    assert words(agreeing, action.owner_id) == {SV: "The library"}
    assert words(agreeing, action.first_step_id) == {SV: "Ask for a room"}
    assert action.due_on == "2027-01-31"


def test_owner_first_step_and_date_can_be_named_later(agreeing: Evening) -> None:
    action_id = agreeing.do(agreement.agree, "A language café", "", "", "", SV)
    assert row(agreeing, action_id).due_on == ""
    agreeing.do(
        agreement.change_action,
        action_id,
        1,
        "A language café",
        "The library",
        "",
        "2027-01-31",
        SV,
    )
    changed = row(agreeing, action_id)
    assert (changed.due_on, changed.revision) == ("2027-01-31", 2)
    assert words(agreeing, changed.owner_id) == {SV: "The library"}


@pytest.mark.parametrize("step", [Step.vote, Step.agreement, Step.survey, Step.thanks])
def test_actions_are_agreed_from_the_vote_on(meeting: Evening, step: Step) -> None:
    meeting.go_to(Step.proposals)
    meeting.refused(step_closed, agreement.agree, "A language café", "", "", "", SV)
    meeting.go_to(step)
    agree(meeting)


def test_titles_texts_and_dates_have_limits(agreeing: Evening) -> None:
    agreeing.refused(empty, agreement.agree, " ", "", "", "", SV)
    agreeing.refused(too_long, agreement.agree, "x" * 81, "", "", "", SV)
    agreeing.refused(too_long, agreement.agree, "x", "x" * 501, "", "", SV)
    agreeing.refused(too_long, agreement.agree, "x", "", "x" * 501, "", SV)
    agreeing.refused(bad_date, agreement.agree, "x", "", "", "31.2.2027", SV)
    assert standing(agreeing) == []


def test_an_agreed_idea_keeps_its_languages_until_somebody_words_it_anew(meeting: Evening) -> None:
    idea_id = developed(meeting)
    title = words(meeting, meeting.all(Idea, id=idea_id)[0].title_id)
    meeting.go_to(Step.agreement)
    kept = meeting.do(agreement.agree, title[SV], "", "", "", SV, idea_id)
    assert words(meeting, row(meeting, kept).title_id) == title
    meeting.do(agreement.take_away, kept)
    anew = meeting.do(agreement.agree, "Worded anew", "", "", "", SV, idea_id)
    assert words(meeting, row(meeting, anew).title_id) == {SV: "Worded anew"}
    assert words(meeting, meeting.all(Idea, id=idea_id)[0].title_id) == title


def test_an_action_that_is_worded_anew_is_in_no_language_what_it_was_before(
    meeting: Evening,
) -> None:
    idea_id = developed(meeting)
    meeting.go_to(Step.agreement)
    action = row(meeting, meeting.do(agreement.agree, "", "The library", "Ask", "", SV, idea_id))
    for text_id, words_now in ((action.first_step_id, "Kysyä"), (action.owner_id, "Kirjasto")):
        seen = interpreting.digest(words(meeting, text_id))
        meeting.do(interpreting.interpret, text_id, "fi", words_now, seen)
    meeting.do(
        agreement.change_action, action.id, 1, "Close it", "The library", "", "", Language.sv
    )
    assert words(meeting, action.title_id) == {SV: "Close it"}
    assert words(meeting, action.owner_id) == {SV: "The library", Language.fi: "Kirjasto"}
    assert words(meeting, action.first_step_id) == {}


def test_one_idea_is_agreed_once(meeting: Evening) -> None:
    idea_id = developed(meeting)
    meeting.go_to(Step.agreement)
    first = meeting.do(agreement.agree, "", "", "", "", SV, idea_id)
    meeting.refused(already_agreed, agreement.agree, "", "", "", "", SV, idea_id)
    meeting.do(agreement.take_away, first)
    meeting.do(agreement.agree, "", "", "", "", SV, idea_id)
    meeting.refused(already_agreed, agreement.put_back, first)


def test_a_hidden_or_foreign_idea_cannot_be_agreed(meeting: Evening) -> None:
    idea_id = developed(meeting)
    meeting.do(ideas.hide, idea_id, hidden=True)
    meeting.go_to(Step.agreement)
    meeting.refused(idea_gone, agreement.agree, "", "", "", "", SV, idea_id)
    other = bare_evening(meeting.database, meeting.writer, "XRAN7A2")
    other.go_to(Step.agreement)
    other.refused(idea_gone, agreement.agree, "", "", "", "", SV, idea_id)
    with pytest.raises(NotYoursError):
        other.do(agreement.take_away, agree(meeting))


def test_who_saves_second_overwrites_nothing(agreeing: Evening) -> None:
    action_id = agree(agreeing)
    agreeing.do(agreement.change_action, action_id, 1, "First", "The library", "", "", SV)
    agreeing.refused(
        saved_first, agreement.change_action, action_id, 1, "Second", "The library", "", "", SV
    )
    assert words(agreeing, row(agreeing, action_id).title_id) == {SV: "First"}
    agreeing.do(agreement.change_action, action_id, 2, "Second", "The library", "", "", SV)
    assert words(agreeing, row(agreeing, action_id).title_id) == {SV: "Second"}


def test_an_owner_is_to_be_asked_until_a_yes_is_heard_and_again_when_it_is_another(
    agreeing: Evening,
) -> None:
    action_id = agree(agreeing)
    assert not row(agreeing, action_id).owner_says_yes
    for answer in (True, False, True, True):
        agreeing.do(agreement.hear_owner, action_id, says_yes=answer)
        assert row(agreeing, action_id).owner_says_yes is answer
    agreeing.do(
        agreement.change_action, action_id, 1, "A language café", "The school", "Ask", "", SV
    )
    asked = row(agreeing, action_id)
    assert (asked.owner_says_yes, asked.said_yes_to_id) == (False, None)


def test_a_yes_stands_for_the_words_that_it_was_given_to(agreeing: Evening) -> None:
    action_id = agreeing.do(agreement.agree, "A café", "The library", "", "", SV)
    turns = iter(range(1, 10))

    def reworded(title: str, first_step: str, due_on: str = "") -> AgreedAction:
        told = (title, "The library", first_step, due_on, SV)
        agreeing.do(agreement.change_action, action_id, next(turns), *told)
        return row(agreeing, action_id)

    agreeing.do(agreement.hear_owner, action_id, says_yes=True)
    assert reworded("A café", "Ask", "2027-01-31").owner_says_yes, "what was missing may be added"
    asked = reworded("A café each week", "Ask")
    assert not asked.owner_says_yes
    assert words(agreeing, asked.said_yes_to_id or 0) == {SV: "A café – Ask"}
    asked = reworded("A café each day", "Ask a lot")
    assert words(agreeing, asked.said_yes_to_id or 0) == {SV: "A café – Ask"}
    assert reworded("A café", "Ask").owner_says_yes, "they are as they were"
    reworded("A café each week", "Ask")
    agreeing.do(agreement.hear_owner, action_id, says_yes=True)
    assert row(agreeing, action_id).owner_says_yes
    asked = reworded("A café each month", "Ask")
    assert words(agreeing, asked.said_yes_to_id or 0) == {SV: "A café each week – Ask"}


def test_nobody_says_yes_for_an_action_without_an_owner(agreeing: Evening) -> None:
    action_id = agree(agreeing, owner="")
    agreeing.refused(owner_missing, agreement.hear_owner, action_id, says_yes=True)


def test_saving_the_same_twice_is_harmless(agreeing: Evening) -> None:
    action_id = agree(agreeing)
    for _ in range(2):
        agreeing.do(agreement.change_action, action_id, 1, "Better", "The library", "", "", SV)
    assert row(agreeing, action_id).revision == 2


def test_what_was_taken_away_can_be_put_back_while_there_is_room(agreeing: Evening) -> None:
    first, second, third, fourth = (agree(agreeing, f"Action {number}") for number in range(4))
    agreeing.do(agreement.take_away, second)
    agreeing.do(agreement.take_away, second)
    assert standing(agreeing) == [first, third, fourth]
    agreeing.refused(
        action_gone, agreement.change_action, second, 1, "Action 1", "The library", "", "", SV
    )
    fifth = agree(agreeing, "Action 5")
    agreeing.refused(actions_full, agreement.put_back, second)
    agreeing.do(agreement.take_away, fifth)
    agreeing.do(agreement.put_back, second)
    assert standing(agreeing) == [first, second, third, fourth]


def test_twenty_agree_at_once_and_four_actions_stand(agreeing: Evening) -> None:
    codes = at_once(20, lambda turn: told(lambda: agree(agreeing, f"Action {turn}")))
    assert sorted(codes) == [DONE] * 4 + [actions_full.code] * 16
    assert len(standing(agreeing)) == 4


def test_wanting_to_take_part_is_counted_once_and_can_be_taken_back(agreeing: Evening) -> None:
    action_id = agree(agreeing)
    amina, hodan = agreeing.member("Amina"), agreeing.member("Hodan")
    for member in (amina, amina, hodan):
        agreeing.do(agreement.take_part, member, action_id)
    assert interest(agreeing, action_id) == 2
    for _ in range(2):
        agreeing.do(agreement.leave, amina, action_id)
    assert interest(agreeing, action_id) == 1
    assert [row.person_id for row in agreeing.all(Interest)] == [hodan.person_id]


def test_taking_part_wakes_the_person_and_the_console_alone(
    agreeing: Evening, announced: list[list[Touched]]
) -> None:
    action_id = agree(agreeing)
    announced.clear()
    agreeing.do(agreement.take_part, agreeing.member("Amina"), action_id)
    assert {touch.kind for touch, _ in announced[0]} == {ScopeKind.person, ScopeKind.interests}


def test_nobody_takes_part_in_what_was_taken_away_or_before_it_is_time(meeting: Evening) -> None:
    meeting.go_to(Step.vote)
    action_id = agree(meeting)
    amina = meeting.member("Amina")
    meeting.refused(step_closed, agreement.take_part, amina, action_id)
    meeting.go_to(Step.thanks)
    meeting.do(agreement.take_part, amina, action_id)
    meeting.do(agreement.take_away, action_id)
    meeting.refused(action_gone, agreement.take_part, meeting.member("Hodan"), action_id)
    meeting.do(agreement.put_back, action_id)
    assert interest(meeting, action_id) == 1


def test_a_proposal_outlives_the_action_made_of_it(meeting: Evening) -> None:
    proposal_id = meeting.propose("Amina", "Language café")
    idea_id = meeting.all(Proposal, id=proposal_id)[0].idea_id
    meeting.go_to(Step.agreement)
    action_id = meeting.do(agreement.agree, "", "The library", "", "", SV, idea_id)
    meeting.do(agreement.take_away, action_id)
    assert len(meeting.all(Proposal, id=proposal_id)) == 1


def interest(meeting: Evening, action_id: int) -> int:
    with meeting.reading() as book:
        return agreement.interest_count(book, action_id)
