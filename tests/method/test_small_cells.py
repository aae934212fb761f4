"""Small cells: no row of fewer than five is shown, and none can be found by subtraction."""

import random

from app.method.small_cells import showable, too_few


def test_four_are_too_few_and_five_are_not() -> None:
    assert (too_few(4), too_few(5)) == (True, False)


def test_rows_of_five_and_more_are_shown_when_nothing_is_left_over() -> None:
    assert showable({"elected": 5, "resident": 9}) == {"elected", "resident"}


def test_a_single_small_row_takes_the_smallest_other_with_it() -> None:
    assert showable({"elected": 2, "resident": 9, "authority": 6}) == {"resident"}


def test_two_small_rows_that_make_five_together_hide_each_other() -> None:
    assert showable({"elected": 2, "authority": 3, "resident": 9}) == {"resident"}


def test_people_who_said_nothing_are_protected_from_subtraction_too() -> None:
    assert showable({"elected": 6, "resident": 9}, unnamed=1) == {"resident"}
    assert showable({"elected": 6, "resident": 9}, unnamed=5) == {"elected", "resident"}


def test_in_a_thousand_tables_no_small_row_is_shown_or_left_over(chance: random.Random) -> None:
    for _ in range(1000):
        table = {row: chance.randint(0, 12) for row in range(chance.randint(0, 6))}
        unnamed = chance.randint(0, 7)
        shown = showable(table, unnamed)
        left_over = unnamed + sum(table.values()) - sum(table[row] for row in shown)
        assert all(table[row] >= 5 for row in shown)
        assert left_over == 0 or left_over >= 5 or not shown
