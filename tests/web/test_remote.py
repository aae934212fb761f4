"""The presenter's remote: it turns the slides of the opening and the results, shows the notes, and nothing else."""

import re
from functools import partial
from typing import Any

from app.method import ending
from app.method.preparing.meeting import renew_link
from app.method.preparing.slide_notes import set_note
from app.method.refusals import others_first
from app.models import ProgrammeRow
from app.templating import sentence
from app.vocabulary import Door, Language, Step, Theme
from tests.cast import Evening
from tests.ears import Wire
from tests.house import Browser, House, notice_of
from tests.web.rows import everything

OPENING = ""


def row_of(evening: Evening, step: Step) -> int:
    return evening.all(ProgrammeRow, meeting_id=evening.id, kind=step)[0].id


def fields(evening: Evening, wanted: str, seen: str) -> dict[str, Any]:
    """What a button sends. A slide is a theme, or the opening."""
    rows = [row_of(evening, Step.results if theme else Step.opening) for theme in (wanted, seen)]
    return {"row_id": rows[0], "theme": wanted, "seen_row_id": rows[1], "seen_theme": seen}


def shows(mark: str, wire: Wire) -> bool:
    return mark in wire.screen


def button(screen: str, way: str) -> dict[str, str] | None:
    """The fields of Back or Next, as they stand on the screen."""
    form = re.search(rf'id="{way}"(.*?)</form>', screen, re.DOTALL)
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[1])) if form else None


def test_next_leads_through_all_slides_and_back_to_the_first(house: House, remote: Browser) -> None:
    house.evening.go_to(Step.opening)
    seen = []
    for way in ("next", "back"):
        while sent := button(remote.screen(), way):
            assert remote.tap("slide", **sent).status_code == 200
            seen.append(sent["theme"])
    assert seen == [*Theme, *[*Theme][2::-1], OPENING]


def test_the_wall_and_the_console_follow_at_once(house: House, remote: Browser) -> None:
    house.evening.go_to(Step.results)
    told = {
        'id="result-attitudes-1"': house.projector().wire(),
        'line-now" id="theme-attitudes"': house.console().wire(),
        'id="sky-results-attitudes"': house.phone("Amina").wire(),
    }
    remote.tap("slide", **fields(house.evening, Theme.attitudes, Theme.participation))
    for mark, wire in told.items():
        wire.wait(partial(shows, mark))


def test_the_remote_follows_the_console(house: House, remote: Browser) -> None:
    house.evening.go_to(Step.results)
    wire = remote.wire()
    house.console().tap("wall", what="theme", subject="security")
    wire.wait(lambda wire: "remote-results-security" in wire.screen)


def test_a_second_press_on_an_old_screen_turns_nothing(house: House, remote: Browser) -> None:
    house.evening.go_to(Step.results)
    pressed = fields(house.evening, Theme.attitudes, Theme.participation)
    assert remote.tap("slide", **pressed).status_code == 200
    refused = remote.tap("slide", **pressed)
    assert (refused.status_code, notice_of(refused.text)) == (
        409,
        sentence(others_first, Language.en),
    )
    assert "Attitudes" in remote.screen()


def test_outside_the_opening_and_the_results_it_says_what_is_on_and_turns_nothing(
    house: House, remote: Browser
) -> None:
    assert "begins soon" in remote.screen()
    house.evening.go_to(Step.results)
    house.evening.go_to(Step.sorting)
    assert "Now: Sorting" in remote.screen()
    assert "<form" not in remote.screen()
    pressed = fields(house.evening, Theme.attitudes, Theme.participation)
    assert remote.tap("slide", **pressed).status_code == 409
    house.evening.do(ending.end, ended=True)
    assert "The meeting has ended." in remote.screen()


def test_its_clock_ends_with_the_meeting(house: House, remote: Browser) -> None:
    house.evening.go_to(Step.results)
    assert 'id="remote-clock"' in remote.screen()
    house.evening.do(ending.end, ended=True)
    assert 'id="remote-clock"' not in remote.screen()
    house.evening.do(ending.end, ended=False)
    assert 'id="remote-clock"' in remote.screen()


def test_it_turns_to_no_slide_but_a_neighbour_and_can_do_nothing_else(
    house: House, remote: Browser
) -> None:
    house.evening.go_to(Step.results)
    before = everything(house.evening)
    far = fields(house.evening, Theme.interaction, Theme.participation)
    assert remote.tap("slide", **far).status_code == 404
    supper = {**far, "row_id": row_of(house.evening, Step.supper), "theme": ""}
    assert remote.tap("slide", **supper).status_code == 404
    for act in ("step", "wall", "ended", "clock", "vote/opened"):
        assert remote.tap(act).status_code in (404, 405)
    assert everything(house.evening) == before


def test_it_shows_the_notes_of_the_slide_and_says_when_there_are_none(
    house: House, remote: Browser
) -> None:
    house.evening.go_to(Step.results)
    assert "There are no notes for this slide." in remote.screen()
    words = {"en": "Breathe.\nThen read.", "sv": "Andas."}
    house.evening.do(set_note, Theme.participation, words)
    assert "Breathe.\nThen read." in remote.screen()
    for other in (house.projector(), house.phone("Amina")):
        assert "Andas." not in other.screen()
    assert "Andas." in house.console().screen(), "where nobody has the remote"
    house.evening.do(set_note, Theme.participation, {"en": "", "sv": ""})
    assert "There are no notes for this slide." in remote.screen()


def test_without_script_a_press_leads_back_to_the_remote(house: House, remote: Browser) -> None:
    house.evening.go_to(Step.opening)
    answer = remote.send("slide", **fields(house.evening, Theme.participation, OPENING))
    assert (answer.status_code, answer.headers["location"]) == (303, remote.path)
    assert house.evening.row.current_row_id == row_of(house.evening, Step.results)


def test_each_remote_reads_its_own_language(house: House, remote: Browser) -> None:
    remote.send("language", language="fi")
    assert "Esittelijän kaukosäädin" in remote.screen()
    assert "Presentatörens fjärrkontroll" in house.opened(Door.presenter).screen()


def test_a_renewed_link_ends_the_old_one_at_once(house: House, remote: Browser) -> None:
    wire = remote.wire()
    house.evening.do(renew_link, house.link(Door.presenter).id)
    wire.wait(lambda wire: wire.closed)
    assert wire.closed == 4403
    assert remote.get().status_code == 404


def test_an_open_remote_is_seen_on_the_desk(house: House, remote: Browser) -> None:
    watching = house.console().wire()
    remote.wire()
    watching.wait(lambda _: house.link(Door.presenter).present)
