"""The programme at the desk: one Save for all rows, speeches and pauses of one's own, and the end that is wished."""

import re
from urllib.parse import urlsplit

import pytest

from app.method import interpreting
from app.method.act import Act
from app.method.preparing import planning, reach, sense
from app.method.sorting_pack import pack_of
from app.models import Card, ProgrammeRow, SmallGroup
from app.texts import saying
from app.vocabulary import METHOD_STEPS, Language, Step, Theme
from tests.house import Browser, House
from tests.web.at_desk import form_on, page, page_after
from tests.web.elements import tree
from tests.web.forms_sent import Sent, filled, pressed
from tests.web.rows import everything


def rows(house: House) -> list[ProgrammeRow]:
    all_rows = house.evening.all(ProgrammeRow, meeting_id=house.evening.id)
    return sorted(all_rows, key=lambda row: row.position)


def kinds(house: House) -> list[Step]:
    return [row.kind for row in rows(house)]


def test_one_save_holds_all_rows_and_every_button_saves_what_was_typed(
    house: House, desk: Browser
) -> None:
    first, second, third, *_ = (row.id for row in rows(house))
    fields = form_on(desk, "programme", "programme")
    fields |= {f"minutes_{first}": "25", f"minutes_{second}": "40", f"name_{third}_en": "Soup"}
    told = page_after(desk, desk.send("programme", **fields, do=f"move {third} 1"))
    by_id = {row.id: row for row in rows(house)}
    assert (by_id[first].minutes, by_id[second].minutes) == (25, 40)
    assert rows(house)[0].id == third
    assert "Soup" in told
    assert "Meal" in told
    refused = form_on(desk, "programme", "programme") | {f"minutes_{first}": "241"}
    told = page_after(desk, desk.send("programme", **refused))
    assert "from 0 to 240" in told
    assert 'value="241"' in told
    assert {row.id: row for row in rows(house)}[first].minutes == 25


@pytest.mark.parametrize("verb", ["", "move", "out", "pause", "in", "anew"])
def test_a_button_pressed_twice_leads_twice_to_a_page_that_says_saved_at_the_row_that_it_is_about(
    house: House, desk: Browser, verb: str
) -> None:
    if verb == "in":
        desk.send("programme", do=f"out {rows(house)[-1].id}")
    sent = next(
        Sent(action, filled(form, button))
        for form, action, button in pressed(tree(page(desk, "programme")))
        if button.held.get("value", "").partition(" ")[0] == verb and action.endswith("/programme")
    )
    first, before = sent.by(desk), everything(house.evening)
    again = sent.by(desk)
    assert (again.status_code, again.headers.get("location")) == (303, first.headers["location"])
    assert everything(house.evening) == before
    shown, place = page_after(desk, again), urlsplit(again.headers["location"]).fragment
    assert shown.count("Saved at") == 1
    assert bool(place) is (verb in ("move", "pause"))
    assert not place or tree(shown).all(id=place)


def test_a_step_left_out_comes_back_as_it_was_and_a_speech_too(house: House, desk: Browser) -> None:
    supper = next(row for row in rows(house) if row.kind is Step.supper)
    fields = form_on(desk, "programme", "programme")
    fields |= {f"name_{supper.id}_en": "Soup", f"minutes_{supper.id}": "35"}
    told = page_after(desk, desk.send("programme", **fields, do=f"out {supper.id}"))
    assert "Bring back: Meal" in told
    desk.send("programme", do="in supper")
    assert kinds(house) == list(METHOD_STEPS)
    told = page(desk, "programme")
    assert "Soup" in told
    assert 'value="35"' in told
    assert desk.send("programme", do="in pause").status_code == 303
    assert kinds(house) == list(METHOD_STEPS)
    desk.send("programme", do="pause")
    pause = rows(house)[-1]
    fields = form_on(desk, "programme", "programme") | {f"name_{pause.id}_en": "The mayor speaks"}
    desk.send("programme", **fields, do=f"move {pause.id} 2")
    desk.send("programme", do=f"out {pause.id}")
    removed = re.search(r"/basics/removed/(\d+)", page(desk, "programme"))
    assert removed
    desk.send(f"basics/removed/{removed[1]}", at="programme")
    assert kinds(house)[1] is Step.pause
    assert "The mayor speaks" in page(desk, "programme")


def test_a_speech_stands_on_wall_phone_console_and_paper_by_its_name(
    house: House, desk: Browser
) -> None:
    desk.send("programme", do="pause")
    pause = rows(house)[-1].id
    fields = form_on(desk, "programme", "programme") | {f"name_{pause}_en": "The mayor speaks"}
    desk.send("programme", **fields, do=f"move {pause} 2")
    evening = house.evening
    evening.go_to(Step.opening)
    assert "Planned for about" in house.phone("Olena").screen()
    assert "The mayor speaks" in house.phone("Olena").screen()
    assert "The mayor speaks" in house.console().screen()
    evening.go_to(Step.pause)
    assert "The mayor speaks" in house.phone("Olena").screen()
    assert "The mayor speaks" in house.projector().screen()
    assert 'id="step-head"' in house.console().screen()
    pdf = desk.ask("GET", f"{desk.path}/print/programme.pdf?language=en")
    assert pdf.content.startswith(b"%PDF")


