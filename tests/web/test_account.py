"""The coordinator's way in: the first-run link, the name and password, and what a stranger meets."""

import pytest

from app.method.accounts import SESSION_SECONDS
from app.models import Coordinator, SignIn
from app.rehearsal.markup import INTENT
from app.web.desk.passwords import Tries
from app.web.desk.signing_in import first_run_link
from tests.house import Browser, House

PASSWORD = "tre kor i en hage"


def door(house: House) -> str:
    """Where the coordinator begins, as a path."""
    return first_run_link(house.settings, house.app.state.house.database, "")


def begin(house: House, browser: Browser, **changed: str) -> int:
    """Sets the first password, in a browser that has opened the link; returns the status."""
    fields = {"login": "Astrid", "password": PASSWORD, "again": PASSWORD, "language": "en"}
    return browser.ask("POST", door(house), data=fields | changed).status_code


def sign_in(browser: Browser, login: str = "astrid", password: str = PASSWORD) -> tuple[int, str]:
    answer = browser.send("sign-in", login=login, password=password)
    return answer.status_code, INTENT.sub("", answer.text)


@pytest.fixture
def desk(house: House) -> Browser:
    return house.browser("/coordinator")


def test_the_first_run_link_sets_a_password_and_signs_in(house: House, desk: Browser) -> None:
    assert "Choose a name" in desk.ask("GET", door(house) + "?language=en").text
    assert begin(house, desk) == 303
    assert "Meetings" in desk.get().text


def test_the_first_run_link_opens_nothing_once_there_is_a_coordinator(
    house: House, desk: Browser
) -> None:
    link = door(house)
    begin(house, desk)
    stranger = house.browser("/coordinator")
    assert stranger.ask("GET", link).status_code == 303
    fields = {"login": "Eve", "password": PASSWORD, "again": PASSWORD, "language": "en"}
    assert stranger.ask("POST", link, data=fields).status_code == 303
    assert len(house.evening.all(Coordinator)) == 1
    assert door(house) == "/coordinator"


def test_a_guessed_first_run_link_is_not_there(desk: Browser) -> None:
    assert desk.ask("GET", "/coordinator/first/AAAAAAAAAAAAAAAAAAAAAA").status_code == 404
    assert desk.ask("GET", "/coordinator/first/%F0%9F%90%84").status_code == 404


@pytest.mark.parametrize(
    "changed",
    [
        {"password": "elva tecken", "again": "elva tecken"},
        {"again": "tre kor i en hagge"},
        {"password": "aaaaaaaaaaaaaa", "again": "aaaaaaaaaaaaaa"},
        {"login": "   "},
        {"language": "tlh"},
    ],
)
def test_a_first_password_that_will_not_do_is_refused(
    house: House, desk: Browser, changed: dict[str, str]
) -> None:
    assert begin(house, desk, **changed) == 409
    assert house.evening.all(Coordinator) == []


def test_a_refused_first_password_gives_the_name_back_and_never_the_password(
    house: House, desk: Browser
) -> None:
    fields = {"login": "Astrid", "password": "too-short", "again": "too-short", "language": "en"}
    page = desk.ask("POST", door(house), data=fields).text
    assert 'value="Astrid"' in page
    assert "too-short" not in page


def test_a_wrong_password_and_an_unknown_name_are_told_the_same(
    house: House, desk: Browser
) -> None:
    begin(house, desk)
    other = house.browser("/coordinator")
    wrong, unknown = sign_in(other, password="fel lösenord!"), sign_in(other, login="nobody-here")
    assert wrong[0] == unknown[0] == 409
    assert wrong[1].replace("astrid", "") == unknown[1].replace("nobody-here", "")
    assert sign_in(other, login="ASTRID ")[0] == 303


def test_after_five_failures_the_next_try_has_to_wait(house: House, desk: Browser) -> None:
    begin(house, desk)
    other = house.browser("/coordinator")
    outcomes = [sign_in(other, login="kirsi")[1] for _ in range(6)]
    assert outcomes[4] == outcomes[0]
    assert outcomes[5] != outcomes[0]
    assert sign_in(other, login="astrid")[0] == 303


