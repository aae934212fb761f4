"""Presses whatever a page offers."""

import operator
import random
from collections.abc import Callable, Iterator

import httpx

from app.rehearsal.deeds import Offer, numbered, offers_of
from app.rehearsal.filling import filled
from app.rehearsal.markup import read_screen
from tests.house import Browser
from tests.web.elements import tree

BY_SCRIPT = {"HX-Request": "true"}


def opened(browser: Browser) -> str:
    """The page with all its panels open, also those inside others."""
    panels: list[str] = []
    while True:
        page = browser.ask("GET", f"{browser.path}?open={'.'.join(panels)}").text
        shut = [
            panel.held["id"]
            for panel in tree(page).all("details")
            if "data-opens" in panel.held and panel.held["id"] not in panels
        ]
        if not shut:
            return page
        panels += shut


def pressed(
    browser: Browser, chance: random.Random, look: Callable[[], str]
) -> Iterator[tuple[Offer, httpx.Response]]:
    """Each button once, filled in by chance; after each the page, to which it looks, may have others."""
    known: set[str] = set()
    while True:
        offers = offers_of(read_screen(look()).forms, browser.path)
        left = [offer for offer in offers if _called(offer) not in known]
        if not left:
            return
        offer = left[0]
        known.add(_called(offer))
        yield offer, _press(browser, offer, chance)


def _press(browser: Browser, offer: Offer, chance: random.Random) -> httpx.Response:
    typed = filled(offer.form, chance)
    if offer.path.endswith("/piles"):  # the numbers of cards, not words
        typed = [(field.name, field.value) for field in offer.form.fields]
    fields: dict[str, list[str]] = {}
    button = (offer.button.name, offer.button.value)
    for name, value in filter(operator.itemgetter(0), [*typed, button]):
        fields.setdefault(name, []).append(value)
    return browser.ask("POST", offer.form.action, data=fields, headers=BY_SCRIPT)


def _called(offer: Offer) -> str:
    return f"{offer.path} {numbered(offer.form.id)} {offer.button.name}"
