"""How a row is known to belong to a scope."""

from sqlalchemy import SelectBase
from sqlmodel import SQLModel

from app.frozen import frozen
from app.method.noting import Written

TableClass = type[SQLModel]


@frozen
class By:
    """How a row belongs to a scope: by its `column`, or by what `query` finds for the value in it.

    `only`: the columns that are shown; a change of others alone touches nothing. `where`: a column,
    and the value that it must have. `new` False: a row that is added touches nothing, because what
    it says was shown without it.
    """

    column: str
    query: SelectBase | None = None
    only: frozenset[str] = frozenset()
    where: tuple[str, object] | None = None
    new: bool = True

    def keys(self, written: Written) -> set[int]:
        if written.changed and self.only and not written.changed & self.only:
            return set()
        if written.before is None and not self.new:
            return set()
        rows = [row for row in (written.before, written.after) if row]
        if self.where:
            name, held = self.where
            rows = [row for row in rows if getattr(row, name) == held]
        return {getattr(row, self.column) for row in rows} - {None}
