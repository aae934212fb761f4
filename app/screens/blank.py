"""The wall with nothing on it, in whatever step."""

from typing import ClassVar

from app.frozen import frozen
from app.screens.wall_look import WallLook, WallScreen


@frozen
class Wall(WallScreen):
    template: ClassVar[str] = "wall/blank.html"


def wall(look: WallLook) -> Wall:
    return Wall(**look.frame)
