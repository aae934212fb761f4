"""Small groups that became one: what is needed to count correctly, to show what each had decided,
and to separate them.
"""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from app.models.column_kinds import UNORDERED, added_later, key, ref, whole, word
from app.vocabulary import Category, Reason, Source


class Merge(SQLModel, table=True):
    """Group `away` is a part of group `kept` from `since` on, until `until` if that is set; in the
    meeting's sequence.

    `made`: a digest of what the merged group had at the beginning. While it is the same, they have
    made nothing together.
    """

    __tablename__ = "merge"
    id: int = key()
    meeting_id: int = ref("meeting", index=True)
    kept_id: int = ref("small_group")
    away_id: int = ref("small_group")
    since: int = Field(sa_type=BigInteger)
    until: int | None = whole(None, optional=True)
    made: str = ""


class EarlierDecision(SQLModel, table=True):
    """What one of the two groups had decided on a card where they differed. It is kept and shown;
    the card is open again.
    """

    __tablename__ = "earlier_decision"
    __table_args__ = UNORDERED
    merge_id: int = ref("merge", primary_key=True)
    card_id: int = ref("card", primary_key=True)
    small_group_id: int = ref("small_group", primary_key=True)
    category: Category = word(Category)
    reason: Reason | None = word(Reason, optional=True)
    source: Source = word(Source)
    after_picture: bool = added_later(default=False, earlier="false")


class BroughtIdea(SQLModel, table=True):
    """An idea that came with the group that was merged away. `number`: the one that it had
    there.
    """

    __tablename__ = "brought_idea"
    __table_args__ = UNORDERED
    merge_id: int = ref("merge", primary_key=True)
    idea_id: int = ref("idea", primary_key=True)
    number: int = whole(1)
