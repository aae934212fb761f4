"""What a group decided and wrote of its talk counts, also when it was dissolved or opened the card again."""

import csv
from io import StringIO

from app.method import groups, sorting
from app.method.act import Member
from app.method.people import merging
from app.models import Card, SmallGroup, TalkLine
from app.papers.csv_file import result_csv
from app.papers.json_file import result_json
from app.reading.snapshot import Snapshot
from app.screens.picture import PictureCard, cards_by_groups
from app.screens.speaker import Speaker
from app.vocabulary import Category, Language, Step
from tests.cast import CAST, Evening
from tests.papers.test_result import result_of


def decided_by_three(meeting: Evening) -> None:
    """Groups 1 and 2 want more of the first card, group 3 less; no group reaches another card."""
    meeting.go_to(Step.sorting)
    first = meeting.ids(Card)[0]
    for name, category in (("Amina", "more"), ("Hodan", "more"), ("Layla", "less")):
        meeting.do(sorting.decide, meeting.member(name), first, Category(category))


def picture(meeting: Evening) -> PictureCard:
    """The first card in the picture of all."""
    with meeting.reading() as book:
        snapshot = Snapshot(book, meeting.keys, meeting.id, {})
        drawn = cards_by_groups(Speaker(snapshot.meeting, Language.sv), snapshot)
    (card,) = [line for line in drawn if line.card.id == meeting.ids(Card)[0]]
    return card


def test_every_decision_stands_in_the_result_after_fewer_groups_were_formed(
    meeting: Evening,
) -> None:
    decided_by_three(meeting)
    meeting.go_to(Step.groups)
    meeting.do(groups.form, 2)
    result = result_of(meeting)
    first, second = result.cards[:2]
    assert [(decision.group_number, decision.category) for decision in first.decisions] == [
        (1, Category.more),
        (2, Category.more),
        (3, Category.less),
    ]
    assert (first.not_reached, second.not_reached) == ((), (1, 2))
    assert result.groups == 3


def test_the_picture_shows_what_all_groups_decided(meeting: Evening) -> None:
    decided_by_three(meeting)
    before = picture(meeting)
    meeting.go_to(Step.groups)
    meeting.do(groups.form, 2)
    assert (before.counts.more, before.counts.less, before.not_reached) == (2, 1, 0)
    assert picture(meeting) == before


def test_a_group_that_had_decided_nothing_is_not_told_of(meeting: Evening) -> None:
    meeting.go_to(Step.sorting)
    meeting.do(sorting.decide, meeting.member("Amina"), meeting.ids(Card)[0], Category.more)
    meeting.go_to(Step.groups)
    meeting.do(groups.form, 2)
    result = result_of(meeting)
    assert result.groups == 2
    assert result.cards[0].not_reached == (2,)


def test_groups_that_became_one_count_once(meeting: Evening) -> None:
    decided_by_three(meeting)
    meeting.do(merging.merge, meeting.groups[1], meeting.groups[2])
    drawn = picture(meeting)
    assert (drawn.counts.more, drawn.counts.less, drawn.not_reached) == (1, 1, 0)
    assert result_of(meeting).groups == 2


def test_the_file_for_a_spreadsheet_counts_them_too(meeting: Evening) -> None:
    decided_by_three(meeting)
    meeting.go_to(Step.groups)
    meeting.do(groups.form, 2)
    content = result_csv(result_of(meeting)).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(content, newline=""), delimiter=";"))
    heading = next(place for place, row in enumerate(rows) if "Hann inte" in row)
    column = rows[heading].index("Mer av det här")
    assert rows[heading + 1][column] == "2"
    assert rows[heading + 1][rows[heading].index("Mindre av det här")] == "1"


