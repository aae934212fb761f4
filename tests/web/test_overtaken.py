"""Two act at once: whoever was later is told in words what has changed, and sees how it stands now."""

import pytest

from app.method import groups, vote
from app.method.people import joining, merging
from app.method.refusals import Refusal, step_closed, whose_turn
from app.method.rules import group_dissolved, person_gone
from app.models import Membership, Seat, SmallGroup
from app.templating import sentence
from app.vocabulary import Door, Language, Step
from tests.house import Browser, House, main_of, notice_of


def late(browser: Browser, path: str, refusal: Refusal, **fields: object) -> None:
    answer = browser.tap(path, **fields)
    assert (answer.status_code, notice_of(answer.text)) == (409, sentence(refusal, Language.sv))
    assert main_of(answer.text), "and the screen as it is now"


def test_what_the_other_console_has_gone_back_from_is_refused_in_words(house: House) -> None:
    """Nothing on the screens of the step before speaks of an open vote, nor ends it."""
    evening, console, phone = house.evening, house.console(), house.phone("Hodan")
    first, second = evening.propose("Amina", "Café"), evening.propose("Hodan", "Plain letters")
    for before, path, fields in (
        (Step.proposals, "vote/opened", {"after": 0}),
        (Step.axis, "proposals/joined", {"kept_id": first, "joined_id": second}),
        (Step.axis, f"proposals/{first}/apart", {}),
        (Step.axis, "proposals/said", {"proposal_id": first, "language": "en", "title": "Café"}),
        (Step.ideas, "settings", {"proposals_a_group": 2}),
    ):
        evening.go_to(before)
        shown = console.screen(), phone.screen()
        late(console, path, step_closed, **fields)
        assert (console.screen(), phone.screen()) == shown, path


@pytest.mark.parametrize("how", ["merged", "fewer"])
def test_what_was_meant_for_a_group_that_is_gone_is_refused_in_words(
    house: House, how: str
) -> None:
    evening, console, helper = house.evening, house.console(), house.opened(Door.helper)
    gone, other = evening.groups[3], evening.groups[2]
    proposal = evening.propose("Hodan", "Plain letters")
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    if how == "merged":
        evening.do(merging.merge, evening.groups[1], gone)
    else:
        evening.go_to(Step.groups)
        evening.do(groups.form, 2)
        evening.go_to(Step.vote)
    person = evening.people["Amina"]
    late(console, f"people/{person}/group", group_dissolved, small_group_id=gone)
    late(console, "people/group", group_dissolved, person_id=person, small_group_id=gone)
    late(console, f"groups/{gone}/headcount", group_dissolved, headcount=7)
    late(console, f"groups/{gone}/headcount/cleared", group_dissolved)
    late(console, "groups/merged", group_dissolved, kept_id=gone, away_id=other)
    late(console, "groups/merged", group_dissolved, kept_id=other, away_id=gone)
    hands = {"small_group_id": gone, "proposal_id": proposal, "votes": 1, "round_number": 1}
    late(console, "vote/hands", group_dissolved, **hands)
    late(helper, "vote/hands", group_dissolved, **hands)
    evening.go_to(Step.ideas)
    late(helper, f"tables/{gone}/ideas", group_dissolved, title="A café")


def test_groups_that_have_parted_are_parted_whoever_presses_once_more(house: House) -> None:
    evening, console = house.evening, house.console()
    evening.go_to(Step.sorting)
    merged = evening.do(merging.merge, evening.groups[1], evening.groups[2])
    for _ in range(2):
        assert console.tap(f"merges/{merged}/parted").status_code == 200
        assert not [group for group in evening.all(SmallGroup) if group.dissolved]


def test_who_has_gone_is_not_put_into_a_group(house: House) -> None:
    evening, console = house.evening, house.console()
    evening.share("Maryam", "Tove")
    evening.go_to(Step.sorting)
    tove = evening.people["Tove"]
    phone = evening.all(Seat, person_id=tove)[0].device_id
    evening.do(joining.leave, phone, 1)
    late(console, f"people/{tove}/group", person_gone, small_group_id=evening.groups[1])
    assert all(row.until for row in evening.all(Membership, person_id=tove))


def test_the_turn_is_not_given_to_who_has_gone(house: House) -> None:
    evening = house.evening
    evening.share("Maryam", "Tove", "Aino")
    phone = house.phone("Maryam")
    evening.go_to(Step.sorting)
    phone.tap("people/2/gone")
    late(phone, "turn", whose_turn, seat=2)
    assert phone.tap("turn", seat=8).status_code == 404
