"""What the ends of the axes mean in this municipality: the coordinator's or the usual words."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.db import Book
from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act
from app.method.preparing.translations import new_text, reword
from app.method.refusals import Refusal, require
from app.method.rules import meeting_of
from app.method.wordings import Words
from app.models import Idea, Meeting, Placement, SmallGroup
from app.vocabulary import N_, Effort, Impact

# By the column for the coordinator's own words.
USUAL: Mapping[str, str] = {
    "effort_low_id": N_("this year, with our own staff"),
    "effort_high_id": N_("new money, the council decides"),
    "impact_low_id": N_("a few people see the difference"),
    "impact_high_id": N_("most residents see the difference"),
}
ENDS: Mapping[str, Effort | Impact] = {
    "effort_low_id": Effort.easy,
    "effort_high_id": Effort.laborious,
    "impact_low_id": Impact.small,
    "impact_high_id": Impact.large,
}


placed_by_ends = Refusal(
    "placed_by_ends", N_("Groups have placed ideas by these words. What the ends mean stays.")
)


def usual_ends(column: str) -> Words:
    """The usual words, in the languages of the desk."""
    return wordings.of_hall(USUAL[column])


def may_set_ends(book: Book, meeting_id: int) -> Refusal | None:
    """Refuses once an idea has been placed, by the words that the ends had then."""
    groups = book.all(SmallGroup, meeting_id=meeting_id)
    ideas = (idea for group in groups for idea in book.all(Idea, small_group_id=group.id))
    is_placed = any(
        idea.effort is not None or book.count(Placement, idea_id=idea.id) for idea in ideas
    )
    return placed_by_ends if is_placed else None


def set_ends(act: Act, ends: Mapping[str, Words]) -> None:
    """Sets the words, by column. An end without words gets the usual ones.

    Once ideas have been placed, a missing language may be added, and nothing altered.
    """
    before = _shown(act, ends)
    _set(act, ends)
    now = _shown(act, ends)
    is_altered = any(then.items() - now[end].items() for end, then in before.items())
    require(may_set_ends(act.book, act.meeting_id) if is_altered else None)


def _shown(act: Act, ends: Iterable[str]) -> dict[str, Words]:
    """What these ends mean now, by column."""
    meeting = meeting_of(act.book, act.meeting_id)
    return {
        column: wordings.said(act.book, getattr(meeting, column) or 0) or usual_ends(column)
        for column in ends
    }


def _set(act: Act, ends: Mapping[str, Words]) -> None:
    meeting = meeting_of(act.book, act.meeting_id)
    for column, words in ends.items():
        text_id = getattr(meeting, column)
        if text_id is not None:
            reword(act, text_id, words, LIMIT.end, may_be_empty=True)
        elif not wordings.is_silent(words):
            own: dict[str, Any] = {column: new_text(act, words, LIMIT.end)}
            act.book.change(Meeting, {"id": meeting.id}, **own)
