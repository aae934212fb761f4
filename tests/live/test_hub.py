"""The live pump: who is woken, what is never lost, and what a slow phone cannot do to the others."""

import logging
import re
from collections.abc import Callable

import pytest

from app.method import agreement, axis, groups, ideas, proposals, sorting
from app.method.act import Act
from app.method.people import calls, headcount
from app.method.rules import meeting_of
from app.models import AgreedAction, Card, Link, Meeting
from app.vocabulary import HALL_DOORS, Call, Category, Door, Language, Step
from tests.cast import STARTS_AT
from tests.crowd import at_once
from tests.ears import Wire
from tests.house import House, main_of
from tests.live.full_hall import Hall
from tests.live.long_screen import long_ideas, rewrite

OpenHouse = Callable[..., House]


# -- Who is woken ------------------------------------------------------------------------------------


@pytest.fixture
def hall(house: House) -> Hall:
    """Everybody's socket is open, and has had its first screen."""
    made = Hall(house)
    settle(made)
    return made


def settle(hall: Hall) -> None:
    """An act that everybody is woken by: what came before it has come to everybody."""
    hall.settled_at = sequence = hall.evening.do(_touch_all)
    for wire in hall.wires:
        wire.wait(lambda wire: wire.frames and wire.frames[-1].sequence >= sequence, 30)
        wire.frames.clear()


def test_an_act_wakes_those_alone_whose_screens_show_it(hall: Hall) -> None:
    for act in (_lean, _decide, _tell_heads, _raise_a_hand, _propose):
        act(hall)
        settle(hall)


def _lean(hall: Hall) -> None:
    """Its group's phones."""
    card, hub = hall.evening.ids(Card)[0], hall.house.app.state.house.hub
    sent = hub.frames_sent
    hall.house.phone(hall.name(7), hall.evening).tap(f"cards/{card}/lean", category="more")
    alone_told(hall, hall.tables[7])
    assert hub.frames_sent - sent == 5 + len(hall.wires)


def _decide(hall: Hall) -> None:
    """Its group, the consoles and the wall."""
    card, hub = hall.evening.ids(Card)[0], hall.house.app.state.house.hub
    sent = hub.frames_sent
    hall.house.phone(hall.name(11), hall.evening).tap(f"cards/{card}/decision", decision="less")
    alone_told(hall, [*hall.tables[11], *hall.console_wires, hall.wall])
    assert hub.frames_sent - sent == 8 + len(hall.wires)


def _tell_heads(hall: Hall) -> None:
    """No other table."""
    group_id = hall.evening.member(hall.name(7)).group_id
    assert group_id is not None
    hall.evening.do(headcount.count_heads, group_id, 8)
    alone_told(hall, [*hall.tables[7], *hall.console_wires, hall.wall])


def _raise_a_hand(hall: Hall) -> None:
    """No other table, and not the wall."""
    hall.evening.do(calls.call, hall.evening.member(hall.name(7)), Call.hand)
    alone_told(hall, [*hall.tables[7], *hall.console_wires])


def _propose(hall: Hall) -> None:
    """Its group, the consoles and the wall."""
    do, member = hall.evening.do, hall.evening.member(hall.name(7))
    hall.evening.go_to(Step.ideas)
    idea_id = do(ideas.write, member, "Language café", "", "")
    hall.evening.go_to(Step.axis)
    do(axis.place, member, idea_id, 20, 80)
    do(axis.settle, member, idea_id, 20, 80)
    settle(hall)
    do(proposals.propose, member, idea_id)
    alone_told(hall, [*hall.tables[7], *hall.console_wires, hall.wall])


def alone_told(hall: Hall, wires: list[Wire]) -> None:
    """These sockets were told it; everybody's next frame proves that the rest were not.

    What holds an act already may be told once more when it is announced, so moments are counted and not frames.
    """
    for wire in wires:
        wire.wait(lambda wire: wire.frames)
    sequence = hall.evening.do(_touch_all)
    for wire in hall.wires:
        wire.wait(lambda wire: wire.frames and wire.frames[-1].sequence >= sequence, 30)
    told = {
        id(wire): {frame.sequence for frame in wire.frames if frame.sequence > hall.settled_at}
        for wire in hall.wires
    }
    assert all(len(moments) <= 2 for moments in told.values())
    assert {wire for wire, moments in told.items() if len(moments) == 2} == set(map(id, wires))


# -- What is never lost ------------------------------------------------------------------------------


def test_after_a_restart_everybody_gets_the_current_screen(house: House) -> None:
    house.evening.go_to(Step.sorting)
    browsers = [house.phone("Amina"), house.console(), house.projector()]
    before = [browser.wire() for browser in browsers]
    house.stop()
    assert {wire.wait(lambda wire: wire.closed).closed for wire in before} == {1012}
    house.start()
    house.evening.go_to(Step.picture)
    for browser, old in zip(browsers, before, strict=True):
        new = browser.wire()
        assert new.shows(browser.screen())
        assert new.screen != old.screen
        assert new.frames[0].sequence > old.frames[-1].sequence


def test_a_phone_that_comes_while_its_group_acts_misses_nothing(house: House) -> None:
    house.evening.go_to(Step.sorting)
    cards, amina = house.evening.ids(Card), house.phone("Amina")

    def act_or_come(turn: int) -> Wire | None:
        if turn:
            return amina.wire()
        for card in cards:
            member = house.evening.member("Kirsi")
            house.evening.do(sorting.decide, member, card, Category.more)
        return None

    wires = at_once(4, act_or_come)
    fresh = amina.screen()
    assert all(wire.shows(fresh) for wire in wires if wire)


