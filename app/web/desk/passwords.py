"""Hashes passwords without blocking others: two threads of its own, slower after failures."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TypeVar

from pwdlib import PasswordHash

from app.limits import LIMIT
from app.method.accounts import too_many_tries
from app.method.refusals import Refusal, RefusedError

T = TypeVar("T")

# Each hash takes 64 MB and a sixth of a second.
_THREADS = ThreadPoolExecutor(2, thread_name_prefix="password")
_MOST_WAITING = 20
_MOST_ACCOUNTS = 20
_KEPT_SECONDS = 60 * 60
_MOST_KEPT = 5000

_waiting = 0


async def hashed(password: str) -> str:
    return await _in_thread(partial(_hasher().hash, password))


async def matches(password: str, password_hash: str | None) -> bool:
    """Whether the password fits the hash. Without a hash it takes as long, and returns False."""
    nobody = await _in_thread(_nobody)
    given = password[: LIMIT.password + 1]  # a longer one is none, and would take longer
    fits = await _in_thread(partial(_hasher().verify, given, password_hash or nobody))
    return fits and password_hash is not None


async def _in_thread(work: Callable[[], T]) -> T:
    global _waiting  # noqa: PLW0603 -- one count for the process, touched in its event loop alone
    if _waiting >= _MOST_WAITING:
        raise RefusedError(too_many_tries.saying(seconds=LIMIT.first_wait))
    _waiting += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(_THREADS, work)
    finally:
        _waiting -= 1


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def _nobody() -> str:
    return _hasher().hash("nobody has this password")


@dataclass
class Tries:
    """Counts failed tries by address and account. After `LIMIT.free_tries`, each further try waits
    twice as long.

    For one address `_MOST_ACCOUNTS` accounts are counted apart, and all others as one: otherwise
    trying many names would push older failures out of memory.
    """

    clock: Callable[[], float] = time.monotonic
    _failures: dict[tuple[str, str], tuple[int, float]] = field(default_factory=dict)

    def begin(self, who: tuple[str, str]) -> Refusal | None:
        """Counts a try before its password is checked, so that many at once gain nothing."""
        who = self._told_apart(who)
        failures, until = self._failures.get(who, (0, 0.0))
        left = until - self.clock()
        if left > 0:
            return too_many_tries.saying(seconds=int(left) + 1)
        over = failures + 1 - LIMIT.free_tries
        wait = min(LIMIT.first_wait * 2**over, LIMIT.longest_wait) if over >= 0 else 0
        self._failures[who] = (failures + 1, self.clock() + wait)
        return None

    def succeeded(self, who: tuple[str, str]) -> None:
        self._failures.pop(self._told_apart(who), None)

    def _told_apart(self, who: tuple[str, str]) -> tuple[str, str]:
        address, _ = who
        if who in self._failures:
            return who
        self._forget_old()
        of_address = sum(1 for other, _ in self._failures if other == address)
        return who if of_address < _MOST_ACCOUNTS else (address, "")

    def _forget_old(self) -> None:
        """Drops failures whose wait ended an hour ago, and the first ones beyond `_MOST_KEPT`."""
        before = self.clock() - _KEPT_SECONDS
        self._failures = {who: kept for who, kept in self._failures.items() if kept[1] > before}
        while len(self._failures) > _MOST_KEPT:
            del self._failures[next(iter(self._failures))]
