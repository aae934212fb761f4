"""The address of every form of the desk can be opened, reloaded, and come back to in another language."""

import re

from app.method.act import Act
from app.models import Meeting
from tests.house import Browser, House
from tests.web.at_desk import form_on, page_after
from tests.web.elements import tree
from tests.web.forms_sent import ROUTES

DESK = "/coordinator"
# What a page, a script or a secret link sends: nothing is ever shown at these addresses.
NO_PAGE = {f"{DESK}/sign-out", f"{DESK}/language", f"{DESK}/drafts", f"{DESK}/drafts/dropped"}
NAMES = {"kind": "cards", "pack": "cards", "tag": "fi", "language": "so", "done": "opened"}


def address(house: House, route: str) -> str:
    path = route.replace("{meeting_id:int}", str(house.evening.id))
    return re.sub(r"{(\w+)[^}]*}", lambda gap: NAMES.get(gap[1], "9"), path)


def test_the_address_of_every_form_leads_to_the_page_of_the_form(
    house: House, desk: Browser
) -> None:
    routes = {route for route in ROUTES if route.startswith(DESK) and "{token}" not in route}
    for path in (address(house, route) for route in sorted(routes - NO_PAGE)):
        answer = desk.ask("GET", path)
        assert answer.status_code in (200, 303), path
        if answer.status_code == 303 and "chosen=9" not in answer.headers["location"]:
            assert desk.ask("GET", answer.headers["location"]).status_code == 200, path


def test_who_changes_the_language_on_a_page_that_refuses_something_sees_that_page_in_it(
    house: House, desk: Browser
) -> None:
    account = house.browser(DESK, dict(desk.cookies))
    refused = account.send("account/password").text
    at = next(field for field in tree(refused).all("input") if field.held.get("name") == "at")
    answer = account.send("language", language="fi", at=at.held["value"])
    shown = page_after(account, account.ask("GET", answer.headers["location"]))
    assert 'lang="fi"' in shown
    assert 'action="/coordinator/account/password"' in shown


def test_a_meeting_that_cannot_be_put_back_is_told_of_where_it_lies(
    house: House, desk: Browser
) -> None:
    here = house.evening.row
    desk.send("copied")
    desk.send("removed", **form_on(desk, "basics", "removed"))

    def take_code(act: Act) -> None:
        (copy,) = act.book.all(Meeting)
        act.book.change(Meeting, {"id": copy.id}, code=here.code)

    house.app.state.house.writer.do(None, take_code)
    home = tree(desk.ask("GET", DESK).text)
    back = next(
        form.held["action"]
        for form in home.all("form")
        if "/meetings/removed/" in form.held.get("action", "")
    )
    shown = tree(desk.ask("POST", back).text)
    assert here.code in shown.one(kind="notice-refusal").said
    assert shown.all(id="basket")
