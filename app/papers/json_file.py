"""The outcome as JSON, for other programs. It is never read back; `content_file` has what can be.

The keys are the words of the method, the same in every language.

`format` and `version` identify the file. Within a version keys are only added; if a key changes its
meaning, the version changes. `papers.outcome` documents the keys, from `MeetingResult` down, and
`papers.survey_outcome` those of a question. Days are ISO. A text is `{"words", "language"}`, or
null if it is empty; an interpreted one also has `"original"`, another such text.
"""

import json
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any

from app import texts
from app.method.survey import SurveyState
from app.papers import outcome, survey_outcome
from app.papers.outcome import CAVEAT, MeetingResult
from app.screens.opening import GatheringLine
from app.screens.results import ResultColumn
from app.screens.speaker import CardFace, Said

VERSION = 1

# The outcome's own types are written whole.
_OWN = {outcome.__name__, survey_outcome.__name__}
# The fields to write of types that screens use too.
_TOLD: dict[type, tuple[str, ...]] = {
    CardFace: ("text", "population_group", "theme", "heavy"),
    GatheringLine: ("population_group", "held_on", "place", "language", "how", "participants"),
    ResultColumn: ("population_group", "texts"),
    SurveyState: ("is_open", "people", "through", "papers", "waiting", "lost"),
}


def actions_json(result: MeetingResult) -> str:
    return written_json(
        {**head("agreed-actions", VERSION), **_meeting(result), "actions": _plain(result.actions)},
    )


def result_json(result: MeetingResult) -> str:
    return written_json({**head("result", VERSION), **_meeting(result), **_plain(result)})


def head(paper: str, version: int) -> dict[str, Any]:
    return {"format": f"more-of-this/{paper}", "version": version}


def _meeting(result: MeetingResult) -> dict[str, Any]:
    """The keys with which every file begins."""
    kept = ("language", "municipality", "name", "place", "held_on", "starts")
    said = {name: _plain(getattr(result, name)) for name in kept}
    return {"caveat": texts.say(CAVEAT, result.language), **said}


def written_json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _plain(value: Any) -> Any:
    """The value as JSON.

    A text names its language, because it may not exist in the one that was asked for.
    """
    if isinstance(value, Said):
        return _text(value) if value.words else None
    if is_dataclass(value):
        return {name: _plain(getattr(value, name)) for name in _told_of(type(value))}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _text(said: Said) -> dict[str, Any]:
    """`original`: the text that an interpreter translated."""
    beside = {"original": _plain(said.original)} if said.original else {}
    return {"words": said.words, "language": said.language, **beside}


def _told_of(kind: Any) -> tuple[str, ...]:
    if kind.__module__ in _OWN:
        return tuple(field.name for field in fields(kind))
    return _TOLD[kind]
