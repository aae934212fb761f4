"""Finds whose a row is: the meeting, small group or phone, by the value in one of its columns."""

from typing import Any

from sqlalchemy import bindparam, union_all
from sqlmodel import col, select

from app.method.text_columns import OF_ACTIONS, OF_IDEAS, OF_MEETING, OF_ROUND, TextColumns
from app.models import (
    AgreedAction,
    Device,
    Idea,
    Meeting,
    Membership,
    Merge,
    Person,
    Proposal,
    Seat,
    SmallGroup,
    Survey,
    VoteRound,
)

_KEY: Any = bindparam("key")


def owners_of_text(held: TextColumns) -> Any:
    """Finds, for a text, the owners of the rows that it is in."""
    return union_all(*(select(owner).where(column == _KEY) for column, owner in held))


MEETINGS_OF_ROUND = select(Meeting.id).where(col(Meeting.round_id) == _KEY)
MEETINGS_OF_TEXT = union_all(
    *(select(owner).where(column == _KEY) for column, owner in OF_MEETING),
    *(
        select(Meeting.id).join(owner.class_, col(Meeting.round_id) == owner).where(column == _KEY)
        for column, owner in OF_ROUND
    ),
)
MEETINGS_OF_PROPOSED_TEXT = union_all(
    *(select(owner).where(column == _KEY) for column, owner in OF_ACTIONS),
    *(
        select(Proposal.meeting_id)
        .join(Idea, col(Idea.id) == col(Proposal.idea_id))
        .where(column == _KEY)
        for column, _ in OF_IDEAS
    ),
)
MEETING_OF_MERGE = select(Merge.meeting_id).where(col(Merge.id) == _KEY)
MEETING_OF_PROPOSED_IDEA = select(Proposal.meeting_id).where(col(Proposal.idea_id) == _KEY)
MEETING_OF_VOTE_ROUND = select(VoteRound.meeting_id).where(col(VoteRound.id) == _KEY)
MEETING_OF_GROUP = select(SmallGroup.meeting_id).where(col(SmallGroup.id) == _KEY)
MEETING_OF_PERSON = select(Person.meeting_id).where(col(Person.id) == _KEY)
MEETING_OF_PHONE = select(Device.meeting_id).where(col(Device.id) == _KEY)
MEETING_OF_SURVEY = select(Survey.meeting_id).where(col(Survey.id) == _KEY)
MEETING_OF_ACTION = select(AgreedAction.meeting_id).where(col(AgreedAction.id) == _KEY)
GROUP_OF_IDEA = select(Idea.small_group_id).where(col(Idea.id) == _KEY)
GROUP_OF_PERSON = select(Membership.small_group_id).where(
    col(Membership.person_id) == _KEY, col(Membership.until).is_(None)
)
GROUPS_AT_PHONE = (
    select(Membership.small_group_id)
    .join(Seat, col(Seat.person_id) == col(Membership.person_id))
    .where(col(Seat.device_id) == _KEY, col(Membership.until).is_(None))
)
PHONE_OF_PERSON = select(Seat.device_id).where(col(Seat.person_id) == _KEY)
