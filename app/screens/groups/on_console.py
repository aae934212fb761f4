"""The small groups on the console: how they are formed, who sits in which, and who has none yet."""

from typing import Any, ClassVar

from app import texts
from app.frozen import frozen
from app.method.people.mixing import suggested_number
from app.screens.console_look import ConsoleLook, ConsolePart
from app.screens.console_panel import ConsolePanel, TablePart, heading, of_table
from app.screens.groups import PersonLine, person_line

# A group as a choice: its id and its number.
GroupChoice = tuple[int, int]


@frozen
class TablePeople(TablePart):
    """`opened`: those whose panel for moving is open, None once the meeting has ended; `choices`: the
    groups to move them to.
    """

    template: ClassVar[str] = "groups/sitting.html"
    people: tuple[PersonLine, ...]
    opened: frozenset[int] | None
    choices: tuple[GroupChoice, ...]


@frozen
class Unseated(ConsolePart):
    template: ClassVar[str] = "groups/unseated.html"
    name: ClassVar[str] = "unseated"
    people: tuple[PersonLine, ...]
    opened: frozenset[int] | None
    choices: tuple[GroupChoice, ...]


@frozen
class Forming(ConsolePart):
    """`number`: of groups, as they are or as suggested. `at_tables`: how many people have told
    their table, and `tables`: how many tables these are. `language_ties`: people who would like to
    sit with somebody who speaks the same language.
    """

    template: ClassVar[str] = "groups/forming.html"
    are_formed: bool
    are_counted: bool
    number: int
    people: int
    at_tables: int
    tables: int
    language_ties: int

    @property
    def id(self) -> str:
        return "form-anew" if self.are_formed else "forming"


def groups_panel(look: ConsoleLook) -> ConsolePanel:
    unseated = tuple(map(person_line, look.crowd.without_group)) if look.groups else ()
    return ConsolePanel(
        heading=heading(look, note=how_many(look)),
        above=(Unseated(**look.own, **_movable(look, unseated)),),
        lines=tuple(
            TablePeople(**look.own, **of_table(group), **_movable(look, group.people))
            for group in look.groups
        ),
        below=() if look.is_over else (forming(look),),
    )


def choices(look: ConsoleLook) -> tuple[GroupChoice, ...]:
    return tuple((group.id, group.number) for group in look.groups)


def how_many(look: ConsoleLook) -> str:
    number = len(look.groups)
    told = texts.ngettext("%(num)s group", "%(num)s groups", number, look.language)
    return told if number else ""


def _movable(look: ConsoleLook, people: tuple[PersonLine, ...]) -> dict[str, Any]:
    if look.is_over:
        return {"people": people, "opened": None, "choices": ()}
    opened = frozenset(line.id for line in people if look.opens(f"move-{line.id}"))
    return {"people": people, "opened": opened, "choices": choices(look) if opened else ()}


def forming(look: ConsoleLook) -> Forming:
    crowd = look.crowd
    suggested = suggested_number(crowd.people) if crowd.people else 1
    return Forming(
        **look.own,
        are_formed=bool(look.groups),
        are_counted=any(group.counted for group in look.groups),
        number=len(look.groups) or suggested,
        people=crowd.people,
        at_tables=len(crowd.at_tables),
        tables=len(set(crowd.at_tables.values())),
        language_ties=crowd.language_ties,
    )
