"""Since when a meeting has been over, and what of it has been erased since."""

from sqlalchemy import false
from sqlmodel import Field, SQLModel

from app.models.column_kinds import UNORDERED, ref, seconds


class Retention(SQLModel, table=True):
    """What is erased of a meeting. `over_at`: since when it has been over. `seen_at`: when the
    clock was last looked at. See `erasing.retention`.
    """

    __tablename__ = "retention"
    __table_args__ = UNORDERED
    meeting_id: int = ref("meeting", primary_key=True)
    over_at: int = seconds()
    seen_at: int = seconds()
    phones_gone: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    words_gone: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
