"""In a real browser: the desk shows what was chosen or has just been made, and no word breaks its pages."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from app.limits import LIMIT
from app.method import agreement, wordings
from app.method.act import Act
from app.method.followup import following
from app.method.preparing import packs
from app.method.preparing.packs import NewCard
from app.models import Card, KeyResult, Principle, Wording
from app.texts import name
from app.vocabulary import Language, Step, Theme
from tests.house import House

pytestmark = [pytest.mark.evening, pytest.mark.long]

PAGES = (
    *("basics", "programme", "gatherings", "results", "cards", "cards?new=1", "suggestions"),
    *("cards/import", "texts", "people", "ready", "links", "print", "after", "survey", "kept"),
    *("reports", "contacts", "followup", "effect", "goals", "rounds", "rehearsal", "cards/in/fi"),
)
ENDLESS = "å" * 500
WINDOWS = ((1366, 768), (360, 640))
WIDTHS = (1366, 768, 360)
# What stands out of its own box to the side, or of the window: by it words lie over other words. A table may be wider
# than the window and is scrolled there, but none of its cells.
BROKEN = """() => {
  const wide = document.documentElement.clientWidth;
  const isOut = (box, one) => one.closest(".tabs, .table-scroll") ? box.width > wide : box.right > wide + 1;
  const isBroken = (one) => {
    const holds = ["hidden", "clip"].includes(getComputedStyle(one).overflowX) || one.matches(".tabs, .table-scroll");
    const isOver = one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 8;
    return isOut(one.getBoundingClientRect(), one) || (isOver && !holds);
  };
  return [...document.querySelectorAll("body :not(.table-scroll table, .table-scroll :is(tr, thead, tbody))")]
    .filter((one) => one.checkVisibility() && !one.closest(".unseen, svg") && isBroken(one))
    .map((one) => `${one.tagName} #${one.id} .${one.className} ${one.scrollWidth} of ${one.clientWidth}`);
}"""


@pytest.fixture
def language() -> Language:
    return Language.en


@pytest.fixture
def desk(house: House, browser: Browser, language: Language) -> Iterator[Page]:
    """Signed in; what is asked for is asked of the cast's meeting."""
    token = house.evening.sign_in(language)
    context = browser.new_context(
        base_url=f"{house.address}/coordinator/meetings/{house.evening.id}/",
        viewport={"width": 1366, "height": 768},
    )
    context.add_cookies([{"name": "coordinator", "value": token, "url": house.address}])
    yield context.new_page()
    context.close()


def test_a_word_without_end_breaks_no_page(house: House, desk: Page) -> None:
    house.evening.do(_endless)
    broken = {}
    for path in PAGES:
        desk.goto(path)
        desk.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        for width in WIDTHS:
            desk.set_viewport_size({"width": width, "height": 768})
            broken[path, width] = desk.evaluate(BROKEN)
    assert {where: words for where, words in broken.items() if words} == {}


# Of what is left to do: how many words there are, and which of them stand in parts on two lines.
PARTED = """() => {
  const spans = [...document.querySelectorAll(".lacks li span:not(.unseen)")];
  const words = spans.flatMap(({ firstChild: line }) =>
    [...((line && line.data) || "").matchAll(/\\S+/g)].map(({ index, 0: word }) => {
      const range = document.createRange();
      range.setStart(line, index);
      range.setEnd(line, index + word.length);
      return { word, isParted: range.getClientRects().length > 1 };
    }));
  return [words.length, words.filter((one) => one.isParted).map((one) => one.word)];
}"""


@pytest.mark.parametrize("language", [Language.sv, Language.fi])
def test_no_word_of_what_is_left_to_do_is_parted_at_a_laptop(desk: Page) -> None:
    desk.goto("cards")
    expect(desk.locator(".lacks li").first).to_be_visible()
    words, parted = desk.evaluate(PARTED)
    assert words > 0
    assert parted == []


# The selects whose chosen words do not fit beside the arrow.
CUT = """() => {
  const pen = document.createElement("canvas").getContext("2d");
  const isCut = (one) => {
    const { fontWeight, fontSize, fontFamily, paddingLeft, paddingRight } = getComputedStyle(one);
    pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    const room = one.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - 24;
    return pen.measureText(one.selectedOptions[0].text).width > room;
  };
  return [...document.querySelectorAll("select")]
    .filter((one) => one.checkVisibility() && isCut(one)).map((one) => one.selectedOptions[0].text);
}"""


@pytest.mark.parametrize("language", [Language.sv, Language.fi])
def test_no_chosen_words_of_a_list_are_cut_at_a_laptop(desk: Page) -> None:
    for kind in ("cards", "results", "suggestions"):
        desk.goto(f"{kind}/import")
        desk.locator("textarea").fill("Kort\tDelområde\tGrupp\nVi hälsar.\ttrygghet\tsamer\n")
        desk.locator("form .button-primary").first.click()
        expect(desk.locator(".import-columns")).to_be_visible()
        assert desk.evaluate(CUT) == [], kind
    for path in PAGES:
        desk.goto(path)
        desk.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        assert desk.evaluate(CUT) == [], path


