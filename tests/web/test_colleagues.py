"""Several coordinators: a colleague comes in by a link, and each municipality has its own meetings."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.method import accounts, desk_links
from app.method.act import Act
from app.method.preparing import meeting as preparing
from app.method.preparing.meeting import Basics
from app.method.preparing.pattern import usual
from app.models import Coordinator
from app.serving import desk_link
from app.vocabulary import Language
from app.web.forms import LARGEST_BODY
from tests.house import Browser, House
from tests.web.at_desk import form_on

PASSWORD = "tre kor i en hage"
OTHER = "fyra får på ett berg"


@pytest.fixture
def desk(house: House) -> Browser:
    token = house.evening.sign_in()
    browser = house.browser("/coordinator", {"coordinator": token})
    browser.headers["Accept-Language"] = "en"
    return browser


def invited(desk: Browser, **fields: Any) -> str:
    """The path of a link for a colleague, as the page shows it."""
    shown = desk.send("account/colleagues", **fields).text
    link = re.search(r'id="link">[^<]*(/coordinator/link/[\w-]+)<', shown)
    assert link, shown
    return link[1]


def choose(browser: Browser, link: str, login: str = "Bo", password: str = PASSWORD) -> int:
    fields = {"login": login, "password": password, "again": password, "language": "en"}
    return browser.ask("POST", link, data=fields).status_code


def test_a_colleague_comes_in_by_a_link_that_works_once(house: House, desk: Browser) -> None:
    link = invited(desk)
    colleague = house.browser("/coordinator")
    assert "Choose a name" in colleague.ask("GET", f"{link}?language=en").text
    assert choose(colleague, link, login="astrid") == 409
    assert choose(colleague, link) == 303
    meeting = f"/coordinator/meetings/{house.evening.id}/cards"
    assert colleague.ask("GET", meeting).status_code == 200
    stranger = house.browser("/coordinator")
    assert stranger.ask("GET", link).status_code == 404
    for login in ("Eve", "E" * LARGEST_BODY):
        assert choose(stranger, link, login=login) == 404


def test_a_link_for_a_colleague_that_is_asked_for_twice_is_the_same(
    house: House, desk: Browser
) -> None:
    form, other = (form_on(desk, "account", "account/colleagues") for _ in range(2))
    first, second, others = invited(desk, **form), invited(desk, **form), invited(desk, **other)
    colleague = house.browser("/coordinator")
    assert first == second != others
    assert choose(colleague, second) == 303
    assert choose(colleague, second, login="Eve") == 404
    assert choose(colleague, others, login="Cecilia") == 303, "another page means another colleague"
    assert len(house.evening.all(Coordinator)) == 3


def test_a_link_that_is_used_up_stays_so_if_it_is_asked_for_again_after_a_restart(
    house: House, desk: Browser
) -> None:
    form, colleague = form_on(desk, "account", "account/colleagues"), house.browser("/coordinator")
    link = invited(desk, **form)
    assert choose(colleague, link) == 303
    house.stop()
    house.start()
    assert invited(desk, **form) == link
    assert choose(colleague, link, login="Eve") == 404
    assert len(house.evening.all(Coordinator)) == 2


def test_a_link_for_a_colleague_leads_to_this_computer_from_another_one(
    open_house: Callable[..., House],
) -> None:
    house = open_house(address="http://192.168.1.7:8000")
    token = house.evening.sign_in()
    desk = house.browser("/coordinator", {"coordinator": token})
    own = f"localhost:{house.port}"
    desk.headers.update({"Host": own, "Origin": f"http://{own}"})
    assert "http://192.168.1.7:8000/coordinator/link/" in desk.send("account/colleagues").text


def test_no_address_of_one_municipality_opens_anything_of_another(
    house: House, desk: Browser
) -> None:
    def other(act: Act) -> tuple[int, str]:
        made = Coordinator(login="eve", password_hash="", language=Language.en)
        act.book.add(made)
        own = preparing.found_municipality(act, made.id, {"sv": "Ankerö"}, Language.sv)
        basics = Basics({"sv": "Annans möte"}, {}, Language.sv, None, 1_800_000_000)
        inside = preparing.make_meeting(act, own, basics, usual())
        return inside.meeting_id, accounts.sign_in(act, made.id)

    theirs, token = house.evening.writer.do(None, other)
    eve = house.browser("/coordinator", {"coordinator": token})
    for browser, foreign in ((eve, house.evening.id), (desk, theirs)):
        at = f"/coordinator/meetings/{foreign}"
        for page in (
            "basics",
            "cards",
            "links",
            "links/tables.html",
            "after/result.json",
            "rehearsal",
        ):
            assert browser.ask("GET", f"{at}/{page}").status_code == 404, page
        for form in ("texts/principles", "cards/import", "rehearsal", "contacts/erased"):
            assert browser.ask("POST", f"{at}/{form}", data={"sv": "x"}).status_code == 404, form
        assert str(foreign) not in browser.get().text
    assert str(theirs) in eve.get().text


def test_who_is_locked_out_chooses_a_new_password_by_a_link_and_other_sessions_end(
    house: House, desk: Browser
) -> None:
    token = house.evening.writer.do(None, lambda act: desk_links.for_locked_out(act, ""))
    again = house.browser("/coordinator")
    link = f"/coordinator/link/{token}"
    assert "Choose a new password" in again.ask("GET", f"{link}?language=en").text
    assert choose(again, link, login="") == 303
    assert again.get().status_code == 200
    assert desk.get().status_code == 303
    signed = house.browser("/coordinator").send("sign-in", login="astrid", password=PASSWORD)
    assert signed.status_code == 303


def test_the_command_line_gives_the_link_beside_a_running_server(
    house: House, desk: Browser
) -> None:
    data = Path(house.settings.database_url.removeprefix("sqlite:///")).parent
    link = desk_link(data, house.address, "astrid")
    assert link.startswith(f"{house.address}/coordinator/link/")
    assert desk.ask("GET", link.removeprefix(house.address)).status_code == 200
    assert desk_link(data, house.address, "nobody") == ""


def test_name_and_password_are_changed_at_the_desk(house: House) -> None:
    house.evening.writer.do(None, lambda act: desk_links.for_colleague(act, None, "secret"))
    own = house.browser("/coordinator")
    choose(own, "/coordinator/link/secret")
    elsewhere = house.browser("/coordinator")
    elsewhere.send("sign-in", login="bo", password=PASSWORD)
    assert elsewhere.get().status_code == 200
    assert own.send("account/name", login="Bo Ek").status_code == 303
    assert "Bo Ek" in own.get().text, "as it was typed"
    wrong = own.send("account/password", now=OTHER, password=OTHER, again=OTHER)
    assert wrong.status_code == 409
    assert "That is not the password you have now. Nothing has been changed." in wrong.text
    assert "The name or the password" not in wrong.text
    assert (
        own.send("account/password", now=PASSWORD, password=OTHER, again=OTHER).status_code == 303
    )
    assert own.get().status_code == 200
    assert elsewhere.get().status_code == 303
    assert elsewhere.send("sign-in", login="bo EK", password=OTHER).status_code == 303


def test_the_first_page_has_a_way_to_the_desk(house: House) -> None:
    assert 'href="/coordinator"' in house.browser("/").get().text
