"""In a real browser: what a secretary types is on the server before anything is pressed."""

from playwright.sync_api import Browser, expect

from app.links import link_path
from app.method.preparing.gatherings import link_to_report
from app.method.preparing.meeting import close_link
from app.models import Gathering, Link, ReportAnswer
from app.vocabulary import Door
from tests.house import SECRET, House


def test_a_report_is_saved_as_it_is_typed_and_nothing_is_written_over(
    browser: Browser, house: House
) -> None:
    evening = house.evening
    evening.do(link_to_report, evening.all(Gathering)[0].id)
    link = evening.all(Link, door=Door.organisation)[0]
    context = browser.new_context(locale="fi-FI", viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(house.address + link_path(SECRET, link))
    page.get_by_role("link", name="Turvallisuuden tunne").click()
    first = page.locator("textarea").first
    first.press_sequentially("Tori on pimeä")
    expect(page.locator("[data-state]")).to_have_text("Tallennettu")
    assert [answer.words for answer in evening.all(ReportAnswer)] == ["Tori on pimeä"]
    first.press_sequentially(" illalla")
    page.get_by_role("button", name="Tallenna ja jatka").click()
    page.wait_for_url("**/interaction?saved=*")
    page.get_by_role("link", name="Turvallisuuden tunne").click()
    expect(page.locator("textarea").first).to_have_value("Tori on pimeä illalla")
    assert [answer.beside for answer in evening.all(ReportAnswer)] == [""]
    is_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not is_wide, "nothing is cut off on a phone"
    context.close()


def test_who_still_types_when_the_link_has_been_closed_is_told_that_nothing_is_saved(
    browser: Browser, house: House
) -> None:
    evening = house.evening
    evening.do(link_to_report, evening.all(Gathering)[0].id)
    link = evening.all(Link, door=Door.organisation)[0]
    context = browser.new_context(locale="sv-FI", viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(house.address + link_path(SECRET, link))
    page.get_by_role("link", name="Trygghetskänsla").click()
    evening.do(close_link, link.id)
    page.locator("textarea").first.press_sequentially("Torget är mörkt")
    expect(page.locator("[data-state]")).to_contain_text("Länken är stängd")
    expect(page.locator("textarea").first).to_have_value("Torget är mörkt")
    assert evening.all(ReportAnswer) == []
    context.close()
