"""The pictures: every check can fail, every screen is looked at, and today nothing is at fault."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Page

from app import templating
from app.pictures.browser import open_browser
from app.pictures.camera import FRAMES
from app.pictures.checks import axe_faults_of, faults_of
from app.pictures.hall import Hall
from app.pictures.scene import Look
from app.pictures.stage import Stage, open_stage
from app.pictures.taking import PREPARED, UNPREPARED, Wanted, halls, take_pictures
from app.vocabulary import Language

GOOD = "<h1>Sortering</h1><p>Kort 3 av 24</p><button class='button-primary'>Vi bestämmer</button>"
LONG = "Informationsinsamlingsmötesdeltagare"

# What is on the page, which kind of screen it is on, and what must be said of it.
MADE_UP: dict[str, tuple[str, str, str]] = {
    "all is well on a phone": ("phone", GOOD, ""),
    "all is well on the wall": ("wall", GOOD, ""),
    "the page scrolls sideways": ("phone", "<p style='width:400px'>Bred</p>", "scrolls sideways"),
    "a part scrolls sideways": (
        "laptop",
        f"<div style='width:90px; overflow:auto'>{LONG}</div>",
        "scrolls sideways: div",
    ),
    "a line is cut off": (
        "phone",
        f"<p style='width:90px; overflow:hidden'>{LONG}</p>",
        "clipped text",
    ),
    "the last line is cut off": (
        "laptop",
        f"<div style='height:30px; overflow:hidden'><p>{LONG}</p><p>Sista raden</p></div>",
        "“Sista raden” in p is cut off by div",
    ),
    "a line ends in dots": (
        "phone",
        f"<p style='width:90px; overflow:hidden; white-space:nowrap; text-overflow:ellipsis'>{LONG}</p>",
        "ends in dots",
    ),
    "a text stands outside the screen": (
        "laptop",
        "<p style='position:absolute; left:-50px'>Borta</p>",
        "outside the screen",
    ),
    "a field is too narrow": ("laptop", f"<input style='width:60px' value='{LONG}'>", "in input"),
    "a text stands outside the wall": (
        "wall",
        "<p style='position:absolute; top:1070px'>Under kanten</p>",
        "outside the wall",
    ),
    "two texts cross on the wall": (
        "wall",
        (
            "<p style='position:absolute; top:100px'>Första idén</p>"
            "<p style='position:absolute; top:108px'>Andra idén</p>"
        ),
        "text over text",
    ),
    "a marked button is below the fold": (
        "phone",
        "<p style='height:640px'>Lång</p><button data-main>Rösta</button>",
        "main button below the fold: “Rösta”",
    ),
    "a primary button is covered": (
        "phone",
        (
            "<button class='button-primary'>Rösta</button>"
            "<div style='position:absolute; inset:0; background:#fff'>Över</div>"
        ),
        "main button covered: “Rösta” by div",
    ),
    "grey on grey": ("laptop", "<p style='color:#aaa'>Svagt</p>", "axe color-contrast"),
    "a button without a name": ("phone", "<button></button>", "axe button-name"),
}
# These are no faults: what is scrolled away can be scrolled back, and what is hidden is not read.
HARMLESS: dict[str, tuple[str, str]] = {
    "a list that scrolls": (
        "phone",
        f"<div tabindex=0 style='height:60px; overflow:auto'>{'<p>Rad</p>' * 9}</div>",
    ),
    "a text for screen readers": (
        "phone",
        "<p class='unseen' style='position:absolute; width:1px; height:1px; overflow:hidden'>Osynlig</p>",
    ),
    "a closed panel": ("phone", f"<details><summary>Mer</summary><p>{LONG * 3}</p></details>"),
    "the beginning of a text": (
        "phone",
        f"<p data-excerpt style='width:90px; overflow:hidden'>{LONG}</p>",
    ),
}
# Templates of pages that a look comes to by a tap alone, which this evening without a browser has none of.
AFTER_A_TAP = {"desk/rehearsed.html"}
PAGE = (
    "<!doctype html><html lang='sv'><head><meta name='viewport' content='width=device-width'>"
    "<title>Påhittad</title><style>.button-primary {{ min-height: 48px }}</style></head>"
    "<body style='font:16px sans-serif'><main>{}</main></body></html>"
)


async def _judged(page: Page, frame: str, content: str) -> list[str]:
    width, height = FRAMES[frame].sizes[0]
    await page.set_viewport_size({"width": width, "height": height})
    await page.set_content(PAGE.format(content))
    return [*await faults_of(page, frame), *await axe_faults_of(page)]


async def _all_judged() -> dict[str, list[str]]:
    pages = {name: (frame, content) for name, (frame, content, _) in MADE_UP.items()} | HARMLESS
    async with open_browser() as browser:
        page = await browser.new_page()
        return {
            name: await _judged(page, frame, content) for name, (frame, content) in pages.items()
        }


@pytest.fixture(scope="module")
def judged() -> dict[str, list[str]]:
    return asyncio.run(_all_judged())


@pytest.mark.parametrize("name", MADE_UP)
def test_each_check_finds_what_it_is_for(name: str, judged: dict[str, list[str]]) -> None:
    wanted = MADE_UP[name][2]
    assert any(wanted in fault for fault in judged[name]) if wanted else not judged[name]


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_no_fault_is_let_be(name: str, judged: dict[str, list[str]]) -> None:
    assert judged[name] == []


def test_no_two_scenes_have_one_name() -> None:
    names = Counter(scene.name for scene in (*PREPARED, *UNPREPARED))
    assert [name for name, count in names.items() if count > 1] == []


def test_the_looks_of_a_scene_are_on_screens_of_different_kinds() -> None:
    """They are taken at the same time, each kind on one page."""
    for scene in (*PREPARED, *UNPREPARED):
        assert len({look.frame for look in scene.looks}) == len(scene.looks), scene.name


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with open_stage() as opened:
        yield opened


def _get(client: httpx.Client, hall: Hall, look: Look) -> int:
    cookies = hall.cookies(in_it=look.in_it)
    held = "; ".join(f"{name}={value}" for name, value in cookies.items() if value)
    return client.get(look.path(hall), headers={"Cookie": held}).status_code


def _loaded() -> set[str]:
    """The templates that pages were made from since the environments were made."""
    return {
        name for language in Language for _, name in templating.environment(language).cache or {}
    }


def test_every_template_is_looked_at_by_some_scene(stage: Stage) -> None:
    """The evening is played to its end without a browser, and every look asks for its page."""
    templating.environment.cache_clear()
    with httpx.Client(base_url=stage.address, trust_env=False, follow_redirects=True) as client:
        for hall, scenes in halls(stage, Language.sv):
            for scene in scenes:
                scene.act(hall)
                answers = {look.viewer: _get(client, hall, look) for look in scene.looks}
                assert answers == {look.viewer: look.status for look in scene.looks}, scene.name
    there = {path.relative_to(templating.TEMPLATES).as_posix() for path in _template_files()}
    assert there - _loaded() - AFTER_A_TAP == set()


def _template_files() -> Iterator[Path]:
    return templating.TEMPLATES.rglob("*.html")


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_no_screen_of_the_evening_is_at_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    languages = [Language.sv, Language.fi, Language.pseudo]
    code = take_pictures(Wanted(tmp_path, languages))
    assert capsys.readouterr().out == ""
    assert code == 0
    assert (tmp_path / "index.html").read_text("utf-8").count("<figure") > 1000
