"""How to reach those who want to take part: freely given, sealed, told to the coordinator alone, and gone when done."""

from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from app.method import agreement, contacts, ending
from app.method.refusals import action_gone, empty, not_taking_part, too_long
from app.models import Contact, Draft
from app.papers.csv_file import result_csv
from app.papers.json_file import result_json
from app.papers.result import read_result
from app.vocabulary import Language, Step
from tests.cast import Evening, bare_evening
from tests.house import House

SECRET = b"a secret of the key file"
REACHED = "amina@example.org"


@pytest.fixture
def action_id(meeting: Evening) -> int:
    """Amina and Kirsi want to take part in an agreed action."""
    meeting.go_to(Step.agreement)
    action: int = meeting.do(agreement.agree, "Språkkafé", "Biblioteket", "", "", Language.sv)
    for name in ("Amina", "Kirsi"):
        meeting.do(agreement.take_part, meeting.member(name), action)
    return action


def give(meeting: Evening, action: int, name: str = "Amina", words: str = REACHED) -> None:
    meeting.do(contacts.give, meeting.member(name), action, words, SECRET)


def told(meeting: Evening, secret: bytes = SECRET) -> dict[int, list[str]]:
    with meeting.reading() as book:
        return contacts.by_action(book, meeting.id, secret)


def test_a_contact_is_told_to_the_coordinator_and_a_newer_one_replaces_it(
    meeting: Evening, action_id: int
) -> None:
    give(meeting, action_id)
    give(meeting, action_id, "Kirsi", "040 123 4567")
    give(meeting, action_id, words=" 050 765 4321 ")
    assert told(meeting) == {action_id: ["040 123 4567", "050 765 4321"]}


def test_for_what_has_been_taken_away_nobody_leaves_one(meeting: Evening, action_id: int) -> None:
    give(meeting, action_id)
    meeting.do(agreement.take_away, action_id)
    kirsi = meeting.member("Kirsi")
    meeting.refused(action_gone, contacts.give, kirsi, action_id, "040 123 4567", SECRET)
    meeting.do(agreement.put_back, action_id)
    assert told(meeting) == {action_id: [REACHED]}


def test_for_what_stays_taken_away_it_is_erased_with_the_end(
    meeting: Evening, action_id: int
) -> None:
    other: int = meeting.do(agreement.agree, "Brev på lätt svenska", "", "", "", Language.sv)
    meeting.do(agreement.take_part, meeting.member("Amina"), other)
    give(meeting, action_id)
    give(meeting, other, words="050 765 4321")
    meeting.do(agreement.take_away, action_id)
    meeting.go_to(Step.thanks)
    meeting.do(ending.end, ended=True)
    assert told(meeting) == {other: ["050 765 4321"]}


def test_only_who_takes_part_leaves_one_and_it_is_short(meeting: Evening, action_id: int) -> None:
    layla, amina = meeting.member("Layla"), meeting.member("Amina")
    meeting.refused(not_taking_part, contacts.give, layla, action_id, REACHED, SECRET)
    meeting.refused(empty, contacts.give, amina, action_id, " ", SECRET)
    meeting.refused(too_long, contacts.give, amina, action_id, "x" * 121, SECRET)
    give(meeting, action_id, words="ж" * 120)
    assert told(meeting) == {action_id: ["ж" * 120]}


def test_who_leaves_the_action_is_not_to_be_reached(meeting: Evening, action_id: int) -> None:
    give(meeting, action_id)
    give(meeting, action_id, "Kirsi", "040")
    meeting.do(agreement.leave, meeting.member("Amina"), action_id)
    assert told(meeting) == {action_id: ["040"]}
    meeting.do(contacts.take_back, meeting.member("Kirsi"), action_id)
    assert told(meeting) == {}


def test_the_coordinator_erases_them_all_of_this_meeting(meeting: Evening, action_id: int) -> None:
    give(meeting, action_id)
    other = bare_evening(meeting.database, meeting.writer, "XRAN7A2")
    other.do(contacts.erase_all)
    assert told(meeting) == {action_id: [REACHED]}
    meeting.do(contacts.erase_all)
    assert (told(meeting), meeting.all(Contact)) == ({}, [])


