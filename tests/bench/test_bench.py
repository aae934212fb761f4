"""The bench's own parts: statistics, frames, goals. No test here measures how fast anything is."""

import gzip
import itertools
import json
import os
import re
import time
from collections.abc import Sequence
from types import SimpleNamespace
from typing import cast

import pytest

from app.vocabulary import METHOD_STEPS
from tests.bench.__main__ import QUICK, WHOLE, WITH_LARGE, report
from tests.bench.acting import Acted, Load, at_rate, rising
from tests.bench.asking import Answer, Visitor, whole
from tests.bench.beside import floor_hash
from tests.bench.floor import FRAME_BYTES, frame
from tests.bench.goals import ALWAYS, FLOOR, FULL, GOALS, LARGE, Goal, goals_of, void
from tests.bench.hall import STEPS, Hall, Phone, card_in
from tests.bench.hours import made_on
from tests.bench.loop import Loop, now
from tests.bench.measured import Measuring
from tests.bench.numbers import first_seen, part
from tests.bench.processes import Window, used
from tests.bench.run import Pieces, Scale, halls_of
from tests.bench.sheet import Sheet
from tests.bench.table import falls_short, row, verdict
from tests.bench.wires import Told, frame_at, marks_in, told_by

SCREEN = '<main id="screen">"beat": 7</main>' * 40


def test_a_share_of_all_is_the_value_that_so_many_are_not_above() -> None:
    values = [float(number) for number in range(1, 101)]
    assert (part(values, 0.5), part(values, 0.99), part(values, 1)) == (51, 100, 100)
    assert part([3.0], 0.99) == 3


def test_what_is_wanted_is_seen_with_the_first_screen_that_is_as_new() -> None:
    tells = [(3, 0.3), (7, 0.7), (9, 0.9)]
    assert first_seen(4, tells) == 0.7
    assert first_seen(7, tells) == 0.7
    assert first_seen(10, tells) is None


def test_neither_a_beat_nor_an_older_screen_shows_anything() -> None:
    tells = [Told(0.1, 5, 9, is_beat=True), Told(0.2, 4, 9, is_beat=False)]
    tells += [Told(0.3, 3, 9, is_beat=False), Told(0.4, 6, 9, is_beat=False)]
    assert rising(tells) == [(4, 0.2), (6, 0.4)]


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (
            {"sequence": 12, "target": "#screen", "swap": "outerMorph", "content": SCREEN},
            (12, False),
        ),
        ({"sequence": 13, "epoch": 4, "parts": {"bar": SCREEN}, "list": ["bar"]}, (13, False)),
        ({"epoch": 4, "sequence": 21, "digests": "a b", "screen": SCREEN}, (21, False)),
        ({"content": SCREEN, "sequence": 14}, (14, False)),
        ({"parts": {"a": SCREEN}, "sequence": 15, "list": [SCREEN]}, (15, False)),
        ({"beat": 16}, (16, True)),
    ],
)
def test_a_frame_is_known_by_its_number_whatever_its_screen(
    message: dict[str, object], told: tuple[int, bool]
) -> None:
    assert told_by(json.dumps(message).encode()) == told


@pytest.mark.parametrize("size", [0, 125, 126, 65_535, 65_536])
def test_a_frame_of_any_length_is_found_once_it_is_whole(size: int) -> None:
    length = bytes([size]) if size < 126 else b"\x7e" + size.to_bytes(2) if size < 65_536 else b""
    came = bytearray(b"\x81" + (length or b"\x7f" + size.to_bytes(8)) + b"x" * size)
    framed = frame_at(came + b"\x81")
    assert framed is not None
    assert (framed[0], framed[2] - framed[1], framed[2]) == (0x81, size, len(came))
    assert frame_at(came[:-1]) is None


def test_an_answer_is_read_in_chunks_and_packed_alike() -> None:
    body = gzip.compress(b"more")
    told = b"HTTP/1.1 200 OK\r\nX-Sequence: 8\r\nContent-Encoding: gzip\r\n"
    lengthy = told + f"Content-Length: {len(body)}\r\n\r\n".encode() + body
    half = len(body) // 2
    parts = [
        f"{len(piece):x}\r\n".encode() + piece + b"\r\n" for piece in (body[:half], body[half:])
    ]
    chunked = told + b"Transfer-Encoding: chunked\r\n\r\n" + b"".join(parts) + b"0\r\n\r\n"
    for came in (lengthy, chunked):
        answer = whole(came, 1.0)
        assert answer is not None
        assert (answer.text, answer.sequence, answer.is_done) == ("more", 8, True)
        assert whole(came[:-6], 1.0) is None


