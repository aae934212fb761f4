"""Whatever people do, and whatever befalls lines, server and data: every page comes to what a fresh one shows."""

import random
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from app.links import new_code
from app.live.hub import Hub
from app.live.show import Show
from app.rehearsal.markup import main_of
from app.trouble import StoreError
from app.vocabulary import Door
from tests.cast import Evening, make_evening
from tests.faults.doing import rest
from tests.faults.pages import Page
from tests.faults.promises import Kept, Promises
from tests.faults.shares import share
from tests.house import House
from tests.live.troubles import held
from tests.screens.drawn import Draw

pytestmark = [pytest.mark.faults, pytest.mark.alone, pytest.mark.timeout(1200)]
HISTORIES, ACTS, IN_ONE_MEETING = share(1000), 4, 40
SECONDS = 10.0
OpenHouse = Callable[..., House]
# How often what befalls it. Whatever is done to the server is done to all pages.
BEFALLS = {
    "nothing": 8, "cut": 4, "deaf": 4, "lost": 2, "asleep": 3, "pressed": 3, "restart": 0.5, "older data": 0.5,
    "locked": 0.5,
}  # fmt: skip


class Hall:
    """One meeting of a house, and its pages."""

    def __init__(self, house: House, draws: random.Random, number: int) -> None:
        self.house, self.draws, self.met = house, draws, Counter[str]()
        state = house.app.state.house
        self._meeting = make_evening(state.database, state.writer, new_code())
        for name, title in (("Amina", "Language café"), ("Hodan", "Plain letters")):
            self._meeting.propose(name, title)
        self._joined: list[str] = []
        self._aside = house.settings.data / f"aside-{number}"
        phones = [house.phone(name, self._meeting) for name in ("Amina", "Hodan", "Rolf")]
        opened = [
            house.opened(door, None, self._meeting) for door in (Door.console, Door.projector)
        ]
        self.pages = [
            Page(f"page {place}", browser) for place, browser in enumerate([*phones, *opened])
        ]
        for page in self.pages:
            page.load()
            page.start()

    @property
    def evening(self) -> Evening:
        """As the server that runs now holds it."""
        state, meeting = self.house.app.state.house, self._meeting
        return Evening(state.database, state.writer, meeting.id, meeting.people, meeting.groups)

    def live(self) -> float:
        """One history; returns how long the slowest page took to come to what a fresh one shows."""
        for _ in range(ACTS):
            self.befall(self.draws.choices([*BEFALLS], [*BEFALLS.values()])[0])
            with suppress(StoreError):
                Draw(self.evening, self.draws, self._joined).act()
        for page in self.pages:
            page.release()
            if not page.awake.is_set():
                page.wake()
        begun = time.monotonic()
        for page in self.pages:
            self.comes_to(page, begun)
        return time.monotonic() - begun

    def comes_to(self, page: Page, begun: float) -> None:
        while page.screen != (fresh := main_of(page.fresh())):
            if not page.is_live:  # where there is no meeting, whoever wants one asks again
                page.load()
            told = f"{page.name} of {page.browser.path} after {dict(self.met)}, {page.state}"
            assert time.monotonic() - begun < SECONDS, f"{told}\n{page.screen}\n{fresh}"
            rest(0.02)

    def befall(self, what: str) -> None:
        self.met[what] += 1
        page = self.draws.choice(self.pages)
        match what:
            case "cut":
                page.cut()
            case "deaf":
                page.deaf += self.draws.randint(1, 3)
            case "lost":
                page.lost += 1
            case "asleep":
                page.awake.clear()
            case "pressed":
                page.press()
            case "restart":
                self.house.stop()
                self.house.start()
            case "older data":
                self._older()
            case "locked":
                with held(self.house.settings.data / "meeting.db"):
                    rest(0.05)

    def _older(self) -> None:
        """What was kept aside takes the place of what there is, under open pages."""
        self.house.stop()
        data = self.house.settings.data
        if self._aside.exists():
            _put(self._aside, data)
        else:
            self._aside.mkdir()
            _put(data, self._aside)
        self.house.start()

    def close(self) -> None:
        for page in self.pages:
            page.close()


def _put(stored: Path, to: Path) -> None:
    """The database, and the log that belongs to it."""
    for file in to.glob("meeting.db*"):
        file.unlink()
    for name in ("meeting.db", "meeting.db-wal"):
        with suppress(FileNotFoundError):
            shutil.copy(stored / name, to / name)


@contextmanager
def halls(open_house: OpenHouse, seed: int) -> Iterator[Callable[[int], Hall]]:
    """Each in a meeting of its own, and the one before is left."""
    house = open_house(beat_seconds=0.2, patience_seconds=30.0)
    draws = random.Random(seed)  # noqa: S311 -- has to be repeatable
    opened: list[Hall] = []

    def next_one(number: int) -> Hall:
        while opened:
            opened.pop().close()
        opened.append(Hall(house, draws, number))
        return opened[-1]

    yield next_one
    for hall in opened:
        hall.close()


def lived(open_house: OpenHouse, seed: int, histories: int) -> tuple[float, Counter[str]]:
    """The longest that a page took, and what befell."""
    longest, met = 0.0, Counter[str]()
    with halls(open_house, seed) as hall_of:
        for number in range(0, histories, IN_ONE_MEETING):
            hall = hall_of(number // IN_ONE_MEETING)
            for _ in range(min(IN_ONE_MEETING, histories - number)):
                longest = max(longest, hall.live())
            met += hall.met
    return longest, met


def test_every_page_comes_to_what_a_fresh_one_shows(
    open_house: OpenHouse, seed: int, kept: Kept
) -> None:
    longest, met = lived(open_house, seed, HISTORIES)
    faults = sum(met.values()) - met["nothing"]
    kept(
        "pages",
        f"{HISTORIES:,} histories, {faults:,} faults: all pages, after {longest:.1f} s at most",
    )
    assert set(met) == set(BEFALLS)


def test_without_beats_that_tell_what_is_newest_a_page_stays_behind(
    open_house: OpenHouse, seed: int, monkeypatch: pytest.MonkeyPatch, promises: Promises
) -> None:
    monkeypatch.setattr(Hub, "newest", lambda *_: 0)
    with pytest.raises(AssertionError, match="after"):
        lived(open_house, seed, IN_ONE_MEETING)
    promises.broken("pages", "with beats that tell nothing a page stays behind")


def test_without_an_epoch_older_data_freezes_a_page(
    open_house: OpenHouse, seed: int, monkeypatch: pytest.MonkeyPatch, promises: Promises
) -> None:
    always = property(lambda _show: 1, lambda _show, _noted: None)
    monkeypatch.setattr(Show, "epoch", always, raising=False)
    with pytest.raises(AssertionError, match="after"):
        lived(open_house, seed, 3 * IN_ONE_MEETING)
    promises.broken("pages", "without an epoch older data freezes one")
