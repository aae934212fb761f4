"""Deciding in the hand: in the thumb's ground, and told to the whole table."""

from typing import Any

import pytest
from playwright.sync_api import expect

from app.method.sorting import DECISIONS
from app.vocabulary import Category, Reason, Step
from tests.evening.company import Company
from tests.evening.phone import Phone

pytestmark = [pytest.mark.evening, pytest.mark.timeout(300)]

BOXES = """selector => [...document.querySelectorAll(selector)].map((each) => {
  const { top, bottom } = each.getBoundingClientRect();
  return { value: each.value, top, bottom };
})"""
# Where nothing is scrolled.
UNSCROLLED = "document.getElementById('screen').scrollTop"


def boxes(phone: Phone, selector: str) -> list[dict[str, Any]]:
    measured: list[dict[str, Any]] = phone.page.evaluate(BOXES, selector)
    return measured


def unscrolled(phone: Phone, selector: str) -> list[dict[str, Any]]:
    by = phone.page.evaluate(UNSCROLLED)
    return [
        {**box, "top": round(box["top"] + by), "bottom": round(box["bottom"] + by)}
        for box in boxes(phone, selector)
    ]


@pytest.mark.parametrize(("width", "root"), [(360, 100), (360, 200), (320, 100)])
def test_no_answer_for_all_lies_under_the_middle_of_a_private_one(
    company: Company, width: int, root: int
) -> None:
    """Whatever the size of the phone and of its letters, and nothing moves when the table is about to decide."""
    company.go_to(Step.sorting)
    amina = next(iter(company))
    amina.page.set_viewport_size({"width": width, "height": 640})
    amina.page.evaluate("root => { document.documentElement.style.fontSize = `${root}%` }", root)
    private = unscrolled(amina, 'form[action$="/lean"] button')
    amina.open("details.decide")
    answers = unscrolled(amina, 'form[action$="/decision"] button')
    by_category = sorted(DECISIONS, key=lambda said: [*Category].index(DECISIONS[said][0]))
    assert [box["value"] for box in answers] == by_category
    assert [box["top"] for box in answers] == sorted(box["top"] for box in answers)
    middles = [(box["top"] + box["bottom"]) / 2 for box in private]
    assert len(middles) == 3
    for answer in answers:
        assert not [y for y in middles if answer["top"] < y < answer["bottom"]], (answer, middles)
    amina.shut("details.decide")
    assert unscrolled(amina, 'form[action$="/lean"] button') == private
    amina.page.evaluate("document.documentElement.style.fontSize = ''")


def test_a_table_decides_where_its_thumb_is_and_reads_what_was_decided(company: Company) -> None:
    company.go_to(Step.sorting)
    amina, other, _ = company
    for phone in (amina, other):
        phone.page.remove_locator_handler(phone.find("#go-on"))
        phone.page.set_viewport_size({"width": 360, "height": 640})
    card = amina.card
    amina.open("details.decide")
    answers = boxes(amina, 'form[action$="/decision"] button')
    assert all(box["top"] > 640 / 3 and box["bottom"] < 640 for box in answers), answers
    for reason in Reason:
        amina.sees(amina.say(reason.says["whole"]), ".decide-panel")
    box = amina.find("details.decide > summary").bounding_box()
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
    amina.decide("more")
    expect(other.find("#just-decided")).to_be_visible()
    other.touch("#go-on")
    expect(other.find("#just-decided")).not_to_be_visible()
    expect(other.find("article.card")).to_be_visible()


def test_what_was_decided_goes_by_itself_and_is_said_aloud(company: Company) -> None:
    company.go_to(Step.sorting)
    amina, other, _ = company
    amina.page.remove_locator_handler(amina.find("#go-on"))
    words, card = amina.find("#just-decided"), amina.find("article.card .card-words")
    before = card.text_content() or "?"
    other.decide("more")
    expect(words).to_be_visible()
    expect(amina.find("#status")).to_contain_text(amina.say("More of this"))
    expect(card).not_to_have_text(before)
    expect(amina.find("#status")).to_contain_text(card.text_content() or "?")
    expect(words).not_to_be_visible(timeout=15_000)
    company.console.next()
    amina.at(Step.picture)
    expect(amina.find("#status")).to_have_text(amina.say("The picture of all cards"))
    amina.open("#help")
    amina.touch("#silence")
    company.console.next()
    amina.at(Step.ideas)
    expect(amina.find("#status")).to_have_text("")
