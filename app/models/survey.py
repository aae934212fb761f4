"""The feedback survey: sealed forms while it is open, afterwards answers that lead to nobody."""

from sqlalchemy import BigInteger, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.models.column_kinds import key, peoples_words, ref, seconds, whole, word
from app.vocabulary import Role, RoundState, Source


class Survey(SQLModel, table=True):
    """A meeting's survey. `until`: when it closes; None: with the meeting. The following numbers
    are counted at the close.

    `forms`: how many people answered or skipped at least one question; `through`: how many of them
    every question. `papers`: how many forms on paper are among the answers, besides these. `lost`:
    how many forms nobody can read any more, since their key is gone.
    """

    __tablename__ = "survey"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)
    id: int = key()
    meeting_id: int = ref("meeting", index=True)
    number: int = whole(1)
    state: RoundState = word(RoundState, default=RoundState.open)
    until: int | None = seconds(optional=True)
    forms: int = whole()
    through: int = whole()
    papers: int = whole()
    lost: int = whole()


class SurveyForm(SQLModel, table=True):
    """What one person has answered so far, or one form on paper. The person is a pseudonym under
    the survey's key; see `sealing`.

    Removed once its answers are released. `begun`: some of its answers have been released, so it
    can no longer be taken out.
    """

    __tablename__ = "survey_form"
    __table_args__ = (UniqueConstraint("survey_id", "pseudonym"),)
    id: int = key()
    survey_id: int = ref("survey", index=True)
    pseudonym: bytes = Field(sa_type=LargeBinary)
    sealed: bytes = Field(sa_type=LargeBinary)
    through: bool = False
    source: Source = word(Source, default=Source.phone)
    begun: bool = False


class SurveyAnswer(SQLModel, table=True):
    """One released answer to one question, linked to no other: a level, an action, or words."""

    __tablename__ = "survey_answer"
    id: int = key()
    survey_question_id: int = ref("survey_question", index=True)
    role: Role | None = word(Role, optional=True)
    level: int | None = whole(None, optional=True)
    action_id: int | None = Field(
        default=None, sa_type=BigInteger, foreign_key="agreed_action.id", nullable=True
    )
    words: str | None = peoples_words(optional=True)
