"""The order of prepared things: one is put at a place, and all are numbered again from 1."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from sqlmodel import SQLModel

from app.method.act import Act
from app.method.refusals import NotYoursError
from app.vocabulary import Theme


class Ordered(Protocol):
    id: int
    position: int


AnyOrdered = TypeVar("AnyOrdered", bound=Ordered)


def as_placed(_thing: Any) -> int:
    """By the position alone."""
    return 0


def theme_first(thing: Any) -> int:
    """The place of its theme among the themes; without a theme it comes last."""
    return len(Theme) if thing.theme is None else list(Theme).index(thing.theme)


def day_first(thing: Any) -> str:
    return str(thing.held_on)


def behind(things: Sequence[Ordered]) -> int:
    """The position after all of them."""
    return max((thing.position for thing in things), default=0) + 1


def at_place(things: Sequence[AnyOrdered], thing_id: int, place: int) -> list[AnyOrdered]:
    """The things in order, with one of them at `place`, counted from 1; a larger one is the end."""
    ordered = sorted(things, key=lambda thing: thing.position)
    wanted = [thing for thing in ordered if thing.id == thing_id]
    if not wanted:
        raise NotYoursError
    others = [thing for thing in ordered if thing.id != thing_id]
    place = max(place - 1, 0)
    return [*others[:place], *wanted, *others[place:]]


def arrange(
    act: Act,
    kind: type[SQLModel],
    things: Sequence[AnyOrdered],
    by: Callable[[AnyOrdered], Any] = as_placed,
) -> None:
    """Stores this order. `by`: what is ordered before it, such as the theme."""
    placed = enumerate(sorted(things, key=by), start=1)
    moved = [(position, thing) for position, thing in placed if thing.position != position]
    # First to negative positions: two rows of a programme may never have the same position.
    for position, thing in moved:
        act.book.change(kind, {"id": thing.id}, position=-position)
    for position, thing in moved:
        act.book.change(kind, {"id": thing.id}, position=position)
