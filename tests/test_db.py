"""The book: what somebody may ask for, however odd, and what no database can hold."""

import pytest

from app.db import Database
from app.models import Link, Meeting


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**40])
def test_a_number_that_no_column_can_hold_equals_no_row(
    any_database: Database, number: int
) -> None:
    with any_database.reading() as book:
        assert book.one(Link, id=number) is None
        assert book.count(Meeting, round_id=number) == 0


def test_words_that_no_column_can_hold_equal_no_row(any_database: Database) -> None:
    with any_database.reading() as book:
        assert book.one(Meeting, code="A\0B") is None
