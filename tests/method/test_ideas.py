"""Ideas: one to four of a group, developed from what residents suggested or new; taken away, and put back."""

from collections.abc import Callable

import pytest

from app.limits import LIMIT
from app.method import ideas, ideas_rewording, vote
from app.method.refusals import NotYoursError, idea_gone, ideas_full, voted_on
from app.models import Idea, Proposal, SuggestedAction, Wording
from app.vocabulary import Step
from tests.cast import Evening


def written(meeting: Evening, *titles: str) -> list[int]:
    """Ideas of group 1; the step is writing ideas."""
    meeting.go_to(Step.ideas)
    return [
        meeting.do(ideas.write, meeting.member("Amina"), title, "What is done", "")
        for title in titles
    ]


def letters(meeting: Evening) -> list[str]:
    """Of the ideas of group 1 that stand."""
    with meeting.reading() as book:
        return [ideas.letter(idea) for idea in ideas.standing_ideas(book, meeting.groups[1])]


def test_an_idea_keeps_where_it_came_from_whatever_the_group_makes_of_it(meeting: Evening) -> None:
    meeting.go_to(Step.ideas)
    amina, suggested = meeting.member("Amina"), meeting.ids(SuggestedAction)[2]
    made: int = meeting.do(ideas.develop, amina, suggested)
    (idea,) = meeting.all(Idea, id=made)
    words = {row.language: row.words for row in meeting.all(Wording, text_id=idea.title_id)}
    assert words == {tag: f"Suggestion 3 ({tag})" for tag in ("sv", "fi", "en")}
    assert not meeting.all(Wording, text_id=idea.what_id), "the same sentence is not said twice"
    meeting.do(ideas_rewording.improve, amina, made, idea.revision, "Another title", "", "")
    assert meeting.all(Idea, id=made)[0].suggested_action_id == suggested
    assert meeting.do(ideas.develop, meeting.member("Kirsi"), suggested) == made, "once at a table"
    assert meeting.do(ideas.develop, meeting.member("Hodan"), suggested) != made


def test_a_group_has_room_for_so_many_and_for_one_more_when_it_takes_one_away(
    meeting: Evening,
) -> None:
    first, *_ = written(meeting, *(f"Idea {number}" for number in range(LIMIT.ideas)))
    amina = meeting.member("Amina")
    meeting.refused(ideas_full, ideas.write, amina, "One more", "", "")
    meeting.do(ideas.drop, amina, first)
    written(meeting, "One more")
    meeting.refused(ideas_full, ideas.restore, amina, first)


def test_an_idea_keeps_its_letter_when_others_are_taken_away_and_put_back(
    meeting: Evening,
) -> None:
    first, _ = written(meeting, "First", "Second")
    meeting.do(ideas.drop, meeting.member("Amina"), first)
    written(meeting, "Third")
    assert letters(meeting) == ["B", "C"]
    meeting.do(ideas.restore, meeting.member("Kirsi"), first)
    assert letters(meeting) == ["A", "B", "C"]


def test_the_twenty_seventh_letter_is_a_double_one() -> None:
    told = {number: ideas.letter(Idea(number=number)) for number in (1, 26, 27, 53)}
    assert told == {1: "A", 26: "Z", 27: "AA", 53: "AAA"}


def test_what_is_taken_away_is_proposed_no_more_and_not_by_being_put_back(meeting: Evening) -> None:
    proposal_id = meeting.propose("Amina", "Language café")
    idea_id, amina = meeting.all(Proposal, id=proposal_id)[0].idea_id, meeting.member("Amina")
    meeting.do(ideas.drop, amina, idea_id)
    meeting.refused(idea_gone, ideas.drop, amina, idea_id)
    assert meeting.all(Proposal) == []
    meeting.do(ideas.restore, amina, idea_id)
    assert meeting.all(Proposal) == []


@pytest.mark.parametrize("act", [ideas.drop, ideas.restore])
def test_once_a_vote_has_been_opened_nothing_is_taken_away_or_put_back(
    meeting: Evening, act: Callable[..., None]
) -> None:
    dropped, standing = written(meeting, "Dropped", "Standing")
    meeting.do(ideas.drop, meeting.member("Amina"), dropped)
    meeting.propose("Hodan", "Plain letters")
    meeting.go_to(Step.vote)
    meeting.do(vote.open_round)
    meeting.go_to(Step.axis)
    idea_id = standing if act is ideas.drop else dropped
    meeting.refused(voted_on, act, meeting.member("Amina"), idea_id)


def test_no_other_table_touches_an_idea(meeting: Evening) -> None:
    (idea_id,) = written(meeting, "Language café")
    for act in (ideas.drop, ideas.restore):
        with pytest.raises(NotYoursError):
            meeting.do(act, meeting.member("Hodan"), idea_id)
    assert letters(meeting) == ["A"]
