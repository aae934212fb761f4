"""What a phone shows beside what is to be done: the card whole and calm, the principles, what the plane's ends mean."""

import re

from app.method import groups, ideas, programme, vote, wordings
from app.method.people import telling
from app.method.preparing import ends
from app.method.preparing.meeting import Basics, bad_address, set_basics
from app.method.refusals import title_missing
from app.models import Card, Meeting, Seat, SuggestedAction
from app.vocabulary import Language, Shown, Step
from tests.house import Browser, House
from tests.web.elements import tree


def test_a_card_says_its_theme_and_a_heavy_one_sets_no_pace(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    evening.do(
        lambda act: act.book.change(Meeting, {"id": act.meeting_id}, clock_until=9_000_000_000)
    )
    first = evening.ids(Card)[0]
    phone = house.phone("Olena")
    assert 'id="pace"' in phone.screen()
    evening.do(lambda act: act.book.change(Card, {"id": first}, heavy=True))
    screen = phone.screen()
    assert 'id="pace"' not in screen
    assert "card-theme" in screen
    assert re.search(r'<h2 class="voice card-words"[^>]*>', screen)


def test_of_a_card_that_no_group_reached_the_picture_tells_that_and_counts_nobody(
    house: House,
) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    first, other = evening.ids(Card)[:2]
    phone = house.phone("Kirsi")
    phone.tap(f"cards/{first}/decision", decision="less")
    evening.go_to(Step.picture)
    house.console().tap("wall", what=Shown.picture, subject="")
    screen = phone.screen().replace("\N{NO-BREAK SPACE}", " ")
    lines = dict(re.findall(r'<li class="line" id="card-(\d+)"[^>]*>(.*?)</li>', screen, re.DOTALL))
    assert "Ryhmistä 0 haluaa lisää, 1 vähemmän, 0 ei tiedä" in lines[str(first)]
    assert "ei ehtinyt tähän" in lines[str(other)]
    assert "Ryhmistä" not in lines[str(other)]


def test_what_was_just_decided_stands_on_all_phones_of_the_table_until_it_chooses_on(
    house: House,
) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    first, second = evening.ids(Card)[:2]
    olena, kirsi = house.phone("Olena"), house.phone("Kirsi")
    kirsi.tap(f"cards/{first}/decision", decision="less")
    assert "Decided: Less of this." in olena.screen()
    for phone in (olena, kirsi):
        assert f'id="reopen-last-{first}"' in phone.screen()
    olena.tap(f"cards/{first}/reopened")
    assert 'id="just-decided"' not in kirsi.screen()
    olena.tap(f"cards/{first}/decision", decision="more")
    kirsi.tap(f"cards/{second}/spread")
    assert 'id="just-decided"' not in olena.screen()


def test_the_ends_of_the_plane_mean_what_the_coordinator_says(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.ideas)
    phone = house.phone("Olena")
    phone.tap("ideas", title="Café")
    evening.go_to(Step.axis)
    assert "this year, with our own staff" in phone.screen()
    evening.do(ends.set_ends, {"effort_low_id": {"en": "before the summer"}, "impact_low_id": {}})
    screen = phone.screen()
    assert "before the summer" in screen
    assert "a few people see the difference" in screen


def test_a_proposal_says_its_language_and_for_how_many_at_the_table_it_is_another(
    house: House,
) -> None:
    evening = house.evening
    evening.propose("Pekka", "Kielikahvila")
    evening.go_to(Step.proposals)
    screen = house.phone("Olena").screen()
    assert "Language: Finnish" in screen
    assert "It is not the language of 4 at your table." in screen


def test_a_vote_stays_chosen_on_the_phone_of_whoever_comes_to_that_table(house: House) -> None:
    evening, amina = house.evening, house.phone("Amina")
    chosen, other = (evening.propose(name, "Café") for name in ("Hodan", "Layla"))
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    amina.tap("vote", proposal_id=chosen)
    evening.do(groups.move, evening.people["Amina"], evening.groups[2])
    evening.do(telling.see, evening.all(Seat, person_id=evening.people["Amina"])[0].device_id)
    page = tree(amina.screen())
    pressed = [
        button.held["value"]
        for button in page.all("button")
        if button.held.get("aria-pressed") == "true"
    ]
    assert str(chosen) in pressed
    # Who chooses anew cannot come back to it.
    amina.tap("vote", proposal_id=other)
    page = tree(amina.screen())
    assert "Din egen grupps idé" in page.one(id=f"proposal-{chosen}").said
    assert amina.tap("vote", proposal_id=chosen).status_code == 409


def test_a_suggestion_too_long_for_a_title_asks_for_one(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.ideas)
    suggested = evening.all(SuggestedAction, position=0)[0]
    words = "Let the library stay open each evening, so that everybody has a warm place to sit and talk in."
    evening.do(lambda act: wordings.say(act.book, suggested.text_id, "en", words))
    olena = evening.member("Olena")
    evening.refused(title_missing, ideas.develop, olena, suggested.id)
    made = evening.do(ideas.develop, olena, suggested.id, "Open evenings")
    screen = house.phone("Olena").screen()
    assert f'id="idea-{made}"' in screen
    assert "Open evenings" in screen
    assert f'id="develop-title-{evening.ids(SuggestedAction)[0]}"' not in screen, (
        "it is developed already"
    )


def test_what_was_agreed_stays_after_the_end_with_where_the_follow_up_will_be(house: House) -> None:
    evening = house.evening
    row = evening.row
    basics = Basics(
        {"sv": "Möte"},
        {},
        row.main_language,
        row.second_language,
        row.starts_at,
        follow_up="www.sundby.fi/uppfoljning",
    )
    evening.do(set_basics, basics)
    wrong = Basics({"sv": "Möte"}, {}, Language.sv, None, row.starts_at, follow_up="inte en adress")
    evening.refused(bad_address, set_basics, wrong)
    evening.go_to(Step.thanks)
    assert "www.sundby.fi/uppfoljning" in house.projector().screen()
    evening.do(lambda act: act.book.change(Meeting, {"id": act.meeting_id}, ended=True))
    screen = house.phone("Olena").screen()
    assert 'href="https://www.sundby.fi/uppfoljning"' in screen


def test_the_principles_come_before_the_button_and_are_one_tap_away_all_evening(
    house: House,
) -> None:
    evening = house.evening
    page = house.browser(f"/{house.code}").get().text
    assert page.index('id="principles"') < page.index('id="role"') < page.index('id="join-button"')
    for step in (Step.opening, Step.results, Step.sorting):
        evening.go_to(step)
        assert 'id="principles-title"' in house.phone("Olena").screen(), step


def next_of(phone: Browser) -> str:
    onwards = re.search(
        r'id="onwards"[^>]*>\s*<p>Next(?:, at about [\d.]+)?: (.*?)</p>', phone.screen()
    )
    return onwards[1] if onwards else ""


def test_who_looks_on_and_waits_is_told_when_it_begins_what_stands_on_the_wall_and_what_is_next(
    house: House,
) -> None:
    evening, phone = house.evening, house.phone("Olena")
    assert "The meeting begins at" in phone.screen()
    evening.go_to(Step.opening)
    assert next_of(phone) == "Results"
    on_the_wall = 'id="sky-opening-principles"'
    assert on_the_wall not in phone.screen()
    evening.do(programme.show, Shown.principles)
    assert on_the_wall in phone.screen()
    evening.go_to(Step.results)
    assert "Theme 1 of" in phone.screen()
    assert next_of(phone) == "Meal"
    evening.go_to(Step.supper)
    assert next_of(phone) == "Small groups"
