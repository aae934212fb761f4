"""A phone that several share, through the doors: each in turn, nobody done for another, nobody's choice shown."""

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from app.method import agreement, axis, contacts, ending, ideas, on_the_wall, survey, vote
from app.method.act import Act
from app.method.refusals import whose_turn
from app.method.sorting_pack import pack_of
from app.models import (
    Ballot,
    Card,
    Device,
    Draft,
    Interest,
    Lean,
    Person,
    Placement,
    Proposal,
    Seat,
    SurveyQuestion,
    VoteRound,
)
from app.templating import sentence
from app.vocabulary import Category, Language, Role, Shown, Step
from tests.cast import CAST, Evening
from tests.environment import LATER
from tests.house import Browser, House, main_of, notice_of
from tests.web.elements import tree

THREE = ("Maryam", "Tove", "Aino")
CHOOSE_AGAIN = "Du kan välja på nytt"
CHOSEN = re.compile(r'name="category" value="(\w+)" aria-pressed="true"')


@pytest.fixture
def evening(house: House) -> Evening:
    evening = house.evening
    evening.share(*THREE)
    evening.people = {name: evening.people[name] for name in THREE}
    return evening


@pytest.fixture
def phone(house: House, evening: Evening) -> Browser:
    return house.phone("Maryam", evening)


def mark(screen: str) -> str:
    """Whose turn the screen says it is."""
    turn = re.search(r'<p class="(?:lead|strong)" role="status">(.*?)</p>', screen)
    return turn[1] if turn else ""


def now(screen: str) -> str:
    """The seat that the forms of the screen name."""
    return " ".join(sorted(set(re.findall(r'name="seat" value="(\d)">', screen))))


def card(evening: Evening) -> int:
    with evening.reading() as book:
        group_id = evening.member("Maryam").group_id or 0
        return pack_of(book, evening.id, group_id).current or 0


def leaners(evening: Evening) -> list[tuple[str, Category]]:
    names = {person: name for name, person in evening.people.items()}
    return sorted((names[row.person_id], row.category) for row in evening.all(Lean))


def test_joining_asks_who_shares_the_phone_and_each_is_somebody(house: House) -> None:
    before = {person.id for person in house.evening.all(Person)}
    newcomer = house.browser(f"/{house.code}")
    page = newcomer.get().text
    assert page.count('name="other"') == 3
    assert re.search(r'<details id="sharing">', page), "shut, so that the button is in sight"
    sent: dict[str, Any] = {"role": "resident", "other": ["elected", "", "unsaid"]}
    assert newcomer.join(**sent).status_code == 303
    came = [person for person in house.evening.all(Person) if person.id not in before]
    assert {person.role for person in came} == {
        Role.resident,
        Role.elected,
        Role.unsaid,
    }
    seats = [house.evening.all(Seat, person_id=person.id)[0] for person in came]
    assert len({seat.device_id for seat in seats}) == 1


@pytest.mark.parametrize("others", [["nobody"], ["resident"] * 4])
def test_what_nobody_offered_brings_nobody_in(house: House, others: list[str]) -> None:
    before = len(house.evening.all(Person))
    refused = house.browser(f"/{house.code}").join(role="resident", other=others)
    assert refused.status_code == 409
    assert len(house.evening.all(Person)) == before


@pytest.mark.parametrize(("sender", "done"), [(Browser.tap, 200), (Browser.send, 303)])
def test_each_leans_in_turn_and_nobodys_choice_is_shown_to_who_takes_the_phone_next(
    phone: Browser, evening: Evening, sender: Callable[..., httpx.Response], done: int
) -> None:
    evening.go_to(Step.sorting)
    for number, category in enumerate(("more", "less", "dunno"), 1):
        screen = phone.screen()
        assert mark(screen) == f"Person {number} av 3"
        assert (now(screen), CHOSEN.findall(screen)) == (str(number - 1), [])
        path = f"cards/{card(evening)}/lean"
        answer = sender(phone, path, category=category, seat=number - 1)
        assert answer.status_code == done
    screen = phone.screen()
    assert (now(screen), CHOSEN.findall(screen), 'name="category"' in screen) == ("", [], False)
    phone.tap("turn", seat=1)
    screen = phone.screen()
    assert (CHOSEN.findall(screen), 'name="category"' in screen) == ([], True)
    assert CHOOSE_AGAIN in screen
    phone.tap(f"cards/{card(evening)}/lean", category="more", seat=1)
    assert ("Tove", Category.more) in leaners(evening), "it is chosen anew, unseen"


