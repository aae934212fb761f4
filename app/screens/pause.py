"""A pause: a speech, a break, whatever the coordinator calls it; nothing is done by phone meanwhile."""

from dataclasses import replace
from typing import ClassVar

from app.frozen import frozen
from app.screens.onwards import Onwards, onwards
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.programme import called
from app.screens.speaker import Pair, Said, pair
from app.screens.wall_look import WallLook, WallScreen
from app.screens.wall_parts import LargeClock
from app.vocabulary import Step


@frozen
class Phone(PhoneScreen):
    """`called`: the coordinator's name for it. `clock_until`: when it goes on, UTC seconds."""

    template: ClassVar[str] = "pause/phone.html"
    called: Said | None
    clock_until: int | None
    onwards: Onwards


@frozen
class Wall(WallScreen):
    template: ClassVar[str] = "pause/wall.html"
    step: ClassVar[Step] = Step.pause
    called: Pair | None
    large_clock: LargeClock


def phone(look: PhoneLook) -> Phone:
    return Phone(
        **look.frame(Step.pause.says["name"]),
        called=called(look.say, look.piece.row),
        clock_until=look.piece.meeting.clock_until,
        onwards=replace(onwards(look), at=None),
    )


def wall(look: WallLook) -> Wall:
    name_id = look.piece.row.name_id if look.piece.row else None
    named = pair(look.piece, name_id) if name_id else None
    named = named if named and named.first.words else None
    return Wall(**look.frame, called=named, large_clock=look.large_clock)
