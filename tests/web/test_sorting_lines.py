"""A line of the talk on the phones of its table: with script and without, and on no other screen."""

import re

import pytest

from app.method import sorting
from app.models import Card
from app.vocabulary import Category, Shown, Step
from tests.house import Browser, House

WORDS = "Vi hälsar redan på varandra"


@pytest.mark.parametrize("script", [True, False])
def test_a_table_keeps_a_line_sees_it_and_takes_it_away(house: House, *, script: bool) -> None:
    card = begin(house)
    amina, kirsi = house.phone("Amina"), house.phone("Kirsi")
    amina.send(f"cards/{card}/line", script=script, revision=0, line=WORDS)
    assert WORDS in with_piles(kirsi)
    amina.send(f"cards/{card}/line/dropped", script=script, revision=1)
    assert WORDS not in with_piles(kirsi)


def test_a_line_is_on_no_screen_but_its_tables(house: House) -> None:
    card, evening = begin(house), house.evening
    house.phone("Amina").tap(f"cards/{card}/line", revision=0, line=WORDS)
    screens = [house.console(), house.projector(), house.phone("Hodan")]
    assert all(WORDS not in with_piles(screen) for screen in screens)
    evening.go_to(Step.picture)
    house.console().tap("wall", what=Shown.picture, subject="")
    assert all(WORDS not in screen.screen() for screen in screens)


def test_a_line_that_was_saved_too_late_is_given_back(house: House) -> None:
    card = begin(house)
    amina, kirsi = house.phone("Amina"), house.phone("Kirsi")
    kirsi.tap(f"cards/{card}/line", revision=0, line="Ensin")
    refused = amina.send(f"cards/{card}/line", revision=0, line=WORDS)
    assert refused.status_code == 409
    assert WORDS in amina.screen()
    assert WORDS not in with_piles(kirsi)


def test_a_page_without_script_asks_for_nothing_while_somebody_writes(house: House) -> None:
    begin(house)
    amina = house.phone("Amina")
    assert "http-equiv" in amina.get().text
    assert "http-equiv" not in amina.ask("GET", f"{amina.path}?writing=1").text


def test_a_refused_page_asks_for_the_phones_own_address(house: House) -> None:
    """Where it was posted nothing can be got."""
    begin(house)
    amina = house.phone("Amina")
    refused = amina.send("vote/withdrawn")
    assert refused.status_code == 409
    again = re.search(r'http-equiv="refresh" content="\d+;url=([^"]+)"', refused.text)
    assert again
    assert again[1] == amina.path


def with_piles(browser: Browser) -> str:
    """The page once its piles are opened."""
    return browser.ask("GET", f"{browser.path}?open=piles").text


def begin(house: House) -> int:
    """The sorting is on; Amina's group has decided on its first card."""
    evening = house.evening
    evening.go_to(Step.sorting)
    card = evening.ids(Card)[0]
    evening.do(sorting.decide, evening.member("Amina"), card, Category.more)
    return card
