"""A line of the talk on the phones of its table: with script and without, and on no other screen."""

import re

import pytest

from app.method import sorting
from app.models import Card, ProgrammeRow, TalkLine
from app.papers.document import words_of
from app.papers.memo import memo
from app.papers.result import read_result
from app.vocabulary import Category, Language, Shown, Step
from tests.house import Browser, House

WORDS = "Vi hälsar redan på varandra"


@pytest.mark.parametrize("script", [True, False])
def test_a_table_keeps_a_line_sees_it_and_takes_it_away(house: House, *, script: bool) -> None:
    card = begin(house)
    amina, kirsi = house.phone("Amina"), house.phone("Kirsi")
    amina.send(f"cards/{card}/line", script=script, revision=0, line=WORDS)
    assert WORDS in with_piles(kirsi)
    (kept,) = house.evening.all(TalkLine)
    amina.send(f"cards/{card}/line/dropped", script=script, revision=kept.revision)
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
    again = re.search(r'http-equiv="refresh"\s+content="\d+;url=([^"]+)"', refused.text)
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


def test_a_table_is_told_that_what_stands_in_the_public_memo_may_be_published(
    house: House,
) -> None:
    card = begin(house)
    olena = house.phone("Olena")
    assert "The municipality may publish it." in with_piles(olena)
    olena.tap(f"cards/{card}/line", revision=0, line=WORDS)
    with house.evening.reading() as book:
        result = read_result(book, house.evening.id, Language.sv)
    assert WORDS in "\n".join(words_of(memo([result])))


@pytest.mark.parametrize("comes", [True, False])
def test_a_table_that_is_through_is_promised_the_picture_only_if_it_comes(
    house: House, *, comes: bool
) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    for card in evening.ids(Card):
        evening.do(sorting.decide, evening.member("Olena"), card, Category.more)
    if not comes:
        (row,) = evening.all(ProgrammeRow, kind=Step.picture)
        evening.do(lambda act: act.book.remove(ProgrammeRow, id=row.id))
    screen = house.phone("Olena").screen()
    assert "You can still open a card again." in screen
    assert ("cards on the wall" in screen) is comes