# A laptop at 400 %: nothing but the tabs and wide tables is scrolled sideways.
NARROWEST = 320


@pytest.mark.parametrize("text", [100, 200])
def test_at_the_narrowest_no_page_of_the_desk_scrolls_sideways(
    house: House, desk: Page, text: int
) -> None:
    """Nor with letters that somebody has set twice as large."""
    evening = house.evening
    sizes = {"standard": 16 * text // 100, "fixed": 13 * text // 100}
    desk.context.new_cdp_session(desk).send("Page.setFontSizes", {"fontSizes": sizes})
    evening.propose("Amina", "Ett språkkafé på biblioteket varje vecka")
    evening.go_to(Step.agreement)
    evening.do(agreement.agree, "Språkkafé", "Biblioteket", "", "", Language.sv)
    evening.do(following.follow)
    desk.set_viewport_size({"width": NARROWEST, "height": 640})
    too_wide = {}
    for path in PAGES:
        desk.goto(path)
        desk.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        too_wide[path] = desk.evaluate("document.documentElement.scrollWidth") - NARROWEST
    assert {path: by for path, by in too_wide.items() if by > 0} == {}


def test_in_a_narrow_window_the_open_tab_is_in_view(desk: Page) -> None:
    desk.set_viewport_size({"width": NARROWEST, "height": 640})
    for path in ("basics", "print", "followup"):
        desk.goto(path)
        expect(desk.locator(".tabs [aria-current]")).to_be_in_viewport(ratio=1)


def _endless(act: Act) -> None:
    for wording in act.book.all(Wording):
        act.book.change(Wording, {"id": wording.id}, words=ENDLESS)


@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_what_is_in_a_file_is_told_in_view_with_its_count(
    desk: Page, width: int, height: int
) -> None:
    desk.set_viewport_size({"width": width, "height": height})
    desk.goto("cards/import")
    themes = [name(theme, Language.en) for theme in Theme]
    rows = [f"Telling number {place}\t{themes[place % 4]}\tothers" for place in range(26)]
    desk.locator("#text").fill("\n".join(["Card\tTheme\tGroup", *rows, "No theme\t\tothers"]))
    desk.get_by_role("button", name="See what is in it").click()
    desk.get_by_role("button", name="Go on to the rows").click()
    told = desk.locator("#told")
    expect(told).to_contain_text("26 rows are right. 1 row must be mended first")
    expect(told).to_be_in_viewport()
    desk.get_by_role("button", name="Save and look again").last.click()
    desk.wait_for_load_state()
    expect(told).to_be_in_viewport()


@pytest.fixture
def full(house: House) -> House:
    """More cards than stand in a window at once."""
    words = [
        {"sv": f"Kort {place}", "fi": f"Kortti {place}", "en": f"Card {place}"}
        for place in range(LIMIT.cards - len(house.evening.ids(Card)) - 1)
    ]
    cards = [
        NewCard(list(Theme)[place % 4], {"sv": "somaliskspråkiga"}, said)
        for place, said in enumerate(words)
    ]
    house.evening.do(packs.add_cards, cards)
    return house


def test_the_chosen_card_and_its_row_are_in_view(full: House, desk: Page) -> None:
    last = full.evening.ids(Card)[-1]
    desk.goto("cards")
    desk.locator(f'.pack-list a[href$="one={last}"]').click()
    expect(desk.locator(".pack-list [aria-current]")).to_be_in_viewport()
    expect(desk.locator(".pack-list [aria-current]")).to_have_attribute(
        "href", re.compile(f"={last}$")
    )
    expect(desk.locator("#card-sv")).to_be_in_viewport()


def test_a_card_that_was_added_is_shown_and_its_row_is_in_view(full: House, desk: Page) -> None:
    before = full.evening.ids(Card)
    desk.goto("cards?new=1")
    desk.locator("#theme").select_option(list(Theme)[-1].value)
    desk.locator("#group").select_option(index=1)
    desk.locator("#card-sv").fill("Ett nytt kort.")
    desk.get_by_role("button", name="Add the card").click()
    desk.wait_for_url("**saved=**")
    expect(desk.locator("#card-sv")).to_have_value("Ett nytt kort.")
    row = desk.locator(".pack-list [aria-current]")
    expect(row).to_contain_text("Ett nytt kort.")
    (new,) = set(full.evening.ids(Card)) - set(before)
    expect(row).to_have_attribute("href", re.compile(f"={new}$"))
    expect(row).to_be_in_viewport()


def test_what_is_said_to_lack_a_language_leads_to_the_first_that_lacks_it(
    full: House, desk: Page
) -> None:
    late = full.evening.all(Card, id=full.evening.ids(Card)[20])[0]
    full.evening.do(lambda act: wordings.say(act.book, late.text_id, Language.fi, ""))
    desk.goto("cards")
    lack = desk.locator("aside.lacks li", has_text="1 card lacks Finnish")
    lack.get_by_role("link").click()
    expect(desk.locator("h1")).to_have_text("Card 21")
    expect(desk.locator("#card-fi")).to_have_value("")
    expect(desk.locator(".pack-list [aria-current]")).to_be_in_viewport()


def test_letters_are_counted_beside_the_field_while_somebody_types(desk: Page) -> None:
    desk.goto("cards")
    told = desk.locator("#card-en-state")
    desk.locator("#card-en").fill(" Four 👩🏽 ")
    expect(told).to_have_text(f"7 / {LIMIT.text}")
    desk.locator("#card-en").fill("å" * (LIMIT.text + 1))
    expect(told).to_have_text(f"{LIMIT.text + 1} / {LIMIT.text}")
    expect(told).to_have_class("wording-state")
    desk.get_by_role("button", name="Save", exact=True).last.click()
    expect(told).to_have_text(f"Too long: {LIMIT.text + 1} characters, at most {LIMIT.text}.")


def test_a_number_that_cannot_be_is_told_beside_its_field_in_the_readers_language(
    desk: Page,
) -> None:
    """The browser's own bubble would speak the browser's."""
    told = desk.locator("#lacking")
    for path, field, most in (
        ("people", "#role-resident", LIMIT.participants),
        ("basics", "#tables", LIMIT.tables),
        ("effect", "#invited-resident", LIMIT.participants),
        ("print", "#print-groups", LIMIT.tables),
    ):
        desk.goto(path)
        desk.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = false })")
        desk.locator(field).evaluate("(one) => { one.value = '-3'; one.form.requestSubmit() }")
        expect(told).to_contain_text(f"to {most}.")
        expect(told).to_be_in_viewport()
        expect(desk.locator(field)).to_be_focused()
        desk.locator(field).fill("3")
        expect(told).to_have_count(0)
    desk.goto("../new")
    desk.locator("main button.button-primary").click()
    expect(told).to_have_text("Fill this in first.")
    expect(desk.locator("label:has(#lacking) input")).to_be_focused()


