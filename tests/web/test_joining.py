"""The way in: by the code, once, and without anything that could name anybody."""

import re

import pytest

from app.links import CODE_LETTERS
from app.method import ending, groups
from app.method.people import admitting, joining
from app.method.refusals import no_cookies
from app.models import Device, Membership, Person
from app.templating import sentence
from app.viewer import phone_cookie
from app.vocabulary import Language, Role, Step
from tests.cast import make_evening
from tests.crowd import at_once
from tests.house import Browser, House, main_of
from tests.web.elements import tree

NOWHERE = "/ABC2345"


def newcomer(house: House, **headers: str) -> Browser:
    browser = house.browser(f"/{house.code}")
    browser.headers.update(headers)
    return browser


def person_of(house: House, before: set[int]) -> Person:
    (new,) = [row for row in house.evening.all(Person) if row.id not in before]
    return new


def people(house: House) -> set[int]:
    return {row.id for row in house.evening.all(Person)}


def test_somebody_joins_with_a_role_and_lands_in_the_step_that_is_on(house: House) -> None:
    house.evening.go_to(Step.results)
    before, browser = people(house), newcomer(house)
    assert "/join" in browser.screen()
    answer = browser.join(role="elected")
    assert (answer.status_code, answer.headers["location"]) == (303, browser.path)
    assert 'data-step="results"' in browser.screen()
    assert person_of(house, before).role is Role.elected


def test_nobody_has_to_say_as_what_they_are_here(house: House) -> None:
    before, browser = people(house), newcomer(house)
    browser.join()
    assert person_of(house, before).role is Role.unsaid


def test_the_same_phone_is_the_same_person(house: House) -> None:
    before, browser = people(house), newcomer(house)
    browser.join(role="resident")
    cookie = dict(browser.cookies)
    for _ in range(2):
        assert browser.join(role="elected").status_code == 303
        browser.get()
    house.stop()
    house.start()
    assert browser.get().status_code == 200
    assert "/join" not in browser.screen()
    assert dict(browser.cookies) == cookie
    assert person_of(house, before).role is Role.resident


def test_a_form_that_is_sent_three_times_at_once_brings_one_person_in(house: House) -> None:
    house.evening.do(groups.form, 3)
    before, browser = people(house), newcomer(house)
    browser.get()
    cookie = dict(browser.cookies)
    answers = at_once(3, lambda _: browser.send("join", role="resident"))
    assert [answer.status_code for answer in answers] == [303] * 3
    person = person_of(house, before)
    assert len(house.evening.all(Membership, person_id=person.id)) == 1
    assert dict(browser.cookies) == cookie
    assert "/join" not in browser.screen()


def test_a_form_whose_answer_was_lost_is_sent_again_for_the_same_person(house: House) -> None:
    before, browser = people(house), newcomer(house)
    browser.get()
    cookie = dict(browser.cookies)
    again = house.browser(browser.path, cookie)
    for phone in (browser, again, browser):
        answer = phone.send("join", role="resident", other=["elected"])
        assert (answer.status_code, answer.headers["location"]) == (303, browser.path)
    assert len(people(house) - before) == 2, "the one, and the one who shares the phone"
    assert again.screen() == browser.screen()


def test_who_is_in_stays_in_when_joining_is_closed_meanwhile(house: House) -> None:
    before, browser = people(house), newcomer(house)
    browser.join()
    house.evening.do(admitting.open_joining, is_open=False)
    assert browser.send("join").status_code == 303
    assert len(people(house) - before) == 1


def test_a_page_read_twice_is_one_phone(house: House) -> None:
    before, browser = people(house), newcomer(house)
    browser.get()
    cookie = dict(browser.cookies)
    browser.get()
    assert dict(browser.cookies) == cookie
    browser.send("join")
    assert len(people(house) - before) == 1