def test_who_does_not_see_the_row_of_people_hears_who_is_done(
    phone: Browser, evening: Evening
) -> None:
    evening.go_to(Step.sorting)
    phone.tap(f"cards/{card(evening)}/lean", category="more", seat=0)
    people = tree(phone.screen()).one(id="turn-row").all("button")
    heard = [
        ([part.held["aria-label"] for part in person.all("svg")], "aria-label" in person.held)
        for person in people
    ]
    assert heard == [(["Klar"], False), ([], False), ([], False)]
    assert [person.one(kind="unseen").said for person in people] == [
        f"Jag är person {number}" for number in (1, 2, 3)
    ]


def test_a_double_tap_never_leans_for_the_next_one(phone: Browser, evening: Evening) -> None:
    evening.go_to(Step.sorting)
    path = f"cards/{card(evening)}/lean"
    for _ in range(3):
        assert phone.tap(path, category="more", seat=0).status_code == 200
    assert leaners(evening) == [("Maryam", Category.more)]
    assert now(phone.screen()) == "1"


@pytest.mark.parametrize("seat", ["3", "9", "", None, "x"])
def test_for_a_seat_that_is_not_of_this_phone_nothing_is_done(
    phone: Browser, evening: Evening, seat: str | None
) -> None:
    evening.go_to(Step.sorting)
    fields = {} if seat is None else {"seat": seat}
    refused = phone.tap(f"cards/{card(evening)}/lean", category="more", **fields)
    assert refused.status_code == 409
    assert leaners(evening) == []
    if seat != "x":
        assert notice_of(refused.text) == sentence(whose_turn, Language.sv)


def test_a_phone_of_one_alone_has_no_seat_to_act_for(house: House) -> None:
    house.evening.go_to(Step.sorting)
    amina = house.phone("Amina")
    screen = amina.screen()
    assert 'name="seat"' not in screen
    path = f"cards/{house.evening.ids(Card)[0]}/lean"
    assert amina.tap(path, category="more", seat=1).status_code == 409
    assert house.evening.all(Lean) == []
    assert amina.tap(path, category="more").status_code == 200


def test_each_places_the_ideas_and_then_it_is_the_groups(phone: Browser, evening: Evening) -> None:
    evening.go_to(Step.ideas)
    idea = evening.do(ideas.write, evening.member("Maryam"), "A path", "", "")
    evening.go_to(Step.axis)
    for number in range(3):
        screen = phone.screen()
        assert (mark(screen), now(screen)) == (f"Person {number + 1} av 3", str(number))
        placed = phone.tap(f"ideas/{idea}/placement", effort=10 * number, impact=93, seat=number)
        assert 'value="93"' not in main_of(placed.text)
        phone.tap("turn", seat="")
    assert sorted(row.effort for row in evening.all(Placement)) == [0, 10, 20]
    screen = phone.screen()
    assert f'id="settle-{idea}" data-held' in screen
    assert "/placement" not in screen
    assert phone.tap(f"ideas/{idea}/settled", effort=10, impact=90).status_code == 200


def test_where_one_of_them_placed_an_idea_is_not_told_once_the_group_sees_where_it_lies(
    phone: Browser, evening: Evening
) -> None:
    evening.go_to(Step.ideas)
    idea = evening.do(ideas.write, evening.member("Maryam"), "A path", "", "")
    evening.go_to(Step.axis)
    for number in range(3):
        phone.tap(f"ideas/{idea}/placement", effort=11 + number, impact=93, seat=number)
    phone.tap(f"ideas/{idea}/spread")
    rows = tree(phone.screen()).one(id=f"numbers-{idea}").all("tr")
    assert [row.said for row in rows[1:]] == ["Gruppens mitt lite arbete stor verkan"]


def test_the_row_says_that_a_person_places_all_ideas_while_somebody_waits(
    phone: Browser, evening: Evening
) -> None:
    evening.go_to(Step.ideas)
    asked = [evening.do(ideas.write, evening.member("Maryam"), title, "", "") for title in "AB"]
    evening.go_to(Step.axis)
    said = []
    for number in range(3):
        for idea in asked:
            said.append(mark(phone.screen()))
            phone.tap(f"ideas/{idea}/placement", effort=11, impact=93, seat=number)
        said.append(mark(phone.screen()))
        phone.tap("turn", seat="")
    assert said == [
        *("Person 1 placerar först alla idéer",) * 2,
        "Person 1 av 3",
        *("Person 2 placerar först alla idéer",) * 2,
        "Person 2 av 3",
        *("Person 3 av 3",) * 3,
    ]


