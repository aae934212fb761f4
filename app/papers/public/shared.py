"""A finished round as a file for other municipalities.

It is made of the public page's content, so it holds nothing personal and no number of few people.
"""

import json
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from app.languages import WRITTEN_TAGS
from app.limits import LIMIT
from app.method.erasing.left_over import is_left
from app.method.preparing.packs import NewCard, NewSuggestion
from app.method.preparing.usual_words import ERASED
from app.method.refusals import Refusal, RefusedError, require
from app.method.wordings import of_hall
from app.papers.outcome import CAVEAT
from app.papers.public.told import ToldAction, ToldCard, ToldPage
from app.vocabulary import N_, Theme

ROUND = "more-of-this round"
FORMAT = 1
not_shared = Refusal(
    "not_shared", N_("This is not a round that another municipality has saved as a file.")
)
nothing_shared = Refusal(
    "nothing_shared",
    N_("This round has no card and no action that could be brought in. Nothing was changed."),
)


class Start(NamedTuple):
    """What a new round takes from another one: its cards, and its agreed actions as suggestions."""

    cards: list[NewCard]
    suggestions: list[NewSuggestion]


def shared(content: ToldPage, heavy: Collection[int]) -> bytes:
    """The file's content, without what was erased. `heavy`: the ids of the heavy cards."""
    told = {
        "program": ROUND,
        "format": FORMAT,
        "to_be_known": CAVEAT,
        "municipality": content["municipality"]["words"],
        "held_on": content["held_on"],
        "cards": [
            _card(card, heavy) for card in content["cards"] if not is_left(card["text"]["words"])
        ],
        "actions": [
            _action(action)
            for action in content["actions"]
            if not is_left(action["title"]["words"])
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def read_shared(file: bytes) -> Start:
    """Reads such a file; refuses any other, and a damaged one."""
    try:
        content = json.loads(file)
        is_round = (content["program"], content["format"]) == (ROUND, FORMAT)
        if not is_round or len(content["actions"]) > LIMIT.actions:
            raise RefusedError(not_shared)
        cards = [
            NewCard(
                theme=Theme(card["theme"]),
                group=_words(card["group"]) or of_hall(ERASED),
                words=_words(card["text"]),
                heavy=card["heavy"] is True,
            )
            for card in content["cards"]
        ]
        suggestions = [
            NewSuggestion(
                Theme(action["theme"]) if action["theme"] else None, _words(action["title"])
            )
            for action in content["actions"]
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RefusedError(not_shared) from error
    start = Start(
        [card for card in cards if card.words],
        [suggestion for suggestion in suggestions if suggestion.words],
    )
    require(None if any(start) else nothing_shared)
    return start


def _words(wordings: Mapping[str, Any]) -> dict[str, str]:
    return {
        tag: words
        for tag, words in wordings.items()
        if tag in WRITTEN_TAGS and isinstance(words, str)
    }


def _card(card: ToldCard, heavy: Collection[int]) -> dict[str, Any]:
    return {
        "theme": card["theme"],
        "group": card["group"]["words"],
        "text": card["text"]["words"],
        "heavy": card["card"] in heavy,
        "small_groups": card["row"],
        "most": card["leaning"],
    }


def _action(action: ToldAction) -> dict[str, Any]:
    return {
        "theme": action["theme"],
        "title": action["title"]["words"],
        "first_step": action["first_step"]["words"],
        "state": action["state"],
        "effect": action["effect"]["words"] if "effect" in action else {},
        "learnt": action["learnt"]["words"] if "learnt" in action else {},
        "log": [
            {"on": entry["on"], "state": entry["state"], "said": entry["said"]["words"]}
            for entry in action["entries"]
            if entry["said"]
        ],
    }
