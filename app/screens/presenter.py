"""The presenter's remote: the slide that is on, with its notes."""

from app.method.results import Slide, next_slide, now_on, slide_before
from app.reading.snapshot import Snapshot
from app.screens import wording
from app.screens.contexts.presenter import Remote, SlideLine
from app.screens.contexts.shared import Said
from app.screens.wording import Speaker
from app.viewer import Presenter


def screen(snapshot: Snapshot, viewer: Presenter) -> Remote:
    piece = snapshot.meeting
    meeting, say = piece.meeting, Speaker(piece, viewer.language)
    now = None if meeting.ended else now_on(piece.row, wording.theme_shown(piece))
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
        columns=wording.columns(say, theme) if theme else (),
        gatherings=wording.gatherings(say) if now and not theme else (),
    )


def _line(slide: Slide | None) -> SlideLine | None:
    return SlideLine(slide.row_id, slide.theme) if slide else None


def _note(say: Speaker, text_id: int) -> Said | None:
    said = say(text_id)
    return said if said.words else None
