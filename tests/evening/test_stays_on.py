"""The screen of a phone stays on as long as the meeting: by Wake Lock, and over plain HTTP by a silent film."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from app.assets import url
from app.method import ending
from app.viewer import phone_cookie
from app.vocabulary import Step
from tests.environment import HALL
from tests.house import House

pytestmark = [pytest.mark.long, pytest.mark.evening, pytest.mark.timeout(300)]

SAID = "#stays-on"
KEEP_LOCKS = """window.locks = [];
const ask = navigator.wakeLock && navigator.wakeLock.request.bind(navigator.wakeLock);
if (ask) navigator.wakeLock.request = (kind) => ask(kind).then((lock) => { locks.push(lock); return lock; });"""
# From now on the browser gives none, and has let go of what it gave.
REFUSE = """() => {
  window.refusals = 0;
  navigator.wakeLock.request = async () => { refusals += 1; throw new DOMException("no", "NotAllowedError"); };
  return Promise.all(locks.map((lock) => lock.release()));
}"""
HELD = "() => locks.filter((lock) => !lock.released).length"
SHOWN = """() => { const film = document.querySelector("video");
  return Boolean(film && !film.paused && film.readyState > 2); }"""
# What engines ask of a film before they hold a screen for it.
COUNTS = """() => { const film = document.querySelector("video"), box = film.getBoundingClientRect();
  return { share: box.width * box.height / innerWidth / innerHeight, isAbove: box.top < 0 || box.left < 0,
    loops: film.loop, isMuted: film.muted, hasSound: film.webkitAudioDecodedByteCount > 0 }; }"""
SEEN = "film => document.elementFromPoint(innerWidth / 2, innerHeight / 2) === film"
PLAYS = """(source) => new Promise((done) => {
  const film = document.createElement("video");
  film.muted = true;
  film.addEventListener("playing", () => done([film.duration, film.webkitAudioDecodedByteCount > 0]));
  film.addEventListener("error", () => done(null));
  film.src = source;
  document.body.append(film);
  film.play().catch(() => done(null));
})"""


@pytest.fixture
def at(house: House, browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Amina's phone, by this name of the machine."""
    faults: list[str] = []
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True)
    context.add_init_script(KEEP_LOCKS)
    context.grant_permissions(["screen-wake-lock"])  # a browser with a window gives it unasked

    def open_page(name: str) -> Page:
        address = house.address.replace("127.0.0.1", name)
        evening = house.evening
        held = {"name": phone_cookie(evening.id), "value": f"{evening.id}Amina", "url": address}
        context.add_cookies([held])  # type: ignore[list-item]
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console",
            lambda told: faults.append(told.text) if "Security Policy" in told.text else None,
        )
        page.goto(f"{address}/{house.code}")
        return page

    yield open_page
    context.close()
    assert faults == []


@contextmanager
def hidden(page: Page) -> Iterator[None]:
    """As of a phone that is put into a pocket. A browser without windows hides no page by itself."""
    page.evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true })")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    yield
    page.evaluate("delete document.hidden")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_a_secure_page_asks_the_browser_for_it_again_whenever_it_is_seen(
    house: House, at: Callable[[str], Page]
) -> None:
    page = at("127.0.0.1")
    expect(page.locator(SAID)).to_be_visible()
    assert page.evaluate(HELD) == 1
    with hidden(page):
        # The browser's own doing.
        page.evaluate("locks.forEach((lock) => lock.release())")
        expect(page.locator(SAID)).to_be_hidden()
        assert page.evaluate(HELD) == 0
    expect(page.locator(SAID)).to_be_visible()
    assert page.evaluate(HELD) == 1
    house.evening.do(ending.end, ended=True)
    expect(page.locator("#screen[data-step=ended]")).to_be_visible()
    page.wait_for_function(f"() => !({HELD})()")
    assert page.locator("video").count() == 0


def test_a_browser_that_lets_go_of_it_is_asked_at_the_next_screen_and_then_at_the_next_tap(
    house: House, at: Callable[[str], Page]
) -> None:
    """Not at every screen: that takes an old phone longer than the screen does."""
    page = at("127.0.0.1")
    expect(page.locator(SAID)).to_be_visible()
    page.evaluate(REFUSE)
    for step in (Step.results, Step.supper, Step.results):
        house.evening.go_to(step)
        expect(page.locator(f"#screen[data-step={step}]")).to_be_visible()
        assert page.evaluate("refusals") == 1
    page.locator("h1, h2, .voice").first.click()
    assert page.evaluate("refusals") == 2


def test_over_plain_http_a_film_does_it_by_the_rules_of_every_engine(
    house: House, at: Callable[[str], Page]
) -> None:
    page = at(HALL)
    assert page.evaluate("navigator.wakeLock === undefined")
    expect(page.locator(SAID)).to_be_visible()
    assert page.evaluate(SHOWN)
    page.wait_for_function("() => document.querySelector('video').webkitAudioDecodedByteCount > 0")
    counts = page.evaluate(COUNTS)
    assert counts["share"] > 0.9
    assert (counts["loops"], counts["isMuted"], counts["hasSound"]) == (False, True, True)
    film = page.locator("video")
    assert not film.evaluate(SEEN)
    assert film.get_attribute("aria-hidden") == "true"
    page.locator("video").evaluate("film => { film.currentTime = 3.9; }")
    page.wait_for_function("() => document.querySelector('video').currentTime < 1")
    page.wait_for_function(SHOWN)
    with hidden(page):
        page.wait_for_function(f"() => !({SHOWN})()")
        expect(page.locator(SAID)).to_be_hidden()
    page.wait_for_function(SHOWN)
    house.evening.do(ending.end, ended=True)
    expect(page.locator("#screen[data-step=ended]")).to_be_visible()
    page.wait_for_function(f"() => !({SHOWN})()")


def test_a_browser_that_plays_nothing_untouched_begins_at_the_first_tap(
    at: Callable[[str], Page],
) -> None:
    page = at(HALL)
    page.wait_for_function(SHOWN)
    page.locator("video").evaluate("film => film.pause()")
    expect(page.locator(SAID)).to_be_hidden()
    page.locator("h1, h2, .voice").first.click()
    page.wait_for_function(SHOWN)
    expect(page.locator(SAID)).to_be_visible()


@pytest.mark.parametrize("kind", ["mp4", "webm"])
def test_either_film_is_one_that_browsers_play(kind: str, at: Callable[[str], Page]) -> None:
    """Four seconds, with a track of sound; and a part of it is given to whoever asks for a part, as Safari does."""
    page = at(HALL)
    film = url(f"awake/awake.{kind}")
    duration, has_sound = page.evaluate(PLAYS, film)
    assert duration == pytest.approx(4, abs=0.1)
    assert has_sound
    asked = "(source) => fetch(source, { headers: { Range: 'bytes=0-1' } }).then(({ status }) => status)"
    assert page.evaluate(asked, film) == 206
