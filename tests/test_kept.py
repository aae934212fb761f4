"""What is made once and given again."""

from collections.abc import Callable
from threading import Thread

from app.kept import once
from tests.environment import PATIENCE


class Asked:
    def __init__(self, find: Callable[[], object]) -> None:
        self._find = find

    @once
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


def test_it_says_what_it_is() -> None:
    assert Asked.found.__doc__ == "What is found."