def test_of_an_idea_that_has_its_position_none_of_them_is_asked_any_more(
    phone: Browser, evening: Evening
) -> None:
    evening.go_to(Step.ideas)
    first, second = (
        evening.do(ideas.write, evening.member("Maryam"), title, "", "") for title in ("A", "B")
    )
    evening.go_to(Step.axis)
    phone.tap(f"ideas/{first}/placement", effort=11, impact=93, seat=0)
    evening.do(axis.settle, evening.member("Tove"), first, 10, 90)
    phone.tap(f"ideas/{second}/placement", effort=11, impact=93, seat=0)
    phone.tap("turn", seat="")
    phone.tap(f"ideas/{second}/placement", effort=11, impact=93, seat=1)
    phone.tap("turn", seat="")
    assert mark(phone.screen()) == "Person 3 av 3"


@pytest.fixture
def proposal_id(house: House, evening: Evening) -> int:
    """A proposal of another group, with a round open."""
    whole = house.evening
    own = evening.member("Maryam").group_id
    other = next(number for number, group in whole.groups.items() if group != own)
    proposal = whole.propose({1: "Amina", 2: "Hodan", 3: "Layla"}[other], "Evening library")
    whole.go_to(Step.vote)
    whole.do(vote.open_round)
    return proposal


def test_each_votes_in_turn_and_nobody_sees_the_vote_before(
    phone: Browser, evening: Evening, proposal_id: int
) -> None:
    for number in range(3):
        screen = phone.screen()
        assert (now(screen), 'proposal" aria-pressed="true"' in screen) == (str(number), False)
        for _ in range(2):
            assert phone.tap("vote", proposal_id=proposal_id, seat=number).status_code == 200
        assert len(evening.all(Ballot)) == number + 1
    assert 'aria-pressed="true"' not in phone.screen().partition('id="vote')[2].split("</form>")[0]
    phone.tap("turn", seat=1)
    screen = phone.screen()
    assert f'value="{proposal_id}" aria-pressed="false"' in screen
    assert f'value="{proposal_id}" aria-pressed="true"' not in screen
    phone.tap("vote/withdrawn", seat=1)
    assert len(evening.all(Ballot)) == 2


def test_a_new_step_and_a_new_round_begin_with_the_first_person(
    phone: Browser, evening: Evening, proposal_id: int
) -> None:
    evening.go_to(Step.axis)
    phone.tap("turn", seat=2)
    evening.go_to(Step.vote)
    assert (mark(phone.screen()), now(phone.screen())) == ("Person 1 av 3", "0")
    phone.tap("vote", proposal_id=proposal_id, seat=0)
    phone.tap("turn", seat=2)
    evening.do(vote.close_round, 1)
    evening.do(vote.open_round, 1)
    assert (mark(phone.screen()), now(phone.screen())) == ("Person 1 av 3", "0")


@pytest.mark.parametrize("others", [1, 2])
def test_who_has_a_vote_left_keeps_the_phone_if_there_is_something_to_give_it_to(
    house: House, phone: Browser, evening: Evening, others: int
) -> None:
    """Each has two votes here, and may give none to the own group's proposal."""
    whole, own = house.evening, evening.member("Maryam").group_id
    tables = {1: "Amina", 2: "Hodan", 3: "Layla"}
    away = [name for number, name in tables.items() if whole.groups[number] != own]
    proposed = [whole.propose(name, "Evening library") for name in away[:others]]
    whole.propose("Maryam", "A path")
    whole.go_to(Step.vote)
    whole.do(vote.open_round)
    whole.do(lambda act: act.book.change(VoteRound, {"meeting_id": whole.id}, votes_each=2))
    for number in range(3):
        for proposal_id in proposed:
            assert now(phone.screen()) == str(number)
            phone.tap("vote", proposal_id=proposal_id, seat=number)
    assert mark(phone.screen()) == "Alla är klara"


def told(house: House) -> tuple[str, str]:
    """How many have voted and of how many, as the console says it and as the wall draws it."""
    counted = re.search(
        r'class="big">(\d+)</span> of (\d+) have voted', house.console(Language.en).screen()
    )
    assert counted
    sun = re.search(r'class="sun-number"[^>]*>(\d+)<', house.projector().screen())
    assert sun
    assert sun[1] == counted[1]
    return counted[1], counted[2]


