"""The first thing that a phone gets, from the address in the QR code: little, from one place, and enough to begin."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from app.vocabulary import Language, Role
from tests.evening.hall import Hall
from tests.evening.phone import Phone

pytestmark = pytest.mark.evening

MOST_REQUESTS = 6
MOST_BYTES = 60_000


@dataclass
class Wire:
    """What a page has asked for, and how many bytes came, heads and gzip included."""

    page: Page
    asked: list[str] = field(default_factory=list)
    came: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        events = self.page.context.new_cdp_session(self.page)
        events.on("Network.requestWillBeSent", self._ask)
        events.on("Network.loadingFinished", self._come)
        events.send("Network.enable")

    def _ask(self, event: dict[str, Any]) -> None:
        self.asked.append(event["request"]["url"])

    def _come(self, event: dict[str, Any]) -> None:
        self.came.append(event["encodedDataLength"])


def test_the_first_load_is_small_and_from_one_place(hall: Hall) -> None:
    page = hall.stranger(Language.sv)
    wire = Wire(page)
    page.goto(hall.links["join"].upper(), wait_until="networkidle")
    expect(page.locator("#join-button")).to_be_visible()
    icon = page.locator('link[rel="icon"]').get_attribute("href")
    if not any(url.endswith(str(icon)) for url in wire.asked):  # as a browser with tabs asks
        page.evaluate("async (icon) => (await fetch(icon)).text()", icon)
    expect(page.locator("body")).to_be_visible()
    assert len(wire.asked) <= MOST_REQUESTS, wire.asked
    assert len(wire.came) == len(wire.asked)
    assert sum(wire.came) <= MOST_BYTES
    assert all(url.startswith(hall.program.address) for url in wire.asked)


# A line in each of the letters that few phones need, plain and bold, as the house and as residents say it.
LINES = """([lang, words]) => {
  for (const [place, kind] of ["", "strong", "voice"].entries()) {
    const line = document.createElement("p");
    Object.assign(line, { id: `${lang}-${place}`, className: kind, textContent: words });
    document.querySelector("#screen").append(line);
  }
}"""
LOADED = "() => [...document.fonts].filter(({ status }) => status === 'loaded').length >= 8"
LETTERS = {"ar": "نقرر معًا الآن", "ru": "Решить всей группой", "ti": "ከም ጉጅለ ወስኑ"}


def test_letters_of_other_scripts_are_drawn_from_our_own_fonts(hall: Hall) -> None:
    """Whatever the device has: Tigrinya is nothing but boxes on many."""
    page = hall.stranger(Language.sv)
    page.goto(hall.links["join"])
    for told in LETTERS.items():
        page.evaluate(LINES, list(told))
    page.wait_for_function(LOADED)
    for lang in LETTERS:
        for place in range(3):
            assert all(is_our_own(page, f"#{lang}-{place}")), (lang, place)


def test_who_reads_tigrinya_finds_its_name_in_the_list_on_any_phone(hall: Hall) -> None:
    hall.turns_on(Language.ti)
    page = hall.stranger(Language.sv)
    page.goto(hall.links["join"], wait_until="networkidle")
    page.wait_for_function("() => document.fonts.check('1rem Names', 'ት')")
    assert all(is_our_own(page, ".language-names [lang=ti]"))
    page.locator("#languages summary").click()
    assert all(is_our_own(page, "#languages button[lang=ti] .choice-words"))


def is_our_own(page: Page, selector: str) -> list[bool]:
    """Of each font that the letters of this element are drawn from."""
    session = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    assert fonts, selector
    return [font["isCustomFont"] for font in fonts]


def test_coming_in_fetches_little_more_than_the_screen(hall: Hall) -> None:
    phone = hall.phone("Amina", Language.sv, None, Phone)
    phone.look()
    expect(phone.find("#join-button")).to_be_visible()
    wire = Wire(phone.page)
    phone.join(Role.resident)
    phone.is_back()
    assert sum(wire.came) <= MOST_BYTES / 4
