"""Who is told of what: nobody too few, and in a full hall nobody too many."""

from app.method import groups
from app.method.people import headcount
from app.method.preparing import key_results
from app.models import KeyResult
from app.rehearsal.copy import make_copy
from app.viewer import Claim, LinkClaim, link_cookie
from app.vocabulary import Door, Language, Step, Theme
from tests.cast import Evening
from tests.house import Browser, House
from tests.screens.stored import stored


def claim_of(browser: Browser, door: Door, meeting_id: int) -> Claim:
    return LinkClaim(meeting_id, door, browser.cookies[link_cookie(door, meeting_id)])


def test_the_console_counts_a_table_anew_when_somebody_goes_to_another(house: House) -> None:
    evening, console = house.evening, house.console()
    evening.go_to(Step.groups)
    evening.do(headcount.count_heads, evening.groups[1], 8)
    before = console.screen()
    for name in ("Amina", "Kirsi"):
        evening.do(groups.move, evening.people[name], evening.groups[2])
    now = console.screen()
    assert before != now
    assert now == stored(house, claim_of(console, Door.console, evening.id))


def test_a_rehearsal_shows_what_is_reworded_for_the_round_of_its_meeting(house: House) -> None:
    evening, writer = house.evening, house.app.state.house.writer
    copied: int = writer.do(None, lambda act: make_copy(act, evening.id))
    rehearsal = Evening(evening.database, writer, copied)
    rehearsal.go_to(Step.results)
    wall = house.projector(of=rehearsal)
    wire = wall.wire()
    of_round = {"round_id": evening.row.round_id, "theme": Theme.participation}
    result = evening.all(KeyResult, **of_round)[0]
    evening.do(key_results.set_result, result.id, {Language.sv: "Told anew"})
    assert wire.shows(stored(house, claim_of(wall, Door.projector, copied)))
    assert "Told anew" in wire.screen


def test_a_turn_that_is_taken_is_told_once(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    evening.share("Aino", "Eino")
    phone = house.phone("Aino")
    wire = phone.wire()
    wire.wait(lambda wire: wire.frames)
    before = len(wire.frames)
    phone.tap("turn", seat=1)
    for _ in range(3):
        phone.screen()
    assert len(wire.frames) - before <= 1
