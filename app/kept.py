"""Caches: `Kept` for many values up to a size, `found_once` for one on its object, `kept_beside`
for files.
"""

import os
import sys
import threading
from collections.abc import Callable, Hashable
from contextlib import suppress
from hashlib import blake2b
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, Generic, Self, TypeVar, cast, overload

T = TypeVar("T")
DIGEST = 16  # bytes


class Kept(Generic[T]):
    """A cache for several threads. `size`: bytes of a value; `most`: of all together. For
    equal keys a value is made once, even if several threads ask at the same time. If `may_keep` is
    False for a value, it is made each time.

    When the young values fill half of the room, they become the old ones, and the previous old ones
    are evicted. An old value that is asked for becomes young again. So the values are evicted that
    nobody has asked for in the longest time.
    """

    def __init__(
        self,
        most: int,
        size: Callable[[T], int],
        may_keep: Callable[[T], bool] = lambda _: True,
    ) -> None:
        self._most = most
        self._size = size
        self._may_keep = may_keep
        self._young: dict[Hashable, T] = {}
        self._old: dict[Hashable, T] = {}
        self._taken = 0
        self._lock = threading.RLock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        made = self._young.get(key)
        return self._made_young(key, make) if made is None else made

    def clear(self) -> None:
        with self._lock:
            self._young, self._old, self._taken = {}, {}, 0

    def _made_young(self, key: Hashable, make: Callable[[], T]) -> T:
        with self._lock:
            made = self._young.get(key)
            if made is None:
                made = self._old.pop(key, None) or make()
                if not self._may_keep(made):
                    return made
                self._young[key] = made
                self._taken += self._size(made)
                if self._taken > self._most // 2:
                    self._young, self._old, self._taken = {}, self._young, 0
            return made


class found_once(Generic[T]):  # noqa: N801 -- a decorator, read as a word
    """As `cached_property`, without its lock: before Python 3.12 all objects of a class share one
    lock, so that a thread that reads from the database keeps all others waiting. If two threads
    find the value at the same time, the first result stands.
    """

    def __init__(self, find: Callable[[Any], T]) -> None:
        self._find = find
        self._name = find.__name__
        self.__doc__ = find.__doc__

    @overload
    def __get__(self, asked: None, kind: type) -> Self: ...

    @overload
    def __get__(self, asked: object, kind: type) -> T: ...

    def __get__(self, asked: object | None, kind: type) -> Self | T:
        """Called once for each object: the result is stored on it under the same name, where Python
        finds it first.
        """
        if asked is None:
            return self
        return cast("T", vars(asked).setdefault(self._name, self._find(asked)))


def kept_beside(source: Path, name: str, of: bytes, make: Callable[[], bytes]) -> bytes:
    """Returns what was made before from the same `of`; else makes it and stores it where Python
    keeps its bytecode, if that may be written. So it outlives the process. A file that is torn, or
    was made from something else, is made anew.
    """
    place = Path(cache_from_source(str(source))).parent / name
    digest = _digest(of)
    with suppress(OSError):
        before = place.read_bytes()
        if before.startswith(digest + _digest(stored := before[2 * DIGEST :])):
            return stored
    made = make()
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            _replace(place, digest + _digest(made) + made)
    return made


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=DIGEST).digest()


def _replace(place: Path, content: bytes) -> None:
    """Replaces the file in one step: whoever reads it meanwhile, in this process or another, gets
    the whole old one or the whole new one.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f"{place.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        beside.write_bytes(content)
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
