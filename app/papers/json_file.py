"""The outcome as JSON, for other programs to read; what comes in again is the content, see `content_file`.

Its keys are the words of the method and do not change with the language.

`format` and `version` say what the file is; a version only gains keys, and a key that changes its meaning is a new
version. The keys below `MeetingResult`, and of all in it, are told in `papers.outcome`. Days are ISO; a text is
`{"words", "language"}`, or null where nothing is said; with `"original"`, another such text, if it was interpreted.
"""

import json
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any

from app import texts
from app.method.survey import SurveyState
from app.papers import outcome
from app.papers.outcome import CAVEAT, MeetingResult
from app.screens.opening import GatheringLine
from app.screens.results import ResultColumn
from app.screens.speaker import CardFace, Said

VERSION = 1

# What is told of values that screens are made of too. Of an outcome everything is: it was made to be told.
_TOLD: dict[type, tuple[str, ...]] = {
    CardFace: ("text", "population_group", "theme", "heavy"),
    GatheringLine: ("population_group", "held_on", "place", "language", "how", "participants"),
    ResultColumn: ("population_group", "texts"),
    SurveyState: ("is_open", "people", "through", "papers", "waiting", "lost"),
}


def actions_json(result: MeetingResult) -> str:
    return written(
        {**head("agreed-actions", VERSION), **_meeting(result), "actions": _plain(result.actions)},
    )


def result_json(result: MeetingResult) -> str:
    return written({**head("result", VERSION), **_meeting(result), **_plain(result)})


def head(paper: str, version: int) -> dict[str, Any]:
    return {"format": f"more-of-this/{paper}", "version": version}


def _meeting(result: MeetingResult) -> dict[str, Any]:
    """What every file begins with."""
    kept = ("language", "municipality", "name", "place", "held_on", "starts")
    said = {name: _plain(getattr(result, name)) for name in kept}
    return {"caveat": texts.say(CAVEAT, result.language), **said}


def written(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _plain(value: Any) -> Any:
    """Dataclasses as objects. A text says its language: it may lack the one that was asked for."""
    if isinstance(value, Said):
        return _text(value) if value.words else None
    if is_dataclass(value):
        return {name: _plain(getattr(value, name)) for name in _told_of(type(value))}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _text(said: Said) -> dict[str, Any]:
    """`original`: what an interpreter has made it from."""
    beside = {"original": _plain(said.original)} if said.original else {}
    return {"words": said.words, "language": said.language, **beside}


def _told_of(kind: Any) -> tuple[str, ...]:
    if kind.__module__ == outcome.__name__:
        return tuple(one.name for one in fields(kind))
    return _TOLD[kind]
