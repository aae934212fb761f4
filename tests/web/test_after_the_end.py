"""A meeting that has ended stays as it was, whatever is sent from a page that stood open."""

import random
import re
import time

import pytest

from app.method import agreement, ending, groups, survey, vote
from app.method.acts import acts
from app.method.doers import Who
from app.method.people import admitting, hosting, merging, seating
from app.method.refusals import meeting_ended
from app.models import ProgrammeRow, SmallGroup
from app.vocabulary import METHOD_STEPS, Door, Language, Step
from tests.cast import Evening
from tests.faults.walking import pages_from
from tests.house import Browser, House, notice_of
from tests.web.pressing import pressed
from tests.web.rows import everything
from tests.web.sent import is_at_phone, sent
from tests.web.test_inverses import Hall, set_up
from tests.web.test_made_on import forms

# What tells screens that something has been sent, however it was answered.
BESIDE = ("meeting", "scope")


def stored(evening: Evening) -> dict[str, list[object]]:
    return {table: rows for table, rows in everything(evening).items() if table not in BESIDE}


def test_no_link_of_the_desk_leads_to_nothing(house: House) -> None:
    """Neither to where phones joined, nor to what strangers could read there."""
    house.evening.do(ending.end, ended=True)
    desk = house.desk()
    for url, answer in pages_from(desk, desk.path, is_page_of_the_desk):
        assert answer.status_code == 200, url


def is_page_of_the_desk(url: str) -> bool:
    """A page, or where one leads; no file, no single card of a page, nothing that all meetings share, and not the
    address of which it is said that it will be the public page's.
    """
    besides = ("/guide", "/coordinator/languages", "/coordinator/safety", "/public/")
    return not ("." in url or "?" in url or url.startswith(besides))


def test_no_phone_changes_anything(house: House) -> None:
    """Neither the survey, for which no later time is set."""
    evening = house.evening
    names = set_up(evening, Step.survey) | {"wording_id": 1, "suggested_action_id": 1}
    evening.do(hosting.tell_heads, evening.member("Kadri"), 7)
    phones = [house.phone(name) for name in ("Amina", "Kadri", "Maryam")]
    for phone in phones:
        phone.get()
    evening.do(ending.end, ended=True)
    before = stored(evening)
    for act in acts():
        if (act.after_the_end and not act.open_in) or not is_at_phone(act):
            continue
        path, fields = sent(act, names | {"headcount": 8}, words="Words")
        for phone in phones:
            assert phone.tap(path, **fields).status_code < 500, path
        assert stored(evening) == before, path


def test_nobody_who_came_by_a_link_changes_what_was_done(house: House) -> None:
    evening = house.evening
    names = set_up(evening, Step.survey)
    names |= {"kept_id": names["small_group_id"], "away_id": names["other group"], "merge_id": 1}
    browsers = {
        Who.facilitator: house.console(),
        Who.helper: house.opened(Door.helper),
        Who.presenter: house.opened(Door.presenter),
    }
    evening.do(ending.end, ended=True)
    before = stored(evening)
    for act in acts():
        if act.who in browsers and not act.after_the_end:
            path, fields = sent(act, names, words="Words")
            assert browsers[act.who].tap(path, **fields).status_code < 500, path
            assert stored(evening) == before, f"{act.who} {path}"


@pytest.mark.parametrize("step", METHOD_STEPS)
def test_the_console_offers_nothing_that_would_be_refused(house: House, step: Step) -> None:
    """In whichever step the meeting was ended."""
    evening, console = house.evening, house.console()
    set_up(evening, step)
    evening.do(ending.end, ended=True)
    offers = forms(Hall({"console": console}, {}))
    offered = {form.act.path for form in offers if not form.act.after_the_end}
    assert offered == set()
    assert re.search(r'id="to-say"[^>]*>\s*</div>', console.screen()), "nor says what to do"


@pytest.mark.parametrize("are_agreed", [False, True])
def test_once_it_has_ended_the_console_asks_for_no_action_to_agree_on(
    house: House, console: Browser, *, are_agreed: bool
) -> None:
    evening = house.evening
    evening.go_to(Step.agreement)
    if are_agreed:
        evening.do(agreement.agree, "Signs", "The town", "", "", Language.sv)
    asking = {"What we agree on", "1 to 4 actions"} | (set() if are_agreed else {"Take a proposal"})
    assert {words for words in asking if words in console.screen()} == asking
    evening.do(ending.end, ended=True)
    ended = console.screen()
    assert "Agreed actions</h2>" in re.sub(r"\s+", " ", ended)
    assert ("No action is agreed." in ended) is not are_agreed
    assert {words for words in asking if words in ended} == set()


