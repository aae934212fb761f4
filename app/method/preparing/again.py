"""Copies a meeting: what was prepared for it, with new texts, without what was erased, and nothing
that happened in it.
"""

from typing import Any

from app import texts
from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act
from app.method.preparing.content import add_meeting, add_round, content_of, without_erased
from app.method.preparing.meeting import municipality_for
from app.method.rules import meeting_of
from app.models import Meeting
from app.vocabulary import N_, Language

COPY_OF = N_("Copy of %(name)s")
# A copy is held in the same house.
OF_HOUSE = ("address", "network", "network_password")


def copy_meeting(act: Act, meeting_id: int, coordinator_id: int) -> int:
    """Copies a meeting into a round of its own, without reports. Returns the new meeting's id.

    The round has copies of the groups, sessions and results. It is of the coordinator's own
    municipality: every coordinator prepares the sample, but nobody else a copy of it.
    """
    content = without_erased(content_of(act.book, meeting_id))
    whose = municipality_for(act, coordinator_id, content["municipality"])
    round_id = add_round(act, content, whose)
    copy_id = add_meeting(act, content, round_id)
    stay_in_house(act, meeting_id, copy_id)
    _call_copy(act, copy_id)
    return copy_id


def stay_in_house(act: Act, meeting_id: int, copy_id: int) -> None:
    meeting = meeting_of(act.book, meeting_id)
    same: dict[str, Any] = {name: getattr(meeting, name) for name in OF_HOUSE}
    act.book.change(Meeting, {"id": copy_id}, **same)


def _call_copy(act: Act, copy_id: int) -> None:
    copy = meeting_of(act.book, copy_id)
    for tag, name in wordings.said(act.book, copy.name_id).items():
        language = Language(tag) if tag in set(Language) else copy.main_language
        words = texts.say(COPY_OF, language, name=name)
        wordings.say(act.book, copy.name_id, tag, words[: LIMIT.title])
