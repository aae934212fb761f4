"""What the meeting agreed, who wants to take part in it, and what the municipality answers to every proposal."""

from sqlalchemy import BigInteger, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.models.column_kinds import UNORDERED, added_later, key, ref, whole, word
from app.vocabulary import MunicipalAnswer, Theme


class AgreedAction(SQLModel, table=True):
    """An action that the meeting agreed on. `owner`: a body or an office, never a private person.
    `due_on`: ISO date or nothing. `dropped`: taken away.

    `owner_says_yes`: False while the owner still has to be asked. `said_yes_to`: the earlier words
    to which the owner said yes, if the action has been reworded since. The action serves a `theme` or a
    goal in words.
    `review_on`: when it is looked at next. `corrected_on`: when its words were last changed after
    the evening.
    `interested`: how many people wanted to take part of whom nothing else is known any more.
    """

    __tablename__ = "agreed_action"
    id: int = key()
    meeting_id: int = ref("meeting", index=True)
    position: int = whole(1)
    idea_id: int | None = Field(
        default=None, sa_type=BigInteger, foreign_key="idea.id", nullable=True
    )
    title_id: int = ref("text")
    owner_id: int = ref("text")
    first_step_id: int = ref("text")
    due_on: str = ""
    revision: int = whole(1)
    dropped: bool = False
    owner_says_yes: bool = added_later(default=False)
    said_yes_to_id: int | None = ref("text", optional=True)
    theme: Theme | None = word(Theme, optional=True)
    goal_id: int | None = ref("text", optional=True)
    partners_id: int | None = ref("text", optional=True)
    indicator_id: int | None = ref("text", optional=True)
    review_on: str = added_later(default="")
    corrected_on: str = added_later(default="")
    interested: int = added_later(default=0)


class ProposalAnswer(SQLModel, table=True):
    """The municipality's answer to a proposal, and why. It may be replaced by another."""

    __tablename__ = "proposal_answer"
    __table_args__ = UNORDERED
    proposal_id: int = ref("proposal", primary_key=True)
    answer: MunicipalAnswer = word(MunicipalAnswer)
    because_id: int = ref("text")


class Interest(SQLModel, table=True):
    """ "I want to take part": counted, never named. It leads to a person only while their phone is
    known.
    """

    __tablename__ = "interest"
    __table_args__ = UNORDERED
    agreed_action_id: int = ref("agreed_action", primary_key=True)
    person_id: int = ref("person", primary_key=True)


class Contact(SQLModel, table=True):
    """How to reach somebody who wants to take part: freely given, sealed, and shown to the
    coordinator alone.

    It has a person while their phone is known, so that they can take it back.
    """

    __tablename__ = "contact"
    __table_args__ = (UniqueConstraint("agreed_action_id", "person_id"),)
    id: int = key()
    agreed_action_id: int = ref("agreed_action", index=True)
    person_id: int | None = ref("person", index=True, optional=True)
    sealed: bytes = Field(sa_type=LargeBinary)
