"""The results of part I: the gatherings held, and their key results."""

from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from app.models.column_kinds import added_later, key, ref, whole, word
from app.vocabulary import Theme


def _counted() -> Any:
    return added_later(default=0)


class Gathering(SQLModel, table=True):
    """A gathering of one population group. `held_on`: ISO date, `begins`: time of day, both as
    planned. `participants`: how many came; 0 before it was held.

    `discussion_groups`, `leaders`, `secretaries`: how many, without names. `invited`, `coming`: to
    the meeting.
    """

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
    begins: str = added_later(default="")
    organisation: str = added_later(default="")
    discussion_groups: int = _counted()
    leaders: int = _counted()
    secretaries: int = _counted()
    invited: int = _counted()
    coming: int = _counted()


class KeyResult(SQLModel, table=True):
    __tablename__ = "key_result"
    id: int = key()
    round_id: int = ref("round", index=True)
    population_group_id: int = ref("population_group")
    theme: Theme = word(Theme)
    position: int = whole()
    text_id: int = ref("text")


class SlideNote(SQLModel, table=True):
    """The presenter's note on the slide of a theme; no other screen shows it."""

    __tablename__ = "slide_note"
    __table_args__ = (UniqueConstraint("round_id", "theme"),)
    id: int = key()
    round_id: int = ref("round", index=True)
    theme: Theme = word(Theme)
    text_id: int = ref("text")
