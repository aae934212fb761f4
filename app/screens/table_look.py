"""What all phones of a table show alike that are read in one language: made once for all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from app.frozen import frozen
from app.kept import found_once
from app.reading.lasting import LastingPiece
from app.reading.pieces import GroupPiece, MeetingPiece, TablePiece
from app.screens.speaker import Speaker
from app.vocabulary import Language

Part = TypeVar("Part")


@frozen
class Host:
    """This phone acts for its table. `people`: who sit there, None without a group; `known`: by their phones."""

    people: int | None
    known: int


@dataclass(frozen=True, eq=False)
class TableLook(LastingPiece):
    """It knows nobody, and nobody's choice, so what is made of it can be shown to each at the table who reads the same.

    `host`: of the table's own phone.
    """

    piece: MeetingPiece
    group: GroupPiece
    table: TablePiece
    at: str
    language: Language
    reads: str
    host: Host | None

    @found_once
    def say(self) -> Speaker:
        return Speaker(self.piece, self.language, reads=self.reads)

    def made(self, make: "Callable[[TableLook], Part]") -> Part:
        return self.once(make, lambda: make(self))
