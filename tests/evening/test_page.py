"""What the page in the browser owes the person who holds it, whatever the line and the server do."""

import gzip
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from app.assets import STATIC, bundles
from tests.environment import HALL
from tests.evening.stub import House, Stub, serving

pytestmark = pytest.mark.evening

NOTE = """<h1>{title}</h1>
<form id="note-7" method="post" action="/ABC2345/note" hx-post="/ABC2345/note" data-once>
<input type="hidden" name="revision" value="{revision}">
<textarea name="words">{words}</textarea><input name="owner" value="{owner}"><button>Keep</button>
</form>"""
LEAN = """<h1>{title}</h1>
<form id="lean-7" method="post" action="/ABC2345/lean" hx-post="/ABC2345/lean">
<button name="leaning" value="{first}">{first}</button>
<button name="leaning" value="less">less</button></form>"""

WATCH = """addEventListener('securitypolicyviolation',
  (event) => console.error('violation', event.violatedDirective, event.blockedURI));
let heard = 0;
window.WebSocket = class extends WebSocket {
  constructor(...how) {
    super(...how);
    this.addEventListener('message', () => { document.documentElement.dataset.heard = ++heard; });
  }
};"""


def note(title: str, words: str = "", revision: int = 1, owner: str = "") -> str:
    return NOTE.format(title=title, words=words, revision=revision, owner=owner)


def lean(title: str, first: str = "more") -> str:
    return LEAN.format(title=title, first=first)


@pytest.fixture(scope="module")
def browser(chromium_launch: dict[str, object]) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium_launch)  # type: ignore[arg-type]
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def house() -> Iterator[tuple[House, str]]:
    house = House()
    with serving(house) as port:
        yield house, f"http://{HALL}:{port}/ABC2345"


@pytest.fixture
def stub(house: tuple[House, str]) -> Stub:
    house[0].stub = stub = Stub()
    stub.address = house[1]
    return stub


@pytest.fixture(scope="module")
def phone(browser: Browser) -> BrowserContext:
    context = browser.new_context(has_touch=True)
    context.add_init_script(WATCH)
    return context


@pytest.fixture
def context(phone: BrowserContext) -> Iterator[BrowserContext]:
    """One for all: each tab has a memory of its own."""
    yield phone
    phone.set_offline(False)


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that may not break the policy of its server, nor its own script."""
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if "violation" in line.text else None)
    yield page
    page.close()
    assert faults == []


def open_page(page: Page, stub: Stub, screen: str) -> None:
    stub.screen = screen
    page.goto(stub.address)
    assert page.evaluate("isSecureContext") is False
    expect(page.locator("html")).to_have_attribute("data-heard", "1")
    expect(page.locator("html")).to_have_attribute("data-link", "on")


def title(page: Page, words: str) -> None:
    expect(page.locator("h1")).to_have_text(words)


def cut(context: BrowserContext, stub: Stub) -> None:
    context.set_offline(True)
    stub.close(1012)


def test_half_written_text_survives_a_push_with_and_without_focus(page: Page, stub: Stub) -> None:
    open_page(page, stub, note("One"))
    page.fill("textarea", "half of a")
    page.fill("[name=owner]", "The school")
    stub.push(note("Two", "somebody else's", 2, "Somebody"))
    title(page, "Two")
    assert page.input_value("textarea") == "half of a"
    assert page.input_value("[name=owner]") == "The school"
    assert page.evaluate("document.activeElement.name") == "owner"
    assert page.input_value("[name=revision]") == "1"


def test_an_untouched_field_shows_what_others_wrote(page: Page, stub: Stub) -> None:
    open_page(page, stub, note("One"))
    page.fill("textarea", "mine")
    stub.push(note("Two", "", 2, "The library"))
    title(page, "Two")
    assert page.input_value("[name=owner]") == "The library"
    assert page.input_value("textarea") == "mine"


def test_half_written_text_survives_a_reload_and_a_lost_line(page: Page, stub: Stub) -> None:
    open_page(page, stub, note("One"))
    page.fill("textarea", "half of a sentence")
    page.reload()
    expect(page.locator("textarea")).to_have_value("half of a sentence")
    assert page.input_value("[name=revision]") == "1"
    stub.wait_for(lambda: bool(stub.sockets))
    stub.screen = note("Back")
    stub.sequence += 1
    stub.close(1006 - 5)
    title(page, "Back")
    assert page.input_value("textarea") == "half of a sentence"


def test_a_saved_form_shows_the_servers_text_and_is_forgotten(page: Page, stub: Stub) -> None:
    open_page(page, stub, note("One"))
    page.fill("textarea", "  words  ")
    stub.after = note("Saved", "words", 2)
    page.click("text=Keep")
    title(page, "Saved")
    assert page.input_value("textarea") == "words"
    assert page.input_value("[name=revision]") == "2"
    page.reload()
    title(page, "Saved")
    assert page.input_value("textarea") == "words"


def test_what_is_written_while_a_save_is_under_way_stays(page: Page, stub: Stub) -> None:
    open_page(page, stub, note("One"))
    page.fill("textarea", "first")
    stub.after = note("Saved", "first", 2)
    stub.hold_answers()
    page.click("text=Keep")
    stub.wait_for(lambda: len(stub.posts) == 1)
    page.fill("textarea", "first and more")
    stub.let_answers_go()
    title(page, "Saved")
    assert page.input_value("textarea") == "first and more"
    assert page.input_value("[name=revision]") == "2"


def test_a_refusal_says_why_and_takes_no_text_away(page: Page, stub: Stub) -> None:
    open_page(page, stub, note("One"))
    page.fill("textarea", "too long")
    stub.status, stub.notice = 409, "That is too long."
    page.click("text=Keep")
    expect(page.locator("#notice")).to_have_text("That is too long.")
    stub.push(note("Two"))
    title(page, "Two")
    expect(page.locator("#notice")).to_have_text("That is too long.")
    assert page.input_value("textarea") == "too long"


def test_a_draft_that_the_server_lent_stays_when_a_push_lacks_it(page: Page, stub: Stub) -> None:
    lent = note("One", "sent in vain").replace("<textarea", '<textarea data-draft="1"')
    open_page(page, stub, lent)
    stub.push(note("Two"))
    title(page, "Two")
    assert page.input_value("textarea") == "sent in vain"
    page.fill("textarea", "newer")
    stub.screen = lent
    page.reload()
    expect(page.locator("textarea")).to_have_value("newer")


CHOICES = """<h1>{title}</h1><form id="survey" method="post" action="/ABC2345/survey"
 hx-post="/ABC2345/survey"><input type="radio" name="scale" value="1" {one}>
