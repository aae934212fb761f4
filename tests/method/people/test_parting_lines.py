"""A line of the talk that was written together is not lost when two groups part again."""

from app.method import interpreting, sorting, wordings
from app.method.people import merging
from app.models import Card, Merge, TalkLine
from app.vocabulary import Category, Step
from tests.cast import Evening
from tests.method.people.test_merging import decide, decisions, merged


def say(meeting: Evening, name: str, place: int, revision: int, words: str) -> None:
    card_id = meeting.ids(Card)[place]
    meeting.do(sorting.keep_line, meeting.member(name), card_id, revision, words)


def lines(meeting: Evening, group: int) -> dict[int, str]:
    """The words that a group has, by the card's place in the pack."""
    places = {card_id: place for place, card_id in enumerate(meeting.ids(Card))}
    with meeting.reading() as book:
        kept = sorting.lines_of(book, meeting.groups[group])
        return {
            places[card_id]: next(iter(wordings.said(book, line.text_id).values()))
            for card_id, line in kept.items()
        }


def test_a_line_written_together_stays_with_the_decision_that_it_is_about(meeting: Evening) -> None:
    meeting.go_to(Step.sorting)
    decide(meeting, "Hodan", 3, Category.less)
    merge_id = merged(meeting)
    say(meeting, "Amina", 3, 0, "Heard by us all")
    meeting.do(merging.part, merge_id)
    assert lines(meeting, 1) == {3: "Heard by us all"}
    assert decisions(meeting, 1) == {3: Category.less}
    assert (lines(meeting, 2), decisions(meeting, 2)) == ({}, {3: Category.less})


def test_a_line_that_came_along_and_was_written_anew_stays_and_the_old_one_goes_back(
    meeting: Evening,
) -> None:
    meeting.go_to(Step.sorting)
    decide(meeting, "Hodan", 3, Category.less)
    say(meeting, "Hodan", 3, 0, "Heard often")
    merge_id = merged(meeting)
    (came_along,) = meeting.all(TalkLine, small_group_id=meeting.groups[1])
    say(meeting, "Amina", 3, came_along.revision, "Heard by us all")
    meeting.do(merging.part, merge_id)
    assert (lines(meeting, 1), lines(meeting, 2)) == ({3: "Heard by us all"}, {3: "Heard often"})


def test_a_line_that_came_along_to_a_card_on_which_both_agreed_goes_back(meeting: Evening) -> None:
    meeting.go_to(Step.sorting)
    for name in ("Amina", "Hodan"):
        decide(meeting, name, 3, Category.less)
        decide(meeting, name, 4, Category.less)
    say(meeting, "Hodan", 3, 0, "Heard often")
    for name in ("Amina", "Hodan"):
        say(meeting, name, 4, 0, "Both say so")
    merge_id = merged(meeting)
    assert lines(meeting, 1) == {3: "Heard often", 4: "Both say so"}
    with meeting.reading() as book:
        assert not merging.decided_before(book, meeting.id, meeting.groups[1])
    meeting.do(merging.part, merge_id)
    assert lines(meeting, 1) == {4: "Both say so"}
    assert decisions(meeting, 1) == {3: Category.less, 4: Category.less}
    assert lines(meeting, 2) == {3: "Heard often", 4: "Both say so"}


def test_a_line_that_came_along_goes_back_though_an_interpreter_has_typed_it(
    meeting: Evening,
) -> None:
    meeting.go_to(Step.sorting)
    decide(meeting, "Hodan", 3, Category.less)
    for name in ("Amina", "Hodan"):
        decide(meeting, name, 4, Category.less)
    for place in (3, 4):
        say(meeting, "Hodan", place, 0, "Heard often")
    merge_id = merged(meeting)
    for line in meeting.all(TalkLine, small_group_id=meeting.groups[1]):
        with meeting.reading() as book:
            seen = interpreting.digest(wordings.written(book, line.text_id))
        meeting.do(interpreting.interpret, line.text_id, "ar", "يُسمع كثيرا", seen)
    meeting.do(merging.part, merge_id)
    assert (lines(meeting, 1), decisions(meeting, 1)) == ({}, {4: Category.less})
    assert lines(meeting, 2) == {3: "Heard often", 4: "Heard often"}


def test_who_wrote_a_line_together_had_been_one_group(meeting: Evening) -> None:
    meeting.go_to(Step.sorting)
    decide(meeting, "Amina", 3, Category.less)
    merge_id = merged(meeting)
    say(meeting, "Hodan", 3, 0, "Heard by us all")
    meeting.do(merging.part, merge_id)
    assert len(meeting.all(Merge)) == 1


def test_a_line_from_before_the_merge_outlasts_a_decision_that_was_only_brought(
    meeting: Evening,
) -> None:
    meeting.go_to(Step.sorting)
    decide(meeting, "Amina", 3, Category.more)
    say(meeting, "Amina", 3, 0, "We were not sure")
    meeting.do(sorting.reopen, meeting.member("Amina"), meeting.ids(Card)[3])
    decide(meeting, "Hodan", 3, Category.less)
    meeting.do(merging.part, merged(meeting))
    assert (lines(meeting, 1), decisions(meeting, 1)) == ({3: "We were not sure"}, {})
