"""In a real browser: what people must type exactly as it stands on the wall."""

import pytest
from playwright.sync_api import Locator, expect

from tests.evening.hall import Hall

pytestmark = [pytest.mark.evening, pytest.mark.long]

NAME, PASSWORD = " Sundby  gäst", "two  blanks and one at the end "


@pytest.mark.parametrize("password", [PASSWORD, f"a longer one   of {PASSWORD}"])
def test_each_blank_of_the_wifi_is_seen_on_the_wall(hall: Hall, password: str) -> None:
    console, wall = hall.console(), hall.wall()
    console.find("#reaching > summary").click()
    console.find("#network-name").fill(NAME)
    console.find("#network-password").fill(password)
    console.find("#network button").click()
    shown = wall.find("#network .typed")
    expect(shown).to_have_count(2)
    assert shown_on(shown) == [NAME, password]


def shown_on(shown: Locator) -> list[str]:
    """As it is laid out: where blanks collapse, a browser leaves them out."""
    return [str(element.evaluate("it => it.innerText")) for element in shown.all()]
