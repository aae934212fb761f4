"""Reports of discussion sessions, as their secretaries write them; erased when they have been dealt with."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.models.column_kinds import UNORDERED, key, peoples_words, ref, whole, word
from app.vocabulary import N_, Language, Word


class ReportState(Word):
    """The state of a discussion group's report. Once it is `dealt` with, none of its words are
    left.
    """

    open = "open", N_("Being written")
    sent = "sent", N_("Sent")
    dealt = "dealt", N_("Dealt with and erased")


class Went(Word):
    """What the coordinator made of a line of a report."""

    result = "result", N_("Key result")
    card = "card", N_("Card")
    suggestion = "suggestion", N_("Suggestion")


class Report(SQLModel, table=True):
    """The report of one discussion group of a session: `number`, from 1. `language`: in which it is
    written.
    """

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("gathering_id", "meeting_id", "number"),)
    id: int = key()
    meeting_id: int = ref("meeting", index=True)
    gathering_id: int = ref("gathering", index=True)
    number: int = whole()
    state: ReportState = word(ReportState)
    language: Language = word(Language)


class ReportAnswer(SQLModel, table=True):
    """The answer to one question, or a fact of the group; `place` names which.

    `beside`: what others wrote in the same place meanwhile, until one of the wordings is chosen.
    """

    __tablename__ = "report_answer"
    __table_args__ = UNORDERED
    report_id: int = ref("report", primary_key=True)
    place: str = Field(primary_key=True)
    words: str = peoples_words()
    beside: str = peoples_words()
    revision: int = whole(1)


class ReportLine(SQLModel, table=True):
    """What was made of a line of a report. `digest`: a digest of its words. `made_id`: the row that
    was made of it.
    """

    __tablename__ = "report_line"
    __table_args__ = UNORDERED
    report_id: int = ref("report", primary_key=True)
    place: str = Field(primary_key=True)
    digest: str = Field(primary_key=True)
    went: Went = word(Went, primary_key=True)
    made_id: int = whole()
