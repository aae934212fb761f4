"""The room: the state that simulated people and facilitator share, and the pace of the evening."""

import asyncio
import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

from app.frozen import frozen
from app.rehearsal.browser import Answer, Pairs
from app.rehearsal.deeds import OF_FACILITATOR, OF_PEOPLE, Deed, Ledger, Offer
from app.rehearsal.markup import read_screen
from app.rehearsal.page import LostError, OpenPage

MOST_TRIES = 3
MOST_AGAIN = 3
DONE = (200, 303)
LATE = (404, 409)
OWN_NEWS_SECONDS = 2.0
ALL = (*OF_PEOPLE, *OF_FACILITATOR)


@frozen
class Tempo:
    """The pace, in seconds. `think`: shortest and longest time from looking to doing.

    `calm`: all count as done if nobody is busy for so long. `step`: the longest wait for the
    tables; None: until the clock has run out. `arrive`: people come within it. `evening`: about the
    longest duration.
    """

    think: tuple[float, float]
    calm: float
    step: float | None
    arrive: float
    evening: float


REAL = Tempo(think=(4, 25), calm=8, step=None, arrive=25, evening=0)
FAST = Tempo(think=(0.02, 0.15), calm=0.25, step=20, arrive=1, evening=64)
PACES = {"real": REAL, "fast": FAST}


@dataclass(eq=False)
class RehearsalRoom:
    """What people and facilitator share. `tell`: reports a sentence to the one who started this.

    `busy`: people with something left to do. `elsewhere`: kills the server, starts another one, and
    returns its address. `reachable`: set while there is a server. `going`: set while people may
    act. `writing`: the action of the form of the idea that somebody is writing on for long.
    """

    pace: Tempo
    chance: Random
    ledger: Ledger
    tell: Callable[[str], None]
    step: str = ""
    over: bool = False
    busy: set[object] = field(default_factory=set)
    writing: str = ""
    going: asyncio.Event = field(default_factory=asyncio.Event)
    elsewhere: Callable[[], str] | None = None
    reachable: asyncio.Event = field(default_factory=asyncio.Event)
    _acting: int = 0
    _idle: asyncio.Event = field(default_factory=asyncio.Event)
    _claimed: set[Deed] = field(default_factory=set)
    _begun: dict[str, asyncio.Event] = field(default_factory=dict)

    def begun(self, step: str) -> asyncio.Event:
        """Set once the evening is at this step, or has been."""
        return self._begun.setdefault(step, asyncio.Event())

    def enter(self, step: str) -> None:
        self.step = step
        self.begun(step).set()

    def lacks(self, offer: Offer) -> list[Deed]:
        """Deeds that this would do for the first time, and that nobody is doing just now."""
        done = self.ledger.done
        return [
            deed
            for deed in OF_PEOPLE
            if not done[deed] and deed not in self._claimed and offer.is_for(deed)
        ]

    def tries(self, offer: Offer) -> bool:
        """Whether to press a button of an unknown path: a few times per evening, to test it."""
        if self.ledger.tried[offer.path] >= MOST_TRIES:
            return False
        self.ledger.tried[offer.path] += 1
        return True

    async def settled(self, seconds: float) -> bool:
        """Waits until nobody has anything left to do; False if that takes too long."""
        end, calm = time.monotonic() + seconds, time.monotonic()
        while time.monotonic() - calm < self.pace.calm:
            await asyncio.sleep(0.05)
            if self.busy:
                calm = time.monotonic()
            if time.monotonic() > end:
                return False
        return True

    async def hold_still(self, seconds: float) -> None:
        """Lets nobody begin anything more, and waits for the acts that are under way."""
        self.going.clear()
        if self._acting:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._idle.wait()

    async def act(self, page: OpenPage, offer: Offer, pairs: Pairs) -> bool:
        """Does it and judges the answer.

        Being late is no fault; a refusal of an offered act is one.
        """
        deeds = self.lacks(offer)
        self._claimed.update(deeds)
        self._acting += 1
        self._idle.clear()
        try:
            return await self._act(page, offer, pairs)
        except (LostError, OSError) as error:
            if not self.over:
                self.ledger.fault(f"{offer.path} could not be sent: {error}.")
            return False
        finally:
            self._claimed.difference_update(deeds)
            self._acting -= 1
            if not self._acting:
                self._idle.set()

    async def _act(self, page: OpenPage, offer: Offer, pairs: Pairs) -> bool:
        answer = await page.send(offer.form, offer.button, pairs)
        for _ in range(MOST_AGAIN):
            if answer.status not in LATE:
                break
            self.ledger.late += 1
            if not read_screen(await page.fresh()).offers(offer.form, offer.button, pairs):
                return False
            # Still offered: others may have done and undone it. If that goes on, it is a fault.
            await asyncio.sleep(self.chance.uniform(0, self.pace.calm))
            answer = await page.send(offer.form, offer.button, pairs)
        return await self._judge(page, offer, answer)

    async def _judge(self, page: OpenPage, offer: Offer, answer: Answer) -> bool:
        if answer.status in DONE:
            self.ledger.note(offer, ALL)
            await page.caught_up(answer, OWN_NEWS_SECONDS)
            return True
        # A refusal of an unknown button is no fault: nobody here knows what it needs.
        if offer.path not in self.ledger.tried or answer.status not in LATE:
            said = json.loads(answer.body)["said"] if answer.body.startswith("{") else ""
            self.ledger.fault(
                f"At {self.step} a screen offers {offer.path}, and it is answered with"
                f" {answer.status}{f': {said}' if said else '.'}"
            )
        return False