@pytest.mark.parametrize("read", [Language.sv, Language.fi, Language.en])
def test_a_browser_that_keeps_no_cookies_is_told_so_and_brings_nobody_in(
    house: House, read: Language
) -> None:
    before, browser = people(house), newcomer(house, **{"Accept-Language": read})
    for _ in range(3):
        browser.cookies.clear()
        answer = browser.send("join", role="resident", table="3")
        assert answer.status_code == 409
        assert sentence(no_cookies, read) in answer.text
        assert f'action="{browser.path}/join"' in answer.text, "it can be tried again"
        assert 'name="table" value="3"' in answer.text
    assert people(house) == before
    assert browser.send("join").status_code == 303, "once it keeps them"
    assert len(people(house) - before) == 1


def test_a_page_that_is_only_looked_at_changes_nothing(house: House) -> None:
    before = house.evening.row.sequence
    newcomer(house).get()
    assert house.evening.row.sequence == before


def test_a_cookie_of_another_meeting_brings_nobody_in(house: House) -> None:
    before, browser = people(house), newcomer(house)
    browser.cookies.set(phone_cookie(house.evening.id), "x" * 43)
    assert browser.send("join").status_code == 303
    other = make_evening(house.app.state.house.database, house.app.state.house.writer, "BRDHA22")
    stray = house.browser("/BRDHA22", {phone_cookie(other.id): "x" * 43})
    assert stray.send("join").status_code == 404
    assert len(people(house) - before - set(other.people.values())) == 1


def test_what_is_kept_of_a_phone_says_nothing_of_it(house: House) -> None:
    before = {row.id for row in house.evening.all(Device)}
    browser = newcomer(house, **{"User-Agent": "Nokia 3310", "X-Forwarded-For": "192.0.2.77"})
    browser.join(role="resident")
    (device,) = [row for row in house.evening.all(Device) if row.id not in before]
    (cookie,) = browser.cookies.values()
    assert device._fields == (  # type: ignore[attr-defined]
        "id",
        "meeting_id",
        "token_hash",
        "present",
        "turn",
        "hosts",
        "knows_table",
    )
    assert cookie not in device.token_hash
    assert len(cookie) >= 40


def test_who_comes_late_is_placed_in_a_group(house: House) -> None:
    house.evening.do(groups.form, 3)
    house.evening.go_to(Step.sorting)
    before, browser = people(house), newcomer(house)
    browser.join(role="resident")
    assert 'data-step="sorting"' in browser.screen()
    person = person_of(house, before)
    assert len(house.evening.all(Membership, person_id=person.id)) == 1


@pytest.mark.parametrize(
    ("read", "language"),
    [
        ("fi-FI,fi;q=0.9", Language.fi),
        ("ar,en-GB;q=0.7", Language.en),
        ("so", Language.sv),
        ("", Language.sv),
    ],
)
def test_a_phone_is_met_in_a_language_that_it_says_it_reads(
    house: House, read: str, language: Language
) -> None:
    before, browser = people(house), newcomer(house, **{"Accept-Language": read})
    assert f'<html lang="{language}"' in browser.get().text
    browser.join()
    assert person_of(house, before).language is language


def test_the_language_is_chosen_before_joining_and_changed_after(house: House) -> None:
    before, browser = people(house), newcomer(house)
    for language in (Language.fi, Language.en):
        answer = browser.send("language", language=language)
        assert (answer.status_code, answer.headers["location"]) == (303, browser.path)
        assert f'<html lang="{language}"' in browser.get().text
    browser.join()
    assert person_of(house, before).language is Language.en
    browser.send("language", language="sv")
    assert '<html lang="sv"' in browser.get().text


def test_a_language_that_nobody_offers_is_not_spoken(house: House) -> None:
    before = house.evening.row.sequence
    for language in ("de", "", "../sv", "sv\n"):
        assert house.phone("Amina").send("language", language=language).status_code in (404, 409)
    assert house.evening.row.sequence == before


