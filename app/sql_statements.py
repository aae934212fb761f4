"""The statements of a `Book`, compiled once to the driver's SQL, and the types of the rows that
they return.
"""

from collections import namedtuple
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple, cast

from sqlalchemy import Dialect, SelectBase, Table
from sqlalchemy.sql import ClauseElement, bindparam, delete, func, select, update
from sqlalchemy.sql.elements import BindParameter
from sqlalchemy.sql.visitors import replacement_traverse
from sqlmodel import SQLModel

from app.models.column_kinds import converter_of


@cache
def inserting(dialect: Dialect, kind: type[SQLModel], on: tuple[str, ...]) -> str:
    table = table_of(kind)
    if not on:
        return compiled(dialect, table.insert())
    insert = import_module(f"sqlalchemy.dialects.{dialect.name}").insert(table)
    replaced = {
        column.name: insert.excluded[column.name]
        for column in table.columns
        if column.name not in on and not (column.primary_key and column.name == "id")
    }
    if not replaced:
        return compiled(dialect, insert.on_conflict_do_nothing(index_elements=on))
    return compiled(dialect, insert.on_conflict_do_update(index_elements=on, set_=replaced))


@cache
def updating(
    dialect: Dialect, kind: type[SQLModel], equal: tuple[str, ...], values: tuple[str, ...]
) -> str:
    table = table_of(kind)
    changed: Any = {name: bindparam(f"new_{name}") for name in values}
    return compiled(dialect, update(table).where(*_equal(table, equal)).values(changed))


@cache
def deleting(dialect: Dialect, kind: type[SQLModel], equal: tuple[str, ...]) -> str:
    table = table_of(kind)
    return compiled(dialect, delete(table).where(*_equal(table, equal)))


@cache
def selecting(kind: type[SQLModel], equal: tuple[str, ...], order: tuple[str, ...]) -> SelectBase:
    table = table_of(kind)
    rows = select(table).where(*_equal(table, equal))
    return rows.order_by(*(table.c[name] for name in order))


@cache
def counting(dialect: Dialect, kind: type[SQLModel], equal: tuple[str, ...]) -> str:
    table = table_of(kind)
    return compiled(dialect, select(func.count()).select_from(table).where(*_equal(table, equal)))


@cache
def compiled(dialect: Dialect, statement: ClauseElement) -> str:
    """Returns the SQL of the statement, with the values that the statement itself contains written
    into it. If they were given each time instead, SQLite would plan the statement anew each time:
    they decide which index can be used.
    """
    written = cast("ClauseElement", replacement_traverse(statement, {}, _written))
    return str(written.compile(dialect=dialect, compile_kwargs={"render_postcompile": True}))


def _written(element: Any, **_: Any) -> Any:
    if not isinstance(element, BindParameter):
        return None
    if element.value is None:  # it is given each time
        return bindparam(element.key, type_=element.type, required=False)
    return element.render_literal_execute()


def _equal(table: Table, names: tuple[str, ...]) -> list[Any]:
    return [table.c[name] == bindparam(name) for name in names]


def table_of(kind: type[SQLModel]) -> Table:
    return cast("Table", kind.__table__)  # type: ignore[attr-defined]


class Reading(NamedTuple):
    """How a statement is read. `make`: makes a row, with the names of its columns. `converters`: by
    place in the row, of words that become their enum, and of 0/1 that become bool.
    """

    text: str
    make: Callable[[list[Any]], Any]
    converters: list[tuple[int, Callable[[Any], Any]]]


@cache
def reading(dialect: Dialect, statement: SelectBase) -> Reading:
    if getattr(statement, "is_dml", False):
        raise TypeError("what writes in bulk says whose screens it wakes: see `NotingBook.sweep`")
    columns = statement.selected_columns
    make = _named(tuple(column.name for column in columns))
    each = [(place, converter_of(column.type)) for place, column in enumerate(columns)]
    converters = [(place, convert) for place, convert in each if convert]
    return Reading(compiled(dialect, statement), make._make, converters)


@cache
def _named(columns: tuple[str, ...]) -> Any:
    """Returns a tuple type with these names."""
    return namedtuple("make", columns)  # noqa: PYI024 -- known only at run time


class _Begun(NamedTuple):
    """How a row begins. By column, `stands`: default values; `made`: the functions that make them."""

    make: Callable[..., Any]
    stands: dict[str, Any]
    made: dict[str, Callable[[], Any]]


@cache
def _begun(kind: type[SQLModel]) -> _Begun:
    fields = {name: field for name, field in kind.model_fields.items() if not field.is_required()}
    made = {name: field.default_factory for name, field in fields.items() if field.default_factory}
    stands = {name: field.default for name, field in fields.items() if name not in made}
    make = _named(tuple(column.name for column in table_of(kind).columns))
    return _Begun(make, stands, cast("dict[str, Callable[[], Any]]", made))


def new_row(kind: type[SQLModel], values: dict[str, Any]) -> Any:
    """Returns the row as it would be read back."""
    make, stands, made = _begun(kind)
    begun = {name: make_value() for name, make_value in made.items() if name not in values}
    return make(**stands | begun | values)


def values_of(row: Any) -> dict[str, Any]:
    """Returns the values of a new row, or of one that was read, by column."""
    if isinstance(row, tuple):
        return cast("dict[str, Any]", row._asdict())  # type: ignore[attr-defined]
    return {column.name: getattr(row, column.name) for column in table_of(type(row)).columns}