def test_who_takes_no_part_any_more_is_neither_a_voter_nor_a_vote_until_back(
    house: House, phone: Browser, evening: Evening, proposal_id: int
) -> None:
    proposing = sum(group == 2 for group, *_ in CAST.values())
    everybody = len(house.evening.people) - proposing
    for seat in range(3):
        phone.tap("vote", proposal_id=proposal_id, seat=seat)
    assert told(house) == ("3", str(everybody))
    phone.tap("people/1/gone")
    assert told(house) == ("2", str(everybody - 1))
    phone.tap("people/1/back")
    assert told(house) == ("3", str(everybody))
    phone.tap("people/1/gone")
    closed = house.evening.do(vote.close_round, 1)
    assert sum(result.votes for result in closed) == 2
    assert len(evening.all(Ballot)) == 0


def test_no_number_tells_how_those_had_voted_who_are_moved_to_the_table_of_a_proposal(
    house: House, phone: Browser, proposal_id: int
) -> None:
    whole = house.evening
    for seat in range(3):
        phone.tap("vote", proposal_id=proposal_id, seat=seat)
    before = told(house)
    (proposal,) = whole.all(Proposal, id=proposal_id)
    maryam, group = whole.all(Seat, position=1)[0].person_id, proposal.small_group_id
    house.console().tap(f"people/{maryam}/group", small_group_id=group)
    assert told(house) == before
    assert sum(result.votes for result in whole.do(vote.close_round, 1)) == 3


def test_a_closed_vote_tells_how_many_could_vote_then(
    house: House, phone: Browser, proposal_id: int
) -> None:
    for seat in range(3):
        phone.tap("vote", proposal_id=proposal_id, seat=seat)
    for name in house.evening.people:
        if house.evening.member(name).group_id != house.evening.all(Proposal)[0].small_group_id:
            house.phone(name).tap("vote", proposal_id=proposal_id)
    house.evening.do(vote.close_round, 1)
    house.evening.do(on_the_wall.show, Shown.result, "1")
    wall = house.projector()
    said = re.search(r'id="told-turnout"[^>]*><span class="both"><span>([^<]+)<', wall.screen())
    phone.tap("people/1/gone")
    now = re.search(r'id="told-turnout"[^>]*><span class="both"><span>([^<]+)<', wall.screen())
    assert said
    assert now
    assert said[1] == now[1]


def test_a_table_has_no_more_votes_than_people_when_one_of_them_goes(
    house: House, phone: Browser, evening: Evening, proposal_id: int
) -> None:
    whole, group = house.evening, evening.member("Maryam").group_id or 0
    for seat in range(3):
        phone.tap("vote", proposal_id=proposal_id, seat=seat)
    phone.tap("people/2/gone")
    people = sum(whole.member(name).group_id == group for name in whole.people)
    console = house.console()
    fields = {"small_group_id": group, "proposal_id": proposal_id}
    assert console.tap("vote/hands", **fields, votes=people - 2 + 1).status_code == 409
    assert console.tap("vote/hands", **fields, votes=people - 2).status_code == 200


def test_who_has_answered_the_survey_and_gone_has_answered_all_the_same(
    house: House, phone: Browser, evening: Evening
) -> None:
    evening.go_to(Step.survey)
    for question in evening.ids(SurveyQuestion):
        for seat in range(3):
            phone.tap(f"survey/{question}/skipped", seat=seat)
    phone.tap("people/1/gone")
    console = house.console(Language.en).screen()
    asked = len(house.evening.people)
    assert f'<span class="big">3</span> of {asked} have finished' in console


def test_each_says_alone_to_take_part_and_how_to_be_reached(
    house: House, phone: Browser, evening: Evening
) -> None:
    evening.go_to(Step.agreement)
    action = evening.do(agreement.agree, "A path", "The board", "A step", "", Language.sv)
    phone.tap("turn", seat=1)
    phone.tap(f"actions/{action}/interest", seat=1)
    phone.tap(f"actions/{action}/contact", contact="tove@example.org", seat=1)
    assert [row.person_id for row in evening.all(Interest)] == [evening.people["Tove"]]
    assert f'id="unreach-{action}-p1"' in phone.screen()
    other = main_of(phone.tap("turn", seat=2).text)
    assert f'id="interest-{action}-p2"' in other
    assert "unreach" not in other
    assert phone.tap(f"actions/{action}/contact", contact="x", seat=2).status_code == 409
    with evening.reading() as book:
        told = contacts.by_action(book, evening.id, house.settings.secret)
    assert told == {action: ["tove@example.org"]}