def test_a_name_with_blanks_and_unseen_signs_is_the_same_account(
    house: House, desk: Browser
) -> None:
    begin(house, desk)
    other = house.browser("/coordinator")
    typed = ["astrid", " astrid", "ASTRID  ", "as\u200btrid", "astrid\u00ad"]
    wrong = {sign_in(other, login=name, password="wrong" * 3)[1].count("Wait") for name in typed}
    assert len(wrong) == 1
    waits = sign_in(other, login="\ufeff astrid")[1]
    assert sign_in(other, login="astrid ")[0] == 409
    assert "5" in waits or "10" in waits


def test_trying_many_other_names_forgets_nobody() -> None:
    tries = Tries(clock=lambda: 0.0)
    for _ in range(5):
        tries.begin(("192.0.2.1", "astrid"))
    assert tries.begin(("192.0.2.1", "astrid"))
    refused = [tries.begin(("192.0.2.1", f"name {number}")) for number in range(1050)]
    assert tries.begin(("192.0.2.1", "astrid"))
    assert refused[-1], "names without end are as one"
    assert tries.begin(("192.0.2.2", "astrid")) is None


def test_tries_wait_twice_as_long_each_time_and_no_more_than_a_minute() -> None:
    now = [0.0]
    tries = Tries(clock=lambda: now[0])
    who = ("127.0.0.1", "astrid")
    assert [tries.begin(who) for _ in range(5)] == [None] * 5
    waits = []
    for _ in range(8):
        refusal = tries.begin(who)
        assert refusal
        waits.append(int(dict(refusal.values)["seconds"]))
        now[0] += 61
        assert tries.begin(who) is None
    assert waits[0] < waits[1] < waits[2]
    assert max(waits) <= 61
    tries.succeeded(who)
    assert tries.begin(who) is None


def test_signing_out_ends_the_session_also_for_a_kept_cookie(house: House, desk: Browser) -> None:
    begin(house, desk)
    kept = dict(desk.cookies)
    assert desk.send("sign-out").status_code == 303
    assert house.browser("/coordinator", kept).get().headers["location"] == "/coordinator/sign-in"


def test_a_session_ends_by_itself(house: House, desk: Browser) -> None:
    begin(house, desk)
    session = house.evening.all(SignIn)[0]
    house.evening.writer.do(
        None, lambda act: act.book.change(SignIn, {"id": session.id}, until=act.now)
    )
    assert desk.get().status_code == 303


def test_the_cookie_is_kept_from_scripts_and_the_database_keeps_only_its_hash(
    house: House, desk: Browser
) -> None:
    fields = {"login": "Astrid", "password": PASSWORD, "again": PASSWORD, "language": "en"}
    sent = desk.ask("POST", door(house), data=fields).headers["set-cookie"]
    assert all(word in sent for word in ("HttpOnly", "SameSite=lax", f"Max-Age={SESSION_SECONDS}"))
    assert "Secure" not in sent
    value = sent.partition("=")[2].partition(";")[0]
    stored = house.evening.all(SignIn)[0].token_hash
    assert value not in stored
    hashed = house.evening.all(Coordinator)[0].password_hash
    assert hashed.startswith("$argon2")


def test_a_stranger_is_sent_to_sign_in_from_every_page_and_form(house: House) -> None:
    stranger = house.browser("/coordinator")
    meeting = f"/coordinator/meetings/{house.evening.id}"
    for path in ("/coordinator", f"{meeting}/cards", f"{meeting}/after/result.json"):
        to = stranger.ask("GET", path).headers["location"]
        assert to.partition("?")[0] == "/coordinator/sign-in"
    posted = stranger.ask("POST", f"{meeting}/cards", data={"sv": "x"})
    assert posted.headers["location"] == "/coordinator/sign-in"


def test_the_language_of_the_desk_is_the_coordinators_own(house: House, desk: Browser) -> None:
    begin(house, desk)
    assert '<html lang="en"' in desk.get().text
    assert desk.send("language", language="fi", at="/coordinator").status_code == 303
    assert '<html lang="fi"' in desk.get().text
    elsewhere = desk.send("language", language="fi", at="https://evil.example/")
    assert elsewhere.headers["location"] == "/coordinator"
