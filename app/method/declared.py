"""Declaring an act beside its rule: who does it, at which path, in which steps, and what undoes it.

`@done_by` is put on an ordinary function. The parameter after `act` is who does it: the `Member`
for a person or a table, the `device_id` for a phone; there is none for those who came by a link.
Every other parameter is sent: in the path if the path names it, else in the form field of that
name. `sent.py` says how each is read.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from inspect import signature
from types import ModuleType
from typing import (
    Any,
    Concatenate,
    NamedTuple,
    ParamSpec,
    TypeVar,
    get_type_hints,
)

from app.db import Book
from app.kept import found_once
from app.method.act import Act
from app.method.refusals import Refusal, require
from app.method.rules import is_open
from app.method.sent import Field, field_of
from app.method.undoing import GoingBack
from app.vocabulary import Step

P = ParamSpec("P")
T = TypeVar("T")
Function = Callable[Concatenate[Act, P], T]
Rule = Callable[[Act, Collection[Step]], Refusal | None]

ITSELF = "itself"


class Who(StrEnum):
    """Who does it. A table's phone does no `person`'s acts. From `facilitator` on: by a link."""

    person = "person"
    table = "table"
    phone = "phone"
    facilitator = "facilitator"
    presenter = "presenter"
    helper = "helper"
    interpreter = "interpreter"


AT_A_PHONE = frozenset({Who.person, Who.table, Who.phone})


class Planned(NamedTuple):
    """How a slow act is planned before it takes the writer's lock.

    `read` reads what the plan needs from a meeting; `plan` makes the plan from that and from what
    is sent. The act gets the plan as its `Known.plan` parameter. It raises `OvertakenError` if what
    the plan was made from has changed. `at_last` makes of a plan one that it carries out anyway.
    """

    read: Callable[[Book, int], Any]
    plan: Callable[..., Any]
    at_last: Callable[[Any], Any]


@dataclass(frozen=True, eq=False)
class Declared:
    """`path`: below the actor's page. `undone_by`: another act's path, or `final`: why none does.

    `open_in`, `after_the_end`: see `done_by`.
    `fixed`: parameters whose values the path determines. `planned`: set if it is planned outside
    the writer's lock.
    `adds`: each sending counts once. Otherwise, or if `end` says which one, a sending states a
    wanted end, and the newest one stands. `about`: the form's fields that say which thing it is
    about, if the path does not. `end`: the name of that end, with what it is about in braces.
    `part_of`: the end of a larger act that settles this one too; after it, an older sending of this
    one is not done. Not so the other way: all answers are withdrawn even if one was given since.
    `back`: with what its inverse is sent from the console's list of last acts, if it stands there.
    """

    who: Who
    path: str
    do: Callable[..., object]
    open_in: Collection[Step]
    after_the_end: bool
    undone_by: str
    final: str
    planned: Planned | None
    adds: bool
    about: tuple[str, ...]
    end: str
    part_of: str
    back: GoingBack | None
    fixed: Mapping[str, object]

    @found_once
    def fields(self) -> tuple[Field, ...]:
        hints = get_type_hints(self.do, include_extras=True)
        behind = 2 if self.who in AT_A_PHONE else 1
        parameters = list(signature(self.do).parameters.values())[behind:]
        return tuple(
            field_of(parameter, hints[parameter.name])
            for parameter in parameters
            if parameter.name not in self.fixed
        )

    def in_path(self, field: Field) -> bool:
        return f"{{{field.name}}}" in self.path

    @found_once
    def says_what_it_saw(self) -> bool:
        """If so, that decides whether the act was meant for the current state."""
        return any(field.name in WHAT_IT_SAW for field in self.fields)

    @found_once
    def named_in_end(self) -> tuple[str, ...]:
        return tuple(_NAMED.findall(self.end))

    @found_once
    def is_everybodys(self) -> bool:
        """Whether its end is the same for all who may do it; else each phone has its own.

        A table's end is known by the ids in the path. If there are none, as for a raised hand, its
        phones are judged each by itself: which table it is, only the act finds out.
        """
        return self.who not in AT_A_PHONE or (self.who is Who.table and bool(_named(self.path)))


_declared: list[Declared] = []
# Fields by which a form says what it was made on, exactly enough for the act to judge by it alone.
WHAT_IT_SAW = frozenset({"revision", "seen", "laying"})
_NAMED = re.compile(r"{(\w+)}")


def _named(path: str) -> set[str]:
    return set(_NAMED.findall(path))


def _end(path: str, undone: str, about: tuple[str, ...]) -> str:
    """An act and the one that undoes it have the same end, if both are about the same thing."""
    named = min(path, undone) if undone and _named(path) == _named(undone) else path
    return " ".join((named, *(f"{{{name}}}" for name in about)))


def _judged(function: Function[P, T], rule: Rule, open_in: Collection[Step]) -> Function[P, T]:
    @wraps(function)
    def when_open(act: Act, /, *given: P.args, **named: P.kwargs) -> T:
        require(rule(act, open_in))
        return function(act, *given, **named)

    return when_open


def declared_in(room: ModuleType) -> list[Declared]:
    return [declared for declared in _declared if declared.do.__module__ == room.__name__]


def done_by(  # noqa: PLR0913 -- all that an act says of itself, each by its name
    who: Who | tuple[Who, ...],
    path: str,
    *,
    open_in: Collection[Step] = (),
    rule: Rule = is_open,
    after_the_end: bool = False,
    undone_by: str = "",
    final: str = "",
    planned: Planned | None = None,
    adds: bool = False,
    about: tuple[str, ...] = (),
    end: str = "",
    part_of: str = "",
    back: GoingBack | None = None,
    **fixed: object,
) -> Callable[[Function[P, T]], Function[P, T]]:
    """`who`: each of these may do it. `open_in`: the steps that open it; empty: all of them.

    `rule` refuses the act, whoever calls it, in other steps and once the meeting has ended; not so
    `after_the_end`. Where a function is declared several times, each is judged by its own rule.
    """

    def declare(function: Function[P, T]) -> Function[P, T]:
        alone: Function[P, T] = getattr(function, "__wrapped__", function)
        do = alone if after_the_end else _judged(alone, rule, open_in)
        undone = path if undone_by == ITSELF else undone_by
        named = end or ("" if adds else _end(path, undone, about))
        _declared.extend(
            Declared(
                viewer,
                path,
                do,
                open_in,
                after_the_end,
                undone,
                final,
                planned,
                adds,
                about,
                named,
                part_of,
                back,
                fixed,
            )
            for viewer in ((who,) if isinstance(who, Who) else who)
        )
        return do

    return declare
