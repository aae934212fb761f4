"""The meeting leader's page: one A4 with the whole programme, in every language."""

import re

import pytest

from app.languages import HALL_LANGUAGES
from app.vocabulary import Language, Step
from tests.evening.hall import Hall

pytestmark = pytest.mark.evening

PAGE = re.compile(rb"/Type\s*/Page[^s]")


@pytest.mark.parametrize(
    "language",
    [
        pytest.param(one, marks=() if one is Language.sv else pytest.mark.long)
        for one in HALL_LANGUAGES
    ],
)
def test_the_facilitators_page_is_one_a4(hall: Hall, language: Language) -> None:
    page = hall.desk()
    page.goto(hall.links["console"])
    console, address = page.url, hall.program.address
    page.context.add_cookies([{"name": "language", "value": language, "url": address}])
    page.locator("#reaching summary").first.click()
    page.locator("#network-name").fill("Sundby-for-our-guests")
    page.locator("#network-password").fill("welcome-to-the-meeting")
    with page.expect_response(f"{console}/network"):
        page.locator("#network button").click()
    page.goto(f"{console}/evening.html")
    assert page.locator("tbody tr").count() == len(Step)
    assert "Sundby-for-our-guests" in page.content()
    assert len(PAGE.findall(page.pdf(prefer_css_page_size=True))) == 1
