"""What an act touches, by which a connection is woken: the kinds of scopes, and when each was touched last."""

from enum import StrEnum

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from app.models.columns import UNORDERED, ref, whole, word


class ScopeKind(StrEnum):
    """What an act touches; a connection is woken by a scope of its own alone. Which rows are whose: `reading.scopes`.

    `meeting`, `programme` (the step, its clock, what hangs): of them everybody's screen is made. `group`: what console
    and wall show of one; `table`, `leans`: what its phones alone do. `proposals`: until agreed. `phone`, `link`:
    by which a viewer is found; `phones`: by which all at phones are, and nobody is woken. `sealed`: of one person.
    """

    meeting = "meeting"
    programme = "programme"
    proposals = "proposals"
    group = "group"
    table = "table"
    leans = "leans"
    person = "person"
    hall = "hall"
    votes = "votes"
    forms = "forms"
    interests = "interests"
    calls = "calls"
    last_acts = "last_acts"
    phone = "phone"
    phones = "phones"
    link = "link"
    sealed = "sealed"


class Scope(SQLModel, table=True):
    """The sequence of the last act that touched what a kept piece is made of; see `reading.scopes`."""

    __tablename__ = "scope"
    __table_args__ = UNORDERED
    meeting_id: int = ref("meeting", primary_key=True)
    kind: ScopeKind = word(ScopeKind, primary_key=True)
    subject_id: int = Field(primary_key=True, sa_type=BigInteger)
    sequence: int = whole()
