"""Two small groups become one with all that they made, and part again."""

import pytest

from app.method import axis, groups, ideas, ideas_rewording, proposals, sorting, vote
from app.method.people import calls, headcount, joining, merging
from app.method.refusals import (
    NotYoursError,
    RefusedError,
    ideas_full,
    own_group,
    proposals_full,
    same_group,
)
from app.method.rules import group_dissolved
from app.method.sorting_pack import pack_of
from app.models import Card, Idea, Membership, Merge, Proposal, Seat, SmallGroup
from app.reading import hall_numbers
from app.reading.snapshot import Snapshot
from app.screens.picture import cards_by_groups
from app.screens.speaker import Speaker
from app.vocabulary import Call, Category, Language, Reason, Step
from tests.cast import CAST, Evening, bare_evening

FIRST = [name for name, (group, _, _) in CAST.items() if group == 1]
SECOND = [name for name, (group, _, _) in CAST.items() if group == 2]


def merged(meeting: Evening, kept: int = 1, away: int = 2) -> int:
    return meeting.do(merging.merge, meeting.groups[kept], meeting.groups[away])


def decide(meeting: Evening, name: str, place: int, category: Category) -> None:
    card_id = meeting.ids(Card)[place]
    reason = Reason.differ if category is Category.dunno else None
    meeting.do(sorting.decide, meeting.member(name), card_id, category, reason)


def decisions(meeting: Evening, group: int) -> dict[int, Category]:
    """By the card's place in the pack."""
    with meeting.reading() as book:
        pack = pack_of(book, meeting.id, meeting.groups[group])
    places = {card_id: place for place, card_id in enumerate(meeting.ids(Card))}
    return {places[card_id]: row.category for card_id, row in pack.decisions.items()}


def lines(meeting: Evening, group: int) -> set[int]:
    with meeting.reading() as book:
        return set(sorting.lines_of(book, meeting.groups[group]))


def letters(meeting: Evening, group: int) -> list[str]:
    with meeting.reading() as book:
        return [ideas.letter(idea) for idea in ideas.standing_ideas(book, meeting.groups[group])]


def table_of(meeting: Evening, names: list[str]) -> set[int | None]:
    return {meeting.member(name).group_id for name in names}


def calling(meeting: Evening) -> dict[int, set[Call]]:
    """What the console is told of each table, by its number."""
    with meeting.reading() as book:
        told = hall_numbers.calls(book, meeting.id)
    numbers = {group_id: number for number, group_id in meeting.groups.items()}
    return {numbers[group_id]: {*kinds} for group_id, kinds in told.items()}


def write(meeting: Evening, name: str, *titles: str) -> list[int]:
    return [meeting.do(ideas.write, meeting.member(name), title, "", "") for title in titles]


def test_everybody_of_both_sits_at_the_table_that_is_kept(meeting: Evening) -> None:
    merged(meeting)
    assert table_of(meeting, [*FIRST, *SECOND]) == {meeting.groups[1]}
    (away,) = meeting.all(SmallGroup, id=meeting.groups[2])
    assert (away.dissolved, away.merged_into) == (True, meeting.groups[1])


def test_what_either_had_decided_holds_and_where_they_differed_the_card_is_open(
    meeting: Evening,
) -> None:
    meeting.go_to(Step.sorting)
    decide(meeting, "Amina", 0, Category.more)
    decide(meeting, "Amina", 1, Category.more)
    decide(meeting, "Amina", 2, Category.dunno)
    decide(meeting, "Hodan", 1, Category.less)
    decide(meeting, "Hodan", 2, Category.dunno)
    decide(meeting, "Hodan", 3, Category.less)
    merged(meeting)
    assert decisions(meeting, 1) == {0: Category.more, 2: Category.dunno, 3: Category.less}
    differing = meeting.ids(Card)[1]
    with meeting.reading() as book:
        before = merging.decided_before(book, meeting.id, meeting.groups[1])
        pack = pack_of(book, meeting.id, meeting.groups[1])
    assert pack.current == differing
    assert {
        card_id: [(row.small_group_id, row.category) for row in both]
        for card_id, both in before.items()
    } == {
        differing: [(meeting.groups[1], Category.more), (meeting.groups[2], Category.less)],
    }


