"""At the desk: a meeting is made from pasted texts, edited in three languages; what is refused comes back as typed."""

import re
from typing import Any

import pytest

from app.languages import HALL_LANGUAGES
from app.method import wordings
from app.models import (
    Card,
    Gathering,
    KeyResult,
    Meeting,
    PopulationGroup,
    PreparedOwner,
    Principle,
    SuggestedAction,
    SurveyQuestion,
)
from app.vocabulary import Door, Language
from tests.cast import Evening
from tests.house import Browser, House
from tests.web.at_desk import page_after

NEW = {
    "municipality": "Ankerö",
    "name": "Decision-maker meeting",
    "place": "Rådhuset",
    "date": "2027-03-09",
    "time": "16.30",
    "main_language": "sv",
    "second_language": "fi",
}
PAGES = (
    "basics",
    "programme",
    "gatherings",
    "results",
    "results/import",
    "cards",
    "cards?new=1",
    "cards/import",
    "suggestions",
    "suggestions?new=1",
    "suggestions/import",
    "texts",
    "people",
    "ready",
    "print",
    "links",
    "after",
)


def said(evening: Evening, text_id: int) -> dict[str, str]:
    with evening.reading() as book:
        return wordings.said(book, text_id)


def notice(page: str) -> str:
    alert = re.search(r'role="alert">.*?<p>(.*?)</p>', page, re.DOTALL)
    assert alert, page
    return alert[1]


def made(house: House, desk: Browser, **changed: str) -> Evening:
    """The meeting that this form makes."""
    answer = desk.ask("POST", "/coordinator/meetings", data=NEW | changed)
    assert answer.status_code == 303, answer.text
    number = int(re.findall(r"\d+", answer.headers["location"])[0])
    return Evening(house.evening.database, house.evening.writer, number)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_for_a_full_and_for_an_empty_meeting(
    house: House, desk: Browser, page: str
) -> None:
    bare = made(house, desk)
    for meeting_id in (house.evening.id, bare.id):
        answer = desk.ask("GET", f"/coordinator/meetings/{meeting_id}/{page}")
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        assert 'aria-current="page"' in answer.text


def test_a_meeting_is_made_by_the_halls_clock_and_named_in_every_language(
    house: House, desk: Browser
) -> None:
    new = made(house, desk)
    assert new.row.starts_at == 1_804_602_600  # 16.30 in Helsinki, 14.30 UTC
    assert set(said(new, new.row.name_id)) == {*HALL_LANGUAGES}
    assert said(new, new.row.place_id) == {Language.sv: "Rådhuset"}


def test_a_refused_meeting_comes_back_as_it_was_typed(house: House, desk: Browser) -> None:
    before = len(house.evening.all(Meeting))
    for changed in ({"time": "25.00"}, {"date": "9.13.2027"}, {"second_language": "sv"}):
        page = page_after(desk, desk.ask("POST", "/coordinator/meetings", data=NEW | changed))
        assert notice(page)
        assert 'value="Rådhuset"' in page
    assert len(house.evening.all(Meeting)) == before


@pytest.mark.parametrize("year", ["0026", "9999"])
def test_a_day_of_a_year_that_nobody_means_is_refused_wherever_one_is_typed(
    house: House, desk: Browser, year: str
) -> None:
    """A date field makes the year 26 of two digits; and no page can reckon beyond the last year that there is."""
    new, gone = made(house, desk), f"{year}-12-31"
    at, group = f"/coordinator/meetings/{new.id}", house.evening.all(PopulationGroup)[0].id
    named = {"sv": "Fritidsnämnden", "fi": "", "en": ""}
    desk.ask("POST", f"{at}/people/owners", data=named)
    (owner,) = new.all(PreparedOwner, meeting_id=new.id)
    held = {"population_group_id": str(group), "held_on": gone, "participants": "9"}
    rhythm = {"first": "3", "then": "6", "asks_again_on": gone}
    for path, sent in (
        ("", NEW | {"date": gone}),
        (f"/{house.evening.id}/gatherings", held),
        (f"/{new.id}/people/owners/{owner.id}", named | {"told_on": gone}),
        (f"/{new.id}/followup/rhythm", rhythm),
        (f"/{new.id}/survey/until", {"date": gone, "time": "12.00"}),
    ):
        answer = desk.ask("POST", f"/coordinator/meetings{path}", data=sent)
        assert "The date was not understood" in page_after(desk, answer), path


