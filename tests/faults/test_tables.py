"""Who has every table of a thousand meetings, at every moment, finds no few in them and no mind."""

import random

import pytest

from app.method import small_cells
from app.method.survey import counted
from tests.cast import Evening
from tests.faults.promises import Kept, Promises
from tests.method.test_small_cells import betrayed, played

pytestmark = [pytest.mark.faults, pytest.mark.timeout(600)]
MEETINGS, FEWER = 1000, 100
DEFENCES = {"too_few": lambda _people: False, "is_unanimous": lambda _row: False}


def test_no_table_and_no_two_of_them_tell_of_few_or_of_a_mind(
    meeting: Evening, seed: int, kept: Kept
) -> None:
    meetings = played(meeting, random.Random(seed), MEETINGS)  # noqa: S311 -- has to be repeatable
    hidden, tables = (
        betrayed(meetings),
        sum(len(held.published) for held in meetings),
    )
    kept("tables", f"{MEETINGS:,} meetings, {tables:,} tables: {sum(hidden.values())} hidden cells")
    assert not hidden


@pytest.mark.parametrize("defence", DEFENCES)
def test_without_a_defence_they_do(
    meeting: Evening,
    seed: int,
    monkeypatch: pytest.MonkeyPatch,
    promises: Promises,
    defence: str,
) -> None:
    for module in (small_cells, counted):
        monkeypatch.setattr(module, defence, DEFENCES[defence])
    hidden = betrayed(played(meeting, random.Random(seed), FEWER))  # noqa: S311
    promises.broken(
        "tables", f"without {defence} {sum(hidden.values())} of {FEWER} meetings' cells"
    )
    assert hidden
