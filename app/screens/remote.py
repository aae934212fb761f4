"""The presenter's remote: the current slide, the notes for it, and the buttons forward and back."""

from collections.abc import Collection
from typing import Any, ClassVar

from app.addresses import Addresses
from app.frozen import frozen
from app.method.results import Slide, next_slide, now_on, slide_before
from app.reading.snapshot import Snapshot
from app.screens import opening
from app.screens.opening import GatheringLine, gatherings
from app.screens.programme import clock
from app.screens.results import ResultColumn, columns, theme_shown
from app.screens.screen import Part, Screen
from app.screens.speaker import Said, Speaker
from app.screens.wall_look import put_up
from app.viewer import Presenter
from app.vocabulary import Cover, Shown, Step, Theme


@frozen
class SlideLine:
    """The slide that a button leads to. `theme` None: the opening."""

    row_id: int
    theme: Theme | None


@frozen
class RemoteClock(Part):
    template: ClassVar[str] = "results/remote_clock.html"
    name: ClassVar[str] = "remote-clock"
    until: int


@frozen
class Note(Part):
    """The note for the current slide; None: there is none."""

    template: ClassVar[str] = "results/remote_note.html"
    name: ClassVar[str] = "note"
    note: Said | None


@frozen
class OnTheWall(Part):
    """The slide that the wall shows now. `theme` None: the opening.

    `covered`: what covers it; `instead`: what stands in its place; "" if nothing does.
    """

    template: ClassVar[str] = "results/remote_slide.html"
    name: ClassVar[str] = "slide"
    theme: Theme | None
    columns: tuple[ResultColumn, ...]
    gatherings: tuple[GatheringLine, ...]
    covered: str
    instead: str

    @property
    def lacks_results(self) -> bool:
        """On its theme."""
        return self.theme is not None and not self.columns


@frozen
class Turns(Part):
    """The buttons from the current slide, forward and back. `at`: the path that they post to."""

    template: ClassVar[str] = "results/remote_turns.html"
    name: ClassVar[str] = "turns"
    at: str
    slide: SlideLine
    back: SlideLine | None
    next: SlideLine | None


@frozen
class Remote(Screen):
    """`slide` and all after it are None where the current step is nothing to present."""

    template: ClassVar[str] = "results/remote.html"
    meeting: Said
    step: Step | None
    ended: bool
    clock: RemoteClock | None
    slide: SlideLine | None
    note: Note | None = None
    shown: OnTheWall | None = None
    turns: Turns | None = None


def screen(snapshot: Snapshot, viewer: Presenter, addresses: Addresses) -> Remote:
    piece = snapshot.meeting
    meeting, say, at = (
        piece.meeting,
        Speaker(piece, viewer.language),
        f"/presenter/{viewer.meeting_id}",
    )
    now = None if meeting.ended else now_on(piece.row, theme_shown(piece))
    until, up = clock(piece).until, put_up(piece, opens_door=addresses.opens_door(meeting))
    return Remote(
        language=viewer.language,
        at=at,
        meeting=say(meeting.name_id),
        step=piece.step,
        ended=meeting.ended,
        clock=RemoteClock(viewer.language, until) if until else None,
        slide=_line(now) if now else None,
        **(_of_slide(say, now, at, up) if now else {}),
    )


def _of_slide(say: Speaker, now: Slide, at: str, up: Collection[Shown]) -> dict[str, Any]:
    piece, theme, cover = say.piece, now.theme, Cover.over(up)
    instead = "" if theme else next((said for what, said in _INSTEAD if what in up), "")
    back, further = slide_before(piece.rows, now), next_slide(piece.rows, now)
    return {
        "note": Note(
            say.language, _note(say, piece.notes[theme]) if theme in piece.notes else None
        ),
        "shown": OnTheWall(
            say.language,
            theme,
            columns=columns(say, theme) if theme else (),
            gatherings=() if theme or instead else gatherings(say),
            covered=cover.says["name"] if cover else "",
            instead=instead,
        ),
        "turns": Turns(
            say.language,
            at,
            _line(now),
            back=_line(back) if back else None,
            next=_line(further) if further else None,
        ),
    }


# In the order in which the wall prefers them.
_INSTEAD = (
    (Shown.became, opening.Became.told),
    (Shown.principles, opening.Principles.told),
)


def _line(slide: Slide) -> SlideLine:
    return SlideLine(slide.row_id, slide.theme)


def _note(say: Speaker, text_id: int) -> Said | None:
    said = say(text_id)
    return said if said.words else None
