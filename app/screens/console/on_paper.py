"""What tables have put on paper, typed at the console."""

from typing import ClassVar

from app.frozen import frozen
from app.method.on_paper import SORTED
from app.screens import on_paper
from app.screens.console_look import ConsoleLook
from app.screens.on_paper import PaperTable
from app.screens.screen import PartOfParts


@frozen
class OnPaper(PartOfParts):
    """`tables`: none while the panel is shut."""

    template: ClassVar[str] = "console/parts/on_paper.html"
    name: ClassVar[str] = "on-paper"
    at: str
    is_open: bool
    tables: tuple[PaperTable, ...]


def typed(look: ConsoleLook) -> OnPaper | None:
    """None before there is anything to type, and once the meeting has ended."""
    if not look.piece.live_groups or look.step not in SORTED or look.is_over:
        return None
    is_open, at = look.opens(OnPaper.name), look.own["at"]
    shown = (
        on_paper.paper_tables(look.snapshot, look.say, at, look.asked, OnPaper.name)
        if is_open
        else ()
    )
    return OnPaper(look.say.language, at=at, is_open=is_open, tables=shown)
