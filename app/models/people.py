"""Who is in the room: a device is not a person, and a person is not a seat at a table."""

from sqlalchemy import BigInteger, Index, Integer, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.models.column_kinds import (
    UNORDERED,
    added_later,
    key,
    ref,
    seconds,
    unique_where,
    whole,
    word,
)
from app.vocabulary import Call, Language, Role


class Device(SQLModel, table=True):
    """A phone, known by the hash of its cookie. `present`: known from a request or a connection,
    and stored without a time.

    `turn`: the seat whose turn it is, if several people share the phone; None: the first one who
    has not done it yet.
    `hosts`: it acts for its table, and nobody does anything alone by it. `knows_table`: the groups
    that were at its table when that was last shown, as long as its people have not agreed to
    another one; see `people.telling`.
    """

    __tablename__ = "device"
    id: int = key()
    meeting_id: int = ref("meeting", index=True)
    token_hash: str = Field(unique=True)
    present: bool = False
    turn: int | None = whole(None, optional=True)
    hosts: bool = added_later(default=False)
    knows_table: str | None = Field(default=None, nullable=True)


class Person(SQLModel, table=True):
    """Somebody who takes part, without a name. `language`: of the screen. `reads`: the tag of the
    language for people's words, if that is another one.
    `language_tie`: would like to sit with somebody who speaks the same language.
    """

    __tablename__ = "person"
    id: int = key()
    meeting_id: int = ref("meeting", index=True)
    role: Role = word(Role)
    language: Language = word(Language)
    reads: str = added_later(default="", max_length=24)
    language_tie: bool = added_later(default=False)


class Seat(SQLModel, table=True):
    """A person at a device; several people can share one. `gone`: no longer takes part.

    `taken_out`: gone because the phone was not there; takes part again once it is.
    """

    __tablename__ = "seat"
    __table_args__ = (
        UniqueConstraint("device_id", "person_id"),
        Index("uq_seat_position", "device_id", "position", unique=True),
    )
    id: int = key()
    device_id: int = ref("device", index=True)
    person_id: int = ref("person", index=True)
    position: int = whole()
    gone: bool = added_later(default=False)
    taken_out: bool = added_later(default=False)


class SmallGroup(SQLModel, table=True):
    """A small group at a table. `headcount`: people at the table, if they are more than its phones
    tell.

    `merged_into`: the group that this one has become a part of; its number is free for another.
    """

    __tablename__ = "small_group"
    __table_args__ = (
        unique_where("uq_small_group_number", "meeting_id", "number", where="merged_into IS NULL"),
    )
    id: int = key()
    meeting_id: int = ref("meeting", index=True)
    number: int = whole(1)
    headcount: int | None = whole(None, optional=True)
    dissolved: bool = False
    merged_into: int | None = ref("small_group", optional=True)


class Membership(SQLModel, table=True):
    """One period in a group, in the meeting's sequence: from `since` on, until `until` if that is
    set.
    """

    __tablename__ = "membership"
    __table_args__ = (unique_where("uq_membership_current", "person_id", where="until IS NULL"),)
    id: int = key()
    small_group_id: int = ref("small_group", index=True)
    person_id: int = ref("person", index=True)
    since: int = Field(sa_type=BigInteger)
    until: int | None = whole(None, optional=True)


class TableCall(SQLModel, table=True):
    """A table asks somebody to come. It is not stored who raised the hand. A `need` has a row of
    its own, `QuietCall`.

    `sequence`: the meeting's, when it asked.
    """

    __tablename__ = "table_call"
    __table_args__ = UNORDERED
    small_group_id: int = ref("small_group", primary_key=True)
    call: Call = word(Call, primary_key=True)
    sequence: int = added_later(default=0)


class QuietCall(SQLModel, table=True):
    """Somebody at this phone needs a facilitator. Facilitators see the table, or the tag while
    there is no table; no other phone sees anything.

    `answered_at`: since when one is on the way. The row is removed soon after, and at the meeting's
    end.
    """

    __tablename__ = "quiet_call"
    __table_args__ = UNORDERED
    device_id: int = ref("device", primary_key=True)
    answered_at: int | None = seconds(optional=True)


class TableSeat(SQLModel, table=True):
    """Where a person sits, told by the code on the table. It is kept until the groups are formed by
    it.
    """

    __tablename__ = "table_seat"
    __table_args__ = UNORDERED
    person_id: int = ref("person", primary_key=True)
    number: int = whole()


class Draft(SQLModel, table=True):
    """What a person sent and what could not be saved as meant: given back by a GET until it is
    saved or discarded.

    Never a survey answer, a vote or a contact.
    """

    __tablename__ = "draft"
    __table_args__ = UNORDERED
    person_id: int = ref("person", primary_key=True)
    form: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    words: str


class Operation(SQLModel, table=True):
    """An act that added something, or a form of an office, by a digest of its intent, so that it is
    never done twice; `leads`: see `Intent`. Or the newest act for an end that is everybody's, by a
    digest of the end; `page`, `count` and `said` are the intent's. See `live.intents`.
    """

    __tablename__ = "operation"
    __table_args__ = UNORDERED
    meeting_id: int = ref("meeting", primary_key=True)
    intent: str = Field(primary_key=True, max_length=64)
    sequence: int = added_later(default=0)
    page: str = added_later(default="", max_length=64)
    count: int = added_later(default=0, sa_type=Integer)
    said: str = added_later(default="", max_length=64)
    leads: str = added_later(default="", max_length=300)
