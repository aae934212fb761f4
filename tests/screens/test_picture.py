"""The screens of the picture: what the wall quotes, what groups did not know, and what none of them reached."""

import re
from dataclasses import replace

from app.method import on_the_wall, sorting
from app.models import Card
from app.screens.picture import on_wall as picture
from app.screens.wall import skyline
from app.screens.wall.skyline import Counts
from app.vocabulary import Category, Reason, Shown, Step
from tests.cast import Evening
from tests.house import House
from tests.screens.walls import FRAME, SV, bar, pair, whole
from tests.web.elements import tree

MORE, LESS = Category.more, Category.less
TABLES = ("Amina", "Hodan", "Layla")


def test_what_the_groups_do_not_know_is_on_both_sides_of_the_horizon() -> None:
    bars = skyline.drawn([Counts(2, 1, 0), Counts(0, 0, 3)], [], (0, 0)).bars
    assert [(len(bar.above), len(bar.below)) for bar in bars] == [(3, 1), (0, 3)]
    assert all(cell.check for bar in bars for cell in bar.cells if cell.category == "dunno")


def test_a_quoted_card_is_counted_among_all_groups_of_the_room() -> None:
    quoted = picture.PictureBar(pair(), pair("somalisktalande"), Counts(1, 0, 0), "agreed_more", 2)
    shown = whole(picture.Wall(**FRAME, revealed=True, **picture.drawn(SV, [quoted])))
    assert "Mer: 1 av 3 grupper" in shown


def test_the_picture_shows_which_cards_no_group_has_reached() -> None:
    reached, left = bar(1), replace(bar(2), counts=Counts(0, 0, 0), not_reached=3)
    shown = whole(picture.Wall(**FRAME, revealed=True, **picture.drawn(SV, [reached, left])))
    assert shown.count("cell-unreached") == 1
    assert "Hann inte" in shown.partition('id="unreached"')[2].partition("</p>")[0]
    without = whole(picture.Wall(**FRAME, revealed=True, **picture.drawn(SV, [reached])))
    assert "cell-unreached" not in without
    assert 'id="unreached"' not in without


def test_of_a_card_that_no_group_reached_the_picture_tells_that_and_counts_nobody(
    house: House,
) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    first, other = evening.ids(Card)[:2]
    phone = house.phone("Kirsi")
    phone.tap(f"cards/{first}/decision", decision="less")
    evening.go_to(Step.picture)
    house.console().tap("wall", what=Shown.picture, subject="")
    screen = phone.screen().replace("\N{NO-BREAK SPACE}", " ")
    lines = dict(re.findall(r'<li class="line" id="card-(\d+)"[^>]*>(.*?)</li>', screen, re.DOTALL))
    assert "Ryhmistä 0 haluaa lisää, 1 vähemmän, 0 ei tiedä" in lines[str(first)]
    assert "ei ehtinyt tähän" in lines[str(other)]
    assert "Ryhmistä" not in lines[str(other)]


def test_the_wall_quotes_a_card_only_as_what_it_is(house: House) -> None:
    evening, wall = house.evening, house.projector()
    evening.go_to(Step.sorting)
    wanted, split, unwanted = evening.ids(Card)[:3]
    decide(evening, wanted, MORE, MORE, MORE)
    evening.go_to(Step.picture)
    evening.do(on_the_wall.show, Shown.picture)
    assert quotes(wall.screen()) == {"agreed_more"}
    evening.go_to(Step.sorting)
    decide(evening, split, MORE, LESS)
    evening.go_to(Step.picture)
    assert quotes(wall.screen()) == {"agreed_more", "divided"}
    evening.go_to(Step.sorting)
    decide(evening, unwanted, LESS, LESS)
    evening.go_to(Step.picture)
    assert quotes(wall.screen()) == {"agreed_more", "divided", "agreed_less"}


def test_of_a_card_about_which_people_differ_only_at_their_tables_the_wall_counts_no_side(
    house: House,
) -> None:
    evening, wall = house.evening, house.projector()
    evening.go_to(Step.sorting)
    evening.do(
        sorting.decide,
        evening.member(TABLES[0]),
        evening.ids(Card)[0],
        Category.dunno,
        Reason.differ,
    )
    evening.go_to(Step.picture)
    evening.do(on_the_wall.show, Shown.picture)
    quoted = wall.screen().partition("quote-divided")[2]
    assert "Störst oenighet inom grupperna" in quoted
    assert "0 Mer" not in quoted


def test_of_cards_that_divide_alike_the_wall_calls_none_the_most_divided(house: House) -> None:
    evening, wall = house.evening, house.projector()
    evening.go_to(Step.sorting)
    *_, lone, same = evening.ids(Card)[:3]
    decide(evening, lone, MORE, LESS)
    evening.go_to(Step.picture)
    evening.do(on_the_wall.show, Shown.picture)
    assert "Störst oenighet: 1 Mer, 1 Mindre" in wall.screen()
    evening.go_to(Step.sorting)
    decide(evening, same, MORE, LESS)
    evening.go_to(Step.picture)
    screen = wall.screen()
    assert "Störst oenighet: ett av 2 kort" in screen
    assert "Störst oenighet: 1 Mer" not in screen


def decide(evening: Evening, card: int, *decisions: Category) -> None:
    for name, decision in zip(TABLES, decisions, strict=False):
        evening.do(sorting.decide, evening.member(name), card, decision, None)


def quotes(screen: str) -> set[str]:
    return {kind for kind in ("agreed_more", "divided", "agreed_less") if f"quote-{kind}" in screen}


def test_until_the_facilitator_shows_it_the_picture_is_on_no_wall_and_a_phone_has_its_own_piles(
    house: House,
) -> None:
    evening, wall = house.evening, house.projector()
    evening.go_to(Step.sorting)
    decide(evening, evening.ids(Card)[0], MORE, LESS)
    evening.go_to(Step.picture)
    assert "Card 1" not in wall.screen()
    for name, pile in (("Olena", "more"), ("Hodan", "less")):
        assert "Card 1" in tree(house.phone(name).screen()).one(id=f"pile-{pile}").said, name
    assert "Card 1" not in house.phone("Layla").screen(), "its table has not decided on it"
    evening.do(on_the_wall.show, Shown.picture)
    assert "Card 1" in wall.screen()
    assert "Card 1" in house.phone("Layla").screen()
