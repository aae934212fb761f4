"""This machine's own Chromium, with no way out of this machine."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

from app.bootstrap import PlainRefusal
from tests.environment import QUIET, browser_program

AT_HOME = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


@asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    program = browser_program()
    if program is None:
        raise PlainRefusal(
            "The pictures need Chromium or Chrome: install it, or name it in CHROMIUM."
        )
    async with async_playwright() as playwright:
        arguments = [*QUIET, AT_HOME]
        browser = await playwright.chromium.launch(executable_path=program, args=arguments)
        try:
            yield browser
        finally:
            await browser.close()
