"""A meeting's prepared content as JSON, for another municipality, another year or another program.

`format` and `version` identify the file. A version has a fixed set of keys, and a file that is read
and written again is equal. A text is an object of wordings by language tag
(`{"sv": "…", "fi": "…"}`), or null if none was ever written. Days are ISO, clock times "HH:MM",
points in time seconds since 1970, UTC. `population_group` is the position of the group in
`population_groups`, counted from 1. `app.models` documents each key under the same name;
`method.preparing.content` lists the tables and their columns. Nothing in the file opens a meeting:
code and links are made anew where it is read.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import time
from typing import Any

from sqlmodel import SQLModel

from app.keeping.carried_file import is_its_own, is_missing, no_meeting
from app.languages import HALL_LANGUAGES, PHONE_LANGUAGES, WRITTEN_TAGS, turned_on
from app.limits import LIMIT
from app.method.cleaning import clean
from app.method.days import day
from app.method.erasing.whole import table_of, texts_of
from app.method.preparing.content import GROUP, PARTS, Content, content_columns
from app.method.preparing.gatherings import COUNTS
from app.method.preparing.meeting import same_language, web_address
from app.method.refusals import Refusal, RefusedError, require
from app.models import Meeting, Round
from app.papers.brought.sheets import MOST_ROWS
from app.papers.json_file import head, written_json
from app.vocabulary import N_, Step

PAPER, VERSION = "meeting", 1
SECONDS = range(2**33)
_CLOCK = re.compile(r"\d\d:\d\d")

made_by_newer = Refusal(
    "made_by_newer",
    N_(
        "A newer version of this program made this file. Use that version here too, and bring the file in then. "
        "Nothing was changed."
    ),
)
made_by_older = Refusal(
    "made_by_older",
    N_(
        "An older version of this program made this file, and this one cannot read it. Nothing was changed."
    ),
)


def meeting_json(content: Content) -> bytes:
    return written_json({**head(PAPER, VERSION), **content}).encode()


def read(file: bytes) -> Content | None:
    """Returns the content; None if the file does not claim to be one of these.

    Refuses a damaged one.
    """
    try:
        content = json.loads(file)
        if not isinstance(content, dict) or content.get("format") != head(PAPER, VERSION)["format"]:
            return None
        _judge_version(content.pop("version"))
        del content["format"]
        _judge(content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RefusedError(no_meeting(file)) from error
    return content


def _judge_version(version: int) -> None:
    require(made_by_newer if version > VERSION else None)
    require(made_by_older if version < VERSION else None)


def _judge(content: Content) -> None:
    """Raises ValueError or the like if it holds anything that could not have been prepared here."""
    _must(set(content) == {"municipality", "round", "meeting", *PARTS})
    _must(bool(content["municipality"]))
    _judge_words(content["municipality"])
    groups = range(1, len(content["population_groups"]) + 1)
    _judge_row(Round, content["round"], groups)
    _judge_row(Meeting, content["meeting"], groups)
    for name, kind in PARTS.items():
        _must(isinstance(content[name], list) and len(content[name]) <= MOST_ROWS)
        for row in content[name]:
            _judge_row(kind, row, groups)
    _judge_whole(content)


def _judge_whole(content: Content) -> None:
    meeting, steps = content["meeting"], [row["kind"] for row in content["programme"]]
    once = [kind for kind in steps if kind != Step.pause]
    themes = [note["theme"] for note in content["slide_notes"]]
    require(same_language if meeting["main_language"] == meeting["second_language"] else None)
    _must(meeting["main_language"] in HALL_LANGUAGES)
    _must(meeting["second_language"] in (None, *PHONE_LANGUAGES))
    _must(len(set(once)) == len(once) and len(set(themes)) == len(themes))
    _must(
        len(content["cards"]) <= LIMIT.cards
        and {*turned_on(meeting["unchecked_languages"])} <= {*PHONE_LANGUAGES}
    )


def _judge_row(kind: type[SQLModel], row: Content, groups: range) -> None:
    columns, texts = content_columns(kind), texts_of(table_of(kind))
    _must(set(row) == set(columns))
    for name, column in columns.items():
        value = row[name]
        if is_missing(column, value):
            continue
        if column in texts:
            _judge_words(value)
        elif column.name == GROUP:
            _must(type(value) is int and value in groups)
        else:
            _must(is_its_own(column, value) and _SHAPES.get(name, _is_plain)(value))


def _judge_words(words: Mapping[str, object]) -> None:
    """Without a word is what was erased on request: the rest of its meeting is taken along."""
    _must(set(words) <= {*WRITTEN_TAGS})
    for said in words.values():
        _must(isinstance(said, str) and bool(said) and _is_plain(said))


def _is_plain(value: Any) -> bool:
    """Whether it is clean text of at most `LIMIT.note` letters, or a boolean."""
    return isinstance(value, bool) or (len(value) <= LIMIT.note and clean(value) == value)


def _is_day(value: str) -> bool:
    return day(value) == value


def _is_clock(value: str) -> bool:
    return not value or bool(_CLOCK.fullmatch(value) and time.fromisoformat(value))


def _is_web_address(value: str) -> bool:
    return web_address(value) == value


def _is_second(value: int) -> bool:
    return value in SECONDS


def _number(low: int, high: int) -> Callable[[int], bool]:
    return lambda value: low <= value <= high


_SHAPES: Mapping[str, Callable[[Any], bool]] = {
    **{name: _number(0, most) for name, most in COUNTS.items()},
    "participants": _number(0, LIMIT.participants),
    "minutes": _number(0, LIMIT.minutes),
    "proposals_a_group": _number(1, LIMIT.ideas),
    "most_phones": _number(1, LIMIT.phones),
    "first_report_months": _number(1, LIMIT.report_months),
    "report_months": _number(1, LIMIT.report_months),
    "tables": _number(0, LIMIT.tables),
    "starts_at": _is_second,
    "held_on": _is_day,
    "asks_again_on": _is_day,
    "begins": _is_clock,
    "ends_by": _is_clock,
    "follow_up": _is_web_address,
    "privacy_notice": _is_web_address,
}


def _must(is_so: bool) -> None:  # noqa: FBT001 -- it is an assertion
    if not is_so:
        raise ValueError
