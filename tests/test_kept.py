"""Values that are computed once and cached on their object."""

from collections.abc import Callable
from threading import Thread

from app.kept import found_once
from tests.environment import PATIENCE


class Asked:
    def __init__(self, find: Callable[[], object]) -> None:
        self._find = find

    @found_once
    def found(self) -> object:
        """What is found."""
        return self._find()


def test_it_is_found_once() -> None:
    asked = Asked(object)

    assert asked.found is asked.found


def test_nobody_waits_for_what_another_one_is_finding() -> None:
    quick = Asked(object)
    beside = Thread(target=lambda: quick.found, daemon=True)

    def is_found_meanwhile() -> bool:
        beside.start()
        beside.join(PATIENCE)
        return not beside.is_alive()

    assert Asked(is_found_meanwhile).found


def test_where_two_find_it_at_a_time_what_the_first_one_found_stands() -> None:
    first: list[object] = []

    def found_in_between() -> object:
        if not first:
            first.append(None)
            beside = Thread(target=lambda: first.append(asked.found))
            beside.start()
            beside.join(PATIENCE)
        return object()

    asked = Asked(found_in_between)
    assert asked.found is first[1]


def test_it_says_what_it_is() -> None:
    assert Asked.found.__doc__ == "What is found."
