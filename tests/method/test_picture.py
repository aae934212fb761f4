"""The picture of all cards: in which order they stand, and what of it the wall quotes."""

from itertools import pairwise

from app.method import programme, sorting
from app.method.picture import rank
from app.models import Card
from app.vocabulary import Category, Shown, Step
from tests.cast import Evening
from tests.house import House

MORE, LESS = Category.more, Category.less
TABLES = ("Amina", "Hodan", "Layla")


def test_the_clearest_cards_stand_outermost_at_both_ends() -> None:
    from_more = (
        *((3, 0, 0), (2, 0, 0), (2, 1, 0), (2, 0, 1), (1, 1, 0), (1, 0, 1), (1, 1, 1)),
        *((1, 1, 2), (0, 1, 1), (1, 0, 2), (0, 1, 2), (0, 0, 2), (0, 0, 3)),
    )
    assert all(rank(*before) <= rank(*after) for before, after in pairwise(from_more))
    mirrored = [(less, dunno, more) for more, dunno, less in from_more if more != less]
    assert all(rank(*before) >= rank(*after) for before, after in pairwise(mirrored))


def test_the_wall_quotes_a_card_only_as_what_it_is(house: House) -> None:
    evening, wall = house.evening, house.projector()
    evening.go_to(Step.sorting)
    wanted, split, unwanted = evening.ids(Card)[:3]
    decide(evening, wanted, MORE, MORE, MORE)
    evening.go_to(Step.picture)
    evening.do(programme.show, Shown.picture)
    assert quotes(wall.screen()) == {"agreed_more"}
    evening.go_to(Step.sorting)
    decide(evening, split, MORE, LESS)
    evening.go_to(Step.picture)
    assert quotes(wall.screen()) == {"agreed_more", "divided"}
    evening.go_to(Step.sorting)
    decide(evening, unwanted, LESS, LESS)
    evening.go_to(Step.picture)
    assert quotes(wall.screen()) == {"agreed_more", "divided", "agreed_less"}


def decide(evening: Evening, card: int, *decisions: Category) -> None:
    for name, decision in zip(TABLES, decisions, strict=False):
        evening.do(sorting.decide, evening.member(name), card, decision, None)


def quotes(screen: str) -> set[str]:
    return {kind for kind in ("agreed_more", "divided", "agreed_less") if f"quote-{kind}" in screen}
