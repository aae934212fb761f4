"""The cards as the public page shows them: theme by theme, with what the small groups decided."""

from collections.abc import Sequence
from typing import NamedTuple

from app.drawing import bar_of
from app.papers.public.numbers import MIXED
from app.papers.public.told import ToldCard, ToldText
from app.vocabulary import Category, Theme


class ShownPile(NamedTuple):
    """How many small groups put a card on a pile. `start`: where this part of its bar begins."""

    category: Category
    start: int
    groups: int


class ShownCard(NamedTuple):
    """`piles`: none if their numbers must not be shown. `decisions`: the length of the bar.

    `most`: what most groups decided; None if that is not to be told either, or they are divided.
    """

    text: ToldText
    group: ToldText
    piles: tuple[ShownPile, ...]
    decisions: int
    most: Category | None
    is_divided: bool


def by_theme(cards: Sequence[ToldCard]) -> list[tuple[Theme, list[ShownCard]]]:
    """The cards of each theme that has any."""
    themed = (
        (theme, [_shown(card) for card in cards if card["theme"] == theme]) for theme in Theme
    )
    return [(theme, own) for theme, own in themed if own]


def _shown(card: ToldCard) -> ShownCard:
    bar = bar_of(card["row"] or ())
    leaning = card["leaning"]
    return ShownCard(
        text=card["text"],
        group=card["group"],
        piles=tuple(
            ShownPile(category, *part) for category, part in zip(Category, bar.parts, strict=False)
        ),
        decisions=bar.whole,
        most=Category(leaning) if leaning and leaning != MIXED else None,
        is_divided=leaning == MIXED,
    )