def test_a_card_is_edited_in_three_languages(house: House, desk: Browser) -> None:
    card = house.evening.all(Card, id=house.evening.ids(Card)[0])[0]
    fields: dict[str, Any] = {
        "sv": "Ny text",
        "fi": "Uusi teksti",
        "en": "",
        "theme": "security",
        "population_group_id": str(card.population_group_id),
        "heavy": "1",
    }
    assert desk.send(f"cards/{card.id}", **fields).status_code == 303
    assert said(house.evening, card.text_id) == {
        Language.sv: "Ny text",
        Language.fi: "Uusi teksti",
    }
    page = desk.ask("GET", f"{desk.path}/cards?chosen={card.id}").text
    assert "1 card lacks English" in page
    assert "English is missing" in page
    assert 'id="same"' not in page
    second = house.evening.ids(Card)[1]
    assert desk.send(f"cards/{second}", **fields | {"fi": "Toinen teksti"}).status_code == 303
    again = desk.ask("GET", f"{desk.path}/cards?chosen={second}").text
    assert "This text is in the meeting already: number" in again


def test_a_refused_edit_keeps_every_typed_word_and_stores_none(house: House, desk: Browser) -> None:
    card = house.evening.all(Card, id=house.evening.ids(Card)[0])[0]
    fields: dict[str, Any] = {
        "sv": "Mina ord <b>",
        "fi": "y" * 501,
        "en": "",
        "theme": "security",
        "population_group_id": str(card.population_group_id),
    }
    page = page_after(desk, desk.send(f"cards/{card.id}", **fields))
    assert "500" in notice(page)
    assert "Mina ord &lt;b&gt;" in page
    assert "y" * 501 in page
    assert Language.en in said(house.evening, card.text_id)


