"""What is done on a page before its picture is taken, as a person would do it."""

from playwright.async_api import Page

from tests.pictures.scene import Tap

HANG_UP = "document.querySelector('#connection')._htmx.ws.connection.socket.close()"
# As somebody does whose browser knows less of forms than ours.
SEND = "form => { form.noValidate = true; form.requestSubmit() }"


def opened(selector: str) -> Tap:
    """Opens the first panel that the selector finds."""

    async def tap(page: Page) -> None:
        panel = page.locator(selector).first
        await panel.locator("> summary").click()
        soon = panel.locator(":scope > p.when-script, :scope > div > p.when-script")
        await soon.wait_for(state="detached")  # it has come

    return tap


def pressed(selector: str) -> Tap:
    async def tap(page: Page) -> None:
        await page.locator(selector).first.click()

    return tap


def typed(selector: str, words: str) -> Tap:
    async def tap(page: Page) -> None:
        await page.locator(selector).first.fill(words)

    return tap


def refused(selector: str) -> Tap:
    """Sends a form by the page's script, and waits for the sentence that comes back."""

    async def tap(page: Page) -> None:
        await page.locator(selector).first.evaluate(SEND)
        await page.locator("#notice:not(:empty)").wait_for()

    return tap


def sent(selector: str) -> Tap:
    """Sends a form as a browser without script does: another page comes."""

    async def tap(page: Page) -> None:
        async with page.expect_navigation():
            await page.locator(selector).first.evaluate(
                "form => HTMLFormElement.prototype.submit.call(form)"
            )

    return tap


async def reloaded(page: Page) -> None:
    await page.reload()


async def cut_off(page: Page) -> None:
    """The line is lost, until the page is closed."""
    await page.context.set_offline(True)
    await page.evaluate(HANG_UP)
    await page.locator("html[data-link=off]").wait_for()


async def long_cut_off(page: Page) -> None:
    """So long that the page says how to come back elsewhere."""
    await cut_off(page)
    await page.locator("#anew").evaluate("told => { told.hidden = false }")


async def unsent(page: Page) -> None:
    await page.locator("#unsent:not([hidden])").wait_for(state="attached")
