"""A finished round as a file for other municipalities.

It is made of the public page's content, so it holds nothing personal and no number of few people.
"""

import json
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from app.languages import WRITTEN_LANGUAGES
from app.limits import LIMIT
from app.method.preparing.packs import NewCard, NewSuggestion
from app.method.refusals import Refusal, RefusedError
from app.papers.outcome import CAVEAT
from app.papers.public.told import ToldAction, ToldCard, ToldPage
from app.vocabulary import N_, Theme

ROUND = "more-of-this round"
FORMAT = 1
TAGS = frozenset(one.tag for one in WRITTEN_LANGUAGES)
not_shared = Refusal(
    "not_shared", N_("This is not a round that another municipality has saved as a file.")
)


class Start(NamedTuple):
    """What a new round takes from another one: its cards, and its agreed actions as suggestions."""

    cards: list[NewCard]
    suggestions: list[NewSuggestion]


def shared(content: ToldPage, heavy: Collection[int]) -> bytes:
    """The file's content. `heavy`: the ids of the heavy cards."""
    told = {
        "program": ROUND,
        "format": FORMAT,
        "to_be_known": CAVEAT,
        "municipality": content["municipality"]["words"],
        "held_on": content["held_on"],
        "cards": [_card(one, heavy) for one in content["cards"]],
        "actions": [_action(one) for one in content["actions"]],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def read_shared(file: bytes) -> Start:
    """Reads such a file; refuses any other, and a damaged one."""
    try:
        found = json.loads(file)
        is_one = (found["program"], found["format"]) == (ROUND, FORMAT)
        if not is_one or len(found["actions"]) > LIMIT.actions:
            raise RefusedError(not_shared)
        cards = [
            NewCard(
                theme=Theme(one["theme"]),
                group=_words(one["group"]),
                words=_words(one["text"]),
                heavy=one["heavy"] is True,
            )
            for one in found["cards"]
        ]
        suggestions = [
            NewSuggestion(Theme(one["theme"]) if one["theme"] else None, _words(one["title"]))
            for one in found["actions"]
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RefusedError(not_shared) from error
    return Start([one for one in cards if one.words], [one for one in suggestions if one.words])


def _words(found: Mapping[str, Any]) -> dict[str, str]:
    return {tag: words for tag, words in found.items() if tag in TAGS and isinstance(words, str)}


def _card(one: ToldCard, heavy: Collection[int]) -> dict[str, Any]:
    return {
        "theme": one["theme"],
        "group": one["group"]["words"],
        "text": one["text"]["words"],
        "heavy": one["card"] in heavy,
        "small_groups": one["row"],
        "most": one["leaning"],
    }


def _action(one: ToldAction) -> dict[str, Any]:
    return {
        "theme": one["theme"],
        "title": one["title"]["words"],
        "first_step": one["first_step"]["words"],
        "state": one["state"],
        "effect": one["effect"]["words"] if "effect" in one else {},
        "learnt": one["learnt"]["words"] if "learnt" in one else {},
        "log": [
            {"on": entry["on"], "state": entry["state"], "said": entry["said"]["words"]}
            for entry in one["entries"]
            if entry["said"]
        ],
    }
