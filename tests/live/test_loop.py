"""Nothing long is done where everybody waits: no turn of the server's loop takes more than five milliseconds."""

import asyncio
import gc
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from app.method import accounts
from app.method.act import Act
from app.models import Card, Coordinator, Meeting, ProgrammeRow, Round
from app.vocabulary import Language, Step
from tests.house import House
from tests.live.full_hall import GROUPS, Hall, full_evening

LONGEST = 0.005  # seconds of the loop's own thread, whatever else the machine does meanwhile


@contextmanager
def watched(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[float, str]]]:
    """What took too long is noted. The collector waits; `test_collecting` tells what that takes."""
    long: list[tuple[float, str]] = []
    run = asyncio.Handle._run  # noqa: SLF001 -- where the loop does each thing

    def timed(handle: asyncio.Handle) -> None:
        begun = time.thread_time()
        run(handle)
        took = time.thread_time() - begun
        if took > LONGEST and threading.current_thread() is house.thread:
            long.append((took, repr(handle)))

    monkeypatch.setattr(asyncio.Handle, "_run", timed)
    gc.disable()
    try:
        yield long
    finally:
        gc.enable()
        monkeypatch.undo()


def test_nobody_waits_for_long_in_a_full_hall(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = Hall(house)
    for wire in hall.wires:
        wire.wait(lambda wire: wire.frames)
    console, wall = hall.consoles[0], hall.projector
    card = hall.evening.ids(Card)[0]
    rows = {row.kind: row.id for row in hall.evening.all(ProgrammeRow, meeting_id=hall.evening.id)}
    with watched(house, monkeypatch) as long:
        for table in (3, 7, 11):
            hall.phones[table * 5].tap(f"cards/{card}/lean", category="more")
            hall.phones[table * 5].tap(f"cards/{card}/decision", decision="less")
        for step in (Step.picture, Step.vote, Step.survey):
            console.tap("step", row_id=rows[step], seen_row_id=hall.evening.row.current_row_id)
            for page in (console, wall, hall.phones[0]):
                assert page.get().status_code == 200
        for wire in hall.wires:
            wire.wait(lambda wire: wire.frames[-1].sequence >= hall.evening.row.sequence)
    assert long == []


def test_nobody_waits_for_a_console_however_many_groups_there_are(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening = full_evening(house, groups=8 * GROUPS)
    evening.go_to(Step.groups)
    console = house.console(of=evening)
    rows = {row.kind: row.id for row in evening.all(ProgrammeRow, meeting_id=evening.id)}
    wire = console.wire()
    with watched(house, monkeypatch) as long:
        for step in (Step.sorting, Step.axis, Step.sorting):
            console.tap("step", row_id=rows[step], seen_row_id=evening.row.current_row_id)
            wire.wait(lambda wire: wire.frames[-1].sequence >= evening.row.sequence)
    assert long == []


def test_nobody_waits_for_a_page_of_the_desk(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    evening = full_evening(house)
    (meeting,) = evening.all(Meeting, id=evening.id)

    def sign_in(act: Act) -> str:
        token = accounts.set_up(act, "Astrid", "unused", Language.sv)
        of = act.book.all(Round, id=meeting.round_id)[0].municipality_id
        act.book.change(Coordinator, {"login": "Astrid"}, municipality_id=of)
        return token

    token = evening.writer.do(None, sign_in)
    desk = house.browser(f"/coordinator/meetings/{evening.id}", {"coordinator": token})
    first = desk.ask("GET", f"{desk.path}/ready").text
    pages = sorted({path for path in re.findall(r'href="([^"?#]+)"', first) if desk.path in path})
    assert len(pages) > 10
    with watched(house, monkeypatch) as long:
        for path in pages:
            assert desk.ask("GET", path).status_code == 200, path
    assert long == []
