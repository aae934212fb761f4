"""Every act of the method can be drawn, however it is named and wherever it lies; and its parts are not."""

import importlib
import inspect
from typing import get_type_hints

import pytest

from tests.screens.drawn import ALSO, PARTS, acts, can_be_drawn


def test_each_argument_of_each_act_can_be_drawn() -> None:
    kinds = {name: get_type_hints(done) for name, done in acts().items()}
    assert [
        (name, argument)
        for name, done in acts().items()
        for argument in [*inspect.signature(done).parameters][1:]
        if not can_be_drawn(argument, kinds[name][argument])
    ] == []


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
