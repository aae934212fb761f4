"""The hall in every step: tables that call, head counts, moves, phones away, merging groups."""

from typing import ClassVar

from app.frozen import frozen
from app.method.people import joining
from app.method.people.headcount import most_heads
from app.screens import groups
from app.screens.console_look import ConsoleLook, ConsolePart
from app.screens.groups import GroupLine, MergeLine, PersonLine, PhoneLine
from app.screens.groups.on_console import GroupChoice, choices
from app.vocabulary import Call, Step


@frozen
class CallLine:
    group_id: int
    number: int
    calls: tuple[Call, ...]


@frozen
class Calls(ConsolePart):
    """`alone`: one person of each calling phone without a group, with the tags on the phone."""

    template: ClassVar[str] = "console/parts/calls.html"
    name: ClassVar[str] = "calling"
    lines: tuple[CallLine, ...]
    alone: tuple[tuple[int, str], ...]


@frozen
class HeadsLine:
    """How many sit at a table. `with_phone`: of them; `counted`: somebody told that they are more.
    `most`: how many can be told.
    """

    group_id: int
    number: int
    headcount: int
    with_phone: int
    most: int
    counted: bool


@frozen
class Heads(ConsolePart):
    """`people`: at all tables. `lines`: None while the panel is shut."""

    template: ClassVar[str] = "console/parts/heads.html"
    name: ClassVar[str] = "heads"
    people: int
    lines: tuple[HeadsLine, ...] | None


@frozen
class Moving(ConsolePart):
    """`groups`: None while the panel is shut. `unseated`: those who have no group."""

    template: ClassVar[str] = "console/parts/moving.html"
    name: ClassVar[str] = "moving"
    groups: tuple[tuple[GroupChoice, tuple[PersonLine, ...]], ...] | None
    unseated: tuple[PersonLine, ...]

    @property
    def seated(self) -> tuple[tuple[int, tuple[PersonLine, ...]], ...]:
        """The people of each group that has any, by its number."""
        return tuple((number, lines) for (_, number), lines in self.groups or () if lines)


@frozen
class Away(ConsolePart):
    """Phones that are not connected: `away` may come back, `taken_out` are no longer waited for. None
    of both once the meeting has ended.
    """

    template: ClassVar[str] = "console/parts/away.html"
    name: ClassVar[str] = "away-phones"
    away: tuple[PhoneLine, ...]
    taken_out: tuple[PhoneLine, ...]

    @property
    def number(self) -> int:
        return len(self.away) + self.number_taken_out

    @property
    def number_taken_out(self) -> int:
        return len(self.taken_out)


@frozen
class Merging(ConsolePart):
    template: ClassVar[str] = "console/parts/merging.html"
    name: ClassVar[str] = "merging"
    choices: tuple[GroupChoice, ...]
    merges: tuple[MergeLine, ...]

    @property
    def can_merge(self) -> bool:
        return len(self.choices) > 1

    @property
    def number_merged(self) -> int:
        return len(self.merges)


def calls(look: ConsoleLook) -> Calls:
    waiting = list(look.snapshot.calls)
    calling = sorted(
        (group for group in look.groups if group.calls), key=lambda group: waiting.index(group.id)
    )
    return Calls(
        **look.own,
        lines=tuple(CallLine(group.id, group.number, group.calls) for group in calling),
        alone=tuple(
            (people[0], ", ".join(map(joining.seat_tag, people)))
            for people in look.snapshot.calling_alone
        ),
    )


def heads(look: ConsoleLook) -> Heads | None:
    if not look.groups or look.is_over:
        return None
    people = sum(group.headcount for group in look.groups)
    shown = tuple(map(_heads_line, look.groups)) if look.opens(Heads.name) else None
    return Heads(**look.own, people=people, lines=shown)


def _heads_line(group: GroupLine) -> HeadsLine:
    known = len(group.people)
    most = most_heads(group.headcount, known)
    return HeadsLine(group.id, group.number, group.headcount, known, most, group.counted)


def moving(look: ConsoleLook) -> Moving | None:
    """None in the step of groups, where the step's own panel moves people, without groups, and once
    the meeting has ended.
    """
    is_elsewhere = look.step is Step.groups or look.is_over
    if is_elsewhere or not look.groups or not look.crowd.people:
        return None
    if not look.opens(Moving.name):
        return Moving(**look.own, groups=None, unseated=())
    return Moving(
        **look.own,
        groups=tuple(((group.id, group.number), group.people) for group in look.groups),
        unseated=tuple(map(groups.person_line, look.crowd.without_group)),
    )


def away(look: ConsoleLook) -> Away:
    return Away(
        **look.own,
        away=() if look.is_over else groups.phone_lines(look.snapshot, look.crowd.away),
        taken_out=() if look.is_over else groups.phone_lines(look.snapshot, look.crowd.taken_out),
    )


def merging(look: ConsoleLook) -> Merging | None:
    merges = tuple(groups.merge_lines(look.snapshot))
    if look.is_over or (not merges and len(look.groups) < 2):
        return None
    return Merging(**look.own, choices=choices(look), merges=merges)
