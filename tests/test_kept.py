"""Values that are computed once: cached on their object, or kept up to a size."""

from collections.abc import Callable
from threading import Thread

from app.kept import Kept, found_once
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


class Keeping:
    """A cache with room for ten values. `made`: the keys whose values were made, in order."""

    def __init__(self) -> None:
        self.made: list[int] = []
        self._kept: Kept[str] = Kept(100, len)

    def asks(self, key: int) -> None:
        self._kept.get(key, lambda: self._make(key))

    def _make(self, key: int) -> str:
        self.made.append(key)
        return "x" * 10


def test_of_many_values_no_more_are_kept_than_there_is_room_for() -> None:
    keeping = Keeping()
    for key in range(1000):
        keeping.asks(key)
    keeping.made.clear()
    for key in reversed(range(1000)):
        keeping.asks(key)
    assert 990 <= len(keeping.made) < 1000
    assert 999 not in keeping.made


def test_what_is_asked_for_again_and_again_is_not_evicted() -> None:
    keeping = Keeping()
    for key in range(1000):
        keeping.asks(0)
        keeping.asks(key)
    assert keeping.made.count(0) == 1


def test_what_may_not_be_kept_is_made_each_time() -> None:
    kept: Kept[object] = Kept(100, lambda _: 1, lambda _: False)
    assert kept.get("private", object) is not kept.get("private", object)
