"""A browser's tab and the server that a test moves by hand."""

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
    """One for all: each tab has a memory of its own."""
    return phone


@pytest.fixture(scope="module")
def tab(phone: BrowserContext) -> Page:
    return phone.new_page()


@pytest.fixture
def page(phone: BrowserContext, tab: Page, stub: Stub) -> Iterator[Page]:
    """One tab for all of a file, whose memory is emptied where no page of ours runs: a new one takes a second."""
    tab.goto(stub.address.replace("/ABC2345", "/page.css"))
    tab.evaluate("sessionStorage.clear(); localStorage.clear()")
    with _faultless(tab):
        yield tab
    phone.set_offline(False)


@pytest.fixture
def own_page(context: BrowserContext) -> Iterator[Page]:
    """A tab that a test may spoil for others: its clock, its lines."""
    page = context.new_page()
    with _faultless(page):
        yield page
    page.close()


@contextmanager
def _faultless(page: Page) -> Iterator[None]:
    """A page may not break the policy of its server, nor its own script."""
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
