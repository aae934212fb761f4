"""Results that are made of a piece once, and kept with it for as long as it lasts."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from app.kept import found_once

T = TypeVar("T")


class LastingPiece:
    """A piece that keeps what is made of it. Other pieces may be used for that too, if whatever
    touches those touches this one.
    """

    @found_once
    def lasting(self) -> dict[Hashable, Any]:
        return {}

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        lasting = self.lasting
        return cast("T", lasting[key] if key in lasting else lasting.setdefault(key, make()))


def renewed(piece: T) -> T:
    """Returns a copy of the piece, of which nothing has been made yet; a plain value as it is."""
    if not isinstance(piece, LastingPiece):
        return piece
    same = object.__new__(type(piece))
    vars(same).update(vars(piece))
    vars(same).pop("lasting", None)
    return same
