"""What is made of a piece again and again: once, for as long as the piece lasts."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from app.kept import once

Made = TypeVar("Made")


class LastingPiece:
    """What is made of it may be made of other pieces too, if whatever touches those touches this one."""

    @once
    def lasting(self) -> dict[Hashable, Any]:
        return {}

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        if key not in self.lasting:
            self.lasting[key] = make()
        return cast("Made", self.lasting[key])


def renewed(piece: Made) -> Made:
    """The same, of which nothing has been made yet."""
    same = object.__new__(type(piece))
    vars(same).update(vars(piece))
    vars(same).pop("lasting", None)
    return same
