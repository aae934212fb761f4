"""The table of promises tells of each figure with which seed and on which day it came about."""

from pathlib import Path

import pytest

from tests.faults import promises
from tests.faults.promises import Promises, written

OLD, NEW = 1, 2


@pytest.fixture(autouse=True)
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(promises, "TABLE", tmp_path / "PROMISES.md")
    before = Promises(OLD)
    before.kept("saved", "200 kills", test="test_kills.py")
    before.broken("saved", "3 lost")
    before.write()


def test_a_new_figure_is_told_with_its_own_seed() -> None:
    run = Promises(NEW)
    run.kept("saved", "300 kills", test="test_kills.py")
    run.write()
    row = written()["saved"]
    assert (row.figure, row.without) == ("300 kills", "3 lost")
    assert row.when.startswith(f"{NEW}, ")


def test_an_old_figure_keeps_its_seed_where_the_promise_was_not_held_again() -> None:
    run = Promises(NEW)
    run.broken("saved", "4 lost")
    run.write()
    row = written()["saved"]
    assert (row.figure, row.without) == ("200 kills", "4 lost")
    assert row.when.startswith(f"{OLD}, ")
