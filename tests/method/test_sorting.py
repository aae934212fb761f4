"""Sorting: each group starts elsewhere, keeps a line of its talk, and "not reached" is not "we don't know"."""

from collections.abc import Callable

import pytest

from app.method import clock, interpreting, programme, sorting, sorting_dealing, wordings
from app.method.people import calls
from app.method.preparing.pattern import usual
from app.method.refusals import not_decided, reason_missing, saved_first, step_closed, too_long
from app.method.sorting_long_cards import LongCards
from app.method.sorting_pack import Pack, pack_of
from app.models import Card, Decision, ProgrammeRow, TableCall, TalkLine, Text, Wording
from app.reading.snapshot import Snapshot
from app.screens.at_card import pace
from app.screens.picture import cards_by_groups
from app.screens.speaker import Speaker
from app.vocabulary import Call, Category, Language, Reason, Step
from tests.cast import Evening

CARDS = 24


@pytest.fixture
def sorting_now(meeting: Evening) -> Evening:
    meeting.go_to(Step.sorting)
    return meeting


def pack(meeting: Evening, number: int) -> Pack:
    with meeting.reading() as book:
        return pack_of(book, meeting.id, meeting.groups[number])


def decide(meeting: Evening, name: str, card_id: int, category: Category = Category.more) -> None:
    reason = Reason.differ if category is Category.dunno else None
    meeting.do(sorting.decide, meeting.member(name), card_id, category, reason)


def keep(meeting: Evening, name: str, card_id: int, seen: int, words: str) -> None:
    meeting.do(sorting.keep_line, meeting.member(name), card_id, seen, words)


def revision(meeting: Evening) -> int:
    """Of the one line that is kept."""
    (line,) = meeting.all(TalkLine)
    return line.revision


def test_groups_start_at_different_cards_and_reach_them_all(meeting: Evening) -> None:
    cards = meeting.ids(Card)
    orders = [pack(meeting, number).order for number in (1, 2, 3)]
    assert orders[0][0] == cards[0]
    assert len({order[0] for order in orders}) == 3
    assert all(sorted(order) == sorted(cards) for order in orders)


def test_up_to_as_many_groups_as_cards_no_two_start_alike() -> None:
    for cards in (1, 7, 24, 30):
        starts = [sorting_dealing.first_card(number, cards) for number in range(1, cards + 1)]
        assert starts[0] == 0
        assert all(0 <= start < cards for start in starts)
    assert len({sorting_dealing.first_card(number, CARDS) for number in range(1, 9)}) == 8


