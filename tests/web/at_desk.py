"""What the pages of the desk hold, where a form of theirs leads, and what is stored."""

from typing import Any

import httpx

from app.method import wordings
from tests.house import Browser, House
from tests.web.elements import Element, tree

Fields = dict[str, Any]
UNSENT = {"file", "submit", "button"}


def page_after(browser: Browser, answer: httpx.Response) -> str:
    """The page to which a form is answered."""
    assert answer.status_code == 303, answer.text
    return browser.ask("GET", answer.headers["location"]).text


def page(browser: Browser, path: str) -> str:
    answer = browser.ask("GET", f"{browser.path}/{path}")
    assert answer.status_code == 200
    return answer.text


def form_on(browser: Browser, path: str, action: str) -> Fields:
    """The fields of a form as its page holds them: what a browser sends when nothing is touched."""
    forms = tree(page(browser, path)).all("form")
    return as_it_is(
        next(form for form in forms if form.held.get("action", "").endswith(f"/{action}"))
    )


def as_it_is(form: Element) -> Fields:
    sent: Fields = {}
    for field in form.all("input"):
        kind, is_ticked = field.held.get("type", "text"), "checked" in field.held
        if kind not in UNSENT and (is_ticked or kind not in ("checkbox", "radio")):
            sent[field.held.get("name", "")] = field.held.get("value", "on" if is_ticked else "")
    for area in form.all("textarea"):
        sent[area.held["name"]] = "".join(area.words()).strip()
    for choice in form.all("select"):
        options = choice.all("option")
        chosen = [option for option in options if "selected" in option.held] or options
        sent[choice.held["name"]] = chosen[0].held.get("value", "")
    return {name: value for name, value in sent.items() if name}


def said(house: House, text_id: int) -> dict[str, str]:
    with house.evening.reading() as book:
        return wordings.said(book, text_id)