def test_a_form_with_an_unknown_or_repeated_field_is_refused(desk: Browser) -> None:
    assert desk.send("links/1/renewed", surprise="1").status_code == 409
    twice = desk.ask(
        "POST",
        f"{desk.path}/texts/principles",
        content=b"sv=a&sv=b&fi=&en=",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert twice.status_code == 409


def test_what_residents_told_is_added_changed_and_removed(house: House, desk: Browser) -> None:
    new = made(house, desk)
    at = f"/coordinator/meetings/{new.id}"
    words = {"sv": "estnisktalande", "fi": "", "en": ""}
    desk.ask("POST", f"{at}/gatherings/groups", data=words | {"majority": "1"})
    (group,) = new.all(PopulationGroup, round_id=new.row.round_id)
    assert group.is_majority
    desk.ask("POST", f"{at}/gatherings/groups/{group.id}", data=words | {"en": "Estonian"})
    assert not new.all(PopulationGroup, id=group.id)[0].is_majority
    held = {"population_group_id": str(group.id), "held_on": "2026-10-01", "participants": "9"}
    parts = [
        f"{part}_{language}"
        for part in ("place", "language", "how")
        for language in ("sv", "fi", "en")
    ]
    desk.ask("POST", f"{at}/gatherings", data=held | dict.fromkeys(parts, "Huset"))
    (gathering,) = new.all(Gathering, round_id=new.row.round_id)
    assert said(new, gathering.place_id)[Language.fi] == "Huset"
    told = {"sv": "De flesta trivs.", "population_group_id": str(group.id)}
    desk.ask("POST", f"{at}/results/themes/security", data=told)
    (result,) = new.all(KeyResult, round_id=new.row.round_id)
    refused = desk.ask("POST", f"{at}/gatherings/groups/{group.id}/removed")
    assert "This population group has card" in page_after(desk, refused)
    for path in (
        f"results/{result.id}",
        f"gatherings/{gathering.id}",
        f"gatherings/groups/{group.id}",
    ):
        assert desk.ask("POST", f"{at}/{path}/removed").status_code == 303
    assert new.all(PopulationGroup, round_id=new.row.round_id) == []


def test_what_is_told_of_a_group_is_of_the_one_that_was_chosen(house: House, desk: Browser) -> None:
    """The first one of the list is nobody's until somebody has chosen it."""
    evening = house.evening
    at, missing = f"/coordinator/meetings/{evening.id}", "The population group is missing"
    for page in ("results", "gatherings"):
        form = desk.ask("GET", f"{at}/{page}").text.rpartition('name="population_group_id"')[2]
        assert re.match(r'>\s*<option value="" selected', form), page
    before = len(evening.all(KeyResult)), len(evening.all(Gathering))
    for path, sent in (
        ("results/themes/security", {"sv": "De flesta trivs."}),
        ("gatherings", {"held_on": "2026-10-01", "participants": "9"}),
    ):
        answer = desk.ask("POST", f"{at}/{path}", data=sent | {"population_group_id": ""})
        assert missing in page_after(desk, answer)
    assert (len(evening.all(KeyResult)), len(evening.all(Gathering))) == before


def test_suggestions_principles_and_questions_are_written(house: House, desk: Browser) -> None:
    evening = house.evening
    desk.send("suggestions", sv="Ordna talko.", fi="", en="", theme="")
    assert len(evening.ids(SuggestedAction)) == 9
    principle = evening.ids(Principle)[0]
    desk.send(f"texts/principles/{principle}", sv="Vi lyssnar.", fi="", en="")
    assert said(evening, evening.all(Principle, id=principle)[0].text_id) == {
        Language.sv: "Vi lyssnar."
    }
    question = evening.all(SurveyQuestion, id=evening.ids(SurveyQuestion)[0])[0]
    desk.send(f"texts/questions/{question.id}", text_sv="Ny?", low_sv="Nej", high_sv="Ja")
    assert said(evening, question.text_id)[Language.sv] == "Ny?"
    assert said(evening, question.text_id)[Language.fi]


def test_a_new_link_ends_the_old_one_at_once(house: House, desk: Browser) -> None:
    console = house.console()
    link = house.link(Door.console)
    assert console.get().status_code == 200
    assert desk.send(f"links/{link.id}/renewed").status_code == 303
    assert console.get().status_code == 404
    page = desk.ask("GET", f"{desk.path}/links").text
    (address,) = re.findall(rf"/open/{link.id}\.[\w-]+(?=\")", page)
    assert house.browser("/").ask("GET", address).status_code == 303


def test_the_qr_code_is_a_picture_of_its_own(desk: Browser) -> None:
    answer = desk.ask("GET", f"{desk.path}/links/join.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.text.startswith("<svg")


def test_links_begin_with_the_given_address(house: House, desk: Browser) -> None:
    page = desk.ask("GET", f"{desk.path}/links").text
    assert f"{house.settings.address}/{house.code}" in page


@pytest.mark.parametrize("number", ["1", "99999999999999999999", "9007199254740993"])
def test_what_is_not_there_is_a_page_that_says_so(desk: Browser, number: str) -> None:
    for path in (
        f"/coordinator/meetings/{number}/cards",
        f"{desk.path}/cards?chosen={number[:16]}",
    ):
        assert desk.ask("GET", path).status_code == 404
    assert desk.ask("POST", f"{desk.path}/cards/{number}/removed").status_code == 404
    assert desk.ask("GET", f"{desk.path}/nowhere").status_code == 404
    assert desk.ask("GET", f"{desk.path}/basics/import").status_code == 404


def test_reloading_a_refused_form_shows_its_page(house: House, desk: Browser) -> None:
    card = house.evening.ids(Card)[3]
    for form, page in ((f"cards/{card}", f"cards?chosen={card}"), ("texts/principles", "texts")):
        assert desk.ask("GET", f"{desk.path}/{form}").headers["location"].endswith(f"/{page}")


def test_an_edit_wakes_the_screens_that_show_it(house: House, desk: Browser) -> None:
    before = house.evening.row.sequence
    desk.send("texts/principles", sv="Vi skrattar med, inte åt.", fi="", en="")
    assert house.evening.row.sequence == before + 1


def test_links_are_never_told_to_a_page_that_is_kept(desk: Browser) -> None:
    answer = desk.ask("GET", f"{desk.path}/links")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "same-origin"
