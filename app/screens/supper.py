"""Supper: each small group as a house, with how many sit in it."""

from dataclasses import dataclass
from typing import ClassVar

from app.screens import groups
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.wall_look import Seats, WallLook, WallScreen
from app.vocabulary import N_


@dataclass(frozen=True)
class Phone(PhoneScreen):
    """`group_number`: None until formed. `clock_until`: when it goes on, UTC seconds."""

    template: ClassVar[str] = "supper/phone.html"
    group_number: int | None
    table: int | None
    clock_until: int | None


@dataclass(frozen=True)
class Wall(WallScreen):
    """`groups`: empty until formed; then each with how many sit in it (`total`)."""

    template: ClassVar[str] = "supper/wall.html"
    groups: tuple[Seats, ...]


def phone(look: PhoneLook) -> Phone:
    return Phone(
        **look.frame(N_("Supper")),
        group_number=look.group_number,
        table=look.told_table,
        clock_until=look.piece.meeting.clock_until,
    )


def wall(look: WallLook) -> Wall:
    return Wall(**look.frame, groups=look.seats(groups.progress))
