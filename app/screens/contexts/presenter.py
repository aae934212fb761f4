"""What the presenter's remote shows: the slide that is on, the notes beside it, and the ways forth and back."""

from dataclasses import dataclass
from typing import ClassVar

from app.screens.contexts.shared import GatheringLine, ResultColumn, Said, Screen
from app.vocabulary import Step, Theme


@dataclass(frozen=True)
class SlideLine:
    """Where a button leads. `theme` None: the opening."""

    row_id: int
    theme: Theme | None


@dataclass(frozen=True)
class Remote(Screen):
    """`slide` None: what is on is nothing to present. `note` None: nothing is noted for this slide."""

    template: ClassVar[str] = "presenter/remote.html"
    meeting: Said
    step: Step | None
    ended: bool
    clock_until: int | None
    slide: SlideLine | None
    back: SlideLine | None
    next: SlideLine | None
    note: Said | None
    columns: tuple[ResultColumn, ...]
    gatherings: tuple[GatheringLine, ...]