def test_a_phone_that_changes_group_while_the_new_one_acts_misses_nothing(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    amina, wire = house.phone("Amina"), house.phone("Amina").wire()

    def act(turn: int) -> None:
        for place, card in enumerate(evening.ids(Card)):
            if turn:
                evening.do(sorting.decide, evening.member("Hodan"), card, Category.less)
            else:
                group = evening.groups[place % 2 + 1]
                evening.do(groups.move, evening.people["Amina"], group)

    at_once(2, act)
    assert wire.shows(amina.screen())


def test_an_older_screen_never_carries_a_higher_sequence(house: House) -> None:
    idea = long_ideas(house.evening)
    wires = [house.phone(name).wire() for name in ("Amina", "Kirsi")]
    answers: list[tuple[int, str]] = []

    def save(turn: int) -> None:
        phone = house.phone(("Amina", "Kirsi", "Olena", "Mikael")[turn])
        for _ in range(8):
            house.evening.do(rewrite, idea)
            answer = phone.get(script=True)
            answers.append((int(answer.headers["X-Sequence"]), main_of(answer.text)))

    at_once(4, save)
    sequence = house.evening.row.sequence
    for wire in wires:
        wire.wait(lambda wire: wire.frames[-1].sequence == sequence)
        in_order = [frame.sequence for frame in wire.frames]
        assert in_order == sorted(in_order)
    shown = [(frame.sequence, frame.content) for wire in wires for frame in wire.frames]
    revisions = [revision for _, revision in sorted(map(told_revision, shown + answers))]
    assert len(set(revisions)) > 8
    assert revisions == sorted(revisions)


def told_revision(screen: tuple[int, str]) -> tuple[int, int]:
    """The highest revision that a screen of ideas tells: only one of them is being saved."""
    revisions = re.findall(r'name="revision" value="(\d+)"', screen[1])
    return screen[0], max(map(int, revisions))


# -- Who may not look --------------------------------------------------------------------------------


def test_a_stranger_is_told_to_leave(house: House) -> None:
    for path in (f"/{house.code}", "/ABC2345", f"/console/{house.evening.id}", "/projector/1"):
        assert house.browser(path).wire().closed == 4403


@pytest.mark.parametrize("door", HALL_DOORS)
@pytest.mark.parametrize("revoked", [{"version": 2}, {"revoked": True}])
def test_a_revoked_link_is_closed_at_the_next_frame_and_opens_nothing(
    house: House, door: Door, revoked: dict[str, object]
) -> None:
    evening, browser = house.evening, house.opened(door)
    wire, phone = browser.wire(), house.phone("Amina").wire()
    evening.do(lambda act: act.book.change(Link, {"id": house.link(door).id}, **revoked))
    evening.go_to(Step.opening)
    assert wire.wait(lambda wire: wire.closed).closed == 4403
    assert browser.get().status_code == 404
    assert browser.wire().closed == 4403
    assert phone.closed is None


# -- What goes wrong for one -------------------------------------------------------------------------


def test_a_screen_that_cannot_be_made_is_missed_alone_and_told_by_the_beat(
    open_house: OpenHouse, caplog: pytest.LogCaptureFixture
) -> None:
    house = open_house(beat_seconds=0.2)
    evening = house.evening
    evening.go_to(Step.sorting)
    console, wall = house.console().wire(), house.projector().wire()
    broken = evening.do(_begin, "nonsense")
    wall.wait(lambda wire: wire.frames[-1].sequence == broken)
    assert console.frames[-1].sequence < broken
    failed = "a screen could not be made: TypeError"
    console.wait(lambda wire: broken in wire.beats and failed in caplog.text)
    mended = evening.do(_begin, STARTS_AT)
    console.wait(lambda wire: wire.frames[-1].sequence == mended)
    assert "nonsense" not in caplog.text


def test_a_template_that_fails_for_some_leaves_the_others_their_frames(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    evening = house.evening
    evening.go_to(Step.agreement)
    phone, console = house.phone("Amina").wire(), house.console().wire()
    sequence = evening.do(_agree_on_no_day)
    console.wait(lambda wire: wire.frames[-1].sequence == sequence)
    after = evening.do(_touch_all)
    console.wait(lambda wire: wire.frames[-1].sequence == after and caplog.records)
    assert phone.frames[-1].sequence < sequence
    assert caplog.records[-1].levelno == logging.ERROR
    assert "someday" not in caplog.text
    answer = house.phone("Amina").get()
    assert answer.status_code == 500
    assert "someday" not in answer.text


def _touch_all(act: Act) -> int:
    """Something that stands on no phone, of what everybody's screen is made of."""
    begins = meeting_of(act.book, act.meeting_id).starts_at
    act.book.change(Meeting, {"id": act.meeting_id}, starts_at=begins + 1)
    return act.sequence


def _begin(act: Act, at: object) -> int:
    """Only the console counts from when the meeting begins."""
    act.book.change(Meeting, {"id": act.meeting_id}, starts_at=at)
    return act.sequence


def _agree_on_no_day(act: Act) -> int:
    action = agreement.agree(act, "Signs", "", "", "", Language.sv)
    act.book.change(AgreedAction, {"id": action}, due_on="someday")
    return act.sequence