def test_a_visitor_brings_what_a_browser_does() -> None:
    visitor = Visitor(8000, "phone-1=a", "fi")
    posted = visitor.post("/ABC/vote", ("proposal_id", 5)).decode()
    for told in ("HX-Request: true\r\n", "Origin: http://127.0.0.1:8000\r\n", "proposal_id=5"):
        assert told in posted
    assert "X-Has" not in posted
    page = '<main id="screen" data-v="a1"><div id="bar" data-v="b2"></div></main>'
    assert "X-Has: a1.b2\r\n" in visitor.post("/ABC/vote", has=marks_in(page)).decode()
    assert "HX-Request" not in visitor.post("/ABC/join", has=None).decode()
    assert "Sec-WebSocket-Key" in visitor.upgrade("/ABC/live").decode()


def test_a_phone_says_with_each_tap_which_one_of_its_page_it_is() -> None:
    phone = Phone(Visitor(8000), "/ABC")
    said = [phone.post("vote", ("proposal_id", 5)).decode() for _ in range(2)]
    pages = [re.search(r"proposal_id=5&intent=([0-9a-f]{32})\.0\.(\d)$", each) for each in said]
    assert [page and page[2] for page in pages] == ["1", "2"]
    assert len({page and page[1] for page in pages}) == 1


class _Late:
    """Doors that answer nothing for so many seconds, and then everything at once."""

    def __init__(self, loop: Loop, seconds: float) -> None:
        self._loop = loop
        self._opens = now() + seconds

    def ask(self, _request: bytes, then: object) -> None:
        assert callable(then)
        answer = Answer(200, b"", b"", self._opens)
        self._loop.at(max(now(), self._opens), lambda: then(answer))


def test_what_waits_behind_something_slow_counts_from_when_it_was_due() -> None:
    loop = Loop()
    load = at_rate(loop, _Late(loop, 0.25), iter([b"x"] * 5), 5, 100)  # type: ignore[arg-type]
    took = load.acknowledged()
    assert [round(before - after, 4) for before, after in itertools.pairwise(took)] == [0.01] * 4


def test_what_was_refused_is_no_fault_and_what_was_lost_is() -> None:
    answers = [Answer(status, b"", b"", 1.0) for status in (200, 409, 503, 0)]
    load = Load([*(Acted(0.5, answer) for answer in answers), Acted(0.5)])
    assert (len(load.done), load.undone, load.failed) == (1, 4, 3)


def _sheet(**figures: float) -> Sheet:
    sheet = Sheet()
    for name, value in figures.items():
        sheet.put(name, value)
    return sheet


def _judged(goal: Goal, *sheets: Sheet) -> tuple[float | None, bool]:
    return goal.middle(sheets), falls_short(goal, sheets)


def test_a_goal_is_judged_by_the_middle_of_the_runs_ratios() -> None:
    goal = Goal(1, "", "a", "b", must=3, aim=2)
    sheets = [_sheet(a=8, b=4), _sheet(a=90, b=10), _sheet(a=10, b=4)]
    assert _judged(goal, *sheets) == (2.5, False)
    assert _judged(goal, *sheets[1:]) == (5.75, True)
    assert (verdict(goal, 2), verdict(goal, 2.5), verdict(goal, 3.1)) == ("aim", "reached", "SHORT")


def test_of_some_things_there_must_be_more() -> None:
    goal = Goal(7, "", "a", must=0.15, aim=0.5, at_least=True)
    assert _judged(goal, _sheet(a=0.2)) == (0.2, False)
    assert _judged(goal, _sheet(a=0.1)) == (0.1, True)


def test_what_could_not_be_measured_is_said_and_not_reached() -> None:
    goal = Goal(9, "a step", "500 last", "nchan 500 last", must=20)
    lacking = _sheet(**{"500 last": 4.0})
    lacking.missing["nchan 500"] = "nginx with nchan is not installed"
    assert _judged(goal, lacking) == (None, True)
    assert row(goal, [lacking]).endswith("not measured: nginx with nchan is not installed")


def test_a_row_is_marked_when_the_generator_itself_was_busy() -> None:
    goal = Goal(1, "a lean", "a", must=3)
    marks: Sequence[bool] = []
    for share in (0.79, 0.81):
        sheet = Sheet()
        sheet.put("a", 1.0, Window(share=share))
        marks = [*marks, "!" in row(goal, [sheet])]
    assert marks == [False, True]


def test_the_floor_is_the_one_that_the_goals_were_set_by() -> None:
    assert floor_hash() == FLOOR
    assert len(frame(1)) == len(frame(123_456)) == FRAME_BYTES


def test_a_floor_that_is_slower_beside_nchan_is_none() -> None:
    fast, slow = ({"floor 50 wall": value, "nchan 50 wall": 1.0} for value in (2.0, 90.0))
    assert void([_sheet(**fast)]) == []
    assert len(void([_sheet(**slow)])) == 1
    assert len(void([_sheet(**{"floor 500 acknowledged": 51.0})])) == 1


