"""A day is understood as date fields send it and as people write it; one that is none is refused."""

import pytest

from app.method.days import day
from app.method.refusals import RefusedError


@pytest.mark.parametrize("typed", ["2026-12-05", " 2026-12-05 ", "5.12.2026", "05.12.2026"])
def test_a_day_is_kept_alike_however_it_was_typed(typed: str) -> None:
    assert day(typed) == "2026-12-05"


@pytest.mark.parametrize(
    "typed", ["31.2.2026", "5.12.26", "5.12.0026", "12/5/2026", "5.12.", "٥.١٢.٢٠٢٦"]
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(RefusedError):
        day(typed)
