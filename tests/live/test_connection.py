"""A frame is made before it can be sent; what its page shows then may be another screen than it was made for."""

import asyncio
import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from app.assembly import Filling
from app.live.connection import FAILED, Connection
from app.live.frames import Cut, Filled, Frames, Has, ShownScreen
from app.live.show import Show
from app.method import sorting
from app.method.people import seating
from app.method.people.joining import token_hash
from app.models import Card
from app.rehearsal.markup import after, digests_of
from app.settings import Settings
from app.viewer import PhoneClaim
from app.vocabulary import Category, Step
from tests.cast import Evening
from tests.environment import PATIENCE
from tests.house import SECRET
from tests.screens.stored import filled


@dataclass
class Line:
    """What is written on it is read at once, or later."""

    when_free: Callable[[], None] | None = None
    when_heard: Callable[[], None] | None = None
    when_gone: Callable[[], None] | None = None
    is_free: bool = True
    unpacks: bool = False
    given: list[dict[str, Any]] = field(default_factory=list)
    _gave: asyncio.Event = field(default_factory=asyncio.Event)

    def give(self, words: bytes, *, packed: bool = False) -> None:
        assert not packed
        self.given.append(json.loads(words))
        self._gave.set()

    async def gets(self, number: int) -> None:
        """Waits until so many frames have been given."""
        while len(self.given) < number:
            self._gave.clear()
            await self._gave.wait()

    def hang_up(self, code: int) -> None:
        raise AssertionError(code)


class ClosedLine(Line):
    """`hung_up`: with this code."""

    def __init__(self) -> None:
        super().__init__()
        self.hung_up = asyncio.get_running_loop().create_future()

    def hang_up(self, code: int) -> None:
        self.hung_up.set_result(code)


def test_of_a_screen_that_all_tables_share_each_is_given_its_own_mark(
    meeting: Evening, keys: Path, tmp_path: Path
) -> None:
    show = Show(meeting.database, Settings(tmp_path, keys, SECRET, meeting.database.url))
    meeting.do(seating.sit_down, meeting.people["Amina"], 7)
    meeting.go_to(Step.results)

    def shown(name: str) -> Filled:
        sight = show.see(PhoneClaim(meeting.id, token_hash(SECRET, f"{meeting.id}{name}")))
        assert sight is not None
        return Filled(ShownScreen(sight.assembled, sight.sequence, show.epoch), sight.filling)

    first, second = shown("Amina"), shown("Gunilla")
    assert first.shown.screen is second.shown.screen, "it was made twice"
    page = after("", json.loads(first.frame(Has(()))))
    assert "Grupp 1" in page
    told = Has(tuple(digests_of(page)))

    def sent(filled: Filled, has: Has) -> bytes:
        return Frames().cut(filled.shown, filled.filling, has, packed=False).filled(filled.filling)

    for has in (first.shown.has(first.filling), told):
        for frame in (second.frame(has), sent(second, has)):
            moved = json.loads(frame)
            assert set(moved["parts"]) == {"own-mark"}
            assert after(page, moved) == filled(second.shown.screen, second.filling)
            assert digests_of(after(page, moved)) == moved["digests"].split()
        assert json.loads(sent(first, has))["parts"] == {}


class WatchedFrames(Frames):
    """Notes in which thread each frame is made. `goes_on`: cleared, each waits in another thread."""

    def __init__(self) -> None:
        super().__init__()
        self.made_in: list[threading.Thread] = []
        self.goes_on = threading.Event()
        self.goes_on.set()
        self._loop_thread = threading.current_thread()

    def cut(self, shown: ShownScreen, filling: Filling, has: Has, *, packed: bool) -> Cut:
        self.made_in.append(threading.current_thread())
        if self.made_in[-1] is not self._loop_thread:
            assert self.goes_on.wait(PATIENCE)
        return super().cut(shown, filling, has, packed=packed)


