"""The statements of a `Book`, compiled once to the driver's SQL, and the types of the rows that
they return.
"""

from collections import namedtuple
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from typing import Any, cast

from sqlalchemy import Dialect, SelectBase, Table
from sqlalchemy.sql import ClauseElement, bindparam, delete, func, select, update
from sqlalchemy.sql.elements import BindParameter
from sqlalchemy.sql.visitors import replacement_traverse
from sqlmodel import SQLModel

from app.faults import tell
from app.models.column_kinds import converter_of


@cache
def inserting(dialect: Dialect, table: Table, on: tuple[str, ...]) -> str:
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
    dialect: Dialect, table: Table, equal: tuple[str, ...], values: tuple[str, ...]
) -> str:
    changed: Any = {name: bindparam(f"new_{name}") for name in values}
    return compiled(dialect, update(table).where(*_equal(table, equal)).values(changed))


@cache
def deleting(dialect: Dialect, table: Table, equal: tuple[str, ...]) -> str:
    return compiled(dialect, delete(table).where(*_equal(table, equal)))


@cache
def selecting(
    dialect: Dialect, table: Table, equal: tuple[str, ...], order: tuple[str, ...]
) -> str:
    rows = select(table).where(*_equal(table, equal))
    return compiled(dialect, rows.order_by(*(table.c[name] for name in order)))


@cache
def counting(dialect: Dialect, table: Table, equal: tuple[str, ...]) -> str:
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


def _columns(source: Table | SelectBase) -> Any:
    return source.columns if isinstance(source, Table) else source.selected_columns


@cache
def named(source: Table | SelectBase) -> Any:
    """Returns a tuple type with the names of the columns."""
    names = [column.name for column in _columns(source)]
    return namedtuple("make", names)  # noqa: PYI024 -- known only at run time


@cache
def _begun(kind: type[SQLModel]) -> tuple[dict[str, Any], dict[str, Callable[[], Any]]]:
    """Returns, by column, the default values of a new row, and the functions that make them."""
    fields = {name: field for name, field in kind.model_fields.items() if not field.is_required()}
    made = {name: field.default_factory for name, field in fields.items() if field.default_factory}
    stands = {name: field.default for name, field in fields.items() if name not in made}
    return stands, cast("dict[str, Callable[[], Any]]", made)


def new_row(kind: type[SQLModel], table: Table, values: dict[str, Any]) -> Any:
    """Returns the row as it would be read back."""
    stands, made = _begun(kind)
    begun = {name: make() for name, make in made.items() if name not in values}
    return named(table)(**stands | begun | values)


@cache
def shape_of(source: Table | SelectBase) -> Callable[[Any], Any]:
    """Returns the function that turns a row of the driver into such a tuple: words become their
    enum, 0/1 become bool.
    """
    columns, make = _columns(source), named(source)
    readers = [(place, converter_of(column.type)) for place, column in enumerate(columns)]
    convert = [(place, change) for place, change in readers if change]

    def shaped(row: Any) -> Any:
        values = list(row)
        for place, change in convert:
            if values[place] is not None:
                values[place] = change(values[place])
        return make._make(values)

    return shaped if convert else cast("Callable[[Any], Any]", make._make)


def read_rows(source: Table | SelectBase, rows: Sequence[Any]) -> list[Any]:
    """Leaves out a row with a word that its enum does not have, and logs it, so that the other rows
    can still be read.
    """
    shaped = shape_of(source)
    try:
        return [shaped(row) for row in rows]
    except KeyError:
        return [row for values in rows if (row := _read_row(shaped, values)) is not None]


def _read_row(shaped: Callable[[Any], Any], row: Any) -> Any:
    try:
        return shaped(row)
    except KeyError as fault:
        tell("a damaged row is left out", fault)
        return None
