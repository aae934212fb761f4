"""What a page of ours would send for a declared act: its path, and the fields of its form."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from app.method.declared import Declared
from app.method.doers import AT_A_PHONE
from app.method.sent import Between, Each, Field, Known, Moment, Pressed, WhenRefused
from app.web.acts import AT_LINK, AT_PHONE
from tests.environment import LATER_ON

Said = tuple[str, dict[str, str]]

# What is counted, and no id of anything; and an id that is seldom named.
COUNTED = {
    "revision": "1",
    "of_revision": "1",
    "position": "0",
    "round_number": "1",
    "placing": "1",
    "laying": "1",
    "mark": "1",
    "until": "0",
    "seat": "",
    "under_id": "",
    "after": "0",
    "closes_vote": "1",
    "closes_survey": "1",
    "answered": "1",
}


def route_of(act: Declared) -> str:
    """As the application tells it."""
    return f"{AT_LINK.get(act.who, AT_PHONE)[0]}/{act.path}"


def is_at_phone(act: Declared) -> bool:
    return act.who in AT_A_PHONE


def ids_of(act: Declared) -> set[str]:
    """Its parameters that are ids of something."""
    return {field.name for field in act.fields if _is_id(field)} - COUNTED.keys()


def _is_id(field: Field) -> bool:
    return (
        field.kind is int and field.marker is None and field.saw is None
    ) or field.kind == tuple[int, ...]


def sent(act: Declared, named: Mapping[str, Any], *, words: str = "") -> Said:
    """`named`: the ids that it names. `words`: what somebody writes; without any, what need not be written lacks."""
    fields: dict[str, str] = {}
    for field in act.fields:
        if not act.in_path(field):
            fields |= _said(field, named, words)
    return act.path.format_map({**COUNTED, **named}), fields


def _said(field: Field, named: Mapping[str, Any], words: str) -> dict[str, str]:
    match field.marker:
        case Pressed(name, stands_for):
            return {name: next(iter(stands_for))}
        case Known() | Each():
            return dict.fromkeys(field.sent_as, words) if words else {}
        case Moment(date, time):
            return {date: LATER_ON, time: "16.30"}
        case WhenRefused() if field.kind is str:
            return {field.name: words} if words else {}
    if field.kind is bool:
        return {}
    return {field.name: str(_one(field, {**COUNTED, **named}, words))}


def _one(field: Field, named: Mapping[str, Any], words: str) -> object:
    """Whatever would be right; of words the first."""
    if isinstance(field.marker, Between):
        return field.marker.low
    if field.kind is str:
        return words
    is_word = isinstance(field.kind, type) and issubclass(field.kind, StrEnum)
    return next(iter(field.kind)) if is_word else named[field.name]
