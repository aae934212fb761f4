"""Fixtures: a browser's tab, and the stub server that a test controls."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page

from tests.environment import HALL
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
def context(phone: BrowserContext) -> BrowserContext:
    """One browser context for all tests: each tab has its own session storage."""
    return phone


@pytest.fixture(scope="module")
def tab(phone: BrowserContext) -> Page:
    return phone.new_page()


@pytest.fixture
def page(phone: BrowserContext, tab: Page, stub: Stub) -> Iterator[Page]:
    """One tab for all tests of a file, since a new one takes a second.

    Its storage is cleared on a file of the server where no script runs.
    """
    tab.goto(stub.address.replace("/ABC2345", "/page.css"))
    tab.evaluate("sessionStorage.clear(); localStorage.clear()")
    with _faultless(tab):
        yield tab
    phone.set_offline(False)


@pytest.fixture
def own_page(context: BrowserContext) -> Iterator[Page]:
    """A new tab, for a test that changes its clock or its connections for good."""
    page = context.new_page()
    with _faultless(page):
        yield page
    page.close()


@contextmanager
def _faultless(page: Page) -> Iterator[None]:
    """Asserts that the page neither violates its server's policy (CSP) nor raises an error."""
    faults: list[str] = []

    def error(told: Error) -> None:
        faults.append(str(told))

    def line(told: ConsoleMessage) -> None:
        if "violation" in told.text:
            faults.append(told.text)

    page.on("pageerror", error)
    page.on("console", line)
    yield
    page.remove_listener("pageerror", error)
    page.remove_listener("console", line)
    assert faults == []