def test_the_end_is_held_against_the_wished_one_and_what_makes_no_sense_is_said(
    house: House, desk: Browser
) -> None:
    told = page_after(desk, desk.send("programme", ends_by="17.00", do=""))
    assert "too late" in told or "in time" in told
    vote = next(row.id for row in rows(house) if row.kind is Step.vote)
    groups = next(row.id for row in rows(house) if row.kind is Step.groups)
    told = page_after(desk, desk.send("programme", do=f"move {vote} 2"))
    assert "Vote comes before Results" in told
    told = page_after(desk, desk.send("programme", do=f"out {groups}"))
    assert "Sorting needs Small groups, which is left out." in told
    told = page_after(desk, desk.send("programme", start="school", do="anew"))
    assert Step.supper not in kinds(house)
    assert sum(row.minutes for row in rows(house)) == 120
    assert 'id="sense"' not in told
    house.evening.go_to(Step.opening)
    refused = page_after(desk, desk.send("programme", start="evening", do="anew"))
    assert "its programme is not begun anew" in refused


def test_each_step_says_in_a_sentence_what_it_is(house: House, desk: Browser) -> None:
    house.evening.do(planning.add_pause)
    rows = tree(page(desk, "programme")).all("li", kind="row")
    told = [row.one("p", id=re.sub("row", "told", row.held["id"])).said for row in rows]
    assert len(told) == len(Step)
    assert len({*told}) == len(Step)
    assert all(sentence.endswith(".") for sentence in told)


def test_two_who_save_the_programme_lose_nothing(house: House, desk: Browser) -> None:
    first, second, *_ = (row.id for row in rows(house))
    earlier = form_on(desk, "programme", "programme")
    desk.send("programme", **earlier | {f"minutes_{first}": "12"})
    desk.send("programme", **earlier | {f"minutes_{second}": "44"})
    minutes = {row.id: row.minutes for row in rows(house)}
    assert (minutes[first], minutes[second]) == (12, 44)
    told = page_after(desk, desk.send("programme", **earlier | {f"minutes_{first}": "30"}))
    assert "Both wordings are on this page" in told
    assert 'value="30"' in told


def test_two_who_save_the_basics_keep_each_others_day_and_contact(desk: Browser) -> None:
    earlier = form_on(desk, "basics", "basics")
    desk.send("basics", **earlier | {"time": "18:15"})
    desk.send("basics", **earlier | {"contact": "kansliet@sundby.example"})
    now = form_on(desk, "basics", "basics")
    assert (now["time"], now["contact"]) == ("18:15", "kansliet@sundby.example")
    told = page_after(desk, desk.send("basics", **earlier | {"time": "19:00"}))
    assert "Both wordings are on this page" in told
    assert "18:15" in told


def test_only_what_makes_no_sense_is_warned_of() -> None:
    usual = [(step, 10) for step in METHOD_STEPS]
    assert sense.warnings(usual) == ()
    without_meal = [row for row in usual if row[0] is not Step.supper]
    assert sense.warnings([*without_meal[:4], (Step.pause, 5), *without_meal[4:]]) == ()
    assert len(sense.warnings([(Step.opening, 0), *usual[1:]])) == 1
    without_axis = [row for row in usual if row[0] is not Step.axis]
    assert sense.warnings(without_axis) == ()
    without_ideas = [row for row in without_axis if row[0] is not Step.ideas]
    needed = saying(sense.WITHOUT, step=Step.proposals, needed=Step.ideas)
    assert sense.warnings(without_ideas) == (needed,)


def test_how_many_cards_are_reached_follows_from_reading_and_talk() -> None:
    texts = [{"sv": "ett två tre fyra fem sex sju åtta nio tio"}] * 30
    in_both = [words | {"fi": words["sv"]} for words in texts]
    in_one = reach.reach(20, texts, [Language.sv], is_interpreted=False)
    in_two = reach.reach(20, in_both, [Language.sv, Language.fi], is_interpreted=True)
    assert in_one
    assert in_two
    assert (in_one.reading, in_two.reading) == (5, 10)
    assert in_two.cards < in_one.cards < 30
    assert in_one.interpreted is None
    assert in_two.interpreted == in_one.cards // 2
    whole = reach.reach(60, texts, [Language.sv], is_interpreted=False)
    assert whole
    assert whole.cards == 30
    assert reach.reach(20, [], [Language.sv], is_interpreted=False) is None


def test_a_clerk_is_told_that_interpreting_takes_twice_the_time(
    house: House, desk: Browser
) -> None:
    (row,) = (row.id for row in rows(house) if row.kind is Step.sorting)
    desk.send("programme", **form_on(desk, "programme", "programme") | {f"minutes_{row}": "5"})
    assert "interpreter repeats" not in page(desk, "programme")
    house.evening.do(interpreting.set_followed, "so", 1, "")
    told = page(desk, "programme")
    usual = re.search(r"The groups get to about (\d+) of", told)
    slower = re.search(
        r"interpreter repeats everything that is said, a group gets to about (\d+) card", told
    )
    assert usual
    assert slower
    assert 0 < int(slower[1]) < int(usual[1])
    assert "cards. Where an interpreter" in tree(told).one("p", id="reach").said


def _move_to(act: Act, card_id: int, theme: Theme) -> None:
    act.book.change(Card, {"id": card_id}, theme=theme)


def test_whatever_a_group_gets_to_holds_every_theme_first(house: House) -> None:
    evening = house.evening
    for card in evening.all(Card, meeting_id=evening.id):
        theme = list(Theme)[min(card.position // 2, 3)]
        evening.do(_move_to, card.id, theme)
    themes = {card.id: card.theme for card in evening.all(Card, meeting_id=evening.id)}
    assert len(set(themes.values())) == 4
    for group in evening.all(SmallGroup, meeting_id=evening.id):
        with evening.reading() as book:
            order = pack_of(book, evening.id, group.id).order
        assert {themes[card_id] for card_id in order[:4]} == set(Theme)
