"""The pieces of an evening to measure on the program: joining, steps, sorting, voting, a kill."""

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from itertools import count, cycle
from random import Random

from tests.bench import old_phone
from tests.bench.acting import Load, at_rate, caught_up, in_flight, rising, watch
from tests.bench.hall import Hall, Phone
from tests.bench.loop import now
from tests.bench.numbers import first_seen, median, ms, part
from tests.bench.processes import Window
from tests.bench.sheet import Sheet
from tests.bench.wires import Told, Wire

FEWEST, BURSTING, MANY, THOUSAND = 50, 200, 500, 1000
RATE = 20
DECISIONS_A_SECOND = 5
ALIKE = 10
BURST_SECONDS = 2.0
IN_FLIGHT = 32
# By then each phone that is shown nothing new has had a heartbeat, and they come one by one.
BEATS_SECONDS = 10.0
KILO = 1000.0
PROPOSALS = 8
CATEGORIES = ("more", "dunno", "less")
RETRY_SECONDS = (0.03, 0.07)


class Measuring:
    """Measures in one hall; writes to a sheet. `own`: the table that sorts its whole pack."""

    def __init__(self, sheet: Sheet, hall: Hall, phones: int, own: int | None = None) -> None:
        self.sheet = sheet
        self.hall = hall
        self.loop = hall.loop
        self.doors = hall.house.doors
        self.phones = phones
        self.own = own
        self._requests: list[bytes] = []
        self._memory = 0
        self._stepped_at = 0.0
        self._at_rest: float | None = None  # what the server uses then, in cores

    def put(self, name: str, value: float, window: Window | None = None) -> None:
        self.sheet.put(f"{self.phones} {name}", value, window)

    # -- Coming, and steps -------------------------------------------------------------------

    def coming(self) -> None:
        served = self.hall.house.served
        before = served.memory
        with served.window() as window:
            seconds = self.hall.joins(self.phones)
        self.loop.rest(1)
        self.put("joins", seconds, window)
        self.put("joins cpu", ms(window.cpu) / self.phones, window)
        self.put("memory a phone", (served.memory - before) / self.phones / KILO, window)

    def alike(self) -> None:
        """Steps on which all phones show the same, in three languages. There are many, since a
        backup is made meanwhile too, which is no frame.
        """
        wires = self.hall.wires
        lasts, frames = [], 0
        with self.hall.house.served.window() as window:
            for step in ("opening", "results") * ALIKE:
                lasts.append(self.step(step))
                frames += sum(wire.frames for wire in wires)  # each step resets the count
            self.loop.rest(0.2)
        self.put("alike last", ms(median(lasts)), window)
        self.put("alike cpu of 1000 frames", ms(window.cpu) / frames * 1000, window)

    def beginning(self) -> None:
        for step in ("opening", "results", "supper"):
            self.step(step)

    def sorting(self) -> None:
        """Forms the groups, and goes to the sorting, where every table has a screen of its own."""
        begun = now()
        self.hall.sits()
        self.put("groups formed", ms(now() - begun))
        with self.hall.house.served.window() as window:
            lasts = [self.step("sorting")]
            # Never back where the traffic of a phone's evening is measured.
            for _ in range(2 if self.own is None else 0):
                self.step("groups")
                lasts.append(self.step("sorting"))
        self.put("sorting last", ms(median(lasts)), window)
        self.hall.looks()

    def step(self, step: str) -> float:
        """Goes to a step; returns seconds until the last phone has it."""
        wires = self.hall.wires
        watch(wires, keeps=True)
        begun = now()
        sequence = self.hall.to(step).sequence
        if not self.hall.all_told(sequence):
            raise TimeoutError(f"{step} did not come to everybody")
        self._stepped_at = now()
        seen_at = [first_seen(sequence, rising(wire.tells)) for wire in wires]
        return max(at for at in seen_at if at is not None) - begun

    # -- Sorting -----------------------------------------------------------------------------

    def leans(self, seconds: float, rate: float = RATE) -> None:
        wires = self.hall.wires
        watch(wires, keeps=True)
        with self.hall.house.served.window() as window:
            load = at_rate(self.loop, self.doors, self._leaning, int(rate * seconds), rate)
            self.loop.rest(0.2)
        told = [told.size for wire in wires for told in wire.tells if not told.is_beat]
        self._acknowledged("lean", load, window)
        self.put("lean frames", len(told) / max(1, len(load.done)), window)
        self.put("lean frame", median(told) / KILO if told else 0, window)

    def rest(self, seconds: float) -> None:
        """Measures the hall while nobody acts and heartbeats come as they do all evening."""
        self.loop.rest(max(0.0, self._stepped_at + BEATS_SECONDS - now()))
        with self.hall.house.served.window() as window:
            self.loop.rest(seconds)
        self._at_rest = window.cpu / window.seconds
        self.put("rest cpu of a second", ms(self._at_rest), window)

    def decisions(self, seconds: float, rate: float = DECISIONS_A_SECOND) -> None:
        """One table after the other decides on its card; its screens name its next one."""
        tables = self._others()
        deciding = cycle(tables)
        requests = (
            table[0].post(f"cards/{table[0].card}/decision", ("decision", "more"), ("laying", 1))
            for table in deciding
        )
        watch([self.hall.wall], keeps=True)
        with self.hall.house.served.window() as window:
            number = int(rate * seconds)
            load = at_rate(self.loop, self.doors, requests, number, rate)
            caught_up(self.loop, self.hall.wall, load)
        self._acknowledged("decision", load, window)
        self._seen("decision", load, window)
        if self._at_rest is not None:
            own = window.beyond(self._at_rest)
            self.put("decision own cpu", ms(own) / len(load.done), window)

    def as_many_as_can_be(self, seconds: float) -> None:
        with self.hall.house.served.window() as window:
            _, rate = in_flight(self.loop, self.doors, self._leaning, IN_FLIGHT, seconds)
        self.put("acts a second", rate, window)

    def old_phone(self) -> None:
        """A phone of the own table, where nobody else leans meanwhile."""
        leaning = self.hall.tables[self.own or 0][0]
        self.put("old phone", median(old_phone.painted(self.hall, leaning)))

    def whole_pack(self) -> None:
        """The own table sorts all its remaining cards: everybody leans, and one decides."""
        table = self.hall.tables[self.own or 0]
        card = ""
        while card != table[0].card:
            card = table[0].card
            decision = (("decision", "more"), ("laying", 1))
            acts = [(phone, "lean", (("category", "more"),)) for phone in table]
            for phone, act, said in [*acts, (table[0], "decision", decision)]:
                answer = self.hall.act(phone, f"cards/{card}/{act}", *said)
                self.hall.shows(
                    table, answer.sequence
                )  # people are not so fast that a frame would be skipped
        self.step("picture")

    def _others(self) -> list[list[Phone]]:
        tables = sorted(self.hall.tables.items())
        return [table for number, table in tables if number not in (0, self.own)]

    @cached_property
    def _leaning(self) -> Iterator[bytes]:
        return leaning(self._others())

    # -- The vote ----------------------------------------------------------------------------

    def proposing(self) -> None:
        self.hall.proposes(PROPOSALS)
        self.hall.to("proposals")
        self.hall.all_told(self.hall.to("vote").sequence)
        self._memory = self.hall.house.served.memory
        self.hall.opens_vote()
        self._requests = self.hall.votes()

    def votes(self, number: int) -> None:
        """Votes of people who have not voted yet: each changes the turnout on console and wall."""
        served, wall, console = self.hall.house.served, self.hall.wall, self.hall.console
        watch([wall, console], keeps=True)
        with served.window() as window:
            requests = iter(self._requests)
            load = at_rate(self.loop, self.doors, requests, min(number, self.phones), RATE)
            caught_up(self.loop, wall, load)
            self.loop.rest(0.3)
        self._acknowledged("vote", load, window)
        self._seen("vote", load, window)
        self.put("vote memory", (served.memory - self._memory) / KILO / KILO, window)
        sizes = [told.size for told in console.tells if not told.is_beat]
        self.put("vote console frame", median(sizes) / KILO if sizes else 0, window)

    def another_round(self) -> None:
        self.hall.closes_vote()
        self.hall.opens_vote()
        self._requests = self.hall.votes()

    def burst(self) -> None:
        """Everybody votes within `BURST_SECONDS`."""
        self.another_round()
        watch([self.hall.wall], keeps=True)
        with self.hall.house.served.window() as window:
            rate = self.phones / BURST_SECONDS
            load = at_rate(self.loop, self.doors, iter(self._requests), self.phones, rate)
            caught_up(self.loop, self.hall.wall, load)
        self._refused("burst", load)
        self.put("burst acknowledged last", ms(max(load.acknowledged())), window)
        self.put("burst wall last", ms(max(load.seen(self.hall.wall))), window)

    def to_the_end(self) -> None:
        """Goes to the end; measures what a phone of the own table has received on its socket."""
        self.hall.closes_vote()
        for step in ("agreement", "survey", "thanks"):
            self.hall.all_told(self.hall.to(step).sequence)
        table = self.hall.tables[self.own or 0]
        self.put("evening", median([phone.wire.total for phone in table if phone.wire]) / KILO)

    # -- Killed ------------------------------------------------------------------------------

    def killed(self) -> None:
        """Kills the server and starts it again, until all phones have a screen as new as before."""
        served, wires = self.hall.house.served, self.hall.wires
        newest = max(wire.newest for wire in wires)
        back: set[int] = set()
        returning = [_Returning(self.hall, phone, newest, back.add) for phone in self.hall.phones]
        with served.window() as window:
            served.kill()
            served.start()
            for phone in returning:
                phone.begin()
            if not self.loop.run(lambda: len(back) == len(returning), 60):
                raise TimeoutError(f"{len(back)} of {len(returning)} came back")
        self.put("killed", window.seconds, window)

    def minute(self, rate: float, seconds: float) -> None:
        """Very many acts in one meeting. Lost are those acknowledged without an own sequence."""
        before = max(wire.newest for wire in self.hall.wires)
        with self.hall.house.served.window() as window:
            load = at_rate(
                self.loop, self.doors, self._leaning, int(rate * seconds), rate, patience=240
            )
        after = max((act.answer.sequence for act in load.done if act.answer), default=before)
        self.put("minute lost", load.failed + max(0, len(load.done) - (after - before)), window)
        self._acknowledged("minute", load, window)

    # ----------------------------------------------------------------------------------------

    def _acknowledged(self, name: str, load: Load, window: Window) -> None:
        self._refused(name, load)
        took = load.acknowledged()
        self.put(f"{name} acknowledged", ms(part(took, 0.5)), window)
        self.put(f"{name} acknowledged p99", ms(part(took, 0.99)), window)
        self.put(f"{name} cpu", ms(window.cpu) / len(load.done), window)

    def _seen(self, name: str, load: Load, window: Window) -> None:
        took = load.seen(self.hall.wall)
        self.put(f"{name} wall", ms(part(took, 0.5)), window)
        self.put(f"{name} wall p99", ms(part(took, 0.99)), window)
        self.put(f"{name} unseen", len(load.done) - len(took), window)

    def _refused(self, name: str, load: Load) -> None:
        self.put(f"{name} undone", load.undone)