def test_a_code_is_found_in_small_letters_too(house: House) -> None:
    small = house.browser(f"/{house.code.lower()}")
    assert "/join" in small.screen()
    assert f'action="/{house.code}/join"' in small.screen()


def test_codes_have_no_look_alikes(house: House) -> None:
    assert not set("01OIL") & set(CODE_LETTERS)
    assert re.fullmatch(rf"[{CODE_LETTERS}]{{7}}", house.code)


def test_closed_joining_says_so_and_lets_nobody_in(house: House) -> None:
    house.evening.do(admitting.open_joining, is_open=False)
    before, browser = people(house), newcomer(house)
    answer = browser.join(role="resident")
    assert answer.status_code == 409
    assert people(house) == before
    assert house.phone("Amina").get().status_code == 200


@pytest.mark.parametrize("table", ["", "/3"])
def test_who_finds_joining_closed_has_a_way_to_try_again(house: House, table: str) -> None:
    house.evening.do(admitting.open_joining, is_open=False)
    browser = newcomer(house)
    shut = browser.ask("GET", f"/{house.code}{table}", follow_redirects=True).text
    again = tree(shut).one("a", id="try-again")
    assert again.held["href"] == f"/{house.code}{table}"
    house.evening.do(admitting.open_joining, is_open=True)
    form = browser.ask("GET", again.held["href"], follow_redirects=True).text
    assert tree(form).all("button", id="join-button")


def test_who_joins_is_in_by_that_one_act(house: House) -> None:
    before = house.evening.row.sequence
    phones = house.evening.all(Device, meeting_id=house.evening.id, present=True)
    newcomer(house).join(role="resident")
    assert house.evening.row.sequence == before + 1
    now = house.evening.all(Device, meeting_id=house.evening.id, present=True)
    assert len(now) == len(phones) + 1


def test_who_was_away_is_in_again_by_the_form_that_is_sent_once_more(house: House) -> None:
    before, browser = {row.id for row in house.evening.all(Device)}, newcomer(house)
    browser.join()
    (new,) = [row.id for row in house.evening.all(Device) if row.id not in before]
    house.evening.do(joining.set_presence, new, present=False)
    assert browser.join().status_code == 303
    assert house.evening.all(Device, id=new)[0].present


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("read", ["sv", "fi", "en"])
def test_an_unknown_code_and_an_ended_meeting_say_the_same_bytes(
    house: House, *, script: bool, read: str
) -> None:
    house.evening.do(ending.end, ended=True)
    ended, unknown = newcomer(house), house.browser(NOWHERE)
    for browser in (ended, unknown):
        browser.headers["Accept-Language"] = read
    said = [(answer.status_code, answer.content) for answer in map(Browser.get, (ended, unknown))]
    assert said[0] == said[1]
    assert said[0][0] == 404
    acts = [("join", {"role": "resident"}), ("language", {"language": "fi"})]
    acts += [("vote", {"proposal_id": "1"}), ("cards/1/lean", {"category": "more"})]
    acts += [("join", {"nonsense": "x"}), ("language", {"language": "klingon"})]
    for path, fields in acts:
        here, there = (browser.send(path, script=script, **fields) for browser in (ended, unknown))
        assert (here.status_code, here.content) == (there.status_code, there.content), path
        assert here.status_code == 404, path
        assert not here.cookies, path
    assert ended.wire().closed == unknown.wire().closed == 4403


def test_who_was_in_sees_that_the_meeting_has_ended(house: House) -> None:
    phone = house.phone("Amina")
    house.evening.do(ending.end, ended=True)
    assert 'data-step="ended"' in phone.screen()
    house.evening.do(ending.end, ended=False)
    assert 'data-step="ended"' not in phone.screen()


def test_the_page_for_typing_a_code_leads_to_it(house: House) -> None:
    start = house.browser("/")
    page = start.ask("GET", "/")
    assert page.status_code == 200
    assert main_of(page.text)
