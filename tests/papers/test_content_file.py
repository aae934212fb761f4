"""A meeting's content as JSON: it comes in elsewhere and goes out again equal, and what is no such file is refused."""

import json
import re
from collections.abc import Callable
from typing import Any

import httpx
from sqlmodel import SQLModel

from app.keeping.carried_file import is_its_own
from app.method import interpreting, wordings
from app.method.erasing.whole import table_of, texts_of
from app.method.preparing.content import PARTS, content_columns
from app.models import Card, Link, Meeting, Round
from app.vocabulary import Language
from tests.cutting import contents
from tests.house import Browser, House

CARRIED = "/coordinator/carried"
ERASED = {"sv": "Raderad text", "fi": "Poistettu teksti", "en": "Erased text"}
# Of version 1. Another name here is another version of the format.
KEYS = {
    "round": "name",
    "meeting": "name place main_language second_language starts_at proposals_a_group contact privacy_notice "
    "most_phones follow_up first_report_months report_months asks_again_on effort_low effort_high impact_low "
    "impact_high unchecked_languages ends_by tables accessibility_contact",
    "population_groups": "name is_majority",
    "gatherings": "population_group held_on participants place language how begins organisation discussion_groups "
    "leaders secretaries invited coming",
    "key_results": "population_group theme text",
    "slide_notes": "theme text",
    "programme": "kind minutes name",
    "principles": "text",
    "cards": "theme population_group text heavy",
    "suggested_actions": "theme text",
    "survey_questions": "kind text low high",
    "prepared_owners": "name",
}


def desk_of(house: House, language: Language = Language.sv) -> Browser:
    token = house.evening.sign_in(language)
    return house.browser(CARRIED, {"coordinator": token})


def meeting_of(house: House) -> str:
    return f"/coordinator/meetings/{house.evening.id}"


def saved(desk: Browser, meeting_id: int) -> bytes:
    answer = desk.ask("GET", f"/coordinator/meetings/{meeting_id}/after/meeting.json")
    assert answer.status_code == 200
    return answer.content


def bring(desk: Browser, file: bytes) -> httpx.Response:
    return desk.ask("POST", CARRIED, files={"file": ("meeting.json", file, "application/json")})


def test_its_keys_are_those_of_its_version() -> None:
    kinds = {"round": Round, "meeting": Meeting, **PARTS}
    assert {name: set(content_columns(kind)) for name, kind in kinds.items()} == {
        name: set(keys.split()) for name, keys in KEYS.items()
    }


def test_brought_in_at_another_desk_and_saved_again_it_is_equal(
    house: House, open_house: Callable[..., House]
) -> None:
    house.evening.do(lambda act: act.book.change(Meeting, {"id": act.meeting_id}, ends_by="20:15"))
    file = saved(desk_of(house), house.evening.id)
    told = json.loads(file)
    assert (told["format"], told["version"]) == ("more-of-this/meeting", 1)
    assert told["cards"][0]["text"]["sv"] == "Card 1 (sv)"
    assert told["survey_questions"][0]["low"]["fi"] == "Low (fi)"
    assert house.code.encode() not in file
    there = open_house()
    with there.evening.reading() as book:
        before = {meeting.id for meeting in book.all(Meeting)}
    desk = desk_of(there)
    where = bring(desk, file).headers["location"]
    (made,) = {meeting.id for meeting in there.evening.all(Meeting)} - before
    assert where.startswith(f"/coordinator/meetings/{made}/basics?saved=")
    for tab in (
        "basics",
        "programme",
        "gatherings",
        "results",
        "cards",
        "texts",
        "people",
        "print",
    ):
        assert desk.ask("GET", f"/coordinator/meetings/{made}/{tab}").status_code == 200
    assert json.loads(saved(desk, made)) == told
    code = there.evening.all(Meeting, id=made)[0].code
    assert code != house.code
    assert {link.door for link in there.evening.all(Link, meeting_id=made)} == {
        link.door for link in there.evening.all(Link, meeting_id=there.evening.id)
    }


def test_what_was_interpreted_in_the_hall_is_not_among_what_was_prepared(house: House) -> None:
    evening = house.evening
    card = evening.all(Card, id=evening.ids(Card)[0])[0]
    with evening.reading() as book:
        seen = interpreting.digest(wordings.written(book, card.text_id))
    evening.do(interpreting.interpret, card.text_id, "ar", "بطاقة", seen)
    told = json.loads(saved(desk_of(house), evening.id))
    assert told["cards"][0]["text"].keys() == {"sv", "fi", "en"}


def test_a_language_that_was_turned_on_and_has_been_checked_since_comes_in(
    house: House, open_house: Callable[..., House]
) -> None:
    told = json.loads(saved(desk_of(house), house.evening.id))
    told["meeting"]["unchecked_languages"] = "fi ar"
    there = desk_of(open_house())
    where = bring(there, json.dumps(told).encode()).headers["location"]
    assert json.loads(saved(there, int(where.split("/")[3]))) == told