def test_each_is_asked_the_whole_survey_before_the_next(phone: Browser, evening: Evening) -> None:
    evening.go_to(Step.survey)
    questions = evening.ids(SurveyQuestion)
    for number in range(3):
        for question in questions:
            assert now(phone.screen()) == str(number)
            phone.tap(f"survey/{question}/skipped", seat=number)
            again = phone.tap(f"survey/{question}/skipped", seat=number)
            assert again.status_code == 200
    assert mark(phone.screen()) == "Alla är klara"
    with evening.reading() as book:
        assert survey.survey_state(book, evening.id).through == 3


def test_each_can_change_the_last_answer_when_all_are_through_and_nobody_can_for_another(
    phone: Browser, evening: Evening
) -> None:
    evening.go_to(Step.survey)
    questions = evening.ids(SurveyQuestion)
    for seat in range(3):
        for question in questions:
            phone.tap(f"survey/{question}/skipped", seat=seat)
    assert "taken-back" not in phone.screen(), "it is nobody's turn"
    again = main_of(phone.tap("turn", seat=1).text)
    assert f"survey/{questions[-1]}/taken-back" in again
    assert now(again) == "1"
    assert phone.tap(f"survey/{questions[-1]}/taken-back", seat=1).status_code == 200
    assert 'name="words"' in phone.screen(), "the last question is asked once more"
    with evening.reading() as book:
        assert survey.survey_state(book, evening.id).through == 2
    evening.do(ending.end, ended=True)
    assert "taken-back" not in phone.screen()
    assert mark(phone.screen()) == ""


def test_what_is_saved_is_told_to_all_and_each_takes_back_the_own_answers(
    phone: Browser, evening: Evening
) -> None:
    evening.go_to(Step.survey)
    evening.do(survey.keep_open, LATER)
    for seat in range(3):
        for question in evening.ids(SurveyQuestion):
            phone.tap(f"survey/{question}/skipped", seat=seat)
    assert main_of(phone.screen()).count("Era svar är sparade.") == 2, "seen, and read out"
    own = main_of(phone.tap("turn", seat=1).text)
    assert "Alla dina svar är sparade." in own, "it is said to the person whose turn it is"
    assert CHOOSE_AGAIN not in own, "what there is to change has a button that says so"
    phone.tap("turn", seat="")
    evening.go_to(Step.thanks)
    thanks = main_of(phone.screen())
    assert "Era svar är sparade. Ni kan stänga sidan." in thanks
    assert "Ta tillbaka enkätsvaren från person 1" in thanks
    evening.do(ending.end, ended=True)
    assert "Det ni gjorde är sparat. Ni kan stänga sidan." in main_of(phone.screen())
    assert "Tack för att ni var med." in main_of(phone.screen())
    ended = main_of(phone.tap("turn", seat=2).text)
    assert "Ta tillbaka enkätsvaren från person 3" in ended
    assert CHOOSE_AGAIN not in ended
    phone.tap("survey/withdrawn", seat=2)
    with evening.reading() as book:
        assert survey.survey_state(book, evening.id).through == 2


def test_as_long_as_somebody_at_the_phone_has_not_answered_nobody_is_told_that_all_have(
    phone: Browser, evening: Evening
) -> None:
    evening.go_to(Step.survey)
    for question in evening.ids(SurveyQuestion):
        phone.tap(f"survey/{question}/skipped", seat=0)
    evening.go_to(Step.thanks)
    assert 'data-step="survey"' in main_of(phone.screen()), "the second one is asked"
    first = main_of(phone.tap("turn", seat=0).text)
    assert 'data-step="thanks"' in first
    assert "Alla dina svar är sparade." in first
    assert "Era svar" not in first
    assert "stänga sidan" not in first, "others are still to answer on it"


def test_a_survey_without_questions_is_nobodys_turn_and_taking_part_still_is(
    phone: Browser, evening: Evening
) -> None:
    evening.go_to(Step.agreement)
    action = evening.do(agreement.agree, "A path", "The board", "A step", "", Language.sv)

    def take_all_out(act: Act) -> None:
        for question in evening.ids(SurveyQuestion):
            act.book.remove(SurveyQuestion, id=question)

    evening.go_to(Step.survey)
    evening.do(take_all_out)
    assert 'id="turn' not in phone.screen()
    evening.go_to(Step.thanks)
    assert "Ni kan stänga sidan." in main_of(phone.screen())
    assert f'id="interest-{action}-p1"' in main_of(phone.tap("turn", seat=1).text)
    evening.do(ending.end, ended=True)
    assert 'id="turn' not in phone.screen()


