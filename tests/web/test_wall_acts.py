"""What the facilitator puts on the wall at any moment, and what the hall is shown only by an act of its own."""

import re
import time

from app import texts
from app.limits import DAY
from app.method import clock, ending
from app.method.act import Act
from app.method.people import calls
from app.models import Meeting, ProgrammeRow
from app.vocabulary import Call, Language, Shown, Step
from tests.house import House, main_of
from tests.web.at_console import in_ground
from tests.web.elements import tree


def test_the_wall_is_put_out_and_shows_the_way_in_from_any_step(house: House) -> None:
    console, wall = house.console(Language.en), house.projector()
    for step in (Step.opening, Step.sorting, Step.thanks):
        house.evening.go_to(step)
        before = wall.screen()
        console.tap("wall", what=Shown.qr, subject="")
        assert 'id="qr"' in wall.screen()
        console.tap("wall", what=Shown.blank, subject="")
        assert 'class="wall evening blank"' in wall.screen()
        assert "The wall is blank." in console.screen()
        console.tap("wall/down", what=Shown.blank)
        console.tap("wall/down", what=Shown.qr)
        assert wall.screen() == before


def test_what_cannot_be_undone_is_led_to_by_the_big_button_and_never_done_by_it(
    house: House,
) -> None:
    evening, console = house.evening, house.console(Language.en)
    evening.propose("Amina", "Matkväll")
    evening.go_to(Step.vote)
    console.tap("vote/opened")
    for path, said in (("vote/closed", "Closing cannot be undone"), ("ended", "After the meeting")):
        (where,) = re.findall(
            r'class="next-button" id="[\w-]+" href="#([\w-]+)"', in_ground(console)
        )
        above, _, ground = console.screen().partition('id="ground"')
        assert f'id="{where}"' in above
        assert said in above
        assert f'{path}"' not in ground
        evening.go_to(Step.thanks)


def test_the_clock_of_the_wall_ends_with_the_meeting(house: House) -> None:
    house.evening.go_to(Step.thanks)
    house.evening.do(clock.start_clock, 10)
    assert 'role="timer"' in house.projector().screen()
    house.evening.do(ending.end, ended=True)
    assert 'role="timer"' not in house.projector().screen()
    house.evening.do(ending.end, ended=False)
    assert 'role="timer"' in house.projector().screen()


def test_who_has_waited_longest_stands_first_and_no_table_is_told_by_alarm(house: House) -> None:
    evening, console = house.evening, house.console(Language.en)
    evening.go_to(Step.sorting)
    for name, kind in (("Layla", Call.need), ("Amina", Call.hand), ("Hodan", Call.hand)):
        evening.do(calls.call, evening.member(name), kind)
    shown = console.screen().partition('id="calling"')[2].partition('id="step-head"')[0]
    waiting = [int(table) for table in re.findall(r'id="call-(\d+)"', shown)]
    assert waiting == [evening.groups[number] for number in (3, 1, 2)]
    assert "icon-alarm" not in shown


def test_a_meeting_begun_on_another_day_than_planned_is_asked_about(house: House) -> None:
    """The cast's evening is planned for another day than the one on which this is tried."""
    console = house.console(Language.en)
    assert 'id="other-day"' not in console.screen()
    house.evening.go_to(Step.opening)
    told = tree(console.screen()).one(id="other-day")
    assert len(told.all("p")) == 1
    assert len(told.said) < 140, "it takes a line of the console, not a part of it"
    asked = console.screen().partition('id="hold-today"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', asked))
    assert fields.keys() == {"date", "time"}
    console.tap("day", **fields)
    assert 'id="other-day"' not in console.screen()


def test_who_tried_a_step_before_the_evening_is_not_asked_about_the_day_all_evening(
    house: House,
) -> None:
    """And is not offered to move the plan to the day on which it was tried."""
    evening, console, now = house.evening, house.console(Language.en), int(time.time())
    evening.go_to(Step.opening)
    tried = {"began_at": now - 5 * DAY}

    def plan(act: Act) -> None:
        act.book.change(ProgrammeRow, {"id": evening.row.current_row_id}, **tried)
        act.book.change(Meeting, {"id": evening.id}, starts_at=now)

    evening.writer.do(evening.id, plan)
    assert 'id="other-day"' in console.screen(), "nothing tells yet that it is more than a trial"
    evening.go_to(Step.results)
    assert 'id="other-day"' not in console.screen()


def test_the_console_shows_the_wall_itself_and_nobody_else_may_stand_in_a_frame(
    house: House,
) -> None:
    console, wall = house.console(), house.projector()
    house.evening.go_to(Step.sorting)
    assert f'src="{console.path}/wall"' in console.screen()
    small = console.ask("GET", f"{console.path}/wall")
    assert main_of(small.text) == wall.screen()
    assert "frame-ancestors 'self'" in small.headers["Content-Security-Policy"]
    for page in (console.get(), wall.get()):
        assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    stranger = house.browser(console.path)
    assert stranger.ask("GET", f"{console.path}/wall").status_code == 404


def test_the_walls_second_voice_is_any_of_the_phones(house: House) -> None:
    """Its fixed words in both, each marked with its language; the first stays one of the hall's."""
    console, wall = house.console(), house.projector()
    house.evening.go_to(Step.groups)
    assert console.tap("wall/language", first="sv", second="ar").status_code == 200
    page = tree(wall.screen())
    title, below = page.one(kind="title"), page.one(kind="title-second")
    assert title.said == texts.say("Find your table", Language.sv)
    assert (below.held["lang"], below.held["dir"]) == ("ar", "rtl")
    assert below.said == texts.say("Find your table", Language.ar)
    console.tap("wall/language", first="fi", second="ti")
    assert texts.say("Find your table", Language.ti) in wall.screen()
    assert console.tap("wall/language", first="ar", second="sv").status_code == 404
    assert console.tap("wall/language", first="sv", second="xx").status_code == 404
