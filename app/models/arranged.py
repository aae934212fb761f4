"""What is arranged around a meeting: possible owners of actions, how many people come, meetings
that were removed.
"""

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from app.models.column_kinds import UNORDERED, added_later, key, peoples_words, ref, seconds, whole


class PreparedOwner(SQLModel, table=True):
    """A body or an office that could start an action. `told_on`: the ISO date on which it was
    informed, or nothing.
    """

    __tablename__ = "prepared_owner"
    id: int = key()
    meeting_id: int = ref("meeting", index=True)
    position: int = whole()
    name_id: int = ref("text")
    told_on: str = added_later(default="")


class Expected(SQLModel, table=True):
    """How many people have said that they come, by one property at a time: no row is of a person,
    and none combines two properties.

    `what`: see `preparing.expecting`.
    """

    __tablename__ = "expected"
    __table_args__ = UNORDERED
    meeting_id: int = ref("meeting", primary_key=True)
    what: str = Field(primary_key=True)
    number: int = whole()


class RemovedMeeting(SQLModel, table=True):
    """A meeting that was removed and can be put back for some time. `name`: JSON, by language.

    `stored`: everything of it in the form in which meetings are carried to another computer,
    sealed.
    """

    __tablename__ = "removed_meeting"
    id: int = key()
    municipality_id: int = ref("municipality", index=True)
    name: str = peoples_words()
    stored: bytes = Field(sa_type=LargeBinary)
    removed_at: int = seconds()
