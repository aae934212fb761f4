"""What is made once and given again: up to so many characters, what has not been asked for in the longest time goes."""

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """`size`: characters of what was made. What is equal is made once, also by several threads at a time.

    Once the young have half of the room they are the old, and those that were old are forgotten; who is asked for
    becomes young again.
    """

    def __init__(self, most: int, size: Callable[[Made], int]) -> None:
        self._most = most
        self._size = size
        self._young: dict[Hashable, Made] = {}
        self._old: dict[Hashable, Made] = {}
        self._taken = 0
        self._lock = threading.RLock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        found = self._young.get(key)
        return self._made_young(key, make) if found is None else found

    def clear(self) -> None:
        with self._lock:
            self._young, self._old, self._taken = {}, {}, 0

    def _made_young(self, key: Hashable, make: Callable[[], Made]) -> Made:
        with self._lock:
            found = self._young.get(key)
            if found is None:
                found = self._old.pop(key, None) or make()
                self._young[key] = found
                self._taken += self._size(found)
                if self._taken > self._most // 2:
                    self._young, self._old, self._taken = {}, self._young, 0
            return found
