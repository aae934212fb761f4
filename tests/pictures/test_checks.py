"""Every check of a picture can fail, and finds nothing where nothing is wrong."""

import asyncio

import pytest
from playwright.async_api import Page

from tests.pictures.browser import open_browser
from tests.pictures.camera import FRAMES
from tests.pictures.checks import axe_faults_of, faults_of

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
    "letters stand under each other": (
        "phone",
        "<p style='width:20px; overflow-wrap:anywhere'>Placera idéerna</p>",
        "letters under each other: “Placera idéerna”",
    ),
    "a word of a button goes on in the next line": (
        "laptop",
        f"<button style='width:90px; overflow-wrap:anywhere'>Ny {LONG}</button>",
        f"a word cut in two: “{LONG}” in button",
    ),
    "a word of a heading goes on in the next line": (
        "phone",
        "<h2 style='width:90px; overflow-wrap:anywhere'>Smågrupperna bildas</h2>",
        "a word cut in two: “Smågrupperna” in h2",
    ),
    "a button is smaller than its words": (
        "laptop",
        f"<p style='padding:40px'><a class='button' style='display:inline-block; width:90px'>{LONG}</a></p>",
        f"text beyond its button: “{LONG}” in a.button",
    ),
    "a button is lower than its lines": (
        "laptop",
        f"<button style='width:90px; height:30px'>{'Rad ' * 12}</button>",
        "text beyond its button: “Rad Rad",
    ),
    "a field is too narrow": ("laptop", f"<input style='width:60px' value='{LONG}'>", "in input"),
    "a text stands outside the wall": (
        "wall",
        "<p style='position:absolute; top:1070px'>Under kanten</p>",
        "outside the wall",
    ),
    "a shape is drawn over words": (
        "phone",
        "<svg height='40'><text y='20'>stor verkan</text><circle cx='20' cy='16' r='10'/></svg>",
        "drawn over: “stor verkan” by circle",
    ),
    "words are drawn over a shape": (
        "phone",
        "<svg height='40'><circle cx='20' cy='16' r='10'/><text y='20'>stor verkan</text></svg>",
        "",
    ),
    "two texts cross on the wall": (
        "wall",
        (
            "<p style='position:absolute; top:100px'>Första idén</p>"
            "<p style='position:absolute; top:108px'>Andra idén</p>"
        ),
        "text over text",
    ),
    "a text stands under the ground of the wall": (
        "wall",
        (
            "<div class='sky' style='height:500px; font-size:36px'><p style='padding-top:470px'>Två idéer</p></div>"
            "<div class='ground' style='height:124px; position:relative; background:#18253d'></div>"
        ),
        "under the ground: “Två idéer”",
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
    "a hint stands where another script begins": (
        "phone",
        "<div dir='rtl'><textarea dir='rtl' placeholder='ماذا سيتم فعله؟'></textarea></div>",
        "a hint at the wrong side: “ماذا سيتم فعله؟” in textarea",
    ),
    "a button is too narrow for a thumb": (
        "phone",
        "<button style='width:40px; height:60px'>A</button>",
        "too small for a thumb: “A” in button, 40 × 60 px",
    ),
    "a card is read through a window": (
        "phone",
        (
            "<article class='card'><div tabindex='0' style='height:60px; overflow:auto'>"
            f"<p class='card-words'>{'Någon har varit tyst om saken. ' * 9}</p></div></article>"
        ),
        "a card in a window: “Någon har varit tyst",
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
    "a button of two lines": (
        "phone",
        "<button style='width:80px; min-height:48px'>Efter–mellan Ord\u00adgräns</button>",
    ),
    "a word of a button that is divided where it may be": (
        "phone",
        "<button style='width:150px; min-height:90px; font-size:24px; hyphens:manual'>förtroende\u00advald</button>",
    ),
    "a word that is too long for any button": (
        "phone",
        f"<button style='width:340px; min-height:90px; font-size:32px; overflow-wrap:anywhere'>{LONG}</button>",
    ),
    "the beginning of a text": (
        "phone",
        f"<p data-excerpt style='width:90px; overflow:hidden'>{LONG}</p>",
    ),
}
PAGE = (
    "<!doctype html><html lang='sv'><head><meta name='viewport' content='width=device-width'>"
    "<title>Påhittad</title><style>button, summary {{ min-height: 48px }}</style></head>"
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
