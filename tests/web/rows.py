"""Everything that is stored, to see whether it changed."""

from typing import Any

from sqlmodel import SQLModel

from tests.cast import Evening

# What an act that is refused may leave behind: what somebody typed, and who is in.
BESIDE = frozenset({"draft", "device"})


def everything(evening: Evening) -> dict[str, list[Any]]:
    """All rows, by table."""
    with evening.reading() as book:
        return {
            str(kind.__tablename__): sorted(map(tuple, book.all(kind)), key=repr)
            for kind in SQLModel.__subclasses__()
            if kind.__tablename__ not in BESIDE
        }
