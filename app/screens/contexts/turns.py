"""What a phone that several share shows of them."""

from dataclasses import dataclass

from app.method.refusals import Refusal


@dataclass(frozen=True)
class Sharer:
    """One of those who share a phone. `done`: has done what each does alone just now."""

    position: int
    done: bool = False

    @property
    def number(self) -> int:
        return self.position + 1


@dataclass(frozen=True)
class Turn:
    """Whose turn it is on a shared phone. `now`: a position; None: all have done it, and nobody's choice is shown.

    `total`: how many have ever shared it, so that everybody keeps the own number.
    """

    now: int | None
    people: tuple[Sharer, ...]
    total: int

    @property
    def number(self) -> int:
        return (self.now or 0) + 1

    @property
    def is_done(self) -> bool:
        return any(one.done for one in self.people if one.position == self.now)


@dataclass(frozen=True)
class Host:
    """This phone acts for its table. `people`: who sit there, None without a group; `known`: by their phones."""

    people: int | None
    known: int


@dataclass(frozen=True)
class Sharing:
    """Who shares this phone, by number of the seat. `refusal`: why nobody else can."""

    here: tuple[Sharer, ...]
    gone: tuple[Sharer, ...]
    refusal: Refusal | None
