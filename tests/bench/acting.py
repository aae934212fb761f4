"""Sends acts at a fixed rate, or a fixed number in flight, and finds when each was seen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.bench.asking import Answer, Doors
from tests.bench.loop import Loop, now
from tests.bench.numbers import first_seen
from tests.bench.wires import Told, Wire

LEAD_SECONDS = 0.05


@dataclass
class Acted:
    """An act. `due`: when it was to be sent. `answer`: None until it comes."""

    due: float
    answer: Answer | None = None

    @property
    def is_done(self) -> bool:
        return self.answer is not None and self.answer.is_done


@dataclass
class Load:
    """The acts of one piece, with their answers."""

    acts: list[Acted] = field(default_factory=list)

    @property
    def done(self) -> list[Acted]:
        return [act for act in self.acts if act.is_done]

    @property
    def undone(self) -> int:
        return len(self.acts) - len(self.done)

    @property
    def failed(self) -> int:
        """How many were lost, or answered with a server error."""
        return sum(
            act.answer is None or act.answer.status == 0 or act.answer.status >= 500
            for act in self.acts
        )

    def acknowledged(self) -> list[float]:
        return [act.answer.at - act.due for act in self.done if act.answer]

    def seen(self, wire: Wire) -> list[float]:
        """Seconds until each act was shown on a socket that keeps its frames.

        Heartbeats show nothing.
        """
        tells = rising(wire.tells)
        moments = [
            (act.due, first_seen(act.answer.sequence, tells)) for act in self.done if act.answer
        ]
        return [at - due for due, at in moments if at is not None]


def at_rate(
    loop: Loop,
    doors: Doors,
    requests: Iterator[bytes],
    number: int,
    rate: float,
    patience: float = 60.0,
) -> Load:
    """Makes and sends each act when it is due, whether or not earlier ones are answered.

    Returns when all are answered, or when patience ends.
    """
    load, begun = Load(), now() + LEAD_SECONDS
    for place in range(number):
        act = Acted(begun + place / rate)
        load.acts.append(act)

        def send(act: Acted = act) -> None:
            def answered(answer: Answer) -> None:
                act.answer = answer

            doors.ask(next(requests), answered)

        loop.at(act.due, send)
    loop.run(lambda: all(act.answer for act in load.acts), number / rate + patience)
    return load


def in_flight(
    loop: Loop, doors: Doors, requests: Iterator[bytes], number: int, seconds: float
) -> tuple[Load, float]:
    """Keeps so many acts in flight: sends the next when one is answered.

    Returns also acts per second.
    """
    load, end = Load(), now() + seconds
    begun = now()
    waiting = 0

    def go_on() -> None:
        nonlocal waiting
        act = Acted(now())
        load.acts.append(act)
        waiting += 1

        def answered(answer: Answer) -> None:
            nonlocal waiting
            waiting -= 1
            act.answer = answer
            if now() < end:
                go_on()

        doors.ask(next(requests), answered)

    for _ in range(number):
        go_on()
    loop.run(lambda: waiting == 0, seconds + 60)
    last = max((act.answer.at for act in load.done if act.answer), default=now())
    return load, len(load.done) / (last - begun)


def rising(tells: Sequence[Told]) -> list[tuple[int, float]]:
    """Sequence and time of each newer screen.

    A page shows no older one, and a heartbeat shows nothing.
    """
    newer: list[tuple[int, float]] = []
    for told in tells:
        if not told.is_beat and (not newer or told.sequence > newer[-1][0]):
            newer.append((told.sequence, told.at))
    return newer


def caught_up(loop: Loop, wire: Wire, load: Load, patience: float = 20.0) -> bool:
    """Waits until the last of the acts is shown on this socket."""
    last = max((act.answer.sequence for act in load.done if act.answer), default=0)
    return loop.run(lambda: wire.shown >= last, patience)


def watch(wires: Sequence[Wire], *, keeps: bool) -> None:
    """Resets the counters of these sockets. `keeps`: whether they keep all frames from now on."""
    for wire in wires:
        wire.keeps = keeps
        wire.tells.clear()
        wire.frames = wire.beats = wire.size = 0
