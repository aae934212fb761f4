"""The presenter's remote: the slide that is on, the notes beside it, and the ways forth and back."""

from dataclasses import dataclass
from typing import ClassVar

from app.method.results import Slide, next_slide, now_on, slide_before
from app.reading.snapshot import Snapshot
from app.screens.opening import GatheringLine, gatherings
from app.screens.results import ResultColumn, columns, theme_shown
from app.screens.screen import Screen
from app.screens.wording import Said, Speaker
from app.viewer import Presenter
from app.vocabulary import Step, Theme


@dataclass(frozen=True)
class SlideLine:
    """Where a button leads. `theme` None: the opening."""

    row_id: int
    theme: Theme | None


@dataclass(frozen=True)
class Remote(Screen):
    """`slide` None: what is on is nothing to present. `note` None: nothing is noted for this slide."""

    template: ClassVar[str] = "results/remote.html"
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


def screen(snapshot: Snapshot, viewer: Presenter) -> Remote:
    piece = snapshot.meeting
    meeting, say = piece.meeting, Speaker(piece, viewer.language)
    now = None if meeting.ended else now_on(piece.row, theme_shown(piece))
    theme = now.theme if now else None
    return Remote(
        language=viewer.language,
        at=f"/presenter/{viewer.meeting_id}",
        meeting=say(meeting.name_id),
        step=piece.step,
        ended=meeting.ended,
        clock_until=meeting.clock_until,
        slide=_line(now),
        back=_line(slide_before(piece.rows, now) if now else None),
        next=_line(next_slide(piece.rows, now) if now else None),
        note=_note(say, piece.notes[theme]) if theme in piece.notes else None,
        columns=columns(say, theme) if theme else (),
        gatherings=gatherings(say) if now and not theme else (),
    )


def _line(slide: Slide | None) -> SlideLine | None:
    return SlideLine(slide.row_id, slide.theme) if slide else None


def _note(say: Speaker, text_id: int) -> Said | None:
    said = say(text_id)
    return said if said.words else None