def test_what_was_erased_on_request_comes_in_as_erased(
    house: House, open_house: Callable[..., House]
) -> None:
    desk, there = desk_of(house), desk_of(open_house())
    kept = desk.ask("GET", f"{meeting_of(house)}/kept").text
    for path in re.findall(rf"{meeting_of(house)}/kept/prepared/\d+/erased", kept):
        assert "saved=" in desk.ask("POST", path).headers["location"]
    file = saved(desk, house.evening.id)
    told = json.loads(file)
    assert told["cards"][0]["text"] == told["population_groups"][0]["name"] == ERASED
    where = bring(there, file).headers["location"]
    assert json.loads(saved(there, int(where.split("/")[3]))) == told
    told["cards"][0]["text"] = {}  # as earlier versions left it
    where = bring(there, json.dumps(told).encode()).headers["location"]
    assert json.loads(saved(there, int(where.split("/")[3])))["cards"][0]["text"] == ERASED


HARM: dict[str, Callable[[dict[str, Any]], object]] = {
    "newer version": lambda told: told.update(version=2),
    "older version": lambda told: told.update(version=0),
    "no meeting that was saved": lambda told: told.pop("cards"),
    "no meeting that": lambda told: told.update(version="1"),
    "no meeting": lambda told: told["meeting"].update(code="KRAN7A3"),
    "a part of it is missing": lambda told: told["cards"][0].update(population_group=99),
    "part of it is missing": lambda told: told["cards"][0].update(theme="weather"),
    "of it is missing": lambda told: told["cards"][0].update(text={"sv": "x" * 5000}),
    "address was not understood": lambda told: told["meeting"].update(
        follow_up="javascript:alert(1)"
    ),
    "that was saved": lambda told: told["cards"][0].update(text={"sv": 5}),
    "was saved": lambda told: told["meeting"].update(contact=5),
    "is missing": lambda told: told["programme"].append(told["programme"][0]),
    "missing": lambda told: told["gatherings"][0].update(held_on=5),
    "The date was not understood": lambda told: told["gatherings"][0].update(held_on="yesterday"),
    "date was not understood": lambda told: told["gatherings"][0].update(held_on="0026-03-01"),
    "another one than the first": lambda told: told["meeting"].update(
        second_language=told["meeting"]["main_language"]
    ),
    "Nothing was changed": lambda told: told.update(format="more-of-this/result"),
}


BEYOND = {
    "meeting": {
        "proposals_a_group": (0, 5),
        "most_phones": (0, 2001),
        "first_report_months": (0, 37),
        "report_months": (0, 37),
        "tables": (-1, 100),
    },
    "programme": {"minutes": (-1, 241)},
    "gatherings": {
        "participants": (-1, 1001),
        "discussion_groups": (-1, 21),
        "leaders": (-1, 1001),
        "secretaries": (-1, 1001),
        "invited": (-1, 1001),
        "coming": (-1, 1001),
    },
}


def test_a_number_that_no_form_takes_is_in_no_file_either(house: House) -> None:
    """With no month between two reports the follow-up would count days for ever."""
    desk = desk_of(house, Language.en)
    whole = saved(desk, house.evening.id)
    for name, columns in BEYOND.items():
        for column, numbers in columns.items():
            for number in numbers:
                told = json.loads(whole)
                row = told[name] if name == "meeting" else told[name][0]
                row[column] = number
                answer = bring(desk, json.dumps(told).encode()).text
                assert "no meeting that was saved" in answer, (column, number)
    assert len(house.evening.all(Meeting)) == 1


def test_a_language_that_no_form_offers_is_in_no_file_either(house: House) -> None:
    """Papers and the public page are written in the main one, which the hall's screens speak."""
    desk = desk_of(house, Language.en)
    whole = json.loads(saved(desk, house.evening.id))
    for column, language in (
        ("main_language", Language.ar),
        ("main_language", Language.pseudo),
        ("second_language", Language.pseudo),
    ):
        told = {**whole, "meeting": whole["meeting"] | {column: language}}
        answer = bring(desk, json.dumps(told).encode()).text
        assert "no meeting that was saved" in answer, (column, language)
    assert len(house.evening.all(Meeting)) == 1


def test_every_number_of_a_file_has_its_bounds() -> None:
    kinds: dict[str, type[SQLModel]] = {"round": Round, "meeting": Meeting, **PARTS}
    numbers = {
        (name, column)
        for name, kind in kinds.items()
        for column, stored in content_columns(kind).items()
        if stored not in texts_of(table_of(kind)) and is_its_own(stored, 1)
    }
    bounded = {(name, column) for name, columns in BEYOND.items() for column in columns}
    others = {"starts_at", "population_group"}
    assert {number for number in numbers if number[1] not in others} == bounded


def test_what_is_older_newer_or_damaged_is_refused_in_words_and_changes_nothing(
    house: House,
) -> None:
    desk = desk_of(house, Language.en)
    assert "/after/meeting.json" in desk.ask("GET", f"{meeting_of(house)}/after").text
    whole = saved(desk, house.evening.id)
    before = contents(house.settings.data / "meeting.db")["meeting"]
    for says, harm in HARM.items():
        told = json.loads(whole)
        harm(told)
        assert says in bring(desk, json.dumps(told).encode()).text, says
    for broken in (whole[:-20], b'{"format": "more-of-this/meeting"}', b"[" * 5000, b"\xff\xfe{}"):
        assert "no meeting that was saved" in bring(desk, broken).text
    assert contents(house.settings.data / "meeting.db")["meeting"] == before
