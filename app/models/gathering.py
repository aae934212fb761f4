"""What came out of part I: the gatherings held and their key results."""

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from app.models.columns import key, ref, whole, word
from app.vocabulary import Theme


class Gathering(SQLModel, table=True):
    """`held_on`: ISO date."""

    __tablename__ = "gathering"
    id: int = key()
    round_id: int = ref("round", index=True)
    population_group_id: int = ref("population_group")
    position: int = whole()
    held_on: str
    participants: int = whole()
    place_id: int = ref("text")
    language_id: int = ref("text")
    how_id: int = ref("text")


class KeyResult(SQLModel, table=True):
    __tablename__ = "key_result"
    id: int = key()
    round_id: int = ref("round", index=True)
    population_group_id: int = ref("population_group")
    theme: Theme = word(Theme)
    position: int = whole()
    text_id: int = ref("text")


class SlideNote(SQLModel, table=True):
    """What the presenter has beside the slide of a theme; no other screen shows it."""

    __tablename__ = "slide_note"
    __table_args__ = (UniqueConstraint("round_id", "theme"),)
    id: int = key()
    round_id: int = ref("round", index=True)
    theme: Theme = word(Theme)
    text_id: int = ref("text")
