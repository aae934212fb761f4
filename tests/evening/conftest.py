"""A browser for the tests beside each other here, and a program for the meetings of each file."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from app.vocabulary import Step
from tests.environment import PATIENCE
from tests.evening.company import Company
from tests.evening.hall import Hall, Program, running


@pytest.fixture(scope="package")
def browser(chromium_launch: dict[str, object]) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE * 1000)
        browser = playwright.chromium.launch(**chromium_launch)  # type: ignore[arg-type]
        yield browser
        browser.close()
        expect.set_options(timeout=None)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """One for each file: what it has stored is looked at whole."""
    with running(tmp_path_factory.mktemp("program") / "data") as started:
        yield started


@pytest.fixture
def hall(program: Program, browser: Browser) -> Iterator[Hall]:
    """A fresh meeting in which no page may do anything amiss."""
    opened = Hall(program, browser)
    yield opened
    opened.close()
    assert opened.watch.faults == []


@pytest.fixture(scope="module")
def company(program: Program, browser: Browser) -> Iterator[Company]:
    """Three at one table, and the facilitator goes to whatever step a test wants."""
    hall = Hall(program, browser)
    company = Company(hall, hall.console(), hall.wall())
    company.comes("Amina", hall.line())
    company.comes("Börje")
    company.comes("Kirsi")
    company.console.go_to(Step.groups)
    company.console.form_groups(1)
    yield company
    hall.close()
    assert hall.watch.faults == []