<input type="radio" name="scale" value="4" {four}><input type="checkbox" name="act" value="9">
<input type="range" name="effort" value="{range}">
<select name="owner"><option>a<option>b</select></form>
<details id="tab-1" name="tab" {open}><summary>Tab</summary>words</details>
<details id="tab-2" name="tab"><summary>Other tab</summary>words</details>"""


def test_choices_not_yet_sent_and_open_panels_survive_a_push(page: Page, stub: Stub) -> None:
    open_page(page, stub, CHOICES.format(title="One", one="checked", four="", range=50, open=""))
    page.check("[value='4']")
    page.check("[name=act]")
    page.fill("[name=effort]", "80")
    page.select_option("select", "b")
    page.click("text=Other tab")
    stub.push(CHOICES.format(title="Two", one="checked", four="", range=20, open="open"))
    title(page, "Two")
    expect(page.locator("[value='4']")).to_be_checked()
    expect(page.locator("[name=act]")).to_be_checked()
    assert page.input_value("[name=effort]") == "80"
    assert page.input_value("select") == "b"
    expect(page.locator("details[open]")).to_have_id("tab-2")


def test_a_choice_that_is_not_the_persons_own_follows_the_server(page: Page, stub: Stub) -> None:
    open_page(page, stub, CHOICES.format(title="One", one="", four="", range=50, open=""))
    page.check("[value='4']")
    stub.push(CHOICES.format(title="Two", one="", four="checked", range=50, open=""))
    title(page, "Two")
    stub.push(CHOICES.format(title="Three", one="checked", four="", range=30, open="open"))
    title(page, "Three")
    expect(page.locator("[value='1']")).to_be_checked()
    assert page.input_value("[name=effort]") == "30"
    expect(page.locator("details[open]")).to_have_id("tab-1")


class Finger:
    """Presses what is asked for, by one of three means, and lets go when told."""

    def __init__(self, page: Page, means: str) -> None:
        self.page = page
        self.means = means
        self.touch = page.context.new_cdp_session(page)

    def press(self, selector: str) -> None:
        box = self.page.locator(selector).bounding_box()
        assert box is not None
        point = {"x": box["x"] + 5, "y": box["y"] + 5}
        if self.means == "key":
            self.page.focus(selector)
            self.page.keyboard.down(" ")
        elif self.means == "touch":
            self._touch("touchStart", point)
        else:
            self.page.mouse.move(point["x"], point["y"])
            self.page.mouse.down()

    def let_go(self) -> None:
        if self.means == "key":
            self.page.keyboard.up(" ")
        elif self.means == "touch":
            self._touch("touchEnd")
        else:
            self.page.mouse.up()

    def _touch(self, kind: str, *points: dict[str, float]) -> None:
        self.touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})


@pytest.mark.parametrize("means", ["mouse", "touch", "key"])
def test_a_pressed_button_does_what_it_said(page: Page, stub: Stub, means: str) -> None:
    open_page(page, stub, lean("One"))
    finger = Finger(page, means)
    finger.press("[value=more]")
    heard = int(page.get_attribute("html", "data-heard") or 0)
    stub.push(lean("Two", "close-the-vote"))
    stub.push(lean("Three", "close-the-vote"))
    expect(page.locator("html")).to_have_attribute("data-heard", str(heard + 2))
    title(page, "One")
    stub.after = lean("Four", "close-the-vote")
    finger.let_go()
    title(page, "Four")
    assert stub.posts == [("lean", {"leaning": "more"})]


def test_a_finger_that_slides_off_lets_the_newest_screen_in(page: Page, stub: Stub) -> None:
    open_page(page, stub, lean("One"))
    finger = Finger(page, "mouse")
    finger.press("[value=more]")
    stub.push(lean("Two"))
    stub.push(lean("Three"))
    page.mouse.move(300, 300)
    finger.let_go()
    title(page, "Three")
    assert stub.posts == []


def test_an_answer_waits_for_a_finger_on_another_button(page: Page, stub: Stub) -> None:
    open_page(page, stub, note("One") + lean("").split("</h1>")[1])
    page.fill("textarea", " x ")
    stub.hold_answers()
    stub.after, stub.notice = note("Two", "x", 2) + lean("", "other").split("</h1>")[1], "Kept."
    page.click("text=Keep")
    stub.wait_for(lambda: len(stub.posts) == 1)
    finger = Finger(page, "mouse")
    finger.press("[value=more]")
    expect(page.locator(".is-saving")).to_have_count(1)
    stub.let_answers_go()
    expect(page.locator(".is-saving")).to_have_count(0)  # the answer is there, and waits
    stub.hold_answers()
    title(page, "One")
    expect(page.locator("#notice")).to_be_empty()
    assert page.input_value("textarea") == " x "
    finger.let_go()
    title(page, "Two")
    expect(page.locator("#notice")).to_have_text("Kept.")
    stub.wait_for(lambda: len(stub.posts) == 2)
    assert stub.posts[1] == ("lean", {"leaning": "more"})
    assert page.input_value("textarea") == "x"


def test_focus_goes_on_at_the_new_screen_when_its_button_is_gone(page: Page, stub: Stub) -> None:
    open_page(page, stub, lean("One"))
    page.focus("[value=more]")
    stub.push('<h1 tabindex="-1">Two</h1>')
    title(page, "Two")
    expect(page.locator("h1")).to_be_focused()


def test_an_older_frame_is_dropped(page: Page, stub: Stub) -> None:
    open_page(page, stub, "<h1>One</h1>")
    stub.push("<h1>Seven</h1>", 7)
    stub.push("<h1>Six</h1>", 6)
    expect(page.locator("html")).to_have_attribute("data-heard", "3")
    title(page, "Seven")
    assert page.get_attribute("body", "data-sequence") == "7"


def test_an_older_answer_is_dropped_but_its_sentence_is_said(page: Page, stub: Stub) -> None:
    open_page(page, stub, lean("One"))
    stub.hold_answers()
    stub.notice = "Saved."
    page.click("text=more")
    stub.wait_for(lambda: len(stub.posts) == 1)
    stub.push(lean("Newest"))
    title(page, "Newest")
    stub.let_answers_go()
    expect(page.locator("#notice")).to_have_text("Saved.")
    title(page, "Newest")


def test_a_missed_frame_is_fetched_at_the_next_beat(page: Page, stub: Stub) -> None:
    open_page(page, stub, "<h1>One</h1>")
    stub.sequence, stub.screen = 5, "<h1>Two</h1>"
    stub.beat()
    title(page, "Two")
    assert stub.gets == ["page", "true"]
    stub.beat()
    stub.push("<h1>Three</h1>")
    title(page, "Three")
    assert stub.gets == ["page", "true"]


def test_a_socket_that_says_nothing_is_replaced(page: Page, stub: Stub) -> None:
    stub.silence = 300
    open_page(page, stub, "<h1>One</h1>")
    stub.wait_for(lambda: stub.opened >= 3)


def test_a_socket_comes_back_whatever_closed_it(page: Page, stub: Stub) -> None:
    open_page(page, stub, "<h1>One</h1>")
    for code in (1000, 1001, 1008, 1011, 1012, 1013, 4000):
        opened = stub.opened
        stub.screen = f"<h1>{code}</h1>"
        stub.close(code)
        stub.wait_for(lambda opened=opened: stub.opened > opened and bool(stub.sockets))  # type: ignore[misc]
        title(page, str(code))
    assert stub.gets == ["page"]


def test_who_is_no_longer_in_the_meeting_gets_one_fresh_page(page: Page, stub: Stub) -> None:
    open_page(page, stub, "<h1>One</h1>")
    stub.refuses_sockets = True
    stub.close(4403)
    stub.wait_for(lambda: stub.gets.count("page") == 2)
    expect(page.locator("html")).to_have_attribute("data-link", "off")
    assert stub.gets == ["page", "page"]
    assert stub.opened == 2


def test_a_lost_line_is_said_and_unsaid(page: Page, context: BrowserContext, stub: Stub) -> None:
    open_page(page, stub, "<h1>One</h1>")
    cut(context, stub)
    expect(page.locator("#offline")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-link", "off")
    stub.sequence, stub.screen = 9, "<h1>Nine</h1>"
    context.set_offline(False)
    title(page, "Nine")
    expect(page.locator("#offline")).to_be_hidden()
    expect(page.locator("html")).to_have_attribute("data-link", "on")


def test_a_tap_without_a_line_is_sent_once_when_the_line_is_back(
    page: Page, context: BrowserContext, stub: Stub
) -> None:
    open_page(page, stub, lean("One"))
    cut(context, stub)
    page.click("text=more")
    expect(page.locator("#unsent")).to_be_visible()
    expect(page.locator("form")).to_have_attribute("data-unsent", "")
    page.click("text=less")
    expect(page.locator(".is-saving")).to_have_count(0)
    stub.after = lean("Taken")
    context.set_offline(False)
    title(page, "Taken")
    expect(page.locator("#unsent")).to_be_hidden()
    assert stub.posts == [("lean", {"leaning": "less"})]


def test_a_post_whose_answer_was_lost_is_repeated_under_the_same_name(
    page: Page, stub: Stub
) -> None:
    open_page(page, stub, note("One"))
    page.fill("textarea", "an idea")
    stub.hold_answers()
    page.click("text=Keep")
    stub.wait_for(lambda: len(stub.posts) == 1)
    stub.after = note("Kept")
    page.reload()
    stub.wait_for(lambda: len(stub.posts) == 2)
    stub.let_answers_go()
    title(page, "Kept")
    (_, first), (_, second) = stub.posts
    assert first == second
    assert re.fullmatch("[0-9a-f]{32}", first["op_id"])
    page.fill("textarea", "an idea")
    page.click("text=Keep")
    stub.wait_for(lambda: len(stub.posts) == 3)
    assert stub.posts[2][1]["op_id"] != first["op_id"]


def test_a_double_tap_is_one_tap_and_the_button_says_so(page: Page, stub: Stub) -> None:
    open_page(page, stub, lean("One"))
    stub.hold_answers()
    page.click("text=more")
    page.click("text=more", force=True)
    stub.push(lean("Two"))
    title(page, "Two")
    expect(page.locator(".is-saving[aria-disabled=true]")).to_have_text(["more"])
    stub.let_answers_go()
    expect(page.locator(".is-saving, [aria-disabled]")).to_have_count(0)
    page.click("text=less")
    stub.wait_for(lambda: len(stub.posts) == 2)
    assert [said["leaning"] for _, said in stub.posts] == ["more", "less"]


def test_a_change_of_mind_before_the_answer_is_sent_after_it(page: Page, stub: Stub) -> None:
    open_page(page, stub, lean("One"))
    stub.hold_answers()
    page.click("text=more")
    page.click("text=less", force=True)
    stub.let_answers_go()
    stub.wait_for(lambda: len(stub.posts) == 2)
    assert [said["leaning"] for _, said in stub.posts] == ["more", "less"]


def test_additions_made_without_a_line_are_each_sent_once(
    page: Page, context: BrowserContext, stub: Stub
) -> None:
    open_page(page, stub, note("One"))
    cut(context, stub)
    for words in ("an idea", "an idea", "another idea"):
        page.fill("textarea", words)
        page.click("text=Keep")
        expect(page.locator("#unsent")).to_be_visible()
        expect(page.locator(".is-saving")).to_have_count(0)
    context.set_offline(False)
    expect(page.locator("#unsent")).to_be_hidden()
    assert [said["words"] for _, said in stub.posts] == ["an idea", "another idea"]
    assert len({said["op_id"] for _, said in stub.posts}) == 2


def test_a_broken_server_takes_neither_the_screen_nor_the_tap(page: Page, stub: Stub) -> None:
    open_page(page, stub, lean("One"))
    stub.status, stub.screen = 503, "<h1>Broken</h1>"
    page.click("text=more")
    expect(page.locator("#unsent")).to_be_visible()
    title(page, "One")
    stub.status, stub.after = 200, lean("Mended")
    stub.close(1012)
    title(page, "Mended")
    expect(page.locator("#unsent")).to_be_hidden()


def test_a_clock_counts_by_the_servers_time(page: Page, stub: Stub) -> None:
    stub.ahead = 3600
    now = page.evaluate("Math.floor(Date.now() / 1000)") + 3600
    open_page(
        page,
        stub,
        f'<h1>One</h1><time id="a" role="timer" data-until="{now + 90}">later</time>'
        f'<time id="b" role="timer" data-until="{now - 5}">past</time>',
    )
    expect(page.locator("#a")).to_have_text(re.compile("01:(30|2[0-9])"))
    expect(page.locator("#b")).to_have_text(re.compile("−00:(0[4-9]|1[0-9])"))
    expect(page.locator("#b")).to_have_class("is-over")
    expect(page.locator("#a")).not_to_have_class("is-over")


PLANE = """<h1>{title}</h1><form id="axis-3" method="post" action="/ABC2345/place"
 hx-post="/ABC2345/place" dir="rtl"><svg data-plane class="plane" viewBox="0 0 100 100">
