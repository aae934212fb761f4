"""Supper: each small group as a house, with how many sit in it."""

from dataclasses import replace
from typing import ClassVar

from app.frozen import frozen
from app.reading.group_pieces import GroupPiece
from app.screens.console_look import ConsoleLook
from app.screens.console_panel import ConsolePanel, heading
from app.screens.groups.on_console import forming, how_many
from app.screens.onwards import Onwards, onwards
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.wall_look import WallLook, WallOfTables
from app.screens.wall_parts import GroupAtTable, LargeClock
from app.texts import Saying
from app.vocabulary import N_, Step


@frozen
class Phone(PhoneScreen):
    """`group_number`: None until formed. `clock_until`: when it goes on, UTC seconds. `groups_come`: small groups are
    still to be formed.
    """

    template: ClassVar[str] = "supper/phone.html"
    group_number: int | None
    table: int | None
    clock_until: int | None
    onwards: Onwards
    groups_come: bool


class SupperTable(GroupAtTable):
    """How many sit at it; all its windows are lit."""

    template: ClassVar[str] = "supper/table.html"


@frozen
class Wall(WallOfTables):
    template: ClassVar[str] = "supper/wall.html"
    step: ClassVar[Step] = Step.supper
    large_clock: LargeClock
    groups_come: bool

    @property
    def shows(self) -> Saying:
        with_tables = N_("The break for the meal, and how many sit at each table")
        return Saying(with_tables if self.tables else Step.supper.says["shows"])


def phone(look: PhoneLook) -> Phone:
    return Phone(
        **look.frame(Step.supper.says["name"]),
        group_number=look.group_number,
        table=look.told_table,
        clock_until=look.piece.meeting.clock_until,
        onwards=replace(onwards(look), at=None),
        groups_come=look.piece.comes(Step.groups),
    )


def wall(look: WallLook) -> Wall:
    tables = look.groups_at_tables(SupperTable, _seated)
    come = look.piece.comes(Step.groups)
    return Wall(**look.frame, large_clock=look.large_clock, tables=tables, groups_come=come)


def _seated(group: GroupPiece) -> tuple[int, int]:
    return group.heads, group.heads


def supper_panel(look: ConsoleLook) -> ConsolePanel:
    """The meal is the natural moment to form the groups."""
    return ConsolePanel(
        heading=heading(look, note=how_many(look)),
        below=() if look.is_over else (forming(look),),
    )
