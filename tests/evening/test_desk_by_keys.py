"""The coordinator's desk by keys alone: every page of a meeting is walked to its end, and what is most done is done."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.evening.hall import Hall
from tests.evening.keys import Keyed

pytestmark = [pytest.mark.evening, pytest.mark.long, pytest.mark.timeout(300)]

LOGIN, PASSWORD = "samordnare", "en lång mening om båtar"
OWN, CARD = "Vi skrattar med, inte åt.", "Vi får hjälp på biblioteket när vi frågar."
# Marks what a hand could press or write in; of choices that exclude each other one is enough, and arrows lead on.
MARK = """() => {
  const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const isThere = (at) => at.checkVisibility({ visibilityProperty: true }) && !at.disabled && !at.closest("[inert]");
  for (const at of document.querySelectorAll(controls)) if (isThere(at)) at.dataset.there = "";
}"""
# A day and an hour are several stops of one field.
STAND = """() => {
  const at = document.activeElement;
  if (at === window.before) return true;
  window.before = at;
  if (!at || at === document.body || "reached" in at.dataset) return false;
  at.dataset.reached = "";
  const others = at.type === "radio" ? document.querySelectorAll(`input[name="${at.name}"]`) : [];
  for (const other of others) if (other.form === at.form) other.dataset.reached = "";
  return true;
}"""
LEFT = """() => [...document.querySelectorAll("[data-there]:not([data-reached])")].map((at) =>
  `${at.tagName}#${at.id} ${at.textContent.trim().slice(0, 40)}`)"""


class KeyedDesk(Keyed):
    def walk(self) -> list[str]:
        """Tab by Tab to the end of the page; returns what no key led to."""
        self.page.evaluate(MARK)
        self.page.keyboard.press("Tab")
        while self.page.evaluate(STAND):
            self._see()
            self.page.keyboard.press("Tab")
        return list(self.page.evaluate(LEFT))


@pytest.fixture
def desk(hall: Hall) -> Iterator[KeyedDesk]:
    """Signed in by keys, at the meeting."""
    page = hall.desk()
    page.goto(hall.links["coordinator"])
    keyed = KeyedDesk(page, page.url)
    keyed.enter("#login", LOGIN)
    for field in ("#password", "#again"):
        keyed.enter(field, PASSWORD)
    page.keyboard.press("Enter")
    keyed.touch(".meeting-list a")
    expect(page.locator("nav [aria-current]").first).to_be_visible()
    yield keyed
    assert keyed.amiss == set()


def test_the_desk_is_used_by_keys(desk: KeyedDesk) -> None:
    walks_each_page(desk)
    plans_the_programme(desk)
    adds_a_card(desk)
    writes_a_principle(desk)
    makes_a_new_link(desk)


def walks_each_page(desk: KeyedDesk) -> None:
    pages = addresses(desk.page)
    assert len(pages) > 10
    missed = {}
    for address in pages:
        desk.page.goto(address)
        missed[address] = desk.walk()
    assert {address: left for address, left in missed.items() if left} == {}


def addresses(page: Page) -> list[str]:
    """Of the tabs, in their order."""
    tabs = page.locator("nav a[href*='/coordinator/meetings/']:not([href*='?'])")
    return list(tabs.evaluate_all("all => all.map(({ href }) => href)"))


def plans_the_programme(desk: KeyedDesk) -> None:
    desk.touch('nav a[href$="/programme"]')
    minutes = desk.page.locator(".row-minutes input").first
    field = f"#{minutes.get_attribute('id')}"
    desk.enter(field, "17")
    desk.page.keyboard.press("Enter")
    saved(desk)
    expect(desk.page.locator(field)).to_have_value("17")


def adds_a_card(desk: KeyedDesk) -> None:
    desk.touch('nav a[href$="/cards"]')
    desk.touch(".pack-adds a[href*=new]")
    desk.pick("#theme", "Delaktighet")
    desk.pick("#group", "Arabisktalande")
    desk.enter("#card-sv", CARD)
    desk.touch("#heavy")
    desk.touch(desk.page.locator("#editor .button-primary"))
    expect(desk.page.locator("main")).to_contain_text(CARD)


def saved(desk: KeyedDesk) -> None:
    expect(desk.page.locator(".desk-top .saved")).to_be_visible()


def makes_a_new_link(desk: KeyedDesk) -> None:
    desk.touch('nav a[href$="/links"]')
    line = desk.page.locator(".link-line:has([id^=address-])").first
    before = line.locator("[id^=address-]").inner_text()
    desk.touch(line.locator("summary").first)
    desk.touch(line.locator("details button"))
    expect(line.locator("[id^=address-]")).not_to_have_text(before)


def writes_a_principle(desk: KeyedDesk) -> None:
    desk.touch('nav a[href$="/texts"]')
    entry = desk.page.locator("details.entry-new").first
    desk.touch(entry.locator("> summary"))
    field = entry.locator("textarea, input[type=text]").first
    desk.enter(f"#{field.get_attribute('id')}", OWN)
    desk.touch(entry.locator("button").last)
    expect(desk.page.locator("main")).to_contain_text(OWN)
