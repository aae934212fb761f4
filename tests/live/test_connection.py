"""A frame is made before it can be sent; what its page shows then may be another screen than it was made for."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.live.connection import Connection
from app.live.frames import Filled, Frames, Has, ShownScreen
from app.live.show import Show
from app.method import sorting
from app.method.people import seating
from app.method.people.joining import token_hash
from app.models import Card
from app.rehearsal.markup import after, marks_of
from app.settings import Settings
from app.viewer import PhoneClaim
from app.vocabulary import Category, Step
from tests.cast import Evening
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

    def give(self, words: bytes, *, packed: bool = False) -> None:
        assert not packed
        self.given.append(json.loads(words))

    def hang_up(self, code: int) -> None:
        raise AssertionError(code)


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
    told = Has(tuple(marks_of(page)))

    def sent(filled: Filled, has: Has) -> bytes:
        return Frames().cut(filled.shown, filled.filling, has, packed=False).filled(filled.filling)

    for has in (first.shown.has(first.filling), told):
        for frame in (second.frame(has), sent(second, has)):
            moved = json.loads(frame)
            assert set(moved["parts"]) == {"own-mark"}
            assert after(page, moved) == filled(second.shown.screen, second.filling)
            assert marks_of(after(page, moved)) == moved["marks"].split()
        assert json.loads(sent(first, has))["parts"] == {}


def test_a_frame_that_another_one_overtook_is_made_anew_for_what_its_page_shows_then(
    meeting: Evening, keys: Path, tmp_path: Path
) -> None:
    show = Show(meeting.database, Settings(tmp_path, keys, SECRET, meeting.database.url))
    claim = PhoneClaim(meeting.id, token_hash(SECRET, f"{meeting.id}Amina"))
    meeting.go_to(Step.sorting)
    screens = []
    for category in (Category.more, Category.less, Category.more):
        meeting.do(sorting.lean, meeting.member("Amina"), meeting.ids(Card)[0], category)
        sight = show.see(claim)
        assert sight is not None
        shown = ShownScreen(sight.assembled, sight.sequence, show.epoch)
        screens.append(Filled(shown, sight.filling))
    first, second, third = screens
    assert first.shown.screen.marks == third.shown.screen.marks != second.shown.screen.marks

    async def given() -> list[dict[str, Any]]:
        line = Line()
        connection = Connection(
            *(line, claim, Has(()), frozenset(), lambda _: None),
            frames=Frames(),
            beat_seconds=60,
            send_seconds=60,
        )
        connection.put(connection.prepared(first.shown, first.filling))
        for ready in [
            connection.prepared(second.shown, second.filling),
            connection.prepared(third.shown, third.filling),
        ]:
            connection.put(ready)
        return line.given

    page = ""
    for frame in asyncio.run(given()):
        page = after(page, frame)
        assert marks_of(page) == frame["marks"].split()
    assert page == filled(third.shown.screen, third.filling)


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
