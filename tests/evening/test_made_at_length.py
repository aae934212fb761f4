"""In a real browser: what takes long at the desk is said at once and comes by itself, with script and without."""

from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect
from pptx import Presentation

from app.papers.printing import typeset
from app.vocabulary import Step
from app.web.desk import making
from app.web.sending import MEDIA
from tests.environment import PATIENCE
from tests.house import House

pytestmark = pytest.mark.long


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def desk(
    house: House,
    browser: Browser,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Page]:
    monkeypatch.setattr(making, "AT_ONCE_SECONDS", 0)
    token = house.evening.sign_in()
    context = browser.new_context(java_script_enabled=request.param)
    context.add_cookies([{"name": "coordinator", "value": token, "url": house.address}])
    yield context.new_page()
    context.close()


@pytest.fixture
def others_print() -> Iterator[ExitStack]:
    """As long as both places are taken, no paper is set."""
    with ExitStack() as places:
        places.enter_context(typeset.PLACES)
        places.enter_context(typeset.PLACES)
        yield places


def test_a_file_that_takes_long_is_told_of_and_comes_by_itself(
    house: House, desk: Page, others_print: ExitStack
) -> None:
    house.evening.go_to(Step.agreement)
    desk.goto(f"{house.address}/coordinator/meetings/{house.evening.id}/after")
    desk.locator('button[formaction$="/memo.pdf"]').click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("The file is being made")
    expect(desk.get_by_role("status")).to_contain_text("so far")
    with desk.expect_download() as got:
        others_print.close()
    assert got.value.suggested_filename.endswith(".pdf")
    expect(desk.get_by_role("heading", level=1)).to_have_text("It is ready")
    desk.get_by_role("link", name="Back").click()
    expect(desk.get_by_role("heading", name="Files")).to_be_visible()


def test_a_file_that_is_there_before_its_page_comes_by_itself_too(
    house: House, desk: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "AT_ONCE_SECONDS", PATIENCE)
    house.evening.go_to(Step.agreement)
    desk.goto(f"{house.address}/coordinator/meetings/{house.evening.id}/after")
    Presentation().save(looks := BytesIO())
    template = FilePayload(name="looks.pptx", mimeType=MEDIA["pptx"], buffer=looks.getvalue())
    desk.locator("#slide-template").set_input_files(template)
    with desk.expect_download() as got:
        desk.locator("#own-template button").first.click()
    assert got.value.suggested_filename.endswith(".pptx")
    expect(desk.get_by_role("heading", level=1)).to_have_text("It is ready")


@pytest.mark.parametrize("desk", [True], indirect=True)
def test_a_pressed_button_is_held_until_the_server_has_answered(
    house: House, desk: Page, others_print: ExitStack
) -> None:
    """A paper opens beside its page: there the buttons are given back."""
    desk.clock.install()
    desk.goto(f"{house.address}/coordinator/meetings/{house.evening.id}/print")
    button = desk.get_by_role("button", name="Everything for the evening")
    with desk.context.expect_page() as opened:
        button.click()
    desk.clock.run_for(100)
    expect(button).to_have_attribute("aria-disabled", "true")
    told = desk.get_by_text("It is being made. You need not press again.")
    expect(told).to_be_visible()
    button.click(force=True)
    desk.clock.run_for(2000)
    expect(button).not_to_have_attribute("aria-disabled", "true")
    expect(told).to_have_count(0)
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("The file is being made")
    assert len(desk.context.pages) == 2
    others_print.close()
