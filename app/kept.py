"""What is made once and given again: up to so many characters, what was asked for longest ago goes."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """`size`: characters of what was made. What is equal is made once, also by several threads at a time."""

    def __init__(self, most: int, size: Callable[[Made], int]) -> None:
        self._most = most
        self._size = size
        self._made: OrderedDict[Hashable, Made] = OrderedDict()
        self._taken = 0
        self._lock = threading.RLock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        with self._lock:
            found = self._made.get(key)
            if found is None:
                found = self._made[key] = make()
                self._taken += self._size(found)
                self._shrink()
            else:
                self._made.move_to_end(key)
            return found

    def clear(self) -> None:
        with self._lock:
            self._made.clear()
            self._taken = 0

    def _shrink(self) -> None:
        while self._taken > self._most and len(self._made) > 1:
            _, gone = self._made.popitem(last=False)
            self._taken -= self._size(gone)
