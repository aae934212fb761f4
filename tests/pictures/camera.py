"""Takes the pictures: a browser's contexts, one a kind of screen, kept from scene to scene."""

import asyncio
import base64
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Error, Page

from tests.pictures.checks import axe_faults_of, faults_of
from tests.pictures.hall import Hall
from tests.pictures.scene import Address, Look, Scene

Theme = Literal["light", "dark"]
LIGHT_AND_DARK: tuple[Theme, ...] = ("light", "dark")
PATIENCE = 15_000
# Fonts drawn, and the page in contact again where it has a line.
READY = """async () => {
  await document.fonts.ready;
  for (let i = 0; i < 60 && document.querySelector("#connection") && !document.documentElement.dataset.link; i++)
    await new Promise((go) => setTimeout(go, 25));
}"""
# A phone has voices, so its Listen is there; the browsers here have none.
VOICES = """Object.defineProperty(speechSynthesis, "getVoices", { value: () =>
  ["sv-SE", "fi-FI", "ar-SA"].map((lang) => ({ lang, localService: true })) })"""
# What a browser says by itself of a page that was asked for in vain, or without a line.
EXPECTED = re.compile(r"Failed to (load|fetch)|WebSocket connection|net::ERR|htmx:ws:error")
WITHOUT_SCRIPT = "/healthz"
CAUGHT_UP = "newest => Number(document.body.dataset.sequence) >= newest"


@dataclass(frozen=True)
class Frame:
    """A kind of screen: its sizes, and the themes that it has."""

    sizes: tuple[tuple[int, int], ...]
    themes: tuple[Theme, ...] = LIGHT_AND_DARK
    is_phone: bool = False


FRAMES = {
    "phone": Frame(((360, 640),), is_phone=True),
    "laptop": Frame(((1366, 768), (768, 1024))),
    "console": Frame(((1366, 768), (768, 1024), (390, 844))),
    "wall": Frame(((1920, 1080),), ("light",)),
}


@dataclass(frozen=True)
class Shot:
    """One picture. `file`: below the folder of all. `faults`: sentences, none where all is well."""

    scene: str
    viewer: str
    language: str
    size: tuple[int, int]
    theme: Theme
    file: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Large:
    """Letters that are large for the screen: `text` in per cent, by the browser's own setting; `size` of a phone.

    No main button is in reach without scrolling then.
    """

    text: int
    size: tuple[int, int]


