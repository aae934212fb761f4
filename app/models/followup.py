"""What becomes of what was agreed: the log of each action, the link of its owner, and what has been
published.
"""

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from app.models.column_kinds import UNORDERED, added_later, key, peoples_words, ref, whole, word
from app.vocabulary import N_, Word


class FollowState(Word):
    """How far an agreed action has come."""

    waiting = "waiting", N_("Not begun yet")
    going_on = "going_on", N_("Under way")
    done = "done", N_("Carried out")
    not_done = "not_done", N_("Will not be done")


class FollowedAction(SQLModel, table=True):
    """An agreed action that is followed up. `version`, `open`: of the link by which its owner
    reports; see `app.links`.

    `brought`: as in `Link`.
    """

    __tablename__ = "followed_action"
    __table_args__ = UNORDERED
    agreed_action_id: int = ref("agreed_action", primary_key=True)
    version: int = whole(1)
    open: bool = added_later(default=True)
    brought: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)


class FollowEntry(SQLModel, table=True):
    """One entry of an action's log. Entries are added and never rewritten.

    `position`: counted from 1. `said_on`: ISO. `by_owner`: False if the coordinator wrote it.
    `corrects`: the position of the entry that it sets right.
    """

    __tablename__ = "follow_entry"
    id: int = key()
    agreed_action_id: int = ref("agreed_action", index=True)
    position: int = whole()
    said_on: str
    state: FollowState = word(FollowState)
    text_id: int = ref("text")
    by_owner: bool = added_later(default=False)
    corrects: int | None = whole(None, optional=True)


class BecameOf(SQLModel, table=True):
    """What became of an action of the meeting before, copied: this meeting opens with it.

    `before_id`: that meeting, which may be erased by now, or on another computer; None in rows that
    an older version has written.
    """

    __tablename__ = "became_of"
    id: int = key()
    meeting_id: int = ref("meeting", index=True)
    position: int = whole()
    text_id: int = ref("text")
    state: FollowState = word(FollowState)
    before_id: int | None = whole(None, optional=True)


class Publication(SQLModel, table=True):
    """A version of a meeting's public page, as it was published. Its numbers stay those of the
    first version.

    `position`: counted from 1. `published_on`: ISO. `content`: JSON; see `papers.public`.
    `withdrawn_on`: set for the newest version, the day from which it can no longer be read; else
    nothing.
    """

    __tablename__ = "publication"
    id: int = key()
    meeting_id: int = ref("meeting", index=True)
    position: int = whole()
    published_on: str
    content: str = peoples_words()
    withdrawn_on: str = ""
