"""Which columns hold texts, each with the column that says to what its row belongs; and how long
such a text may be.
"""

from typing import Any

from sqlmodel import SQLModel, col

from app.limits import LIMIT
from app.models import (
    AgreedAction,
    BecameOf,
    Card,
    Gathering,
    Idea,
    KeyResult,
    Meeting,
    PopulationGroup,
    PreparedOwner,
    Principle,
    ProgrammeRow,
    SlideNote,
    SuggestedAction,
    SurveyQuestion,
    TalkLine,
)

TextColumns = tuple[tuple[Any, Any], ...]


def _held(owner: Any, *columns: Any) -> TextColumns:
    return tuple((col(column), col(owner)) for column in columns)


# By the id of the meeting.
OF_MEETING: TextColumns = (
    *_held(
        Meeting.id,
        Meeting.name_id,
        Meeting.place_id,
        Meeting.effort_low_id,
        Meeting.effort_high_id,
        Meeting.impact_low_id,
        Meeting.impact_high_id,
    ),
    *_held(ProgrammeRow.meeting_id, ProgrammeRow.name_id),
    *_held(Card.meeting_id, Card.text_id, Card.seen_id),
    *_held(SuggestedAction.meeting_id, SuggestedAction.text_id),
    *_held(Principle.meeting_id, Principle.text_id),
    *_held(PreparedOwner.meeting_id, PreparedOwner.name_id),
    *_held(BecameOf.meeting_id, BecameOf.text_id),
    *_held(
        SurveyQuestion.meeting_id,
        SurveyQuestion.text_id,
        SurveyQuestion.low_id,
        SurveyQuestion.high_id,
        SurveyQuestion.seen_id,
    ),
)
OF_ACTIONS: TextColumns = _held(
    AgreedAction.meeting_id,
    AgreedAction.title_id,
    AgreedAction.owner_id,
    AgreedAction.first_step_id,
    AgreedAction.said_yes_to_id,
    AgreedAction.goal_id,
    AgreedAction.partners_id,
    AgreedAction.indicator_id,
)
# By the id of the round.
OF_ROUND: TextColumns = (
    *_held(PopulationGroup.round_id, PopulationGroup.name_id),
    *_held(Gathering.round_id, Gathering.place_id, Gathering.language_id, Gathering.how_id),
    *_held(KeyResult.round_id, KeyResult.text_id),
    *_held(SlideNote.round_id, SlideNote.text_id),
)
# By the id of the small group.
OF_IDEAS: TextColumns = _held(Idea.small_group_id, Idea.title_id, Idea.what_id, Idea.who_id)
OF_TALK: TextColumns = _held(TalkLine.small_group_id, TalkLine.text_id)

# How many letters such a text may have, in each language; any other one `LIMIT.text`.
_MOST: dict[tuple[type[SQLModel], str], int] = {
    (Meeting, "name_id"): LIMIT.title,
    (Meeting, "place_id"): LIMIT.title,
    (Meeting, "effort_low_id"): LIMIT.end,
    (Meeting, "effort_high_id"): LIMIT.end,
    (Meeting, "impact_low_id"): LIMIT.end,
    (Meeting, "impact_high_id"): LIMIT.end,
    (ProgrammeRow, "name_id"): LIMIT.title,
    (PreparedOwner, "name_id"): LIMIT.title,
    (SurveyQuestion, "low_id"): LIMIT.title,
    (SurveyQuestion, "high_id"): LIMIT.title,
    (AgreedAction, "title_id"): LIMIT.title,
    (PopulationGroup, "name_id"): LIMIT.title,
    (Gathering, "place_id"): LIMIT.title,
    (Gathering, "language_id"): LIMIT.title,
    (SlideNote, "text_id"): LIMIT.note,
    (Idea, "title_id"): LIMIT.title,
    (TalkLine, "text_id"): LIMIT.talk,
}


def most_letters(kind: type[SQLModel], column: str) -> int:
    """How many letters a text of this column may have, whoever says it in another language too."""
    return _MOST.get((kind, column), LIMIT.text)
