"""In colours that are forced on the page, all that carries a meaning is still drawn, and what is chosen looks so."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import ElementHandle, Page

from app.vocabulary import Language
from tests.pictures.browser import open_browser
from tests.pictures.camera import FRAMES, Camera
from tests.pictures.scene import Scene
from tests.pictures.stage import open_stage
from tests.pictures.taking import halls

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]

LOOKED_AT = (
    *(
        "join",
        "before: in",
        "groups: formed",
        "sorting: leaned",
        "sorting: spread",
        "sorting: piles",
    ),
    *("sorting: all cards", "axis: placed by me", "axis: median and range", "axis: settled"),
    *("axis: with titles", "vote: cast", "vote: counted", "agreement: begun", "survey: begun"),
)
# What says something by being seen. By class: the first of each is looked at on each screen.
DRAWN = (
    *(
        ".mark",
        ".group-mark",
        ".icon-tick",
        ".dot",
        ".ring",
        ".plane circle",
        ".plane rect",
        ".plane line",
    ),
    *(".pane-done", ".bar-part", ".windows rect", ".skyline rect", "input[type=range]", ".clock"),
)
# Without this attribute it has to look otherwise.
CHOSEN = (
    ("[aria-pressed=true]", "aria-pressed", "true"),
    ("[aria-current=true]", "aria-current", "true"),
    ("details.tab[open]", "open", ""),
)
SEEN = """(selector) => [...document.querySelectorAll(selector)].find((one) => {
  const box = one.getBoundingClientRect();
  const over = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  const seen = { visibilityProperty: true, opacityProperty: true };
  return box.width > 2 && box.height > 2 && over && one.checkVisibility(seen) && !one.closest(".unseen")
    && (one.contains(over) || over.contains(one) || one.ownerSVGElement?.contains(over));
}) || null"""
HIDE = "(one) => one.style.setProperty('visibility', 'hidden', 'important')"
SHOW = "(one) => one.style.removeProperty('visibility')"
AIR = 4


def test_nothing_that_means_something_vanishes(tmp_path: Path) -> None:
    """`PICTURES` names a folder for the pictures."""
    out = Path(os.environ.get("PICTURES") or tmp_path)
    lost, looked = asyncio.run(_looked_at(out))
    assert looked > 60
    assert "\n".join(lost) == ""


async def _looked_at(out: Path) -> tuple[list[str], int]:
    judged: list[tuple[str, bool]] = []
    with open_stage() as stage:
        async with open_browser() as browser:
            hall, scenes = next(halls(stage, Language.sv))
            cameras = {frame: Camera(browser, hall, frame, out) for frame in FRAMES}
            for scene in scenes:
                await asyncio.to_thread(scene.act, hall)
                if scene.name in LOOKED_AT:
                    async for viewer, page in _pages(cameras, scene, out):
                        at = f"{scene.name} · {viewer}"
                        judged += [(f"{at} · {what}", fine) async for what, fine in _judged(page)]
            for camera in cameras.values():
                await camera.close()
    return [what for what, fine in judged if not fine], len(judged)


async def _pages(
    cameras: dict[str, Camera], scene: Scene, out: Path
) -> AsyncIterator[tuple[str, Page]]:
    for look in scene.looks:
        page = await cameras[look.frame].see(look)
        await page.emulate_media(forced_colors="active")
        name = f"{scene.name}-{look.viewer}".replace(": ", "-").replace(" ", "-")
        await page.screenshot(path=out / f"forced-{name}.png")
        yield look.viewer, page


async def _judged(page: Page) -> AsyncIterator[tuple[str, bool]]:
    """What was looked at, and whether it is seen."""
    for selector in DRAWN:
        element = (await page.evaluate_handle(SEEN, selector)).as_element()
        if element:
            with_it = await _drawn(page, element)
            await element.evaluate(HIDE)
            yield selector, await _drawn(page, element) != with_it
            await element.evaluate(SHOW)
    for selector, name, value in CHOSEN:
        element = (await page.evaluate_handle(SEEN, selector)).as_element()
        if element:
            with_it = await _drawn(page, element)
            await element.evaluate("(one, name) => one.removeAttribute(name)", name)
            yield selector, await _drawn(page, element) != with_it
            await element.evaluate("(one, of) => one.setAttribute(...of)", [name, value])


async def _drawn(page: Page, element: ElementHandle) -> bytes:
    box = await element.bounding_box()
    assert box
    clip = {
        "x": box["x"] - AIR,
        "y": box["y"] - AIR,
        "width": box["width"] + 2 * AIR,
        "height": box["height"] + 2 * AIR,
    }
    return await page.screenshot(clip=clip)  # type: ignore[arg-type]
