"""What is made of a piece again and again: once, for as long as the piece lasts."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from app.kept import found_once

Made = TypeVar("Made")


class LastingPiece:
    """What is made of it may be made of other pieces too, if whatever touches those touches this one."""

    @found_once
    def lasting(self) -> dict[Hashable, Any]:
        return {}

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        lasting = self.lasting
        return cast("Made", lasting[key] if key in lasting else lasting.setdefault(key, make()))


def renewed(piece: Made) -> Made:
    """The same, of which nothing has been made yet."""
    same = object.__new__(type(piece))
    vars(same).update(vars(piece))
    vars(same).pop("lasting", None)
    return same
