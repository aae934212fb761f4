"""Interpreting on the console: which texts wait for how many people, and where interpreters go."""

from typing import ClassVar

from app.frozen import frozen
from app.screens import interpreting
from app.screens.console_look import ConsoleLook, ConsolePart
from app.screens.texts_in_use import waiting


@frozen
class InterpretedLine:
    """`texts` wait for `people`, who sit at `tables`. `is_spread`: at more tables than the language
    has interpreters.
    """

    tag: str
    interpreters: int
    texts: int
    people: int
    tables: tuple[int, ...]

    @property
    def is_spread(self) -> bool:
        return len(self.tables) > self.interpreters


@frozen
class Interpreted(ConsolePart):
    template: ClassVar[str] = "console/parts/interpreted.html"
    name: ClassVar[str] = "interpreted"
    lines: tuple[InterpretedLine, ...]


def interpreted(look: ConsoleLook) -> Interpreted | None:
    """None where no language has an interpreter, and once the meeting has ended."""
    if look.is_over:
        return None
    lines = tuple(
        InterpretedLine(
            tag,
            followed.interpreters,
            waiting(look.snapshot, tag),
            look.crowd.languages[tag],
            interpreting.tables_of(look.snapshot, tag),
        )
        for tag, followed in look.piece.followed.items()
        if followed.interpreters
    )
    return Interpreted(**look.own, lines=lines) if lines else None