def test_what_a_group_wrote_of_its_talk_is_told_though_it_opened_the_card_again(
    meeting: Evening,
) -> None:
    """It was saved, and the evening may end before the group decides again."""
    decided_by_three(meeting)
    card, hodan = meeting.ids(Card)[0], meeting.member("Hodan")
    meeting.do(sorting.keep_line, hodan, card, 0, "Bussen går för sällan")
    meeting.do(sorting.reopen, hodan, card)
    result = result_of(meeting)
    assert [(number, line.words) for number, line in result.cards[0].lines] == [
        (2, "Bussen går för sällan")
    ]
    assert {decision.group_number for decision in result.cards[0].decisions} == {1, 3}
    for told in (result_csv(result).decode("utf-8-sig"), result_json(result)):
        assert told.count("Bussen går för sällan") == 1
    meeting.do(sorting.decide, hodan, card, Category.less)
    assert [number for number, _ in result_of(meeting).cards[0].lines] == [2]
    assert result_of(meeting).cards[0].undecided_lines == ()


def test_a_group_with_the_number_of_one_merged_away_hides_no_line_of_it(meeting: Evening) -> None:
    """Group 3 became a part of group 2, which had decided the same and has a sentence of its own."""
    decided_by_three(meeting)
    second = meeting.ids(Card)[1]
    layla = meeting.member("Layla")
    meeting.do(sorting.decide, layla, second, Category.more)
    meeting.do(sorting.decide, meeting.member("Hodan"), second, Category.more)
    meeting.do(sorting.keep_line, meeting.member("Hodan"), second, 0, "Barnen leker ihop")
    meeting.do(sorting.keep_line, layla, second, 0, "Vi bjuder in varandra")
    meeting.do(merging.merge, meeting.groups[2], meeting.groups[3])
    meeting.go_to(Step.groups)
    meeting.do(groups.form, 3)
    meeting.go_to(Step.sorting)
    newcomer = someone_in_group(meeting, 3)
    meeting.do(sorting.decide, newcomer, second, Category.less)
    meeting.do(sorting.keep_line, newcomer, second, 0, "Gården är tom")
    result = result_of(meeting)
    assert sorted((number, line.words) for number, line in result.cards[1].lines) == [
        (2, "Barnen leker ihop"),
        (3, "Gården är tom"),
        (3, "Vi bjuder in varandra"),
    ]
    assert result.cards[0].not_reached == (3,)  # the new group 3, though the old one had decided
    for told in (result_csv(result).decode("utf-8-sig"), result_json(result)):
        assert told.count("Gården är tom") == told.count("Vi bjuder in varandra") == 1


def test_a_line_that_came_along_with_a_merge_is_told_once_and_as_it_is_now(
    meeting: Evening,
) -> None:
    meeting.go_to(Step.sorting)
    first, hodan = meeting.ids(Card)[0], meeting.member("Hodan")
    meeting.do(sorting.decide, meeting.member("Layla"), first, Category.less)
    meeting.do(sorting.keep_line, meeting.member("Layla"), first, 0, "Bussen går för sällan")
    meeting.do(merging.merge, meeting.groups[2], meeting.groups[3])
    assert lines(meeting) == [(2, "Bussen går för sällan")]
    (brought,) = meeting.all(TalkLine, small_group_id=hodan.group_id)
    read = brought.revision
    meeting.do(sorting.keep_line, hodan, first, read, "Bussen går en gång i timmen")
    assert lines(meeting) == [(2, "Bussen går en gång i timmen")]
    meeting.do(sorting.keep_line, hodan, first, read + 1, "")
    assert lines(meeting) == []


def lines(meeting: Evening) -> list[tuple[int, str]]:
    """The sentences about the first card, each with the number of its group."""
    return [(number, line.words) for number, line in result_of(meeting).cards[0].lines]


def someone_in_group(meeting: Evening, number: int) -> Member:
    (group,) = meeting.all(SmallGroup, number=number, dissolved=False)
    members = [meeting.member(name) for name in CAST]
    return next(member for member in members if member.group_id == group.id)