@pytest.mark.parametrize("step", METHOD_STEPS)
def test_nobody_is_asked_in_and_nothing_comes_next(house: House, step: Step) -> None:
    """Neither at the console nor on the wall; the programme still puts any step on the wall."""
    evening, console, wall = house.evening, house.console(), house.opened(Door.projector)
    evening.go_to(step)
    asked = ('id="code"', "close-joining", "joining-panel", "door-up", 'id="next"', 'id="back"')
    before = console.screen()
    assert [words for words in asked[:-2] if words not in before] == []
    assert 'id="foot-door"' in wall.screen()
    evening.do(ending.end, ended=True)
    ended = console.screen()
    assert [words for words in asked if words in ended] == []
    assert 'id="foot-door"' not in wall.screen()
    assert 'id="go-' in ended, "to another row of the programme"


@pytest.mark.parametrize("step", METHOD_STEPS)
def test_a_phone_offers_nothing_that_is_refused(
    house: House, step: Step, chance: random.Random
) -> None:
    """While the meeting goes on, whether or not somebody may still come in; and after it."""
    evening = house.evening
    set_up(evening, step)
    evening.do(survey.keep_open, int(time.time()) + 86400)
    phones = [house.phone(name) for name in ("Amina", "Kadri", "Maryam")]
    for is_open, ended in ((True, False), (False, False), (True, True)):
        evening.do(admitting.open_joining, is_open=is_open)
        if ended:
            evening.do(ending.end, ended=True)
        for phone in phones:
            for offer, answer in pressed(phone, chance, phone.screen):
                assert answer.status_code == 200, (offer.path, notice_of(answer.text))


def test_a_step_that_is_first_shown_after_the_end_has_not_begun_until_the_meeting_goes_on(
    meeting: Evening,
) -> None:
    meeting.go_to(Step.ideas)
    meeting.do(ending.end, ended=True)
    meeting.go_to(Step.axis)

    def shown() -> ProgrammeRow:
        return meeting.all(ProgrammeRow, kind=Step.axis)[0]

    assert meeting.row.current_row_id == shown().id
    assert (shown().began_at, meeting.row.clock_until) == (None, None)
    meeting.do(ending.end, ended=False)
    began_at, until = shown().began_at, meeting.row.clock_until
    assert began_at
    assert until
    assert until - began_at == shown().minutes * 60


def test_a_table_tells_its_heads_no_more(house: House) -> None:
    evening = house.evening
    evening.do(hosting.host, evening.phone_of("Kadri"), hosts=True)
    evening.do(ending.end, ended=True)
    evening.refused(meeting_ended, hosting.tell_heads, evening.member("Kadri"), 8)
    assert {group.headcount for group in evening.all(SmallGroup)} == {None}


def test_no_group_is_formed_merged_or_parted_and_nobody_moved(house: House) -> None:
    evening = house.evening
    first, second, third = evening.groups.values()
    merged = evening.do(merging.merge, first, second)
    evening.do(seating.sit_down, evening.people["Amina"], 4)
    evening.do(ending.end, ended=True)
    before = stored(evening)
    evening.refused(meeting_ended, groups.form, 2)
    evening.refused(meeting_ended, seating.form_by_table)
    evening.refused(meeting_ended, groups.move, evening.people["Amina"], third)
    evening.refused(meeting_ended, merging.merge, first, third)
    evening.refused(meeting_ended, merging.part, merged)
    assert stored(evening) == before


def test_no_vote_is_opened(house: House) -> None:
    """Nobody could vote in it, and an empty round would be the last that the files tell of."""
    evening = house.evening
    evening.propose("Hodan", "Plain letters")
    evening.go_to(Step.vote)
    evening.do(ending.end, ended=True)
    evening.refused(meeting_ended, vote.open_round)
    console = house.console()
    assert console.tap("vote/opened", after="0").status_code == 409
    assert "vote/opened" not in console.screen()
