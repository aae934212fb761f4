"""A screen that many see alike is made once and filled in for each: each gets what would be made for it alone."""

import asyncio
import json
import random
from dataclasses import dataclass, field
from pathlib import Path

from app.db import Database
from app.live.connection import Connection
from app.live.frames import Frames, Has
from app.live.screen_threads import Screens
from app.live.show import FEW, Show
from app.live.writer import Writer
from app.method import groups
from app.method.people.joining import token_hash
from app.models import ProgrammeRow
from app.rehearsal.markup import after, digests_of
from app.settings import Settings
from app.viewer import Claim, PhoneClaim
from app.vocabulary import Language, Step
from tests.cast import Evening, bare_evening
from tests.house import SECRET
from tests.live.test_connection import Line
from tests.screens.drawn import Draw
from tests.screens.stored import seen

PHONES = FEW + 4


@dataclass
class HallPage:
    connection: Connection
    line: Line = field(default_factory=Line)
    html: str = ""

    @classmethod
    def of(cls, claim: Claim) -> "HallPage":
        line = Line()
        connection = Connection(
            *(line, claim, Has(()), frozenset(), lambda _: None),
            frames=Frames(),
            beat_seconds=60,
            send_seconds=60,
        )
        return cls(connection, line)

    def read(self) -> None:
        for frame in self.line.given:
            self.html = after(self.html, frame)
            assert digests_of(self.html) == frame["digests"].split(), json.dumps(frame)
        self.line.given.clear()


@dataclass
class FullHall:
    """Phones, each with a page. `shared`: how many frames were filled in without making a screen."""

    evening: Evening
    settings: Settings
    chance: random.Random
    cookies: list[str]
    shared: int = 0

    def __post_init__(self) -> None:
        self._kept = Show(self.evening.database, self.settings)
        self._pages: dict[Claim, HallPage] = {}

    def looks(self, told: str) -> None:
        """Some pages miss a frame, so not all lack the same the next time."""
        claims: list[Claim] = [PhoneClaim(self.evening.id, cookie) for cookie in self.cookies]
        fresh = Show(self.evening.database, self.settings)
        with self._kept.moment(self.evening.id, len(claims)) as moment:
            screens = Screens(moment, self._kept.epoch)
            for claim in claims:
                page = self._pages.get(claim) or self._pages.setdefault(claim, HallPage.of(claim))
                before = screens.made
                _, made, ready = screens.for_page_of(page.connection)
                self.shared += bool(made) and screens.made == before
                if ready and self.chance.random() < 0.8:
                    page.connection.put(ready)
                    page.read()
                    assert page.html == seen(fresh, claim), f"{claim} is given another's: {told}"


def test_each_phone_of_a_hall_is_given_what_would_be_made_for_it_alone(
    database: Database, writer: Writer, keys: Path, tmp_path: Path, chance: random.Random
) -> None:
    evening = bare_evening(database, writer)
    for number in range(PHONES):
        evening.join(str(number), language=tuple(Language)[number % 3])
    cookies = [token_hash(b"cast", f"{evening.id}{number}") for number in range(PHONES)]
    settings = Settings(tmp_path, keys, SECRET, database.url)

    async def goes_on() -> None:
        hall = FullHall(evening, settings, chance, cookies)
        for step in (Step.opening, Step.results, Step.supper):
            evening.go_to(step)
            hall.looks(step)
        assert hall.shared, "each has one made"
        evening.do(groups.form, 3)
        for step in chance.sample([*Step], 6):
            if evening.all(ProgrammeRow, kind=step):
                evening.go_to(step)
                hall.looks(step)
        draw = Draw(evening, chance, hall.cookies)
        for _ in range(12):
            hall.looks(draw.act() or "nothing")

    asyncio.run(goes_on())