def test_what_is_stored_tells_neither_words_nor_length_and_is_bound_to_its_row(
    meeting: Evening, action_id: int
) -> None:
    give(meeting, action_id)
    give(meeting, action_id, "Kirsi", "0")
    kept = meeting.all(Contact)
    assert len({len(contact.sealed) for contact in kept}) == 1
    assert all(REACHED.encode() not in contact.sealed for contact in kept)
    with pytest.raises(InvalidTag):
        told(meeting, b"another secret")
    first, second = kept
    meeting.do(
        lambda act: act.book.change(Contact, {"id": first.id}, sealed=second.sealed),
    )
    with pytest.raises(InvalidTag):
        told(meeting)


def test_no_file_holds_a_contact(meeting: Evening, action_id: int) -> None:
    give(meeting, action_id)
    with meeting.reading() as book:
        result = read_result(book, meeting.id, Language.sv)
    assert REACHED not in result_json(result) + result_csv(result).decode()


def test_a_contact_is_on_no_screen_and_in_no_file_of_the_data(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.agreement)
    action = evening.do(agreement.agree, "Språkkafé", "Biblioteket", "", "", Language.sv)
    amina = house.phone("Amina")
    amina.tap(f"actions/{action}/interest")
    refused = amina.send(f"actions/{action}/contact", contact=REACHED * 9)
    assert refused.status_code == 409
    assert evening.all(Draft) == []
    assert amina.tap(f"actions/{action}/contact", contact=REACHED).status_code == 200
    assert f"actions/{action}/contact/withdrawn" in amina.screen()
    for browser in (amina, house.console(), house.projector(), house.phone("Kirsi")):
        assert REACHED not in browser.get().text
    assert not [
        path for path in files(house.settings.data) if REACHED.encode() in path.read_bytes()
    ]


def test_who_left_one_can_take_it_away_after_the_meeting_has_ended(house: House) -> None:
    evening = house.evening
    evening.share("Maryam", "Tove")
    evening.go_to(Step.agreement)
    action = evening.do(agreement.agree, "Språkkafé", "Biblioteket", "", "", Language.sv)
    way_out = f"actions/{action}/contact/withdrawn"
    amina, shared = house.phone("Amina"), house.phone("Maryam")
    for phone, seat in ((amina, {}), (shared, {"seat": 1})):
        phone.tap(f"actions/{action}/interest", **seat)
        phone.tap(f"actions/{action}/contact", contact=REACHED, **seat)
    evening.do(ending.end, ended=True)
    assert way_out in amina.screen()
    assert way_out not in house.phone("Kirsi").screen()
    assert amina.tap(way_out).status_code == 200
    assert way_out not in amina.screen()
    shared.tap("turn", seat=0)
    assert way_out not in shared.screen(), "the other one of the phone left it"
    shared.tap("turn", seat=1)
    assert way_out in shared.screen()
    assert shared.tap(way_out, seat=1).status_code == 200
    assert evening.all(Contact) == []


def test_the_coordinator_reads_them_on_their_own_page_and_erases_them(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.agreement)
    action = evening.do(agreement.agree, "Språkkafé", "Biblioteket", "", "", Language.sv)
    amina = house.phone("Amina")
    amina.send(f"actions/{action}/interest")
    amina.send(f"actions/{action}/contact", contact=REACHED)
    at = f"/coordinator/meetings/{evening.id}"
    stranger = house.browser(f"{at}/contacts")
    assert REACHED not in stranger.get().text
    token = evening.sign_in()
    desk = house.browser(at, {"coordinator": token})
    assert REACHED not in desk.ask("GET", f"{at}/after").text
    page = desk.ask("GET", f"{at}/contacts")
    assert (REACHED in page.text, page.headers["cache-control"]) == (True, "no-store")
    bus = evening.do(agreement.agree, "Kvällsbuss", "Trafiken", "", "", Language.sv)
    amina.send(f"actions/{bus}/interest")
    amina.send(f"actions/{bus}/contact", contact="040 123 4567")
    assert desk.send(f"contacts/{action + 1}/erased").status_code == 404
    assert desk.send(f"contacts/{bus}/erased").status_code == 303, "that group is contacted"
    page = desk.ask("GET", f"{at}/contacts")
    assert ("040 123" in page.text, REACHED in page.text) == (False, True)
    assert desk.send("contacts/erased").status_code == 303
    assert REACHED not in desk.ask("GET", f"{at}/contacts").text
    assert f"actions/{action}/contact/withdrawn" not in amina.screen()


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
