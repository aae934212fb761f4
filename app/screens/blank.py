"""The wall with nothing on it, in whatever step."""

from dataclasses import dataclass
from typing import ClassVar

from app.screens.wall_look import WallLook, WallScreen


@dataclass(frozen=True)
class Wall(WallScreen):
    template: ClassVar[str] = "wall/blank.html"


def wall(look: WallLook) -> Wall:
    return Wall(**look.frame)
