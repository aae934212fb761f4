"""The scripts for the clock, the plane and reading aloud; and the size of all scripts."""

import gzip
import re

import pytest
from playwright.sync_api import Page, expect

from app.assets import STATIC, bundles
from tests.evening.page.screens import open_page, title
from tests.evening.page.stub import Stub

pytestmark = pytest.mark.evening


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


def test_what_was_to_come_at_a_time_is_not_said_once_that_has_passed(
    page: Page, stub: Stub
) -> None:
    """Neither on a page that stood open, nor on a screen that comes later."""
    stub.ahead = 3600
    soon = page.evaluate("Math.floor(Date.now() / 1000)") + 3600 + 3
    told = (
        f'<p><span data-before="{soon}">at 17.30</span><span data-after="{soon}" hidden>next</span>'
    )
    open_page(page, stub, f"<h1>One</h1>{told}")
    line = page.locator("p", has=page.locator("[data-before]"))
    expect(line).to_have_text("at 17.30", use_inner_text=True)
    expect(line).to_have_text("next", use_inner_text=True)
    stub.push(f"<h1>Two</h1>{told}")
    title(page, "Two")
    expect(line).to_have_text("next", use_inner_text=True)


PLANE = """<h1>{title}</h1><form id="axis-3" method="post" action="/ABC2345/place"
 hx-post="/ABC2345/place" dir="rtl"><svg class="plane" width="200" height="200">
<rect data-plane x="0%" y="0%" width="100%" height="100%"/><circle data-handle cx="0" cy="0" r="4"/></svg>
<input type="range" name="effort" min="0" max="100" value="{effort}" dir="ltr">
<input type="range" name="impact" min="0" max="100" value="{impact}" dir="ltr"></form>"""


def test_a_tap_on_the_plane_moves_the_sliders_and_is_sent(page: Page, stub: Stub) -> None:
    open_page(page, stub, PLANE.format(title="One", effort=50, impact=50))
    handle = page.locator("[data-handle]")
    expect(handle).to_have_attribute("cx", "50%")
    stub.after = PLANE.format(title="Placed", effort=20, impact=90)
    page.click("[data-plane]", position={"x": 40, "y": 20})
    stub.wait_for(lambda: len(stub.posts) == 1)
    assert stub.posts == [("place", {"effort": "20", "impact": "90"})]
    expect(handle).to_have_attribute("cx", "20%")
    expect(handle).to_have_attribute("cy", "10%")
    stub.push(PLANE.format(title="Two", effort=70, impact=90))
    title(page, "Two")
    expect(handle).to_have_attribute("cx", "70%")


def test_an_arrow_key_on_a_slider_moves_the_handle_and_is_sent(page: Page, stub: Stub) -> None:
    open_page(page, stub, PLANE.format(title="One", effort=50, impact=50))
    page.focus("[name=effort]")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-handle]")).to_have_attribute("cx", "52%")
    stub.wait_for(lambda: len(stub.posts) == 1)
    assert stub.posts == [("place", {"effort": "52", "impact": "50"})]


def test_listen_is_not_offered_where_the_device_has_no_voice(page: Page, stub: Stub) -> None:
    listen = (
        '<h1>{}</h1><p id="card" lang="sv">Kort</p><button data-listen="#card" hidden>Hör</button>'
    )
    open_page(page, stub, listen.format("One"))
    expect(page.locator("[data-listen]")).to_be_hidden()


VOICES = """window.speechSynthesis.getVoices = () => [
  { lang: "sv_SE", localService: true, name: "Own" },
  { lang: "ar-SA", localService: false, name: "Of a service" },
];"""


def test_listen_is_offered_in_the_languages_of_the_devices_own_voices(
    page: Page, stub: Stub
) -> None:
    """Not with an online service's voices: the service would get people's words."""
    page.add_init_script(VOICES)
    listen = (
        '<h1>One</h1><p id="{0}" lang="{0}">Kort</p><button data-listen="#{0}" hidden>Hör</button>'
    )
    open_page(page, stub, "".join(listen.format(tag) for tag in ("sv", "ar", "ti")))
    expect(page.locator('[data-listen="#sv"]')).to_be_visible()
    expect(page.locator('[data-listen="#ar"]')).to_be_hidden()
    expect(page.locator('[data-listen="#ti"]')).to_be_hidden()


def test_scripts_and_fonts_leave_room_for_the_page() -> None:
    fonts = [STATIC / "fonts" / name for name in ("noto-latin.woff2", "voice-latin.woff2")]
    assert len(gzip.compress(bundles()["live.js"].content)) <= 24_000
    assert sum(font.stat().st_size for font in fonts) <= 25_000
