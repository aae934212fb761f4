"""What the public page tells: of each of its texts it is known what is left once it is erased, as everywhere else."""

from types import UnionType
from typing import Any, get_args, get_type_hints, is_typeddict

from app.method.erasing.whole import table_of
from app.method.followup.publishing import TOLD_COLUMNS
from app.papers.public import told
from app.papers.public.told import ToldText


def is_text(hint: Any) -> bool:
    return ToldText in (get_args(hint) if isinstance(hint, UnionType) else (hint,))


def test_each_text_that_is_told_names_its_column() -> None:
    kinds = [kind for kind in vars(told).values() if is_typeddict(kind)]
    names = {name for kind in kinds for name, hint in get_type_hints(kind).items() if is_text(hint)}
    assert names == TOLD_COLUMNS.keys()
    assert all(column in table_of(kind).columns for kind, column in TOLD_COLUMNS.values())
