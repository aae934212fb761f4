"""The screen of a phone stays on in engines that are not Chromium: by Wake Lock, over plain HTTP by a silent film."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from app.method import ending
from tests.browsers.engine import PHONE, Engine
from tests.browsers.looks import IN_CONTACT
from tests.house import House

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(300),
    pytest.mark.parametrize("kind", ["firefox", "webkit"]),
]

SAID = "!document.querySelector('#stays-on').hidden"
PLAYS = "(film => film && !film.paused && film.currentTime > 0)(document.querySelector('video'))"
FILM = """const film = document.querySelector("video");
const box = film.getBoundingClientRect();
return [film.muted, film.loop, film.hasAttribute("playsinline"), film.getAttribute("aria-hidden"),
  box.width * box.height / innerWidth / innerHeight > .9,
  document.elementFromPoint(innerWidth / 2, innerHeight / 2) !== film]"""
# Once it has been where it goes back from, and is at its beginning again.
COMES_ROUND = """(film => {
  if (film.currentTime > .8) film.dataset.late = "1";
  return film.dataset.late && film.currentTime < .6;
})(document.querySelector("video"))"""
HIDE = """Object.defineProperty(document, "hidden", { value: true, configurable: true });
document.dispatchEvent(new Event("visibilitychange"))"""
SEE = "delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))"


@contextmanager
def hidden(engine: Engine) -> Iterator[None]:
    """As of a phone that is put into a pocket. A browser without windows hides no page by itself."""
    engine.ask(HIDE)
    yield
    engine.ask(SEE)


def comes_in(engine: Engine, address: str) -> None:
    """By taps of its own, as whoever is in has made."""
    engine.size(*PHONE)
    engine.go(address)
    engine.press("label.choice")
    engine.press("#join-button")
    engine.until(IN_CONTACT)


def test_over_plain_http_a_film_does_it(house: House, opens: Callable[[], Engine]) -> None:
    engine = opens()
    comes_in(engine, f"{house.address_in_hall}/{house.code}")
    assert engine.ask("return [isSecureContext, 'wakeLock' in navigator]") == [False, False]
    engine.until(PLAYS)
    engine.until(SAID)
    assert engine.ask(FILM) == [True, False, True, "true", True, True]
    engine.until(COMES_ROUND)
    with hidden(engine):
        engine.until(f"!{PLAYS}")
        engine.until(f"!({SAID})")
    engine.until(PLAYS)
    engine.until(SAID)
    house.evening.do(ending.end, ended=True)
    engine.until("document.querySelector('#screen[data-step=ended]')")
    engine.until(f"!{PLAYS}")


def test_a_secure_page_has_the_browsers_own_lock_after_a_tap(
    house: House, opens: Callable[[], Engine]
) -> None:
    """WebKit gives none to a page that has not been touched."""
    engine = opens()
    comes_in(engine, f"{house.address}/{house.code}")
    engine.press("h1, h2, .voice")
    engine.until(SAID)
    assert engine.ask("return document.querySelector('video') === null")
