"""This machine's own Chromium, with no way out of this machine."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

from app.bootstrap import PlainRefusal

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--no-first-run",
)
AT_HOME = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


def browser_program() -> str | None:
    """Where Chromium or Chrome is; `CHROMIUM` names another one."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


@asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    program = browser_program()
    if program is None:
        raise PlainRefusal(
            "The pictures need Chromium or Chrome: install it, or name it in CHROMIUM."
        )
    async with async_playwright() as playwright:
        arguments = [*ARGUMENTS, AT_HOME]
        browser = await playwright.chromium.launch(executable_path=program, args=arguments)
        try:
            yield browser
        finally:
            await browser.close()
