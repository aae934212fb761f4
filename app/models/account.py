"""The people who prepare: a municipality and its coordinators."""

from sqlmodel import Field, SQLModel

from app.limits import LIMIT
from app.models.column_kinds import (
    UNORDERED,
    added_later,
    key,
    peoples_words,
    ref,
    seconds,
    whole,
    word,
)
from app.vocabulary import Language


class Municipality(SQLModel, table=True):
    """A municipality that prepares meetings. `phone_days`, `word_days`: how long phones are kept,
    and those words that are not to stay; see `retention`.

    `calendar_version`, `calendar_open`: of the link to the calendar of what is due; version 0:
    there was none yet.
    """

    __tablename__ = "municipality"
    id: int = key()
    name_id: int = ref("text")
    main_language: Language = word(Language, default=Language.sv)
    is_sample: bool = False
    phone_days: int = added_later(default=LIMIT.usual_phone_days, earlier="1")
    word_days: int = added_later(default=LIMIT.usual_word_days, earlier="30")
    calendar_version: int = added_later(default=0)
    calendar_open: bool = added_later(default=False)


class Coordinator(SQLModel, table=True):
    __tablename__ = "coordinator"
    id: int = key()
    login: str = Field(unique=True)
    password_hash: str
    language: Language = word(Language, default=Language.sv)
    # Its meetings are theirs; None until the first of them names the municipality.
    municipality_id: int | None = ref("municipality", optional=True)


class SignIn(SQLModel, table=True):
    """A coordinator's open session; only the hash of the cookie is kept."""

    __tablename__ = "sign_in"
    id: int = key()
    coordinator_id: int = ref("coordinator", index=True)
    token_hash: str = Field(unique=True)
    until: int = seconds()


class DeskDraft(SQLModel, table=True):
    """What a coordinator has typed into a form of the desk and not saved yet.

    `path`: where the form is sent. `page`: the meeting's path, on whose pages it is given back.
    `fields`: JSON of those that were changed. `refusal`: JSON of why it was not saved, or nothing.
    """

    __tablename__ = "desk_draft"
    __table_args__ = UNORDERED
    coordinator_id: int = ref("coordinator", primary_key=True)
    path: str = Field(primary_key=True)
    page: str
    fields: str = peoples_words()
    refusal: str = ""
    kept_at: int = seconds()


class Removed(SQLModel, table=True):
    """What was taken out of a meeting in preparation, and can be put back until the meeting is
    over.

    `kind`: of what. `stored`: JSON of its rows as they were.
    """

    __tablename__ = "removed"
    id: int = key()
    meeting_id: int = ref("meeting", index=True)
    kind: str
    stored: str = peoples_words()
    removed_at: int = seconds()


class BroughtFile(SQLModel, table=True):
    """What a coordinator has uploaded or pasted, and not added to the meeting yet.

    `kind`: what is to be made of it. `sheets`: JSON of its content. `choice`: JSON of how it is
    understood, and what was mended in it.
    """

    __tablename__ = "brought_file"
    __table_args__ = UNORDERED
    coordinator_id: int = ref("coordinator", primary_key=True)
    meeting_id: int = ref("meeting", primary_key=True)
    kind: str = Field(primary_key=True)
    sheets: str = peoples_words()
    choice: str = peoples_words()
    revision: int = whole(1)
    kept_at: int = seconds()


class DeskLink(SQLModel, table=True):
    """A link that opens the desk once: for a colleague without an account, or for somebody who is
    locked out.

    Only the hash of its secret is kept. `coordinator_id`: whose password it sets; None: it makes an
    account.
    """

    __tablename__ = "desk_link"
    id: int = key()
    municipality_id: int | None = ref("municipality", optional=True)
    coordinator_id: int | None = ref("coordinator", optional=True)
    token_hash: str = Field(unique=True)
    until: int = seconds()
