"""The kinds of scopes that an act can touch, and by which a connection is woken; and when each was
touched last.
"""

from enum import StrEnum

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from app.models.column_kinds import UNORDERED, ref, whole, word


class ScopeKind(StrEnum):
    """What an act touches. A connection is woken only by the scopes of its own screen. Which rows
    belong to which: `reading.scopes`.

    `meeting`, `programme` (the step, its clock, what hangs): everybody's screen depends on these.
    `group`: what not only its own phones show of one small group; see `GroupPiece`. `group_work`,
    `leans`: what only these show; see `GroupWorkPiece`.
    `proposals`: from proposing to agreeing.
    `phone`, `link`: the rows by which a viewer is found. `phones`: those of all phones, which wakes
    nobody. `sealed`: of one person.
    """

    meeting = "meeting"
    programme = "programme"
    proposals = "proposals"
    group = "group"
    group_work = "group_work"
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


# These are stamped for some people alone: their stamps would tell which of them acted last.
OF_SOME = frozenset({ScopeKind.group, ScopeKind.group_work, ScopeKind.leans, ScopeKind.person})


class Scope(SQLModel, table=True):
    """The sequence of the last act that touched a scope, by which cached pieces are known to be
    valid; see `reading.scopes`.
    """

    __tablename__ = "scope"
    __table_args__ = UNORDERED
    meeting_id: int = ref("meeting", primary_key=True)
    kind: ScopeKind = word(ScopeKind, primary_key=True)
    subject_id: int = Field(primary_key=True, sa_type=BigInteger)
    sequence: int = whole()