def test_a_card_that_is_open_again_is_leaned_on_anew_by_all(meeting: Evening) -> None:
    """Else who has come could be read out of the spread that was shown before and the one that is shown now."""
    meeting.go_to(Step.sorting)
    card = meeting.ids(Card)[0]
    for name in FIRST:
        meeting.do(sorting.lean, meeting.member(name), card, Category.more)
    decide(meeting, "Amina", 0, Category.more)
    decide(meeting, "Hodan", 0, Category.less)
    merged(meeting)
    with meeting.reading() as book:
        assert sorting.leanings(book, meeting.groups[1], card) == {}
    for name in (*FIRST, *SECOND):
        meeting.do(sorting.lean, meeting.member(name), card, Category.less)


def test_a_line_of_the_talk_comes_along_and_goes_back(meeting: Evening) -> None:
    meeting.go_to(Step.sorting)
    decide(meeting, "Hodan", 3, Category.less)
    meeting.do(sorting.keep_line, meeting.member("Hodan"), meeting.ids(Card)[3], 0, "Heard often")
    merge_id = merged(meeting)
    assert lines(meeting, 1) == {meeting.ids(Card)[3]}
    meeting.do(merging.part, merge_id)
    assert (lines(meeting, 1), lines(meeting, 2)) == (set(), {meeting.ids(Card)[3]})


def test_the_picture_counts_the_merged_group_once(meeting: Evening) -> None:
    meeting.go_to(Step.sorting)
    for name in ("Amina", "Hodan", "Layla"):
        decide(meeting, name, 0, Category.more)
    merged(meeting)
    with meeting.reading() as book:
        snapshot = Snapshot(book, meeting.keys, meeting.id, {})
        picture = cards_by_groups(Speaker(snapshot.meeting, Language.sv), snapshot)
    assert [line.counts.more for line in picture if line.card.id == meeting.ids(Card)[0]] == [2]


def test_the_limit_of_four_ideas_binds_new_ones_only(meeting: Evening) -> None:
    meeting.go_to(Step.ideas)
    write(meeting, "Amina", "One", "Two", "Three")
    brought = write(meeting, "Hodan", "Four", "Five")
    merged(meeting)
    assert letters(meeting, 1) == ["A", "B", "C", "D", "E"]
    meeting.refused(ideas_full, ideas.write, meeting.member("Amina"), "Six", "", "")
    meeting.do(
        ideas_rewording.improve, meeting.member("Amina"), brought[1], 1, "Five, better", "", ""
    )
    with pytest.raises(NotYoursError):
        meeting.do(ideas.drop, meeting.member("Layla"), brought[1])


def test_proposals_of_both_stay_and_none_is_lost_by_proposing_one_more(meeting: Evening) -> None:
    meeting.propose("Amina", "Language café")
    meeting.propose("Hodan", "Plain letters")
    merged(meeting)
    meeting.go_to(Step.ideas)
    (third,) = write(meeting, "Hodan", "A third")
    meeting.go_to(Step.axis)
    meeting.do(axis.place, meeting.member("Hodan"), third, 10, 10)
    meeting.do(axis.settle, meeting.member("Hodan"), third, 10, 10)
    meeting.refused(proposals_full, proposals.propose, meeting.member("Hodan"), third)
    assert len(meeting.all(Proposal, small_group_id=meeting.groups[1])) == 2
    with pytest.raises(RefusedError) as caught:
        meeting.do(proposals.propose, meeting.member("Hodan"), third)
    assert caught.value.refusal.values == (("limit", 1),), "not how many there are"


@pytest.mark.parametrize(
    ("counted", "kept", "away"), [(None, 5, 5), (11, 5, 6), (12, 5, 7), (13, 6, 7), (15, 8, 7)]
)
def test_as_many_sit_at_both_tables_that_are_parted_as_were_counted_at_the_one(
    meeting: Evening, counted: int | None, kept: int, away: int
) -> None:
    """Of 13 three have no phone: one of the table that is kept, and two of the other one."""
    for group, sit_there in ((1, 6), (2, 7)):
        meeting.do(headcount.count_heads, meeting.groups[group], sit_there)
    merge_id = merged(meeting)
    meeting.do(headcount.count_heads, meeting.groups[1], counted)
    meeting.do(merging.part, merge_id)
    with meeting.reading() as book:
        told = [headcount.heads(book, meeting.groups[group]) for group in (1, 2)]
    assert told == [kept, away]


def test_a_raised_hand_comes_along(meeting: Evening) -> None:
    meeting.do(calls.call, meeting.member("Hodan"), Call.hand)
    merged(meeting)
    assert calling(meeting) == {1: {Call.hand}}


