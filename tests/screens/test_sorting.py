"""The screens of the sorting: the card whole and calm, and what the table has just decided."""

import re

from app.models import Card, Meeting
from app.vocabulary import Step
from tests.house import House
from tests.web.elements import tree


def test_a_card_says_its_theme_and_a_heavy_one_sets_no_pace(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    evening.do(
        lambda act: act.book.change(Meeting, {"id": act.meeting_id}, clock_until=9_000_000_000)
    )
    first = evening.ids(Card)[0]
    phone = house.phone("Olena")
    assert 'id="pace"' in phone.screen()
    evening.do(lambda act: act.book.change(Card, {"id": first}, heavy=True))
    screen = phone.screen()
    assert 'id="pace"' not in screen
    assert "card-theme" in screen
    assert re.search(r'<h2 class="voice card-words"[^>]*>', screen)


def test_only_a_heavy_card_that_can_be_skipped_says_so(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    *others, last_but_one, last = evening.ids(Card)
    evening.do(
        lambda act: act.book.change(Card, {"meeting_id": act.meeting_id}, heavy=True),
    )
    olena = house.phone("Olena")
    for card in others:
        olena.tap(f"cards/{card}/decision", decision="less")
    screen = olena.screen()
    assert f'id="skip-{last_but_one}"' in screen
    assert "You may skip it." in screen
    olena.tap(f"cards/{last_but_one}/decision", decision="less")
    screen = olena.screen()
    assert f'id="skip-{last}"' not in screen
    assert "Take the time you need." in screen
    assert "You may skip it." not in screen


def test_what_was_just_decided_stands_on_all_phones_of_the_table_until_it_chooses_on(
    house: House,
) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    first, second, *more = evening.ids(Card)
    title = f"Card 1 of {2 + len(more)}</h1>"
    olena, kirsi = house.phone("Olena"), house.phone("Kirsi")
    kirsi.tap(f"cards/{first}/decision", decision="less")
    assert "Decided: Less of this." in olena.screen()
    for phone in (olena, kirsi):
        assert f'id="reopen-last-{first}"' in phone.screen()
    assert title in olena.screen(), "the bar is about the card that is shown"
    olena.tap(f"cards/{first}/reopened")
    assert 'id="just-decided"' not in kirsi.screen()
    assert "just-now" not in kirsi.screen()
    olena.tap(f"cards/{first}/decision", decision="more")
    kirsi.tap(f"cards/{second}/spread")
    assert 'id="just-decided"' not in olena.screen()


def test_what_a_table_leans_stands_as_one_mark_for_each_choice_from_more_to_less(
    house: House,
) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    first = evening.ids(Card)[0]
    leaning = {"Olena": "less", "Kirsi": "more", "Amina": "dunno"}
    for name, category in leaning.items():
        house.phone(name).tap(f"cards/{first}/lean", category=category)
    house.phone("Olena").tap(f"cards/{first}/spread")
    marks = tree(house.phone("Olena").screen()).one(kind="discs").all("svg")
    told = [mark.held["class"].split()[1] for mark in marks]
    assert told == ["mark-more", "mark-dunno", "mark-less"]
