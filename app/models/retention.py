"""Since when a meeting has been over, and what of it has been erased since."""

from sqlmodel import SQLModel

from app.models.column_kinds import UNORDERED, added_later, ref, seconds


class Retention(SQLModel, table=True):
    """What is erased of a meeting. `over_at`: since when it has been over. `seen_at`: when the
    clock was last looked at. See `erasing.retention`.
    """

    __tablename__ = "retention"
    __table_args__ = UNORDERED
    meeting_id: int = ref("meeting", primary_key=True)
    over_at: int = seconds()
    seen_at: int = seconds()
    phones_gone: bool = added_later(default=False)
    words_gone: bool = added_later(default=False)
