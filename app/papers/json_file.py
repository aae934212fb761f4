"""The outcome as JSON: for other programs. Its keys are the words of the method and do not change with the language."""

import json
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any

from app import texts
from app.papers.outcome import CAVEAT, Result
from app.screens.wording import Said

# What only a screen needs.
_SCREEN_ONLY = frozenset(
    {"taking_part", "revision", "id", "in_front", "contact_given", "idea_hidden"}
)


def actions_json(result: Result) -> str:
    return _written(
        {**_meeting(result), "actions": _plain(result.actions)},
    )


def result_json(result: Result) -> str:
    return _written({**_meeting(result), **_plain(result)})


def _meeting(result: Result) -> dict[str, Any]:
    """What every file begins with."""
    kept = ("language", "municipality", "name", "place", "held_on", "starts")
    said = {name: _plain(getattr(result, name)) for name in kept}
    return {"caveat": texts.say(CAVEAT, result.language), **said}


def _written(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _plain(value: Any) -> Any:
    """Dataclasses as objects. A text says its language: it may lack the one that was asked for."""
    if isinstance(value, Said):
        return {"words": value.words, "language": value.language.value} if value.words else None
    if is_dataclass(value):
        shown = (one.name for one in fields(value) if one.name not in _SCREEN_ONLY)
        return {name: _plain(getattr(value, name)) for name in shown}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value
