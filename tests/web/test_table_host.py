"""A phone that acts for its table: it decides, settles and proposes for it, and does nothing of anybody's alone."""

import re

import pytest

from app.method import agreement, ideas, sorting, vote
from app.method.people import headcount
from app.method.people.hosting import acts_for_table
from app.method.sorting_pack import pack_of
from app.models import (
    Ballot,
    Card,
    Decision,
    Device,
    Idea,
    Interest,
    Lean,
    Placement,
    Proposal,
    SmallGroup,
    SurveyForm,
    SurveyQuestion,
)
from app.templating import sentence
from app.vocabulary import Category, Language, Source, Step
from tests.cast import Evening
from tests.house import Browser, House, main_of, notice_of
from tests.web.rows import everything

OTHERS = ("Börje", "Kirsi", "Olena", "Mikael")


@pytest.fixture
def evening(house: House) -> Evening:
    return house.evening


@pytest.fixture
def host(house: House) -> Browser:
    """Amina's phone is her table's."""
    phone = house.phone("Amina")
    assert phone.tap("host").status_code == 200
    return phone


def first_card(evening: Evening) -> int:
    return evening.ids(Card)[0]


def test_it_becomes_the_tables_and_its_owners_again_as_it_was(
    house: House, evening: Evening
) -> None:
    evening.go_to(Step.sorting)
    phone, console = house.phone("Amina"), house.console(Language.en)
    phone.tap(f"cards/{first_card(evening)}/lean", category="less")
    before = phone.screen(), console.screen()
    assert 'name="category"' not in main_of(phone.tap("host").text)
    assert before[1] == console.screen(), "nothing moves on the facilitator's screen of this step"
    assert phone.send("host/withdrawn").status_code == 303
    assert (phone.screen(), console.screen()) == before


def test_the_console_tells_which_phone_is_the_tables(
    house: House, evening: Evening, host: Browser
) -> None:
    evening.go_to(Step.groups)
    console = house.console(Language.en)
    tag = re.compile(rf'id="person-{evening.people["Amina"]}".*?</summary>', re.DOTALL)
    assert "the table's phone" in tag.findall(console.screen())[0]
    host.tap("host/withdrawn")
    assert "the table's phone" not in console.screen()


def test_it_reads_the_card_and_decides_for_the_table(host: Browser, evening: Evening) -> None:
    evening.go_to(Step.sorting)
    card = first_card(evening)
    screen = host.screen()
    assert f'id="decide-{card}"' in screen
    assert "/lean" not in screen
    assert host.tap(f"cards/{card}/decision", decision="more").status_code == 200
    decided = evening.all(Decision)[0]
    assert (decided.category, decided.source) == (Category.more, Source.table_host)


def test_nobody_waits_for_it_to_lean(host: Browser, evening: Evening) -> None:
    evening.go_to(Step.sorting)
    card = first_card(evening)
    assert "0 av 4" in host.screen()
    for name in OTHERS:
        evening.do(sorting.lean, evening.member(name), card, Category.more)
    with evening.reading() as book:
        assert pack_of(book, evening.id, evening.groups[1]).is_closed(card)


def test_when_the_last_one_who_has_not_leaned_becomes_the_host_leaning_closes(
    house: House, evening: Evening
) -> None:
    evening.go_to(Step.sorting)
    card = first_card(evening)
    for name in OTHERS:
        evening.do(sorting.lean, evening.member(name), card, Category.more)
    house.phone("Amina").tap("host")
    with evening.reading() as book:
        assert pack_of(book, evening.id, evening.groups[1]).is_closed(card)


def test_what_each_does_alone_is_refused_in_words(host: Browser, evening: Evening) -> None:
    evening.go_to(Step.sorting)
    refused = host.tap(f"cards/{first_card(evening)}/lean", category="more")
    assert (refused.status_code, notice_of(refused.text)) == (
        409,
        sentence(acts_for_table, Language.sv),
    )
    assert host.tap(f"cards/{first_card(evening)}/lean", category="more", seat=0).status_code == 409
    assert evening.all(Lean) == []


def test_it_writes_settles_and_proposes_where_nobody_has_placed(
    host: Browser, evening: Evening
) -> None:
    evening.go_to(Step.ideas)
    assert host.tap("ideas", title="A path", what="", who="").status_code == 200
    idea = evening.all(Idea)[0]
    assert idea.source is Source.table_host
    evening.go_to(Step.axis)
    screen = host.screen()
    assert f'id="settle-{idea.id}" data-held' in screen
    assert "/placement" not in screen
    assert host.tap(f"ideas/{idea.id}/placement", effort=1, impact=1).status_code == 409
    assert host.tap(f"ideas/{idea.id}/settled", effort=20, impact=80).status_code == 200
    assert host.tap(f"ideas/{idea.id}/proposed").status_code == 200
    settled = evening.all(Idea)[0]
    assert ((settled.effort, settled.impact), evening.all(Placement)) == ((20, 80), [])
    assert len(evening.all(Proposal)) == 1


