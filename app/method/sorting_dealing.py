"""Dealing: the order in which a small group gets its cards. Pure functions without a database."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple


class InPack(NamedTuple):
    """A card in the order of the pack. Its population group is the one whose experience it is."""

    id: int
    theme: str
    population_group_id: int


@lru_cache(maxsize=256)
def dealt(pack: tuple[InPack, ...], group_number: int) -> tuple[int, ...]:
    """The order of the cards for a small group: one of each theme, then the themes in proportion.

    So a group that runs out of time has still sorted cards of every theme. Groups begin with
    different themes, and in each theme with different cards.
    """
    themes = list(dict.fromkeys(card.theme for card in pack))
    turn = (group_number - 1) % len(themes) if themes else 0
    left = {
        theme: _begun(group_number, _mixed(card for card in pack if card.theme == theme))
        for theme in themes[turn:] + themes[:turn]
    }
    sizes, order = {theme: len(cards) for theme, cards in left.items()}, list[int]()
    while any(left.values()):
        has = [theme for theme, cards in left.items() if cards]
        done = {theme: sizes[theme] - len(left[theme]) for theme in has}
        theme = min(
            has,
            key=lambda candidate: (done[candidate] > 0, (done[candidate] + 0.5) / sizes[candidate]),
        )
        order.append(left[theme].pop(0))
    return tuple(order)


def _mixed(cards: Iterable[InPack]) -> list[int]:
    """Cards of one theme in turn: one of each population group, then the next of each."""
    dealt_of = Counter[int]()
    rounds = []
    for card in cards:
        rounds.append((dealt_of[card.population_group_id], card.id))
        dealt_of[card.population_group_id] += 1
    return [card_id for _, card_id in sorted(rounds, key=lambda turn: turn[0])]


def _begun(group_number: int, cards: list[int]) -> list[int]:
    """The cards rotated, so that the group begins with a card of its own."""
    first = first_card(group_number, len(cards))
    return cards[first:] + cards[:first]


def first_card(group_number: int, cards: int) -> int:
    """The index at which a group starts: the first at 0, each further one in a widest gap.

    So groups leave different cards unsorted, however many groups there are. Adding a group moves
    nobody's start.
    """
    start, step, turn = 0.0, 0.5, group_number - 1
    while turn:
        turn, odd = divmod(turn, 2)
        start += step * odd
        step /= 2
    return int(start * cards)
