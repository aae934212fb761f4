"""Many people who act at the same moment, and what each was told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from app.method.refusals import RefusedError

Told = TypeVar("Told")
DONE = ""


def at_once(people: int, act: Callable[[int], Told]) -> list[Told]:
    """Calls `act` with 0, 1, 2 …, each in a thread, none before all threads are ready."""
    ready = Barrier(people)

    def when_all_are_there(turn: int) -> Told:
        ready.wait()
        return act(turn)

    with ThreadPoolExecutor(people) as crowd:
        return list(crowd.map(when_all_are_there, range(people)))


def told(act: Callable[[], object]) -> str:
    """Returns `DONE`, or the code of the refusal."""
    try:
        act()
    except RefusedError as error:
        return error.refusal.code
    return DONE
