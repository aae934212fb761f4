"""Words that come once those of the meeting have been erased: by a form on paper, or in a report."""

from app.method.act import Act
from app.models import Retention


def keep_as_long(act: Act) -> None:
    """Keeps what comes now for as long as what was there before. While that is still kept, nothing
    changes.
    """
    erased = {"meeting_id": act.meeting_id, "words_gone": True}
    act.book.change(Retention, erased, words_gone=False, over_at=act.now, seen_at=act.now)
