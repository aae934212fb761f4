"""Kinds of columns that several tables share."""

import secrets
from collections.abc import Callable
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import BigInteger, Boolean, Enum, Index, Integer, String, Text, false, text, true
from sqlmodel import Field, SQLModel

from app.faults import tell
from app.vocabulary import Language, Role

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
# Rows of tables are not validated, so the validators are not even built, at each start.
SQLModel.model_config["defer_build"] = True


# For tables with a key of several columns: rows are stored in the order of their key, not as they
# came.
UNORDERED = {"sqlite_with_rowid": False}


# Every number up to it is exact in a script, too.
LARGEST_ID = 2**53


def new_id() -> int:
    """A random key: neither the place of a row in the file nor the order of reading tells when it
    came.
    """
    return secrets.randbelow(LARGEST_ID - 1) + 1


# In SQLite a key is the row's number only if it is INTEGER. With BIGINT a hidden number would keep
# the order in which rows came.
KEY = BigInteger().with_variant(Integer, "sqlite")


def key() -> Any:
    return Field(
        default_factory=new_id,
        primary_key=True,
        sa_type=KEY,
        sa_column_kwargs={"autoincrement": False},
    )


def ref(
    table: str, *, index: bool = False, optional: bool = False, primary_key: bool = False
) -> Any:
    if optional:
        return Field(
            default=None, foreign_key=f"{table}.id", sa_type=BigInteger, index=index, nullable=True
        )
    return Field(
        foreign_key=f"{table}.id", sa_type=BigInteger, index=index, primary_key=primary_key
    )


def unique_where(name: str, *columns: str, where: str) -> Index:
    """No two rows for which `where` holds are equal in the columns.

    For PostgreSQL the condition is in the migrations alone, which made its index: to state it here
    too, each start would have to import the whole dialect. A migration that is made from the models
    must state it again.
    """
    return Index(name, *columns, unique=True, sqlite_where=text(where))


def seconds(*, optional: bool = False) -> Any:
    """A point in time as whole seconds since 1970, UTC."""
    if optional:
        return Field(default=None, sa_type=BigInteger, nullable=True)
    return Field(sa_type=BigInteger)


def whole(default: int | None = 0, *, optional: bool = False) -> Any:
    return Field(default=default, sa_type=BigInteger, nullable=optional)


def added_later(*, default: str | bool | int, earlier: str = "", **more: Any) -> Any:
    """A column that came later than its table. `earlier`: what the rows have that were there before it,
    in SQL, as its migration says; so another default today changes nothing in them. Else the default.
    """
    if isinstance(default, str):
        said: Any = text("''")
    elif isinstance(default, bool):
        said = true() if default else false()
    else:
        said, more = text(str(default)), {"sa_type": BigInteger} | more
    said = text(earlier) if earlier else said
    return Field(default=default, sa_column_kwargs={"server_default": said}, **more)


def word(
    kind: type[StrEnum],
    *,
    default: StrEnum | None = None,
    optional: bool = False,
    primary_key: bool = False,
) -> Any:
    """One of the words of an enum, stored as its value.

    Only the vocabulary knows which words there are, so a new one changes no table.
    """
    stored = Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        values_callable=lambda members: [member.value for member in members],
        name=kind.__name__.lower(),
        length=24,
    )
    if optional:
        return Field(default=None, sa_type=stored, nullable=True)
    if default is not None:
        return Field(default=default, sa_type=stored)
    return Field(sa_type=stored, primary_key=primary_key)


# What replaces a damaged word if its row can be used without it: a person then goes on in another
# language.
SPARE: dict[type[StrEnum], StrEnum] = {Language: Language.sv, Role: Role.unsaid}


def converter_of(kind: Any) -> Callable[[Any], Any] | None:
    """Returns what converts the driver's value for a column of this kind, or None. It raises
    KeyError for an unknown word.
    """
    if isinstance(kind, Enum):
        words = cast("type[StrEnum]", kind.enum_class)
        return _ByWord(words, SPARE.get(words)).__getitem__
    return bool if isinstance(kind, Boolean) else None


class _ByWord(dict[str, StrEnum]):
    """Enum members by their word. So many are read that this matters: calling the enum takes ten
    times as long.
    """

    def __init__(self, words: type[StrEnum], spare: StrEnum | None) -> None:
        super().__init__((word.value, word) for word in words)
        self._spare = spare

    def __missing__(self, stored: str) -> StrEnum:
        fault = KeyError(stored)
        if self._spare is None:
            raise fault
        tell("a damaged word is read as another one", fault)
        return self._spare


def language_tag(*, primary_key: bool = False) -> Any:
    """Any language, by its tag. Which there are is known to `app.languages`, not to a table."""
    return Field(sa_type=String(24), primary_key=primary_key)


def peoples_words(*, optional: bool = False) -> Any:
    """What somebody wrote. All such columns have this one type, so that a key for each meeting can come later."""
    return Field(default=None, sa_type=Text, nullable=True) if optional else Field(sa_type=Text)
