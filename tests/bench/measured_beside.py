"""Measures floor and nchan: acts at a fixed rate, at full load, and one frame to all sockets."""

from itertools import count
from pathlib import Path

from tests.bench.acting import at_rate, in_flight, rising, watch
from tests.bench.beside import Beside, Floor, Nchan
from tests.bench.loop import Loop, now
from tests.bench.measured import FEWEST, IN_FLIGHT, MANY, RATE
from tests.bench.numbers import first_seen, median, ms
from tests.bench.sheet import Sheet

FRAMES = 120
WARM_UP = 10


def floor(sheet: Sheet, loop: Loop, folder: Path, phones: int, seconds: float) -> None:
    """Measures how all sockets connect at once, and acts."""
    beside = Floor(loop, folder)
    try:
        begun = now()
        beside.joins(phones + 1)
        loop.run(lambda: all(wire.frames for wire in beside.wires), 30)
        sheet.put(f"floor {phones} joins", max(wire.last_at for wire in beside.wires) - begun)
        _acts(sheet, beside, f"floor {phones}", seconds)
        if phones == FEWEST:
            _in_flight(sheet, beside, f"floor {phones}", seconds)
    finally:
        beside.close()


def nchan(sheet: Sheet, loop: Loop, folder: Path, phones: int, seconds: float) -> None:
    beside = Nchan(loop, folder)
    try:
        beside.joins(phones + 1)
        _acts(sheet, beside, f"nchan {phones}", seconds)
        if phones >= MANY:
            _one_to_all(sheet, beside, f"nchan {phones}")
    finally:
        beside.close()


def _acts(sheet: Sheet, beside: Beside, name: str, seconds: float) -> None:
    """Time until an act is acknowledged, and shown on the first socket, from when it was due."""
    numbers = count(1)
    requests = (beside.act(next(numbers)) for _ in count())
    for _ in range(WARM_UP):
        beside.doors.answer(next(requests))
    watch(beside.wires, keeps=False)
    watch(beside.wires[:1], keeps=True)
    with beside.served.window() as window:
        load = at_rate(beside.loop, beside.doors, requests, int(RATE * seconds), RATE)
        last = WARM_UP + len(load.acts)  # nobody else acts there, so acts are numbered in order
        beside.loop.run(lambda: beside.wires[0].shown >= last, 20)
        beside.loop.rest(0.1)
    tells = rising(beside.wires[0].tells)
    shown = [
        first_seen(number, tells) for number in range(WARM_UP + 1, WARM_UP + 1 + len(load.acts))
    ]
    seen = [at - act.due for at, act in zip(shown, load.acts, strict=True) if at is not None]
    sheet.put(f"{name} acknowledged", ms(median(load.acknowledged())), window)
    sheet.put(f"{name} wall", ms(median(seen)), window)
    sheet.put(f"{name} cpu", ms(window.cpu) / len(load.done), window)


def _in_flight(sheet: Sheet, beside: Beside, name: str, seconds: float) -> None:
    requests = (beside.act(0) for _ in count())
    with beside.served.window() as window:
        _, rate = in_flight(beside.loop, beside.doors, requests, IN_FLIGHT, seconds / 2)
    sheet.put(f"{name} acts a second", rate, window)


def _one_to_all(sheet: Sheet, beside: Beside, name: str) -> None:
    """Time to the last socket, and CPU of a thousand frames.

    Each is sent when all have the last one.
    """
    numbers = count(1_000_000)
    lasts = []
    watch(beside.wires, keeps=True)
    with beside.served.window() as window:
        for number in (next(numbers) for _ in range(FRAMES)):
            begun = now()
            beside.doors.ask(beside.act(number), lambda _: None)
            if not beside.loop.run(lambda n=number: all(w.shown >= n for w in beside.wires), 20):  # type: ignore[misc]
                raise TimeoutError("a frame was lost")
            lasts.append(max(wire.last_at for wire in beside.wires) - begun)
    frames = sum(wire.frames for wire in beside.wires)
    sheet.put(f"{name} last", ms(median(lasts)), window)
    sheet.put(f"{name} cpu of 1000 frames", ms(window.cpu) / frames * 1000, window)