def test_a_phone_of_ones_own_cannot_settle_what_nobody_has_placed(
    house: House, evening: Evening
) -> None:
    evening.go_to(Step.ideas)
    idea = evening.do(ideas.write, evening.member("Amina"), "A path", "", "")
    evening.go_to(Step.axis)
    refused = house.phone("Kirsi").tap(f"ideas/{idea}/settled", effort=20, impact=80)
    assert refused.status_code == 409


def test_it_tells_to_raise_hands_and_does_not_vote(host: Browser, evening: Evening) -> None:
    proposal = evening.propose("Hodan", "Evening library")
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    screen = host.screen()
    assert "Räck upp handen" in screen
    assert 'name="proposal_id"' not in screen
    assert host.tap("vote", proposal_id=proposal).status_code == 409
    assert evening.all(Ballot) == []
    host.tap("host/withdrawn")
    assert host.tap("vote", proposal_id=proposal).status_code == 200


def test_its_people_are_not_asked_by_it_and_can_be_asked_by_an_own_phone(
    host: Browser, evening: Evening
) -> None:
    evening.go_to(Step.agreement)
    action = evening.do(agreement.agree, "A path", "The board", "A step", "", Language.sv)
    assert "/interest" not in host.screen()
    assert host.tap(f"actions/{action}/interest").status_code == 409
    evening.go_to(Step.survey)
    question = evening.ids(SurveyQuestion)[0]
    assert "/survey/" not in host.screen()
    assert host.tap(f"survey/{question}/skipped").status_code == 409
    evening.go_to(Step.thanks)
    assert "/interest" not in host.screen()
    assert (evening.all(Interest), evening.all(SurveyForm)) == ([], [])
    host.tap("host/withdrawn")
    assert f"/survey/{question}" in host.screen()


def test_it_says_how_many_sit_at_the_table(house: House, host: Browser, evening: Evening) -> None:
    evening.go_to(Step.sorting)
    before = host.screen()
    assert 'id="count-phones"' in main_of(host.tap("headcount", headcount=7).text)
    with evening.reading() as book:
        assert headcount.heads(book, evening.groups[1]) == 7
    assert "7 people" in house.console(Language.en).screen()
    assert host.tap("headcount", headcount=4).status_code == 409
    assert host.send("headcount/cleared").status_code == 303
    assert host.screen() == before


def test_a_phone_of_ones_own_does_not_speak_for_the_table(house: House, evening: Evening) -> None:
    evening.go_to(Step.sorting)
    before = everything(evening)
    kirsi = house.phone("Kirsi")
    assert 'id="headcount"' not in kirsi.screen()
    assert kirsi.tap("headcount", headcount=7).status_code == 404
    assert everything(evening) == before


def test_it_is_one_of_the_tables_people(house: House, host: Browser, evening: Evening) -> None:
    evening.go_to(Step.sorting)
    console = house.console(Language.en)
    assert "15 people have joined" in console.screen()
    row = console.screen().partition(f'id="group-{evening.groups[1]}"')[2].split("</p>")[0]
    assert "5 of 5" in row
    assert [device.hosts for device in evening.all(Device)].count(True) == 1
    assert host.screen() == main_of(host.get(script=True).text)


def test_without_a_group_it_waits_like_any_other(house: House, evening: Evening) -> None:
    late = house.browser(f"/{house.code}")
    evening.do(lambda act: act.book.change(SmallGroup, {}, dissolved=True))
    late.join(role="resident")
    late.tap("host")
    evening.go_to(Step.sorting)
    assert 'data-step="waiting"' in late.screen()
    assert late.tap("headcount", headcount=3).status_code == 409


def test_a_shared_phone_that_is_the_tables_asks_nobody_in_turn(
    house: House, evening: Evening
) -> None:
    evening.share("Maryam", "Tove")
    phone = house.phone("Maryam")
    evening.go_to(Step.sorting)
    assert 'id="turn-row"' in phone.screen()
    assert 'id="turn-row"' not in main_of(phone.tap("host").text)
    assert 'id="turn-row"' in main_of(phone.tap("host/withdrawn").text)


def test_the_survey_waits_for_nobody_who_cannot_answer_it(
    house: House, evening: Evening, host: Browser
) -> None:
    evening.go_to(Step.survey)
    console, able = house.console(Language.en), len(evening.people) - 1
    assert f"of {able} have finished" in console.screen()
    assert f"av {able} är klara" in house.projector().screen()
    evening.go_to(Step.thanks)
    assert f"{able} people have not finished" in console.screen()
    host.tap("host/withdrawn")
    assert f"{able + 1} people have not finished" in console.screen()
