"""Every wall of few groups and of many, in two languages, without a server: it has room for what stands on it."""

import asyncio
import re

import pytest
from playwright.async_api import Page, Route

from app import assets
from app.screens.wall_look import WallScreen
from app.vocabulary import Language
from tests.pictures.browser import open_browser
from tests.pictures.camera import FRAMES
from tests.pictures.checks import faults_of
from tests.screens.walls import spoken, walls, whole

GROUPS = (1, 2, 4, 5, 6, 8, 12)
HERE = "http://127.0.0.1"
SHELL = (
    "<!doctype html><html lang='sv'><head><meta charset='utf-8'><title>Vägg</title>"
    f"<link rel='stylesheet' href='{assets.url('projector.css')}'></head><body class='projector'></body></html>"
)
FONTS = "Promise.all([...document.fonts].map(font => font.load()))"
HANG = "wall => { document.body.innerHTML = wall }"
# Without its script a clock says until when it goes, which is longer.
CLOCK = re.compile(r"(<time data-until[^>]*>)[^<]*")

Judged = dict[int, dict[str, list[str]]]


async def _serve(route: Route) -> None:
    path = route.request.url.removeprefix(HERE)
    if path == "/":
        await route.fulfill(body=SHELL, content_type="text/html")
    else:
        file = assets.by_url()[path]
        await route.fulfill(body=file.content, content_type=file.media_type)


async def _judged(page: Page, wall: WallScreen) -> list[str]:
    html = whole(spoken(wall, Language.sv, Language.fi))
    await page.evaluate(HANG, CLOCK.sub(r"\g<1>14:58", html))
    return await faults_of(page, "wall")


async def _all_judged() -> Judged:
    width, height = FRAMES["wall"].sizes[0]
    async with open_browser() as browser:
        page = await browser.new_page(
            viewport={"width": width, "height": height}, reduced_motion="reduce"
        )
        await page.route("**/*", _serve)
        await page.goto(f"{HERE}/")
        await page.evaluate(FONTS)
        return {
            count: {
                f"{wall.template}, {place}": await _judged(page, wall)
                for place, wall in enumerate(walls(count))
            }
            for count in GROUPS
        }


@pytest.fixture(scope="module")
def judged() -> Judged:
    return asyncio.run(_all_judged())


@pytest.mark.parametrize("count", GROUPS)
def test_a_wall_has_room_for_what_stands_on_it(count: int, judged: Judged) -> None:
    assert {wall: faults for wall, faults in judged[count].items() if faults} == {}
