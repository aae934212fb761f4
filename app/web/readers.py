"""Reads the parameters of an act from its form: how is chosen once for each, by its declaration."""

from collections.abc import Callable
from enum import StrEnum
from inspect import Parameter
from typing import Any

from app.languages import HALL_LANGUAGES
from app.method.sent import Between, Each, Field, Moment, Pressed, Spoken, WhenRefused
from app.settings import Settings
from app.vocabulary import Language
from app.web.doors import spoken
from app.web.forms import Form, Strict, moment

FieldReader = Callable[[Form, Settings], Any]


def reader_of(field: Field) -> FieldReader:
    read, default, name = _marked(field), field.default, field.sent_as[0]
    if default is Parameter.empty or field.kind is bool or field.saw:
        return read
    # For a choice, an empty field means that nothing was chosen.
    is_chosen = field.kind is not str and (field.marker is None or isinstance(field.marker, Spoken))

    def read_if_there(form: Form, settings: Settings) -> object:
        is_there = bool(form.get(name)) if is_chosen else name in form
        return read(form, settings) if is_there else default

    return read_if_there


def _marked(field: Field) -> FieldReader:
    name = field.name
    match field.marker:
        case Between(low, high):
            return lambda form, _: form.number(name, low, high)
        case Pressed(button, stands_for):
            choices = Strict(stands_for)
            return lambda form, _: choices[form[button]]
        case Each() | Moment():
            return _of_several(field.marker)
        case Spoken(languages):
            return lambda form, settings: spoken(settings, form[name], languages)
        case WhenRefused() if field.kind is str and not field.saw:
            return lambda form, _: form.get(name, "")
    return _of_type(field.kind, name)


def _of_several(marker: Each | Moment) -> FieldReader:
    if isinstance(marker, Each):
        return lambda form, _: {name: form.get(name, "") for name in marker.of}
    return lambda form, _: moment(form[marker.date], form[marker.time])


def _of_type(kind: Any, name: str) -> FieldReader:
    if kind is bool:
        return lambda form, _: name in form
    if kind is int:
        return lambda form, _: form.id(name)
    if kind == tuple[int, ...]:
        return lambda form, _: tuple(form.ids(name))
    if kind is Language:
        return lambda form, settings: spoken(settings, form[name], HALL_LANGUAGES)
    if issubclass(kind, StrEnum):
        words = Strict((word.value, word) for word in kind)
        return lambda form, _: words[form[name]]
    return lambda form, _: form[name]
