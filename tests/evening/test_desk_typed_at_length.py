"""In a real browser: a whole pack in a script that takes many bytes is kept as it is typed, like any other form."""

import pytest
from playwright.sync_api import Browser, expect

from app.models import Card
from tests.house import House

pytestmark = [pytest.mark.evening, pytest.mark.long]

# In a form each letter takes nine bytes.
LETTERS = 400
FILL = """(fields, letters) => fields.forEach((field) => { field.value = "\u1230".repeat(letters); })"""


def test_a_draft_that_is_longer_than_what_may_outlive_its_page_is_kept(
    house: House, browser: Browser
) -> None:
    context = browser.new_context()
    token = house.evening.sign_in()
    context.add_cookies([{"name": "coordinator", "value": token, "url": house.address}])
    page = context.new_page()
    page.goto(f"{house.address}/coordinator/meetings/{house.evening.id}/cards/in/ti")
    fields = page.locator("#texts textarea")
    assert len(house.evening.ids(Card)) * LETTERS * 9 > 2**16
    fields.evaluate_all(FILL, LETTERS)
    fields.first.press_sequentially("\u1230")
    expect(page.locator(".typed-state")).to_have_text(
        "What you typed is kept. It is not saved yet."
    )
    page.reload()
    expect(fields.last).to_have_value("\u1230" * LETTERS)
    context.close()
