"""Every act of the method can be drawn, however it is named and wherever it lies; and its parts are not."""

import importlib
import inspect
import random
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from tests.cast import Evening
from tests.screens.drawn import ALSO, PARTS, Draw, acts, can_be_drawn


def test_each_argument_of_each_act_can_be_drawn() -> None:
    kinds = {name: get_type_hints(done) for name, done in acts().items()}
    assert [
        (name, argument)
        for name, done in acts().items()
        for argument in [*inspect.signature(done).parameters][1:]
        if not can_be_drawn(argument, kinds[name][argument])
    ] == []


def test_each_argument_that_is_drawn_is_what_its_act_takes(
    meeting: Evening, chance: random.Random
) -> None:
    """Else the act would be refused, or break, as no door lets it."""
    meeting.propose("Amina", "Language café")
    draw, wrong = Draw(meeting, chance, []), []
    for name, done in acts().items():
        kinds = get_type_hints(done)
        for argument, given in (draw.arguments(name, done) or {}).items():
            if not _is(given, kinds[argument]):
                wrong.append((name, argument, given))
    assert wrong == []


def _is(given: Any, kind: Any) -> bool:
    if kind is Any:
        return True
    if get_origin(kind) in (UnionType, Union):
        return any(_is(given, part) for part in get_args(kind))
    if kind is int and isinstance(given, bool):
        return False
    return isinstance(given, get_origin(kind) or kind)


@pytest.mark.parametrize("room", PARTS)
def test_parts_of_acts_are_where_they_are_named(room: str) -> None:
    """One that lies elsewhere now would be drawn by itself."""
    module = importlib.import_module(f"app.method.{room}")
    there = {name for name, item in vars(module).items() if inspect.getmodule(item) is module}
    assert set(PARTS[room].split()) - there == set()


def test_what_a_step_is_for_is_there() -> None:
    """Else it would be drawn seldom, as what belongs to any other step is."""
    begun = {begin for also in ALSO.values() for begin in also}
    assert {begin for begin in begun if not any(name.startswith(begin) for name in acts())} == set()