def test_half_the_time_still_reaches_every_card_somewhere(meeting: Evening) -> None:
    reached = {card for number in (1, 2, 3) for card in pack(meeting, number).order[: CARDS // 2]}
    assert reached == set(meeting.ids(Card))


def test_skipped_and_reopened_cards_stand_as_ever_in_a_pack_that_starts_elsewhere(
    sorting_now: Evening,
) -> None:
    first, second, *_ = pack(sorting_now, 2).order
    sorting_now.do(sorting.skip, sorting_now.member("Hodan"), first)
    assert (pack(sorting_now, 2).current, pack(sorting_now, 2).order[-1]) == (second, first)
    decide(sorting_now, "Hodan", second)
    sorting_now.do(sorting.reopen, sorting_now.member("Pekka"), second)
    assert pack(sorting_now, 2).current == second


def test_a_line_of_the_talk_is_kept_changed_and_taken_away(sorting_now: Evening) -> None:
    card = pack(sorting_now, 1).order[0]
    decide(sorting_now, "Amina", card)
    texts = len(sorting_now.all(Text))
    keep(sorting_now, "Amina", card, 0, "  The library is\nwhere we meet ")
    first = revision(sorting_now)
    keep(sorting_now, "Kirsi", card, first, "Kirjastossa tavataan")
    assert revision(sorting_now) != first
    assert len(sorting_now.all(Text)) == texts + 1
    keep(sorting_now, "Börje", card, revision(sorting_now), "")
    assert sorting_now.all(TalkLine) == []
    assert len(sorting_now.all(Text)) == texts


def test_who_saves_a_line_second_overwrites_nothing(sorting_now: Evening) -> None:
    card = pack(sorting_now, 1).order[0]
    decide(sorting_now, "Amina", card)
    keep(sorting_now, "Amina", card, 0, "First")
    keep(sorting_now, "Amina", card, 0, "First")
    borje, first = sorting_now.member("Börje"), sorting_now.all(TalkLine)
    sorting_now.refused(saved_first, sorting.keep_line, borje, card, 0, "Second")
    sorting_now.refused(saved_first, sorting.keep_line, borje, card, 0, "")
    assert sorting_now.all(TalkLine) == first


def test_nor_one_that_was_written_after_what_they_read_was_taken_away(sorting_now: Evening) -> None:
    card = pack(sorting_now, 1).order[0]
    decide(sorting_now, "Amina", card)
    keep(sorting_now, "Amina", card, 0, "First")
    read = revision(sorting_now)
    keep(sorting_now, "Amina", card, read, "")
    keep(sorting_now, "Kirsi", card, 0, "Another one")
    written = sorting_now.all(TalkLine)
    borje = sorting_now.member("Börje")
    sorting_now.refused(saved_first, sorting.keep_line, borje, card, read, "Second")
    sorting_now.refused(saved_first, sorting.keep_line, borje, card, read, "")
    assert sorting_now.all(TalkLine) == written


def test_a_line_is_short_and_belongs_to_a_decided_card_of_the_sorting(sorting_now: Evening) -> None:
    card = pack(sorting_now, 1).order[0]
    amina = sorting_now.member("Amina")
    sorting_now.refused(not_decided, sorting.keep_line, amina, card, 0, "Too early")
    decide(sorting_now, "Amina", card)
    sorting_now.refused(too_long, sorting.keep_line, amina, card, 0, "x" * 141)
    sorting_now.do(sorting.keep_line, amina, card, 0, "x" * 140)
    sorting_now.go_to(Step.picture)
    sorting_now.refused(step_closed, sorting.keep_line, amina, card, 1, "Too late")


def test_a_line_that_is_saved_as_it_was_read_stays_as_it_is(sorting_now: Evening) -> None:
    """Whoever reads it in another language saves an interpreter's words; those are not the table's."""
    card = pack(sorting_now, 1).order[0]
    decide(sorting_now, "Amina", card)
    keep(sorting_now, "Amina", card, 0, "Heard often")
    (kept,) = sorting_now.all(TalkLine)
    with sorting_now.reading() as book:
        seen = interpreting.digest(wordings.written(book, kept.text_id))
    for language in ("ar", "ckb", "fa", "kmr"):
        typed = (kept.text_id, language, f"Heard often, {language}", seen)
        sorting_now.do(interpreting.interpret, *typed)
    before = sorting_now.all(Wording, text_id=kept.text_id)
    for wording in before:
        keep(sorting_now, "Börje", card, kept.revision, wording.words)
    assert sorting_now.all(TalkLine) == [kept]
    assert sorting_now.all(Wording, text_id=kept.text_id) == before


def test_a_line_outlives_the_opening_of_its_card(sorting_now: Evening) -> None:
    card = pack(sorting_now, 1).order[0]
    decide(sorting_now, "Amina", card)
    keep(sorting_now, "Amina", card, 0, "We know this one")
    kept = sorting_now.all(TalkLine)
    sorting_now.do(sorting.reopen, sorting_now.member("Amina"), card)
    decide(sorting_now, "Amina", card, Category.less)
    assert sorting_now.all(TalkLine) == kept


def test_not_knowing_has_one_of_its_two_reasons_and_a_category_has_none(
    sorting_now: Evening,
) -> None:
    card, amina = sorting_now.ids(Card)[0], sorting_now.member("Amina")
    sorting_now.refused(reason_missing, sorting.decide, amina, card, Category.dunno)
    assert sorting_now.all(Decision) == []
    for reason in (Reason.differ, None):
        sorting_now.do(sorting.decide, amina, card, Category.more, reason)
    assert [(row.category, row.reason) for row in sorting_now.all(Decision)] == [
        (Category.more, None)
    ]


def test_not_reached_is_counted_apart_from_not_knowing(sorting_now: Evening) -> None:
    card = sorting_now.ids(Card)[0]
    decide(sorting_now, "Amina", card)
    decide(sorting_now, "Hodan", card, Category.dunno)
    with sorting_now.reading() as book:
        snapshot = Snapshot(book, sorting_now.keys, sorting_now.id, {})
        drawn = cards_by_groups(Speaker(snapshot.meeting, Language.sv), snapshot)
    told = {line.card.id: (*line.counts, line.not_reached) for line in drawn}
    assert told.pop(card) == (1, 1, 0, 1)
    assert set(told.values()) == {(0, 0, 0, 3)}


def test_the_pace_is_the_plan_of_the_step_and_silent_without_a_clock(sorting_now: Evening) -> None:
    def told() -> int | None:
        with sorting_now.reading() as book:
            return pace(Snapshot(book, sorting_now.keys, sorting_now.id, {}).meeting)

    assert told() == 10 * 60 // CARDS
    row = sorting_now.all(ProgrammeRow, kind=Step.sorting)[0]
    sorting_now.do(programme.shorten, row.id, 48)
    assert told() == 120
    sorting_now.do(clock.stop_clock)
    assert told() is None
    sorting_now.do(clock.start_clock, 5)
    sorting_now.do(programme.shorten, row.id, 0)
    assert told() is None


def test_the_usual_evening_gives_each_step_its_time() -> None:
    planned = dict(usual().programme)
    wanted = (25, 5, 20, 10, 15, 5, 10)
    steps = ("sorting", "picture", "ideas", "axis", "proposals", "vote", "agreement")
    assert tuple(planned[Step(step)] for step in steps) == wanted
    assert sum(planned.values()) == 180


def called(meeting: Evening) -> Callable[[float], set[int]]:
    """Looks at such a time; returns the tables that are called for, by number."""
    clock, numbers = {"now": 0.0}, {group_id: number for number, group_id in meeting.groups.items()}
    watch = LongCards(360, lambda: clock["now"])

    def called_at(now: float) -> set[int]:
        clock["now"] = now
        with meeting.reading() as book:
            due = watch.due(book, 0)
        for act in due:
            meeting.do(act.do)
        return {numbers[row.small_group_id] for row in meeting.all(TableCall, call=Call.stuck)}

    return called_at


def test_a_table_is_called_for_once_it_has_been_at_one_card_for_long(sorting_now: Evening) -> None:
    """Whatever the time of day; and once somebody has gone there, only after another wait."""
    called_at = called(sorting_now)
    assert [called_at(now) for now in (0, 359, 360)] == [set(), set(), {1, 2, 3}]
    decide(sorting_now, "Amina", pack(sorting_now, 1).order[0])
    sorting_now.do(calls.answer, sorting_now.groups[2])
    assert [called_at(now) for now in (361, 719, 720, 721)] == [{3}, {3}, {2, 3}, {1, 2, 3}]


def test_a_table_to_which_somebody_goes_late_is_not_called_for_again_at_once(
    sorting_now: Evening,
) -> None:
    called_at = called(sorting_now)
    assert [called_at(now) for now in (0, 360, 700)] == [set(), {1, 2, 3}, {1, 2, 3}]
    sorting_now.do(calls.answer, sorting_now.groups[2])
    assert [called_at(now) for now in (720, 1059, 1060)] == [{1, 3}, {1, 3}, {1, 2, 3}]