@dataclass
class Camera:
    """One kind of screen in one hall.

    `judges_all`: axe in every size and theme. Neither colours nor what a size hides depend on the language,
    and they are what takes axe its time: one language is enough for them. `large`: of a phone.
    `themes`: those looked at.
    """

    browser: Browser
    hall: Hall
    frame: str
    out: Path
    judges_all: bool = True
    large: Large | None = None
    themes: Sequence[Theme] = LIGHT_AND_DARK
    _context: BrowserContext | None = None
    _page: Page | None = None
    _open: tuple[Address, bool] | None = None
    _theme: Theme | None = None
    _complaints: list[str] = field(default_factory=list)

    async def take(self, scene: Scene, look: Look) -> list[Shot]:
        """A look in every size and theme. One that cannot be had, also not at a second try, is a fault."""
        page = await self._opened()
        try:
            return await self._take(page, scene, look)
        except Error:
            await self._forget(page)
        try:
            return await self._take(page, scene, look)
        except Error as error:
            why = f"the look failed: {str(error).splitlines()[0]}"
            return [replace(self._planned(scene, look, *next(self._variants())), faults=(why,))]

    async def see(self, look: Look) -> Page:
        """The page as it is, for whoever judges it by something else than a picture."""
        page = await self._opened()
        await self._look(page, look)
        return page

    async def _take(self, page: Page, scene: Scene, look: Look) -> list[Shot]:
        self._complaints.clear()
        await self._look(page, look)
        shots = [
            await self._shot(page, self._planned(scene, look, *variant))
            for variant in self._variants()
        ]
        if look.taps:
            await self._forget(page)
        once = tuple(dict.fromkeys(self._complaints))
        return [replace(shots[0], faults=(*shots[0].faults, *once)), *shots[1:]]

    def _planned(self, scene: Scene, look: Look, size: tuple[int, int], theme: Theme) -> Shot:
        language = self.hall.language.value
        file = _file_name(scene.name, look.viewer, language, f"{size[0]}x{size[1]}", theme)
        return Shot(scene.name, look.viewer, language, size, theme, file)

    async def close(self) -> None:
        if self._context:
            await self._context.close()

    async def _opened(self) -> Page:
        if self._context is None:
            self._context = await self._new_context()
        if self._page is None:
            self._page = await self._context.new_page()
            self._page.on("pageerror", lambda error: self._complaints.append(f"script: {error}"))
            self._page.on("console", self._hear)
            await self._enlarge(self._page)
        return self._page

    async def _enlarge(self, page: Page) -> None:
        if self.large is None:
            return
        session = await page.context.new_cdp_session(page)
        sizes = {"standard": 16 * self.large.text // 100, "fixed": 13 * self.large.text // 100}
        await session.send("Page.setFontSizes", {"fontSizes": sizes})

    async def _new_context(self) -> BrowserContext:
        frame = FRAMES[self.frame]
        width, height = frame.sizes[0]
        context = await self.browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=frame.is_phone,
            is_mobile=frame.is_phone,
            reduced_motion="reduce",
            color_scheme="light",
        )
        context.set_default_timeout(PATIENCE)
        await context.add_init_script(VOICES)
        return context

    async def _look(self, page: Page, look: Look) -> None:
        """A page that is open already is told of everything by its socket; others are asked for."""
        if look.is_live and self._open == (look.path, look.in_it):
            newest = await asyncio.to_thread(self.hall.newest, look.viewer)
            await page.wait_for_function(CAUGHT_UP, arg=newest)
        else:
            await self._ask_for(page, look)
        self._open = (look.path, look.in_it)
        for tap in look.taps:
            await tap(page)

    async def _ask_for(self, page: Page, look: Look) -> None:
        cookies = self.hall.cookies(in_it=look.in_it)
        await page.context.clear_cookies()
        await page.context.add_cookies(
            [
                {"name": name, "value": value, "url": self.hall.stage.address}
                for name, value in cookies.items()
                if value
            ]
        )
        answer = await page.goto(self.hall.stage.address + look.path(self.hall))
        await page.evaluate(READY)
        if answer and answer.status != look.status:
            self._complaints.append(f"the page was answered with {answer.status}")

    def _variants(self) -> Iterator[tuple[tuple[int, int], Theme]]:
        """Sizes and themes so that little changes from one to the next."""
        frame = FRAMES[self.frame]
        sizes = frame.sizes
        if self.large:
            sizes = (self.large.size,) if frame.is_phone else frame.sizes[:1]
        wanted = [theme for theme in frame.themes if theme in self.themes]
        for place, size in enumerate(sizes):
            themes = wanted if place % 2 == 0 else wanted[::-1]
            yield from ((size, theme) for theme in themes)

    async def _shot(self, page: Page, planned: Shot) -> Shot:
        size, is_light = planned.size, planned.theme == "light"
        await self._adjust(page, size, planned.theme)
        is_first_size = self.large is None and size == FRAMES[self.frame].sizes[0]
        frame = "large text" if self.large else self.frame
        faults = await faults_of(page, frame) if is_light else []
        if self.large is None and self.judges_all and (is_light or is_first_size):
            faults += await axe_faults_of(page, colours=is_first_size, others=is_light)
        elif is_light and is_first_size:
            faults += await axe_faults_of(page, colours=False)
        await self._save(page, self.out / planned.file)
        return replace(planned, faults=tuple(faults))

    async def _adjust(self, page: Page, size: tuple[int, int], theme: Theme) -> None:
        wanted = {"width": size[0], "height": size[1]}
        if page.viewport_size != wanted:
            await page.set_viewport_size({"width": size[0], "height": size[1]})
        if self._theme != theme:
            await page.emulate_media(color_scheme=theme)
            self._theme = theme

    async def _save(self, page: Page, path: Path) -> None:
        """By the browser's own protocol: small files are not worth their time here."""
        assert self._context
        session = await self._context.new_cdp_session(page)
        taken = await session.send(
            "Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True}
        )
        await session.detach()
        _write(path, taken["data"])

    async def _forget(self, page: Page) -> None:
        """What was done on a page is kept in its tab. A new tab would cost half a second, so this one is emptied."""
        self._open = None
        # Away from the script, which would send what waits as soon as there is a line again, and from
        # a page that is being left.
        await page.goto("about:blank")
        await page.context.set_offline(False)
        await page.goto(self.hall.stage.address + WITHOUT_SCRIPT)
        await page.evaluate("sessionStorage.clear()")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not EXPECTED.search(message.text):
            self._complaints.append(f"the browser complains: {message.text[:200]}")


def _write(path: Path, encoded: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(base64.b64decode(encoded))


def _file_name(scene: str, *parts: str) -> str:
    folder = re.sub(r"[^a-z0-9]+", "-", scene.lower()).strip("-")
    return f"shots/{folder}/{'-'.join(parts)}.png"
