"""Deciding in the hand: in the thumb's ground, and told to the whole table."""

from typing import Any

import pytest
from playwright.sync_api import expect

from app.vocabulary import Step
from tests.evening.company import Company
from tests.evening.phone import Phone

pytestmark = [pytest.mark.evening, pytest.mark.timeout(300)]

BOXES = """selector => [...document.querySelectorAll(selector)].map((each) => {
  const { left, right, top, bottom, height } = each.getBoundingClientRect();
  return { value: each.value, left, right, top, bottom, height };
})"""


def boxes(phone: Phone, selector: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = phone.page.evaluate(BOXES, selector)
    return found


def test_a_table_decides_where_its_thumb_is_and_reads_what_was_decided(company: Company) -> None:
    company.go_to(Step.sorting)
    amina, other, _ = company
    for phone in (amina, other):
        phone.page.remove_locator_handler(phone.find("#go-on"))
        phone.page.set_viewport_size({"width": 360, "height": 640})
    card = amina.card
    amina.open("details.decide")
    answers = boxes(amina, 'form[action$="/decision"] button')
    assert [one["value"] for one in answers] == ["more", "differ", "neither", "less"]
    assert all(one["top"] > 640 / 3 and one["bottom"] < 640 for one in answers), answers
    amina.sees(amina.say("We don't know"), ".decide-because > p")
    shut = amina.find("details.decide > summary")
    box = shut.bounding_box()
    assert box is not None
    assert box["width"] < 150

    amina.press('form[action$="/decision"] [value="less"]')
    told = amina.say("Decided: %(said)s.", said=amina.say("Less of this"))
    for phone in (amina, other):
        expect(phone.find("#just-decided")).to_be_visible()
        phone.sees(told, "#just-decided")
    other.press(f"#reopen-last-{card} button")
    for phone in (amina, other):
        expect(phone.find("#just-decided")).to_have_count(0)
        phone.is_at_card(card)
    amina.open("details.decide")
    amina.press('form[action$="/decision"] [value="more"]')
    expect(other.find("#just-decided")).to_be_visible()
    other.touch("#go-on")
    expect(other.find("#just-decided")).not_to_be_visible()
    expect(other.find("article.card")).to_be_visible()


def test_what_was_decided_goes_by_itself_and_is_said_aloud(company: Company) -> None:
    company.go_to(Step.sorting)
    amina, other, _ = company
    amina.page.remove_locator_handler(amina.find("#go-on"))
    words = amina.find("#just-decided")
    other.decide("more")
    expect(words).to_be_visible()
    expect(amina.find("#status")).to_contain_text(amina.say("More of this"))
    expect(amina.find("#status")).to_contain_text(
        amina.find("article.card .card-words").text_content() or "?"
    )
    expect(words).not_to_be_visible(timeout=15_000)
    company.console.next()
    amina.at(Step.picture)
    expect(amina.find("#status")).to_have_text(amina.say("The picture of all cards"))
    amina.open("#help")
    amina.touch("#silence")
    company.console.next()
    amina.at(Step.ideas)
    expect(amina.find("#status")).to_have_text("")
