"""The card pack and the residents' suggested actions, both in the order of the themes."""

from collections.abc import Iterable
from typing import Any

from app.frozen import frozen
from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act
from app.method.preparing import basket
from app.method.preparing.begun_pack import may_change_pack
from app.method.preparing.corrections import correct, is_decided, require_to_come
from app.method.preparing.order import Ordered, arrange, at_place, behind, theme_first
from app.method.preparing.population_groups import find_or_add_group, row_of_round
from app.method.preparing.translations import new_text, reword
from app.method.refusals import Refusal, pack_full, require
from app.method.rules import own_row
from app.method.wordings import Words
from app.models import Card, CardTurn, Idea, PopulationGroup, SuggestedAction
from app.vocabulary import N_, Theme

suggestion_used = Refusal(
    "suggestion_used", N_("A small group is developing this suggestion, so it stays.")
)


@frozen
class NewCard:
    """A card to add. `group`: the population group's name, in the languages that are known."""

    theme: Theme
    group: Words
    words: Words
    heavy: bool = False


@frozen
class NewSuggestion:
    theme: Theme | None
    words: Words


def add_cards(act: Act, cards: Iterable[NewCard]) -> None:
    """Adds all of them or none, since the pack has a limit; also adds new population groups."""
    for card in cards:
        group_id = find_or_add_group(act, card.group)
        add_card(act, card.theme, group_id, card.words, heavy=card.heavy)


def add_card(
    act: Act, theme: Theme, population_group_id: int, words: Words, *, heavy: bool = False
) -> int:
    require_to_come(act)
    require(may_change_pack(act.book, act.meeting_id))
    cards = _ordered(act, Card)
    require(pack_full.saying(limit=LIMIT.cards) if len(cards) >= LIMIT.cards else None)
    row_of_round(act, PopulationGroup, population_group_id)
    made = Card(
        meeting_id=act.meeting_id,
        position=behind(cards),
        theme=theme,
        population_group_id=population_group_id,
        text_id=new_text(act, words, LIMIT.text),
        heavy=heavy,
    )
    act.book.add(made)
    arrange(act, Card, [*cards, made], theme_first)
    return made.id


def set_card(
    act: Act, card_id: int, theme: Theme, population_group_id: int, words: Words, *, heavy: bool
) -> None:
    card = own_row(act, Card, card_id)
    is_same = (theme, population_group_id) == (card.theme, card.population_group_id)
    require(None if is_same else may_change_pack(act.book, act.meeting_id))
    row_of_round(act, PopulationGroup, population_group_id)
    word_card(act, card_id, words)
    values = {"theme": theme, "population_group_id": population_group_id, "heavy": heavy}
    act.book.change(Card, {"id": card.id}, **values)
    arrange(act, Card, _ordered(act, Card), theme_first)


def word_card(act: Act, card_id: int, words: Words) -> None:
    """Rewords the card in the given languages."""
    card = own_row(act, Card, card_id)
    if is_decided(act.book, card.id):
        correct(act, card, words, LIMIT.text)
    else:
        reword(act, card.text_id, words, LIMIT.text)


def split_card(act: Act, card_id: int) -> int:
    """Copies a card behind itself, so that each copy can be shortened to a half. Returns its id."""
    card = own_row(act, Card, card_id)
    words = wordings.said(act.book, card.text_id)
    made = add_card(act, card.theme, card.population_group_id, words, heavy=card.heavy)
    before = next(stored.position for stored in _ordered(act, Card) if stored.id == card_id)
    place_card(act, made, before + 1)
    return made


def place_card(act: Act, card_id: int, place: int) -> None:
    """Puts a card at a place of the pack, counted from 1, but within its theme."""
    require(may_change_pack(act.book, act.meeting_id))
    arrange(act, Card, at_place(_ordered(act, Card), card_id, place), theme_first)


def remove_card(act: Act, card_id: int) -> None:
    card = own_row(act, Card, card_id)
    require_to_come(act)
    require(may_change_pack(act.book, act.meeting_id))
    act.book.remove(CardTurn, card_id=card.id)
    basket.put(act, Card, card)
    arrange(act, Card, _ordered(act, Card), theme_first)


def add_suggestions(act: Act, suggestions: Iterable[NewSuggestion]) -> list[int]:
    """Adds all of them, and orders the whole once: a table has hundreds, and everybody waits
    meanwhile. Returns their ids.
    """
    require_to_come(act)
    there = _ordered(act, SuggestedAction)
    made = [
        SuggestedAction(
            meeting_id=act.meeting_id,
            position=position,
            theme=suggestion.theme,
            text_id=new_text(act, suggestion.words, LIMIT.text),
        )
        for position, suggestion in enumerate(suggestions, start=behind(there))
    ]
    for row in made:
        act.book.add(row)
    arrange(act, SuggestedAction, [*there, *made], theme_first)
    return [row.id for row in made]


def add_suggestion(act: Act, theme: Theme | None, words: Words) -> int:
    return add_suggestions(act, [NewSuggestion(theme, words)])[0]


def set_suggestion(act: Act, suggestion_id: int, theme: Theme | None, words: Words) -> None:
    word_suggestion(act, suggestion_id, words)
    act.book.change(SuggestedAction, {"id": suggestion_id}, theme=theme)
    arrange(act, SuggestedAction, _ordered(act, SuggestedAction), theme_first)


def word_suggestion(act: Act, suggestion_id: int, words: Words) -> None:
    reword(act, own_row(act, SuggestedAction, suggestion_id).text_id, words, LIMIT.text)


def place_suggestion(act: Act, suggestion_id: int, place: int) -> None:
    ordered = at_place(_ordered(act, SuggestedAction), suggestion_id, place)
    arrange(act, SuggestedAction, ordered, theme_first)


def remove_suggestion(act: Act, suggestion_id: int) -> None:
    suggestion = own_row(act, SuggestedAction, suggestion_id)
    is_used = act.book.count(Idea, suggested_action_id=suggestion.id)
    require(suggestion_used if is_used else None)
    basket.put(act, SuggestedAction, suggestion)
    arrange(act, SuggestedAction, _ordered(act, SuggestedAction), theme_first)


def _ordered(act: Act, kind: Any) -> list[Ordered]:
    return list(act.book.all(kind, meeting_id=act.meeting_id, order=("position",)))
