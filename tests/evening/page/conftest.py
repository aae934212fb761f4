"""A browser's tab and the server that a test moves by hand."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.environment import HALL, PATIENCE
from tests.evening.page.stub import House, Stub, serving

WATCH = """addEventListener('securitypolicyviolation',
  (event) => console.error('violation', event.violatedDirective, event.blockedURI));
let heard = 0;
window.WebSocket = class extends WebSocket {
  constructor(...how) {
    super(...how);
    this.addEventListener('message', () => { document.documentElement.dataset.heard = ++heard; });
  }
};"""


@pytest.fixture(scope="module")
def browser(chromium_launch: dict[str, object]) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE * 1000)
        browser = playwright.chromium.launch(**chromium_launch)  # type: ignore[arg-type]
        yield browser
        browser.close()
        expect.set_options(timeout=None)


@pytest.fixture(scope="module")
def house() -> Iterator[tuple[House, str]]:
    house = House()
    with serving(house) as port:
        yield house, f"http://{HALL}:{port}/ABC2345"


@pytest.fixture
def stub(house: tuple[House, str]) -> Stub:
    house[0].stub = stub = Stub()
    stub.address = house[1]
    return stub


@pytest.fixture(scope="module")
def phone(browser: Browser) -> BrowserContext:
    context = browser.new_context(has_touch=True)
    context.add_init_script(WATCH)
    return context


@pytest.fixture
def context(phone: BrowserContext) -> Iterator[BrowserContext]:
    """One for all: each tab has a memory of its own."""
    yield phone
    phone.set_offline(False)


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that may not break the policy of its server, nor its own script."""
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if "violation" in line.text else None)
    yield page
    page.close()
    assert faults == []