def test_a_raised_hand_goes_back_with_the_table_that_raised_it(meeting: Evening) -> None:
    meeting.do(calls.call, meeting.member("Hodan"), Call.hand)
    meeting.do(merging.part, merged(meeting))
    assert calling(meeting) == {2: {Call.hand}}


def test_where_both_had_raised_a_hand_both_have_it_again(meeting: Evening) -> None:
    for name in ("Hodan", "Amina"):
        meeting.do(calls.call, meeting.member(name), Call.hand)
    meeting.do(merging.part, merged(meeting))
    assert calling(meeting) == {1: {Call.hand}, 2: {Call.hand}}


def test_a_hand_that_somebody_has_come_for_meanwhile_is_down_at_both(meeting: Evening) -> None:
    meeting.do(calls.call, meeting.member("Hodan"), Call.hand)
    merge_id = merged(meeting)
    meeting.do(calls.answer, meeting.groups[1])
    meeting.do(merging.part, merge_id)
    assert calling(meeting) == {}


def test_nobody_chooses_what_their_group_has_become_a_part_of_and_who_had_chosen_it_before_keeps_it(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    meeting.do(vote.cast, meeting.member("Amina"), proposals[2])
    meeting.do(vote.cast, meeting.member("Layla"), proposals[2])
    merged(meeting)
    meeting.refused(own_group, vote.cast, meeting.member("Kirsi"), proposals[2])
    meeting.refused(own_group, vote.cast, meeting.member("Yusuf"), proposals[1])
    results = meeting.do(vote.close_round, 1)
    assert {result.proposal_id: result.votes for result in results}[proposals[2]] == 2


def test_a_group_is_not_merged_with_itself_nor_with_another_meetings(meeting: Evening) -> None:
    group = meeting.groups[1]
    meeting.refused(same_group, merging.merge, group, group)
    other = bare_evening(meeting.database, meeting.writer, "XRAN7A2")
    other.join("Amina")
    other.do(groups.form, 1)
    foreign = other.member("Amina").group_id or 0
    with pytest.raises(NotYoursError):
        meeting.do(merging.merge, group, foreign)
    with pytest.raises(NotYoursError):
        other.do(merging.part, merged(meeting))


def test_parted_at_once_it_is_as_if_they_had_never_merged(meeting: Evening) -> None:
    meeting.go_to(Step.sorting)
    decide(meeting, "Amina", 1, Category.more)
    decide(meeting, "Hodan", 1, Category.less)
    decide(meeting, "Hodan", 3, Category.less)
    meeting.propose("Amina", "Language café")
    brought = meeting.propose("Hodan", "Plain letters")
    before = kept(meeting)
    meeting.do(merging.part, merged(meeting))
    assert kept(meeting) == before
    assert meeting.all(Merge) == []
    meeting.go_to(Step.vote)
    meeting.do(vote.open_round)
    meeting.do(vote.cast, meeting.member("Amina"), brought)


def test_whose_phone_went_away_while_merged_is_not_waited_for_when_parted(meeting: Evening) -> None:
    meeting.go_to(Step.sorting)
    with meeting.reading() as book:
        card = pack_of(book, meeting.id, meeting.groups[2]).current or 0
    *others, last = SECOND
    for name in others:
        meeting.do(sorting.lean, meeting.member(name), card, Category.more)
    merge_id = merged(meeting)
    (seat,) = meeting.all(Seat, person_id=meeting.people[last])
    meeting.do(joining.set_presence, seat.device_id, present=False)
    meeting.do(merging.part, merge_id)
    with meeting.reading() as book:
        assert pack_of(book, meeting.id, meeting.groups[2]).is_closed(card)


def test_what_was_made_together_stays_and_its_makers_are_its_own(meeting: Evening) -> None:
    meeting.go_to(Step.sorting)
    decide(meeting, "Amina", 1, Category.more)
    decide(meeting, "Hodan", 1, Category.less)
    decide(meeting, "Hodan", 3, Category.less)
    meeting.propose("Hodan", "Plain letters")
    merge_id = merged(meeting)
    meeting.go_to(Step.sorting)
    decide(meeting, "Hodan", 1, Category.less)
    together = meeting.propose("Kadri", "Evening library")
    meeting.do(merging.part, merge_id)
    meeting.do(merging.part, merge_id)
    assert decisions(meeting, 1) == {1: Category.less}
    assert decisions(meeting, 2) == {1: Category.less, 3: Category.less}
    assert (letters(meeting, 1), letters(meeting, 2)) == (["B"], ["A"])
    assert table_of(meeting, SECOND) == {meeting.groups[2]}
    meeting.go_to(Step.vote)
    meeting.do(vote.open_round)
    meeting.refused(own_group, vote.cast, meeting.member("Hodan"), together)


def test_the_number_is_free_and_who_parts_later_takes_the_next_one(meeting: Evening) -> None:
    merge_id = merged(meeting)
    meeting.do(groups.form, 3)
    with meeting.reading() as book:
        by_number = {group.number: group.id for group in groups.live_groups(book, meeting.id)}
    assert by_number.keys() == {1, 2, 3}
    assert by_number[2] != meeting.groups[2]
    meeting.do(merging.part, merge_id)
    (away,) = meeting.all(SmallGroup, id=meeting.groups[2])
    assert (away.number, away.dissolved, away.merged_into) == (4, False, None)


def test_who_was_moved_after_the_merge_stays_there_when_it_is_parted(meeting: Evening) -> None:
    merge_id = merged(meeting)
    meeting.do(groups.move, meeting.people["Hodan"], meeting.groups[3])
    meeting.do(merging.part, merge_id)
    assert meeting.member("Hodan").group_id == meeting.groups[3]
    assert table_of(meeting, SECOND[1:]) == {meeting.groups[2]}
    assert table_of(meeting, FIRST) == {meeting.groups[1]}


def test_who_sat_at_the_kept_table_before_and_sits_elsewhere_stays_there_when_it_is_parted(
    meeting: Evening,
) -> None:
    meeting.do(groups.move, meeting.people["Amina"], meeting.groups[3])
    merge_id = merged(meeting)
    meeting.do(merging.part, merge_id)
    assert table_of(meeting, ["Amina"]) == {meeting.groups[3]}
    assert table_of(meeting, ["Hodan", "Kadri"]) == {meeting.groups[2]}


def test_three_become_one_and_part_from_the_last(meeting: Evening) -> None:
    for name, title in (("Amina", "One"), ("Hodan", "Two"), ("Layla", "Three")):
        meeting.propose(name, title)
    before = kept(meeting)
    first = merged(meeting)
    second = merged(meeting, kept=3, away=1)
    assert letters(meeting, 3) == ["A", "B", "C"]
    meeting.refused(group_dissolved, merging.part, first)
    meeting.do(merging.part, second)
    meeting.do(merging.part, first)
    assert kept(meeting) == before


def test_all_go_home_when_two_are_merged_once_each_way_and_parted_each_time(
    meeting: Evening,
) -> None:
    meeting.go_to(Step.sorting)
    for kept, away in ((1, 2), (2, 1), (1, 2)):
        merge = merged(meeting, kept, away)
        decide(meeting, "Amina", away, Category.more)
        meeting.do(merging.part, merge)
        assert table_of(meeting, FIRST) == {meeting.groups[1]}
        assert table_of(meeting, SECOND) == {meeting.groups[2]}


@pytest.mark.parametrize("together", [True, False])
def test_all_go_home_when_a_merge_around_another_one_is_parted_first(
    meeting: Evening, *, together: bool
) -> None:
    """Three became a part of two, and two of one; whether they made something together or not."""
    third = [name for name, (group, _, _) in CAST.items() if group == 3]
    meeting.go_to(Step.ideas)
    inner, outer = merged(meeting, 2, 3), merged(meeting, 1, 2)
    if together:
        write(meeting, "Amina", "Together")
    meeting.do(merging.part, outer)
    meeting.do(merging.part, inner)
    for group, names in ((1, FIRST), (2, SECOND), (3, third)):
        assert table_of(meeting, names) == {meeting.groups[group]}


def kept(meeting: Evening) -> object:
    """Who sits where, and what each group has made."""
    return (
        sorted(
            (row.person_id, row.small_group_id, row.since, row.until or 0)
            for row in meeting.all(Membership)
        ),
        sorted(
            (row.id, row.number, row.dissolved, row.merged_into or 0)
            for row in meeting.all(SmallGroup, meeting_id=meeting.id)
        ),
        sorted((row.id, row.small_group_id, row.number) for row in meeting.all(Idea)),
        sorted((row.id, row.small_group_id) for row in meeting.all(Proposal)),
        {number: decisions(meeting, number) for number in meeting.groups},
    )
