"""The simulated facilitator: leads an evening step by step, by the forms of the console."""

import asyncio
import time

from app.rehearsal.browser import Browser
from app.rehearsal.deeds import Offer, offers_of
from app.rehearsal.filling import filled
from app.rehearsal.page import OpenPage
from app.rehearsal.presses import (
    AT_FIRST,
    COURSE,
    ELSEWHERE,
    HANDS,
    JOIN_FOR_GOOD,
    LOWER,
    THEN,
    WAIT,
)
from app.rehearsal.room import RehearsalRoom
from app.rehearsal.simulated import SimulatedPerson
from app.vocabulary import Step

# Forms whose values are chosen at random. Other forms of the console are sent as they stand.
MOVES = ("to-group-#", "move-somebody", "count-#", "settings", "join-alike")
BUTTON_SECONDS = 5.0
PUSH_SECONDS = 10.0
SHORTEST_SECONDS = 5.0
MOST_WAITS = 8
SAMPLE = 6
MANY_PROPOSALS = 4  # with fewer, joining two could leave somebody nothing to vote for


class SimulatedFacilitator:
    """Leads the evening at the console and watches the wall.

    `console`, `wall`: the links' paths.
    """

    def __init__(self, room: RehearsalRoom, address: str, console: str, wall: str) -> None:
        self._room = room
        self._links = (console, wall)
        self._people: list[SimulatedPerson] = []
        self.console = OpenPage(Browser(address, "sv"), console)
        self.wall = OpenPage(Browser(address, "sv"), wall)
        self._met: list[str] = []
        self._last = str(next(reversed(room.ledger.course.rows), ""))
        self._began = time.monotonic()

    async def open(self) -> None:
        await self.console.open()
        await self.wall.open()

    async def leave(self) -> None:
        await self.console.leave()
        await self.wall.leave()

    async def lead(self, people: list[SimulatedPerson]) -> None:
        """Leads from before the evening to its end, or to a step with no way on."""
        self._people = people
        self._room.reachable.set()
        self._room.going.set()
        while (row := self._row()) != self._last or row not in self._met:
            step = self.console.screen.step
            self._room.enter(step)
            if row not in self._met:
                self._met.append(row)
                await self._take(step, row)
                await self._let_end(row, people)
            elif not await self._go_on(people):
                return

    def _row(self) -> str:
        """The id of the programme's current row, from the forms that lead to another one; "" before it."""
        fields = [field for offer in self._offers("go-#") for field in offer.form.fields]
        return next((field.value for field in fields if field.name == "seen_row_id"), "")

    async def _go_on(self, people: list[SimulatedPerson]) -> bool:
        """Goes to the next step; False if that is impossible."""
        step, row = self.console.screen.step, self._row()
        await self._press("next")
        end = time.monotonic() + PUSH_SECONDS
        while self._row() == row:
            left = end - time.monotonic()
            if not self._offers("next") or left < 0 or not await self.console.news(left):
                self._room.ledger.fault(f"There is no way on from {step}.")
                return False
        await self._all_told(people)
        return True

    async def _take(self, step: str, row: str) -> None:
        self._room.tell(f"{step.capitalize()} ...")
        for act in (*self._of_step(step), *self._of_any(row)):
            if act == WAIT:
                await self._wait(step)
            elif act == JOIN_FOR_GOOD:
                if self._proposals() >= MANY_PROPOSALS:
                    await self._press("join-alike")
            elif act == HANDS:
                await self._count_hands()
            elif act == LOWER:
                await self.lower_hands()
            elif act == ELSEWHERE:
                await self._go_elsewhere()
            else:
                await self._pause()
                await self._press(act)

    def _of_step(self, step: str) -> tuple[str, ...]:
        """The buttons to press in a step; none if there is nothing to work on in this evening."""
        ledger = self._room.ledger
        is_live = step in ledger.course.live or step not in set(Step)
        return tuple(act for act in COURSE.get(step, ()) if is_live and ledger.may_press(act, step))

    def _of_any(self, row: str) -> tuple[str, ...]:
        rows = map(str, self._room.ledger.course.rows)
        return dict(zip(rows, (AT_FIRST, THEN), strict=False)).get(row, ())

    async def _wait(self, step: str) -> None:
        """Waits until all are done or time is up, and longer while a deed was never done."""
        pace = self._room.pace
        if pace.step is None:
            limit = max(60.0, self._left())
        else:
            left = pace.evening - (time.monotonic() - self._began)
            limit = max(SHORTEST_SECONDS, min(pace.step, left / 2))
        for again in range(MOST_WAITS):
            if await self._room.settled(limit if not again else SHORTEST_SECONDS):
                return
            if not self._room.ledger.lacks_at(step):
                break
        self._room.tell("  not all are done; going on")

    async def _pause(self) -> None:
        """Waits between two acts, for a part of the time that the step has left."""
        if self._room.pace.step is None:
            await asyncio.sleep(min(20.0, 2 + self._left() / 10))

    def _left(self) -> float:
        until = self.console.screen.until
        return max(0.0, until - time.time()) if until else 0.0

    async def _let_end(self, row: str, people: list[SimulatedPerson]) -> None:
        """At the real pace waits until the clock has run out.

        Then stops everybody and compares screens.
        """
        while self._room.pace.step is None and row != self._last and (left := self._left()) > 0:
            await self.console.news(left)
        await self._room.hold_still(PUSH_SECONDS)
        phones = [person.page for person in people if person.is_in]
        sample = self._room.chance.sample(phones, min(SAMPLE, len(phones)))
        pages = {self.console: "console", self.wall: "projector"} | dict.fromkeys(sample, "phone")
        await asyncio.gather(*(self._compare(page, kind) for page, kind in pages.items()))
        self._room.going.set()

    async def _compare(self, page: OpenPage, kind: str) -> None:
        """Notes a fault unless the pushed screen equals a fresh one, also after a while.

        A fresh screen with a draft may differ, because drafts are never pushed.
        """
        end = time.monotonic() + PUSH_SECONDS
        self._room.ledger.compared += 1
        while page.is_live:
            fresh = await page.fresh()
            if fresh == page.pushed.content or "data-draft" in fresh:
                return
            if time.monotonic() > end:
                step = self._room.step
                self._room.ledger.fault(
                    f"At {step} a {kind} shows something else than a fresh page."
                )
                return
            await asyncio.sleep(0.2)

    async def _press(self, act: str) -> None:
        """Presses a button of the console. Notes a fault if there is none."""
        end = time.monotonic() + BUTTON_SECONDS
        while not (offers := self._offers(act)):
            left = end - time.monotonic()
            if left <= 0 or not await self.console.news(left):
                self._room.ledger.fault(f'At {self._room.step} the console offers no "{act}".')
                return
        offer = offers[0]
        pairs = filled(offer.form, self._room.chance, as_it_stands=act not in MOVES)
        await self._room.act(self.console, offer, pairs)

    async def _go_elsewhere(self) -> None:
        """Lets the computer die, if wanted: another goes on, the open vote is void, all come back."""
        room, begun = self._room, time.monotonic()
        if room.elsewhere is None:
            return
        room.tell("  the computer dies; another one goes on ...")
        room.reachable.clear()
        await room.hold_still(PUSH_SECONDS)
        pages = (self.console, self.wall, *(person.page for person in self._people))
        await asyncio.gather(*(page.leave() for page in pages))
        address = await asyncio.to_thread(room.elsewhere)
        for page, link in zip((self.console, self.wall), self._links, strict=True):
            await page.come_elsewhere(address, link)
        room.tell(f"  a living wall after {time.monotonic() - begun:.0f} s, at {address}")
        if self._offers("close-vote"):
            room.ledger.fault("A vote that was open on the computer that died is not void.")
        await self._press("door-up")
        await asyncio.gather(*(person.go_elsewhere(address) for person in self._people))
        room.tell(f"  everybody is back after {time.monotonic() - begun:.0f} s")
        room.reachable.set()
        room.going.set()
        for again in ("door-down", "open-vote"):
            await self._press(again)
        await self._wait(room.step)

    async def _count_hands(self) -> None:
        """Enters one raised hand, at the table with the most people who have not voted, so that the
        others there can still vote by phone; at the next one if all there have voted meanwhile.
        """
        offers = self._offers("raise-#-#")
        if not offers:
            self._room.ledger.fault("No table can raise its hands.")
            return
        for offer in sorted(offers, key=_room, reverse=True):
            stands = filled(offer.form, self._room.chance, as_it_stands=True)
            pairs = [(name, "1" if name == "votes" else value) for name, value in stands]
            if await self._room.act(self.console, offer, pairs):
                return

    async def lower_hands(self) -> None:
        """Phones have voted since hands were raised: with more votes than people at a table, nothing closes."""
        if self._offers("close-vote"):
            return
        await self.console.open_all("hands-at-")
        end = time.monotonic() + PUSH_SECONDS
        while not self._offers("close-vote") and (left := end - time.monotonic()) > 0:
            stands = (
                (offer, filled(offer.form, self._room.chance, as_it_stands=True))
                for offer in self._offers("raise-#-#")
            )
            raised = next((stand for stand in stands if ("votes", "0") not in stand[1]), None)
            if raised is None:
                await self.console.news(left)
                continue
            pairs = [(name, "0" if name == "votes" else value) for name, value in raised[1]]
            await self._room.act(self.console, raised[0], pairs)

    def _proposals(self) -> int:
        """How many proposals the form for joining offers."""
        offers = self._offers("join-alike")
        return max(
            (len(field.options) for offer in offers for field in offer.form.fields), default=0
        )

    def _offers(self, act: str) -> list[Offer]:
        offers = offers_of(self.console.screen.forms, self.console.path)
        return [offer for offer in offers if offer.is_of(act)]

    async def _all_told(self, people: list[SimulatedPerson]) -> None:
        """Waits until every connected page shows the step; notes a fault if some are late."""
        wanted = self.console.pushed.sequence
        pages = [self.wall, *(person.page for person in people if person.is_in)]
        end = time.monotonic() + PUSH_SECONDS
        while late := [page for page in pages if page.is_live and page.pushed.sequence < wanted]:
            if time.monotonic() > end:
                step = self.console.screen.step
                self._room.ledger.fault(f"{len(late)} screens were not told of {step}.")
                return
            await asyncio.sleep(0.05)


def _room(offer: Offer) -> int:
    """How many hands can be entered."""
    return max(int(field.high or 0) for field in offer.form.fields)