def test_refused_words_are_shown_in_the_turn_of_their_writer_alone(
    phone: Browser, evening: Evening
) -> None:
    evening.go_to(Step.survey)
    free = evening.ids(SurveyQuestion)[2]
    for question in evening.ids(SurveyQuestion)[:2]:
        for seat in (0, 1):
            phone.tap(f"survey/{question}/skipped", seat=seat)
    too_long = "o" * 600
    phone.tap("turn", seat=0)
    refused = phone.send(f"survey/{free}", words=too_long, seat=0)
    assert (refused.status_code, too_long in refused.text) == (409, True)
    phone.tap("turn", seat=1)
    late = phone.send(f"survey/{free}", words=too_long, seat=0)
    assert (late.status_code, mark(main_of(late.text))) == (409, "Person 2 av 3")
    assert too_long not in late.text
    phone.tap("turn", seat=0)
    assert too_long not in phone.screen()
    assert evening.all(Draft) == []


def test_each_reads_in_the_own_language(phone: Browser, evening: Evening) -> None:
    evening.go_to(Step.sorting)
    phone.tap("turn", seat=1)
    phone.send("language", language="fi")
    assert mark(phone.screen()) == "Henkilö 2/3"
    phone.tap("turn", seat=0)
    assert mark(phone.screen()) == "Person 1 av 3"
    evening.go_to(Step.proposals)
    phone.send("language", language="en")
    assert {person.language for person in evening.all(Person) if person.id in _ids(evening)} == {
        Language.en
    }


def _ids(evening: Evening) -> set[int]:
    return {evening.people[name] for name in THREE}


@pytest.mark.usefixtures("evening")
def test_somebody_is_added_leaves_and_comes_back(phone: Browser) -> None:
    added = main_of(phone.tap("people", role="elected").text)
    assert 'id="person-4"' in added
    assert phone.tap("people", role="elected").status_code == 409
    assert 'id="back-4"' in main_of(phone.tap("people/3/gone").text)
    assert 'id="gone-4"' in main_of(phone.tap("people/3/back").text)
    for seat in range(3):
        assert phone.tap(f"people/{seat}/gone").status_code == 200
    assert phone.tap("people/3/gone").status_code == 409
    assert phone.tap("people/8/gone").status_code == 404


def test_nobody_is_added_whose_role_was_not_chosen(house: House) -> None:
    phone = house.phone("Amina")
    before = len(house.evening.all(Person))
    form = tree(phone.screen()).one(id="take-in-2")
    (choice,) = form.all("select")
    assert [option.held["value"] for option in choice.all("option")] == ["", *Role]
    assert "required" in choice.held
    assert not [option for option in choice.all("option") if "selected" in option.held]
    assert phone.tap("people", role="").status_code == 409
    assert len(house.evening.all(Person)) == before
    added = tree(main_of(phone.tap("people", role="elected").text))
    assert added.one(id="person-2").all("form"), "the way back"
    assert added.one(id="take-in-3").one("select").held["id"] != choice.held["id"]


def test_pushed_and_fresh_are_the_same_whoever_has_the_turn(
    phone: Browser, evening: Evening
) -> None:
    evening.go_to(Step.sorting)
    wire = phone.wire()
    for seat in (0, 1):
        phone.tap(f"cards/{card(evening)}/lean", category="more", seat=seat)
        wire.wait(lambda wire: wire.frames and wire.screen == phone.screen())


def test_the_console_counts_phones_where_it_says_phones(house: House, evening: Evening) -> None:
    evening.go_to(Step.sorting)
    group = evening.member("Maryam").group_id
    people = len(
        [person for person in house.evening.all(Person) if person.meeting_id == evening.id]
    )
    screen = house.console(Language.en).screen()
    row = screen[screen.index(f'id="group-{group}"') :].partition('class="table-state"')
    assert "6 of 6" in row[0], "five had a phone each, and three share one"
    assert "8 people" in row[2].split("</p>")[0]
    assert f"{people} people have joined" in screen
    assert len(evening.all(Device)) == people - 2
