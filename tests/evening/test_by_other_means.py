"""How many taps a thing takes."""

import pytest
from playwright.sync_api import expect

from app.vocabulary import Step
from tests.evening.company import Company
from tests.evening.phone import Phone

pytestmark = [pytest.mark.evening, pytest.mark.long, pytest.mark.timeout(300)]

COUNT = "() => { window.taps = 0; addEventListener('click', (event) => { taps += event.isTrusted; }, true); }"


def taps(phone: Phone) -> int:
    return int(phone.page.evaluate("taps"))


def test_sorting_a_card_takes_one_tap_of_each_and_two_for_the_table(company: Company) -> None:
    company.go_to(Step.sorting)
    amina, other, _ = company
    for phone in (amina, other):
        phone.page.remove_locator_handler(phone.find("#go-on"))
        phone.page.evaluate(COUNT)
    amina.lean("more")
    amina.leans("more")
    assert taps(amina) == 1
    other.decide("less")
    expect(other.find("#just-decided")).to_be_visible()
    assert taps(other) == 2
