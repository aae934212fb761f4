"""How people follow the meeting in a language: its interpreters, and where else they can hear the
talk in it.
"""

from sqlmodel import SQLModel

from app.models.column_kinds import UNORDERED, added_later, language_tag, ref, seconds, whole


class Interpreting(SQLModel, table=True):
    """A language that people follow the meeting in. `language`: any, by its tag. `interpreters`:
    how many seats they have. `since`: when the current one began, if two take turns. `talk`: the
    address of an outside service or call.
    """

    __tablename__ = "interpreting"
    __table_args__ = UNORDERED
    meeting_id: int = ref("meeting", primary_key=True)
    language: str = language_tag(primary_key=True)
    interpreters: int = whole()
    since: int | None = seconds(optional=True)
    talk: str = added_later(default="")