def _reached(kind: int = ALWAYS) -> dict[str, float]:
    """Figures with which every goal of this kind of run is just reached."""
    goals = goals_of(kind)
    return {goal.figure: 1.0 if goal.must is None else goal.must for goal in goals} | dict.fromkeys(
        (goal.over for goal in goals if goal.over), 1.0
    )


@pytest.mark.parametrize(
    ("otherwise", "code"),
    [
        ({}, 0),
        ({"50 lean acknowledged": 3.1}, 1),
        ({"floor 50 wall": 90.0, "nchan 50 wall": 1.0}, 1),
        ({"50 vote undone": 1.0}, 1),
        ({"200 decision unseen": 1.0}, 1),
    ],
    ids=["all reached", "one short", "a slow floor", "an act refused", "an act never shown"],
)
def test_the_exit_code_says_whether_all_was_reached(otherwise: dict[str, float], code: int) -> None:
    assert report([_sheet(**_reached() | otherwise)], ALWAYS) == code


@pytest.mark.parametrize("figure", ["500 minute lost", "500 minute undone", "100 hours undone"])
def test_what_a_whole_minute_or_evening_loses_fails_the_ordinary_run(figure: str) -> None:
    assert report([_sheet(**_reached(FULL))], FULL) == 0
    assert report([_sheet(**_reached(FULL) | {figure: 1.0})], FULL) == 1


def test_the_ordinary_run_has_every_row_and_every_must() -> None:
    assert {goal.row for goal in goals_of(FULL) if goal.must is not None} == set(range(1, 18))
    assert {goal.figure for goal in GOALS if goal.must is not None} == {
        goal.figure for goal in goals_of(FULL) if goal.must is not None
    }
    assert len(goals_of(ALWAYS)) < len(goals_of(FULL)) < len(goals_of(LARGE)) == len(GOALS)


@pytest.mark.parametrize(
    ("scale", "measured"),
    [
        (QUICK, {50: {"decisions"}, 200: {"burst"}}),
        (WHOLE, {50: {"rest"}, 500: {"minute"}, 1000: {"rest", "decisions"}, 100: {"three"}}),
        (WITH_LARGE, {50: {"rest"}, 500: {"minute"}, 1000: {"rest", "leans"}, 100: {"three"}}),
    ],
    ids=["quick", "ordinary", "large"],
)
def test_each_hall_measures_what_its_run_has_goals_for(
    scale: Scale, measured: dict[int, set[str]]
) -> None:
    halls = halls_of(scale)
    for phones, wanted in measured.items():
        assert wanted <= _pieces_of(halls[phones], phones)


def test_the_quick_run_has_nothing_that_takes_a_minute() -> None:
    quick = halls_of(QUICK)
    assert set(quick) == {50, 200}
    for phones, pieces in quick.items():
        assert not {"minute", "rest", "three", "old_phone"} & _pieces_of(pieces, phones)


def _pieces_of(pieces: Pieces, phones: int) -> set[str]:
    measuring = Measuring(Sheet(), cast("Hall", SimpleNamespace(loop=None, house=_NOBODY)), phones)
    return {getattr(piece, "func", piece).__name__ for piece in pieces(measuring)}


_NOBODY = SimpleNamespace(doors=None)


def test_what_a_hall_uses_at_rest_is_not_an_acts() -> None:
    assert Window(seconds=6.0, cpu=0.45).beyond(0.02) == pytest.approx(0.33)


def test_the_cpu_of_a_process_is_known_finer_than_by_ticks() -> None:
    before, ended = used(os.getpid()), time.process_time() + 0.004
    while time.process_time() < ended:
        pass
    assert 0.004 <= used(os.getpid()) - before < 0.5
    assert used(1 << 22) == 0.0


def test_why_a_hall_was_not_measured_is_said_of_no_larger_one() -> None:
    sheet = Sheet(missing={"50": "fifty did not come", "floor 500": "it fell"})
    assert sheet.why_not("50 lean cpu") == "fifty did not come"
    assert sheet.why_not("500 lean cpu") == "not measured"
    assert sheet.why_not("floor 500 wall") == "it fell"


def test_an_idea_is_worded_anew_by_what_its_own_form_was_made_on() -> None:
    forms = [
        f'<form action="/ABC/ideas/{idea}"><input name="revision" value="{revision}">'
        '<input name="seen" value="1a 2b"></form>'
        for idea, revision in ((11, 4), (1, 7))
    ]
    assert made_on("".join(forms), "1") == [("revision", "7"), ("seen", "1a 2b")]


def test_the_evening_that_is_measured_has_the_steps_of_the_method() -> None:
    assert list(STEPS) == [str(step) for step in METHOD_STEPS]
    assert card_in('<form action="/ABC/cards/12/lean">') == "12"
    assert card_in("/cards/11/reopened") == ""
