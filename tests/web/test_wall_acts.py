"""What the facilitator puts on the wall at any moment, and what the hall is shown only by an act of its own."""

import re

from app import texts
from app.method import agreement, groups, programme, vote
from app.method.people import calls
from app.models import Principle
from app.vocabulary import Call, Language, Shown, Step
from tests.cast import bare_evening
from tests.house import Browser, House, main_of
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


def test_the_principles_stand_on_the_wall_in_both_languages(house: House) -> None:
    house.evening.go_to(Step.opening)
    console, wall = house.console(), house.projector()
    prepared = len(house.evening.all(Principle))
    assert 'id="principles"' not in wall.screen()
    console.tap("wall", what=Shown.principles, subject="")
    shown = wall.screen()
    assert shown.partition('id="principles"')[2].count("<li>") == prepared > 0
    assert 'id="principles"' in console.screen(), "they are read aloud from here"


def test_a_vote_is_seen_by_the_facilitator_before_it_is_shown_to_the_hall(house: House) -> None:
    evening, console = house.evening, house.console(Language.en)
    proposal = evening.propose("Amina", "Matkväll")
    evening.go_to(Step.vote)
    assert 'id="open-vote"' in in_ground(console), "the big button opens the vote"
    assert "The vote has not been opened." in in_ground(console)
    console.tap("vote/opened")
    for name in ("Hodan", "Pekka", "Gunilla", "Yusuf", "Kadri"):
        evening.do(vote.cast, evening.member(name), proposal)
    closed = main_of(console.tap("vote/closed", round_number=1).text)
    assert f'id="result-{proposal}"' in closed
    hall = (house.projector(), house.phone("Olena"), house.phone("Hodan"))
    for screen in hall:
        assert "5 votes" not in screen.screen()
        assert 'id="tally"' not in screen.screen()
    assert "The meeting leader soon shows the result." in house.phone("Olena").screen()
    assert "The result is not being shown." in in_ground(console)
    console.tap("wall", what=Shown.result, subject=1)
    assert 'id="tally"' in house.projector().screen()
    assert "5 votes" in house.phone("Olena").screen()
    console.tap("wall/down", what=Shown.result)
    assert 'id="tally"' not in house.projector().screen()
    evening.do(vote.open_round)
    evening.do(programme.show, Shown.result, "1")
    evening.do(vote.close_round, 2)
    assert 'id="tally"' not in house.projector().screen(), "another round is told anew"


def test_what_can_no_longer_be_done_is_not_told_as_missing(house: House) -> None:
    """Nobody can vote for a proposal in which everybody has a part; after the vote it is too late to tell."""
    evening, console = house.evening, house.console(Language.en)
    for person in evening.people.values():
        evening.do(groups.move, person, evening.groups[1])
    evening.propose("Amina", "Matkväll")
    evening.go_to(Step.vote)
    nobody = "Nobody could vote for the proposal of group 1: everybody here is in it."
    assert nobody in console.screen()
    console.tap("vote/opened")
    assert nobody in console.screen()
    console.tap("vote/closed", round_number=1)
    assert nobody not in console.screen()
    assert "The result is not being shown." in console.screen()


def in_ground(console: Browser) -> str:
    return console.screen().partition('id="ground"')[2]


def test_what_a_step_has_left_is_the_big_button_and_next_says_so(house: House) -> None:
    console = house.console(Language.en)
    house.evening.go_to(Step.results)
    assert "3 themes come after this one." in in_ground(console)
    assert 'id="told"' in console.screen(), "what is told can be read from here"
    for theme in ("attitudes", "security", "interaction"):
        assert 'id="theme-next"' in in_ground(console)
        console.tap("wall", what=Shown.theme, subject=theme)
    assert 'id="theme-next"' not in console.screen()
    assert "after this one" not in console.screen()
    console.tap("wall", what=Shown.theme, subject="security")
    assert "One theme comes after this one." in in_ground(console), "the last one has been shown"


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


def test_the_big_button_forms_the_groups_as_they_are_filled_in(house: House) -> None:
    state = house.app.state
    hall = bare_evening(state.database, state.writer, code="FARHA77")
    hall.join("Amina")
    hall.go_to(Step.groups)
    shown = house.console(of=hall).screen()
    assert 'id="form-now" form="form-groups"' in shown.partition('id="ground"')[2]
    assert "button-primary" not in shown.partition('id="form-groups"')[2].partition("</form>")[0]


def test_the_one_who_will_start_stands_on_the_last_wall_as_it_was_agreed(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.agreement)
    evening.do(agreement.agree, "Språkkafé", "Biblioteket", "", "", Language.sv)
    evening.go_to(Step.thanks)
    shown = house.projector().screen()
    assert "ska tillfrågas" in shown


def test_the_clock_of_the_wall_ends_with_the_meeting(house: House) -> None:
    house.evening.go_to(Step.thanks)
    house.evening.do(programme.start_clock, 10)
    assert 'role="timer"' in house.projector().screen()
    house.evening.do(programme.end, ended=True)
    assert 'role="timer"' not in house.projector().screen()
    house.evening.do(programme.end, ended=False)
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
    asked = console.screen().partition('id="hold-today"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', asked))
    assert fields.keys() == {"date", "time"}
    console.tap("day", **fields)
    assert 'id="other-day"' not in console.screen()


def test_proposals_in_a_language_that_half_of_the_people_do_not_read_are_told_before_the_vote(
    house: House,
) -> None:
    evening, console = house.evening, house.console(Language.en)
    evening.propose("Olena", "Evening bus")
    evening.propose("Hodan", "Kielikahvila")
    evening.go_to(Step.proposals)
    assert (
        "2 of 2 proposals are written in a language that at least half of the people"
        in console.screen()
    )


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


def test_nothing_is_chosen_before_somebody_chooses_which_groups_become_one(house: House) -> None:
    house.evening.go_to(Step.sorting)
    merging = house.console().screen().partition('id="merge-groups"')[2].partition("</form>")[0]
    assert merging.count('<option value="">') == 2
    assert "selected" not in merging


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
