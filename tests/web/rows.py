"""Everything that is stored, to see whether it changed."""

from typing import Any

from sqlmodel import SQLModel

from tests.cast import Evening

# What an act that is refused may leave behind: what somebody typed, and who is in.
BESIDE = frozenset({"draft", "device"})
READING = {
    name: f'SELECT * FROM "{name}" ORDER BY {", ".join(table.primary_key.columns.keys())}'  # noqa: S608 -- our own names
    for name, table in SQLModel.metadata.tables.items()
    if name not in BESIDE
}


def everything(evening: Evening) -> dict[str, list[Any]]:
    """All rows as they are stored, by table."""
    with evening.reading() as book:
        return {
            name: book.connection.execute(reading).fetchall() for name, reading in READING.items()
        }
