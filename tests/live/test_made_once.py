"""What several get is made once: the answer to an act and the push of it, a frame for a whole hall, a page."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from app.live import frames
from app.live.frames import Cut
from app.live.show import Show
from app.models import Card, ProgrammeRow
from app.viewer import Facilitator, Participant, Viewer
from app.vocabulary import Category, Step
from app.web import live_page
from app.wire.compressed import block, blocks_around
from tests.ears import Wire
from tests.house import House
from tests.live.full_hall import AT_A_TABLE, Hall

TABLES = 5  # whose pages are compared
ALIKE = (Step.results, Step.survey)  # all phones show the same
# Parts of a console that are made of other parts and yet say the same, or that two threads have made at once.
FEW = 10


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Viewer]:
    """Whose screens have been made, each time."""
    viewers: list[Viewer] = []
    make: Callable[..., Any] = Show._sight  # noqa: SLF001 -- where every screen is made

    def noted(show: Show, snapshot: Any, viewer: Viewer, asked: Any) -> Any:
        viewers.append(viewer)
        return make(show, snapshot, viewer, asked)

    monkeypatch.setattr(Show, "_sight", noted)
    return viewers


def test_the_answer_to_who_acts_and_the_push_are_one_screen_made_once(
    house: House, made: list[Viewer]
) -> None:
    house.evening.go_to(Step.sorting)
    card = house.evening.ids(Card)[0]
    phone, console = house.phone("Amina"), house.console()
    on_phone, on_console = phone.wire(), console.wire()
    for category in (Category.more, Category.less):
        made.clear()
        answer = phone.tap(f"cards/{card}/lean", category=category)
        on_phone.wait(lambda wire: wire.frames[-1].sequence == house.evening.row.sequence)
        assert answer.json()["screen"] == on_phone.screen
        assert [*map(type, made)] == [Participant]
    rows = {
        row.kind: row.id for row in house.evening.all(ProgrammeRow, meeting_id=house.evening.id)
    }
    for step in (Step.picture, Step.ideas):
        made.clear()
        before = house.evening.row.current_row_id
        answer = console.tap("step", row_id=rows[step], seen_row_id=before)
        for wire in (on_phone, on_console):
            wire.wait(lambda wire: wire.frames[-1].sequence == house.evening.row.sequence)
        assert answer.json()["screen"] == on_console.screen
        assert Counter(map(type, made)) == {Participant: 1, Facilitator: 1}


def test_what_all_phones_show_alike_is_put_into_a_frame_once_and_no_words_compressed_twice(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A frame for all phones, and a few for consoles and wall."""
    compressed, put_together = Counter[bytes](), list[Cut]()

    def noted(words: bytes) -> bytes:
        compressed[words] += 1
        return block(words)

    def put(told: Any) -> Cut:
        put_together.append(make(told))
        return put_together[-1]

    make = frames._packed  # noqa: SLF001
    monkeypatch.setattr(frames, "block", noted)
    hall = Hall(house)
    for wire in hall.wires:
        wire.wait(shows(0))
    monkeypatch.setattr(frames, "_packed", put)
    for step in (Step.results, Step.sorting, Step.picture, Step.survey):
        put_together.clear()
        sequence = hall.evening.go_to(step)
        for wire in hall.wires:
            wire.wait(shows(sequence))
        if step in ALIKE:
            assert 0 < len(put_together) < len(hall.wires) / 10
    assert len(compressed) > len(hall.tables), "some for each table"
    assert compressed.total() - len(compressed) <= FEW


def test_a_page_is_compressed_once_for_all_phones_that_see_the_same(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    compressed = list[object]()

    def noted(words: Any, gaps: Any) -> Any:
        compressed.append(words)
        return blocks_around(words, gaps)

    hall = Hall(house)
    monkeypatch.setattr(live_page, "blocks_around", noted)
    for step in (Step.results, Step.sorting):
        sequence = hall.evening.go_to(step)
        for wire in hall.wires:  # else what is pushed meanwhile may be made by two threads at once
            wire.wait(shows(sequence))
        compressed.clear()
        for phone in hall.phones[: TABLES * AT_A_TABLE]:
            answer = phone.get()
            assert answer.headers["content-encoding"] == "gzip"
            assert answer.text.endswith("</html>"), "it was compressed again"
        assert 0 < len(compressed) <= TABLES, "once for all marks of one length"


def shows(sequence: int) -> Callable[[Wire], object]:
    return lambda wire: wire.frames and wire.frames[-1].sequence >= sequence