@pytest.fixture
def screens(meeting: Evening, keys: Path, tmp_path: Path) -> list[Filled]:
    """Three, of which the first and the third show the same."""
    show = Show(meeting.database, Settings(tmp_path, keys, SECRET, meeting.database.url))
    meeting.go_to(Step.sorting)
    screens = []
    for category in (Category.more, Category.less, Category.more):
        meeting.do(sorting.lean, meeting.member("Amina"), meeting.ids(Card)[0], category)
        sight = show.see(amina(meeting))
        assert sight is not None
        shown = ShownScreen(sight.assembled, sight.sequence, show.epoch)
        screens.append(Filled(shown, sight.filling))
    first, second, third = (each.shown.screen.digests for each in screens)
    assert first == third != second
    return screens


def amina(meeting: Evening) -> PhoneClaim:
    return PhoneClaim(meeting.id, token_hash(SECRET, f"{meeting.id}Amina"))


def attended(line: Line, claim: PhoneClaim, frames: Frames) -> Connection:
    return Connection(
        *(line, claim, Has(()), frozenset(), lambda _: None),
        frames=frames,
        beat_seconds=60,
        send_seconds=60,
    )


def test_a_frame_that_another_one_overtook_is_made_anew_for_what_its_page_shows_then(
    meeting: Evening, screens: list[Filled]
) -> None:
    """In another thread: that of a large console would stop everybody for milliseconds."""
    first, second, third = screens

    async def given() -> list[dict[str, Any]]:
        line, frames = Line(), WatchedFrames()
        connection = attended(line, amina(meeting), frames)
        connection.put(connection.prepared(first.shown, first.filling))
        late = [connection.prepared(each.shown, each.filling) for each in (second, third)]
        frames.made_in.clear()
        for ready in late:
            connection.put(ready)
        assert threading.current_thread() not in frames.made_in
        await asyncio.wait_for(line.gets(3), PATIENCE)
        assert len(frames.made_in) == 1
        return line.given

    page = ""
    for frame in asyncio.run(given()):
        page = after(page, frame)
        assert digests_of(page) == frame["digests"].split()
    assert page == filled(third.shown.screen, third.filling)


def test_a_frame_that_is_being_made_anew_is_dropped_for_a_newer_screen(
    meeting: Evening, screens: list[Filled]
) -> None:
    first, second, third = screens

    async def given() -> list[int]:
        line, frames, loop = Line(), WatchedFrames(), asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(1))
        connection = attended(line, amina(meeting), frames)
        late = [connection.prepared(each.shown, each.filling) for each in (first, second)]
        frames.goes_on.clear()
        for ready in late:
            connection.put(ready)
        connection.put(connection.prepared(third.shown, third.filling))
        frames.goes_on.set()
        for _ in range(3):  # what waits for the thread before these has been done then
            await loop.run_in_executor(None, frames.forget)
        return [frame["sequence"] for frame in line.given]

    assert asyncio.run(given()) == [first.shown.sequence, third.shown.sequence]


def test_a_frame_that_cannot_be_made_anew_closes_its_line_alone(
    meeting: Evening, screens: list[Filled]
) -> None:
    first, second, _ = screens
    over: list[Connection] = []

    class Failing(Frames):
        def cut(self, *_: Any, **__: Any) -> Cut:
            raise LookupError

    async def closed() -> int:
        line = ClosedLine()
        connection = attended(line, amina(meeting), Frames())
        connection._over = over.append  # noqa: SLF001
        late = [connection.prepared(each.shown, each.filling) for each in (first, second)]
        connection._frames = Failing()  # noqa: SLF001
        for ready in late:
            connection.put(ready)
        return await asyncio.wait_for(line.hung_up, PATIENCE)

    assert asyncio.run(closed()) == FAILED
    assert len(over) == 1


def test_the_beats_of_those_who_come_at_one_moment_are_spread() -> None:
    """Otherwise all of a hall would get theirs in one turn of the loop, for the whole evening."""

    async def due() -> list[float]:
        loop = asyncio.get_running_loop()
        came = loop.time()
        loop.time = lambda: came  # type: ignore[method-assign]
        connections = [
            Connection(
                Line(),
                PhoneClaim(1, str(place)),
                Has(()),
                frozenset(),
                lambda _: None,
                frames=Frames(),
                beat_seconds=10,
                send_seconds=5,
            )
            for place in range(50)
        ]
        return [connection.due_at - came for connection in connections]

    waits = asyncio.run(due())
    assert len({*waits}) == len(waits)
    assert 7 <= min(waits) < 8
    assert 9 < max(waits) <= 10
