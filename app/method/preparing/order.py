"""Prepared things stand in an order of their own: they are put at a place, and counted anew from 1."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from sqlmodel import SQLModel

from app.method.act import Act
from app.method.refusals import NotYoursError


class Ordered(Protocol):
    id: int
    position: int


Thing = TypeVar("Thing", bound=Ordered)


def behind(things: Sequence[Ordered]) -> int:
    """The first free position after all of them."""
    return max((thing.position for thing in things), default=0) + 1


def at_place(things: Sequence[Thing], thing_id: int, place: int) -> list[Thing]:
    """The same things with one of them at `place`, counted from 1; too far is the end."""
    ordered = sorted(things, key=lambda thing: thing.position)
    found = [thing for thing in ordered if thing.id == thing_id]
    if not found:
        raise NotYoursError
    others = [thing for thing in ordered if thing.id != thing_id]
    place = max(place - 1, 0)
    return [*others[:place], *found, *others[place:]]


def arrange(
    act: Act,
    kind: type[SQLModel],
    things: Sequence[Thing],
    by: Callable[[Thing], Any] = lambda _thing: 0,
) -> None:
    """Stores this order. `by`: what stands above it, such as the order of the themes."""
    placed = enumerate(sorted(things, key=by), start=1)
    moved = [(position, thing) for position, thing in placed if thing.position != position]
    # Through free places first: no two rows of a programme may ever stand at one.
    for position, thing in moved:
        act.book.change(kind, {"id": thing.id}, position=-position)
    for position, thing in moved:
        act.book.change(kind, {"id": thing.id}, position=position)
