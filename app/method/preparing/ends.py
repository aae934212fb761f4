"""What the ends of the axes mean in this municipality: the coordinator's or the usual words."""

from collections.abc import Mapping
from typing import Any

from app.limits import LIMIT
from app.method.act import Act
from app.method.preparing.translations import reword, written
from app.method.rules import meeting_of
from app.method.wordings import Words
from app.models import Meeting
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


def set_ends(act: Act, ends: Mapping[str, Words]) -> None:
    """Sets the words, by column. An end without words gets the usual ones."""
    meeting = meeting_of(act.book, act.meeting_id)
    for column, words in ends.items():
        text_id = getattr(meeting, column)
        if text_id is not None:
            reword(act, text_id, words, LIMIT.end, may_be_empty=True)
        elif any(said.strip() for said in words.values()):
            own: dict[str, Any] = {column: written(act, words, LIMIT.end)}
            act.book.change(Meeting, {"id": meeting.id}, **own)
