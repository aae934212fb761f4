"""A simulated participant: looks at the phone, thinks, and does something that it offers."""

import asyncio
from random import Random

from app.languages import of_phones
from app.rehearsal.browser import Browser, Pairs
from app.rehearsal.deeds import Offer, offers_of
from app.rehearsal.filling import filled
from app.rehearsal.habits import Habits
from app.rehearsal.nature import Nature
from app.rehearsal.page import LostError, OpenPage
from app.rehearsal.room import RehearsalRoom
from app.rehearsal.seen import SeenForm

WRITING_SECONDS = 3.0
ASK_AGAIN_SECONDS = 0.5


class SimulatedPerson:
    """One participant with a phone. `path`: where the meeting is joined."""

    def __init__(self, nature: Nature, room: RehearsalRoom, address: str, path: str) -> None:
        self.nature = nature
        self._path = path
        self.page = OpenPage(Browser(address, nature.language), path, self._look_up)
        self._room = room
        self._chance = Random(room.chance.random())  # noqa: S311 -- has to be repeatable
        self._habits = Habits(nature, self._chance, room, path)
        self._asleep = False
        self._met: set[str] = set()

    async def attend(self) -> None:
        """Takes part until the evening is over."""
        self._room.busy.add(self)
        try:
            await self._arrive()
            while not self._room.over:
                await self._think()
                await self._live(self.page.screen.step)
        except (LostError, OSError) as error:
            if not self._room.over:
                self._room.ledger.fault(f"A phone was lost at {self._room.step}: {error}.")
        finally:
            self._room.busy.discard(self)

    async def leave(self) -> None:
        await self.page.leave()

    async def go_elsewhere(self, address: str) -> None:
        """Moves to another server: opens it, and enters the code of the old page.

        A person who has not come yet will come there.
        """
        if self.page.pushed.content:
            await self.page.come_elsewhere(address, self._path)
        else:
            self.page.await_at(address)

    @property
    def is_in(self) -> bool:
        """Whether the phone is connected, so that it must show the current step."""
        return self.page.is_live

    def _look_up(self) -> None:
        if not self._asleep:
            self._room.busy.add(self)

    async def _arrive(self) -> None:
        if self.nature.comes:
            self._room.busy.discard(self)
            await self._room.begun(self.nature.comes).wait()
            self._room.busy.add(self)
        await asyncio.sleep(self._chance.uniform(0, self._room.pace.arrive))
        await self._open()

    async def _open(self) -> None:
        await self._room.reachable.wait()
        await self.page.open()

    async def _live(self, step: str) -> None:
        if step not in self._met:
            self._met.add(step)
            await self._meet(step)
        offer, looks_again = self._habits.choose(self.page.screen)
        if offer:
            await self._do(offer)
        elif not looks_again:
            await self._rest()

    async def _meet(self, step: str) -> None:
        """Does what this person's nature has for the beginning of a step."""
        nature = self.nature
        if step == nature.loses_net:
            await self._lose_net()
        if step == nature.changes_language:
            await self._change_language()
        while step == nature.sleeps == self.page.screen.step and not self._room.over:
            self._asleep = True
            await self._rest()
        self._asleep = False
        self._room.busy.add(self)

    async def _rest(self) -> None:
        """Waits until the phone shows something new.

        Loads the page again if it is not connected.
        """
        self._room.busy.discard(self)
        if self.page.is_live:
            await self.page.news(None)
        if self.page.closed is not None and not self._room.over:
            self._room.ledger.fault(f"A phone's socket was closed with {self.page.closed}.")
        if not self.page.is_live and not self._room.over:
            await asyncio.sleep(ASK_AGAIN_SECONDS)
            await self._open()

    async def _think(self) -> None:
        low, high = self._room.pace.think
        await asyncio.sleep(self._chance.uniform(low, high) * self.nature.haste)
        await self._room.going.wait()

    async def _lose_net(self) -> None:
        self._room.busy.discard(self)
        await self.page.hang_up()
        await asyncio.sleep(self._room.pace.think[1] * self._chance.uniform(2, 20))
        if not self._room.over:
            await self._open()

    async def _change_language(self) -> None:
        others = [language for language in of_phones("") if language != self.nature.language]
        wanted = self._chance.choice(others)
        for offer in offers_of(self.page.head, self.page.path):
            if offer.path == "language" and offer.button.value == wanted:
                await self._room.act(self.page, offer, filled(offer.form, self._chance))
                return

    async def _do(self, offer: Offer) -> None:
        lacks = map(self._room.ledger.lacks, ("ideas/#/wording", "ideas/#/wording/dropped"))
        if offer.path == "ideas/#" and not self._room.writing and any(lacks):
            await self._write_long(offer)
        else:
            await self._room.act(self.page, offer, self._filled(offer.form))

    def _filled(self, form: SeenForm) -> Pairs:
        """The filled-in form; in the form for joining, with the people who share this phone."""
        alone = [(name, value) for name, value in filled(form, self._chance) if name != "other"]
        offered = [field.options for field in form.fields if field.name == "other"]
        return alone + [
            ("other", self._chance.choice(options)) for options in offered[: self.nature.shares]
        ]

    async def _write_long(self, offer: Offer) -> None:
        """Writes until somebody else saves the same idea; then sends the form as it was."""
        self._room.writing = offer.form.action
        left = WRITING_SECONDS
        while left > 0 and self._form(offer.form.action).hidden == offer.form.hidden:
            await asyncio.sleep(0.1)
            left -= 0.1
        await self._room.act(self.page, offer, filled(offer.form, self._chance))
        self._room.writing = ""

    def _form(self, action: str) -> SeenForm:
        forms = [form for form in self.page.screen.forms if form.action == action]
        return forms[0] if forms else SeenForm(action, "", (), (), scripted=False)