class _Returning:
    """A phone that reconnects until it has a screen at least as new as `newest`."""

    def __init__(self, hall: Hall, phone: Phone, newest: int, back: Callable[[int], None]) -> None:
        self._hall = hall
        self._phone = phone
        self._newest = newest
        self._back = partial(back, id(phone))
        self._chance = Random(id(phone))  # noqa: S311 -- only spreads the retries

    def begin(self) -> None:
        if self._phone.wire:
            self._phone.wire.close()
        self._try()

    def _try(self) -> None:
        phone = self._phone
        try:
            has = phone.wire.has if phone.wire else ""
            wire = Wire(self._hall.loop, phone.visitor, f"{phone.path}/live", has, self._heard)
        except OSError:
            self._later()
            return
        phone.wire = wire
        wire.when_ended = self._later

    def _later(self) -> None:
        self._hall.loop.at(now() + self._chance.uniform(*RETRY_SECONDS), self._try)

    def _heard(self, wire: Wire, told: Told) -> None:
        if not told.is_beat and told.sequence >= self._newest:
            wire.heard = wire.when_ended = None
            self._back()


def leaning(tables: list[list[Phone]]) -> Iterator[bytes]:
    """Requests to lean, each time otherwise. If all at a table leaned, its card would close."""
    phones = [phone for seat in by_seat(tables) for phone in seat]
    for turn, phone in zip(count(), cycle(phones)):
        category = CATEGORIES[turn // len(phones) % len(CATEGORIES)]
        yield phone.post(f"cards/{phone.card}/lean", ("category", category))


def by_seat(tables: list[list[Phone]]) -> Iterator[list[Phone]]:
    """Phones by seat, without seat 0, so that one table's leans lie far apart."""
    most = max(map(len, tables), default=0)
    for seat in range(1, most):
        yield [table[seat] for table in tables if seat < len(table)]