<rect width="100" height="100"/><circle data-handle cx="0" cy="0" r="4"/></svg>
<input type="range" name="effort" min="0" max="100" value="{effort}" dir="ltr">
<input type="range" name="impact" min="0" max="100" value="{impact}" dir="ltr"></form>"""


def test_a_tap_on_the_plane_moves_the_sliders_and_is_sent(page: Page, stub: Stub) -> None:
    open_page(page, stub, PLANE.format(title="One", effort=50, impact=50))
    handle = page.locator("[data-handle]")
    expect(handle).to_have_attribute("cx", "50")
    stub.after = PLANE.format(title="Placed", effort=20, impact=90)
    page.click("[data-plane]", position={"x": 40, "y": 20})
    stub.wait_for(lambda: len(stub.posts) == 1)
    assert stub.posts == [("place", {"effort": "20", "impact": "90"})]
    expect(handle).to_have_attribute("cx", "20")
    expect(handle).to_have_attribute("cy", "10")
    stub.push(PLANE.format(title="Two", effort=70, impact=90))
    title(page, "Two")
    expect(handle).to_have_attribute("cx", "70")


def test_an_arrow_key_on_a_slider_moves_the_handle_and_is_sent(page: Page, stub: Stub) -> None:
    open_page(page, stub, PLANE.format(title="One", effort=50, impact=50))
    page.focus("[name=effort]")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-handle]")).to_have_attribute("cx", "52")
    stub.wait_for(lambda: len(stub.posts) == 1)
    assert stub.posts == [("place", {"effort": "52", "impact": "50"})]


def test_listen_is_not_offered_where_the_device_has_no_voice(page: Page, stub: Stub) -> None:
    listen = (
        '<h1>{}</h1><p id="card" lang="sv">Kort</p><button data-listen="#card" hidden>Hör</button>'
    )
    open_page(page, stub, listen.format("One"))
    expect(page.locator("[data-listen]")).to_be_hidden()


def test_scripts_and_fonts_leave_room_for_the_page() -> None:
    fonts = [STATIC / "fonts" / name for name in ("noto-latin.woff2", "voice-latin.woff2")]
    assert len(gzip.compress(bundles()["live.js"].content)) <= 24_000
    assert sum(font.stat().st_size for font in fonts) <= 25_000
