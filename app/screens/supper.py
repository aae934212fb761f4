"""Supper: each small group as a house, with how many sit in it."""

from dataclasses import dataclass
from typing import ClassVar

from app.screens import groups
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.wall_look import Seats, WallLook, WallScreen


@dataclass(frozen=True)
class Phone(PhoneScreen):
    template: ClassVar[str] = "supper/phone.html"


@dataclass(frozen=True)
class Wall(WallScreen):
    """`groups`: empty until formed; then each with how many sit in it (`total`)."""

    template: ClassVar[str] = "supper/wall.html"
    groups: tuple[Seats, ...]


def phone(look: PhoneLook) -> Phone:
    return Phone(**look.frame)


def wall(look: WallLook) -> Wall:
    return Wall(**look.frame, groups=look.seats(groups.progress))
