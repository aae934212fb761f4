"""What a declared act is, for all that follow from it: routes, forms, intents, and lists of acts."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from inspect import signature
from typing import get_type_hints

from app.kept import found_once
from app.method.doers import AT_A_PHONE, Who
from app.method.rules import Steps
from app.method.sent import Field, Saw, field_of
from app.method.slow_acts import Planned
from app.method.undoing import GoingBack
from app.vocabulary import Step


def named_in(path: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", path))


@dataclass(frozen=True, eq=False, kw_only=True)
class Declared:
    """`path`: below the actor's page. `do`: the act, refused where it is not open.

    `open_in`: the steps that open it; empty: all of them. `instead`: a step that a programme
    may leave out, and the one that opens it then. It is refused, whoever calls it, in other steps, and
    once the meeting has ended; but `after_the_end` it is open whatever the step.
    `undone_by`: another act's path, or `final`: why none does. `back`: with what its inverse is
    sent from the console's list of last acts, if it stands there.
    `planned`: set if it is planned outside the writer's lock.
    `adds`: each sending counts once. Otherwise, or if `end` says which one, a sending states a
    wanted end, and the newest one stands. `about`: the form's fields that say which thing it is
    about, if the path does not. `end`: the name of that end, with what it is about in braces.
    `part_of`: the end of a larger act that settles this one too; after it, an older sending of this
    one is not done. Not so the other way: all answers are withdrawn even if one was given since.
    `fixed`: parameters whose values the path determines. A name that is no parameter of the
    function raises TypeError where it is declared; nothing else of it is checked.
    """

    who: Who
    path: str
    do: Callable[..., object]
    open_in: Steps
    instead: tuple[Step, Step] | None
    after_the_end: bool
    undone_by: str
    final: str
    back: GoingBack | None
    planned: Planned | None
    adds: bool
    about: tuple[str, ...]
    end: str
    part_of: str
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
        return field.name in named_in(self.path)

    @found_once
    def says_what_it_saw(self) -> bool:
        """If so exactly, that decides whether the act was meant for the current state."""
        return any(field.saw is Saw.exactly for field in self.fields)

    @found_once
    def named_in_end(self) -> set[str]:
        return named_in(self.end)

    @found_once
    def is_everybodys(self) -> bool:
        """Whether its end is the same for all who may do it; else each phone has its own.

        A table's end is known by the ids in the path. If there are none, as for a raised hand, its
        phones are judged each by itself: which table it is, only the act finds out.
        """
        is_tables = self.who in (Who.table, Who.host)
        return self.who not in AT_A_PHONE or (is_tables and bool(named_in(self.path)))
