"""Declaring an act beside its rule: who does it, at which path, in which steps, and what undoes it.

`@done_by` is put on an ordinary function. The parameter after `act` is who does it: the `Member`
for a person, a table or its own phone, the `device_id` for a phone; there is none for those who came by a link.
Every other parameter is sent: in the path if the path names it, else in the form field of that
name. `sent.py` says how each is read.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from inspect import signature
from types import ModuleType
from typing import Concatenate, ParamSpec, TypeVar

from app.method.act import Act, Member
from app.method.declared import Declared, named_in
from app.method.doers import Who
from app.method.refusals import meeting_ended, require, step_closed
from app.method.rules import Steps, opened_by
from app.method.slow_acts import Planned
from app.method.undoing import GoingBack
from app.models import ProgrammeRow
from app.vocabulary import Step

P = ParamSpec("P")
T = TypeVar("T")
Function = Callable[Concatenate[Act, P], T]

ITSELF = "itself"
_declared: list[Declared] = []


def declared_in(room: ModuleType) -> list[Declared]:
    return [declared for declared in _declared if declared.do.__module__ == room.__name__]


def done_by(  # noqa: PLR0913 -- all that an act says of itself, each by its name
    who: Who | tuple[Who, ...],
    path: str,
    *,
    open_in: Steps = (),
    instead: tuple[Step, Step] | None = None,
    after_the_end: bool = False,
    undone_by: str = "",
    final: str = "",
    back: GoingBack | None = None,
    planned: Planned | None = None,
    adds: bool = False,
    about: tuple[str, ...] = (),
    end: str = "",
    part_of: str = "",
    fixed: Mapping[str, object] | None = None,
) -> Callable[[Function[P, T]], Function[P, T]]:
    """`who`: each of these may do it. All others: see `Declared`."""
    undone = path if undone_by == ITSELF else undone_by

    def declare(function: Function[P, T]) -> Function[P, T]:
        # Where a function is declared several times, each is judged by its own rule alone.
        alone: Function[P, T] = getattr(function, "__wrapped__", function)
        if unknown := {*(fixed or {})} - signature(alone).parameters.keys():
            raise TypeError(f"{path}: no parameter {', '.join(sorted(unknown))}")
        do = _judged(alone, open_in, instead, after_the_end=after_the_end)
        _declared.extend(
            Declared(
                who=viewer,
                path=path,
                do=do,
                open_in=open_in,
                instead=instead,
                after_the_end=after_the_end,
                undone_by=undone,
                final=final,
                back=back,
                planned=planned,
                adds=adds,
                about=about,
                end=end or ("" if adds else _end(path, undone, about)),
                part_of=part_of,
                fixed=fixed or {},
            )
            for viewer in ((who,) if isinstance(who, Who) else who)
        )
        return do

    return declare


def _judged(
    function: Function[P, T],
    open_in: Steps,
    instead: tuple[Step, Step] | None,
    *,
    after_the_end: bool,
) -> Function[P, T]:
    """Returns the function, refused while an act that is declared so is not open; see `Declared`."""

    @wraps(function)
    def when_open(act: Act, /, *given: P.args, **named: P.kwargs) -> T:
        if act.is_over:
            require(None if after_the_end else meeting_ended)
        elif open_in and act.step not in open_in:
            rows = act.book.all(ProgrammeRow, meeting_id=act.meeting_id)
            opened = opened_by(open_in, instead, {row.kind for row in rows})
            require(None if act.step in opened else step_closed)
        doer = given[0] if given else named.get("member")
        if isinstance(doer, Member):
            act.actor_id = doer.person_id
        return function(act, *given, **named)

    return when_open


def _end(path: str, undone: str, about: tuple[str, ...]) -> str:
    """An act and the one that undoes it have the same end, if both are about the same thing."""
    named = min(path, undone) if undone and named_in(path) == named_in(undone) else path
    return " ".join((named, *(f"{{{name}}}" for name in about)))