# Path, field, what is typed into it, what is said about it, and whether it may be left empty.
UNWHOLE = (
    ("followup", "#asks-again", "1", "Give day, month and year.", True),
    ("followup", "#asks-again", "02312099", "Give day, month and year.", True),
    ("basics", "#date", "1", "Give day, month and year.", False),
    ("basics", "#time", "1", "Give hours and minutes.", False),
    ("programme", "#ends-by", "1", "Give hours and minutes.", True),
)


@pytest.mark.parametrize(("path", "name", "typed", "says", "may_be_empty"), UNWHOLE)
def test_half_a_day_or_time_or_one_that_is_none_is_told_beside_its_field(
    desk: Page, *, path: str, name: str, typed: str, says: str, may_be_empty: bool
) -> None:
    desk.goto(path)
    field, told = desk.locator(name), desk.locator("#lacking")
    field.evaluate("(one) => { one.closest('details')?.setAttribute('open', '') }")
    field.fill("")
    field.press_sequentially(typed)
    field.evaluate("(one) => { one.form.requestSubmit() }")
    expect(told).to_contain_text(says)
    assert ("left empty" in told.inner_text()) is may_be_empty
    expect(told).to_be_in_viewport()
    expect(field).to_be_focused()


def test_each_text_that_lacks_the_language_stands_open_and_the_first_is_in_view(
    full: House, desk: Page
) -> None:
    principle = full.evening.all(Principle)[-1]
    result = full.evening.all(KeyResult)[-1]
    lacking = [principle.text_id, result.text_id]
    full.evening.do(_untranslated, lacking)
    for tab, told, entry in (
        ("results", "1 result lacks Finnish", f"#result-{result.id}"),
        ("texts", "Principles and survey: 1 text lacks Finnish", f"#principle-{principle.id}"),
    ):
        desk.goto(tab)
        desk.locator("aside.lacks li", has_text=told).get_by_role("link").click()
        field = desk.locator(f"{entry}[open] textarea[name=fi]")
        expect(field).to_be_focused()
        expect(field).to_be_in_viewport()
        assert desk.locator("main details.entry[open]").count() == 1
        expect(field).to_have_attribute("placeholder", "Shown in Swedish until then")


def _untranslated(act: Act, text_ids: list[int]) -> None:
    for text_id in text_ids:
        wordings.say(act.book, text_id, Language.fi, "")
