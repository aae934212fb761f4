"""At the desk nothing typed is lost: not by a refusal, another tab, a colleague, an arrow or the end of a session."""

import re
from html import unescape
from typing import Any

import pytest

from app.hall_clock import hall_day
from app.method import accounts, interpreting, wordings
from app.method.act import Act
from app.method.preparing import ends, owners, planning
from app.models import Card, Coordinator, DeskDraft, Interpreting, Meeting, ProgrammeRow
from app.vocabulary import Language, Theme
from app.web.desk.typed_drafts import SEEN, keeps
from tests.environment import DAY, LATER, LATER_ON
from tests.house import Browser, House
from tests.web.at_desk import Fields, as_it_is, form_on, page, page_after, said
from tests.web.elements import Element, tree

# Fields in which nobody types.
UNTYPED = {"hidden", "file", "password", "submit"}


def first_card(house: House) -> Any:
    return house.evening.all(Card, id=house.evening.ids(Card)[0])[0]


def test_a_refused_form_is_answered_by_a_page_that_back_and_reload_can_show_again(
    house: House, desk: Browser
) -> None:
    card = first_card(house)
    fields = form_on(desk, f"cards?chosen={card.id}", f"cards/{card.id}")
    answer = desk.send(f"cards/{card.id}", **fields | {"sv": "Mina ord", "fi": "y" * 501})
    shown = page_after(desk, answer)
    assert "at most 500 characters" in shown
    assert "Mina ord" in shown
    assert "Too long: 501 characters, at most 500." in shown
    assert 'aria-invalid="true"' in shown


def test_what_was_typed_is_there_on_another_page_view_until_it_is_saved_or_thrown_away(
    house: House, desk: Browser
) -> None:
    card = first_card(house)
    at = f"cards?chosen={card.id}"
    fields = form_on(desk, at, f"cards/{card.id}")
    action = f"{desk.path}/cards/{card.id}"
    typed = fields | {"en": "Typed and not saved", "form": action}
    assert desk.ask("POST", "/coordinator/drafts", data=typed).status_code == 204
    assert "Typed and not saved" in page(desk, at)
    assert "This is what you typed" in page(desk, at)
    assert said(house, card.text_id)[Language.en] != "Typed and not saved"
    again = form_on(desk, at, f"cards/{card.id}")
    assert again["en"] == "Typed and not saved"
    assert desk.send(f"cards/{card.id}", **again).status_code == 303
    assert said(house, card.text_id)[Language.en] == "Typed and not saved"
    assert "This is what you typed" not in page(desk, at)
    other = form_on(desk, at, f"cards/{card.id}") | {"en": "Another word", "form": action}
    desk.ask("POST", "/coordinator/drafts", data=other)
    desk.ask("POST", "/coordinator/drafts/dropped", data=other)
    assert "Another word" not in page(desk, at)
    assert house.evening.all(DeskDraft) == []


def test_an_arrow_beside_unsaved_words_keeps_them(house: House, desk: Browser) -> None:
    card = first_card(house)
    fields = form_on(desk, f"cards?chosen={card.id}", f"cards/{card.id}")
    moved = desk.send(f"cards/{card.id}/place", **fields | {"en": "Not yet saved", "place": "2"})
    shown = page_after(desk, moved)
    assert "Not yet saved" in shown
    assert "This is what you typed" in shown


def test_beside_a_text_and_a_choice_that_are_not_saved_stands_what_is(
    house: House, desk: Browser
) -> None:
    card = first_card(house)
    at, action = f"cards?chosen={card.id}", f"{desk.path}/cards/{card.id}"
    before = tree(page(desk, at)).one(id="editor")
    assert "Saved:" not in before.said
    other = next(theme for theme in Theme if theme is not card.theme)
    typed = form_on(desk, at, f"cards/{card.id}") | {"sv": "Mina ord", "theme": other.value}
    desk.ask("POST", "/coordinator/drafts", data=typed | {"form": action})
    shown = tree(page(desk, at)).one(id="editor").said
    assert f"Saved: {card.theme.says['name']}" in shown
    assert f"Saved: {said(house, card.text_id)[Language.sv]}" in shown


def test_a_field_that_was_not_touched_does_not_undo_what_a_colleague_saved(
    house: House, desk: Browser
) -> None:
    card = first_card(house)
    first = form_on(desk, f"cards?chosen={card.id}", f"cards/{card.id}")
    second = dict(first)
    desk.send(f"cards/{card.id}", **first | {"sv": "Kollegans svenska"})
    desk.send(f"cards/{card.id}", **second | {"fi": "Oma suomi"})
    now = said(house, card.text_id)
    assert (now[Language.sv], now[Language.fi]) == ("Kollegans svenska", "Oma suomi")


def test_of_two_who_write_one_field_both_wordings_stand_until_one_is_chosen(
    house: House, desk: Browser
) -> None:
    card = first_card(house)
    first = form_on(desk, f"cards?chosen={card.id}", f"cards/{card.id}")
    second = dict(first)
    desk.send(f"cards/{card.id}", **first | {"sv": "Den enas ord"})
    shown = page_after(desk, desk.send(f"cards/{card.id}", **second | {"sv": "Den andras ord"}))
    assert "Somebody else has saved this meanwhile" in shown
    assert "Den enas ord" in shown
    assert "Den andras ord" in shown
    assert said(house, card.text_id)[Language.sv] == "Den enas ord"
    chosen = form_on(desk, f"cards?chosen={card.id}", f"cards/{card.id}")
    desk.send(f"cards/{card.id}", **chosen)
    assert said(house, card.text_id)[Language.sv] == "Den andras ord"


def test_basics_that_two_change_in_different_fields_hold_both_changes(
    house: House, desk: Browser
) -> None:
    first = form_on(desk, "basics", "basics")
    second = dict(first)
    desk.send("basics", **first | {"name_fi": "Uusi nimi"})
    desk.send("basics", **second | {"place_fi": "Uusi paikka"})
    meeting = house.evening.all(Meeting, id=house.evening.id)[0]
    assert said(house, meeting.name_id)[Language.fi] == "Uusi nimi"
    assert said(house, meeting.place_id)[Language.fi] == "Uusi paikka"


def test_a_language_that_two_add_at_once_is_added_once_and_the_second_is_told(
    house: House, desk: Browser
) -> None:
    first = form_on(desk, "links", "links/languages") | {"language": "so"}
    second = dict(first)
    desk.send("links/languages", **first | {"interpreters": "2"})
    shown = page_after(
        desk, desk.send("links/languages", **second | {"talk": "https://b.example/"})
    )
    assert "Somebody else has added this language meanwhile" in shown
    assert "https://b.example/" in shown, "what the second has typed is there to be copied"
    (row,) = house.evening.all(Interpreting)
    assert (row.interpreters, row.talk) == (2, "")


def test_interpreters_and_address_that_two_change_hold_both_changes(
    house: House, desk: Browser
) -> None:
    house.evening.do(interpreting.set_followed, "so", 1, "")
    first = form_on(desk, "links", "links/languages/so")
    second, third = dict(first), dict(first)
    desk.send("links/languages/so", **first | {"interpreters": "2"})
    desk.send("links/languages/so", **second | {"talk": "https://b.example/"})
    (row,) = house.evening.all(Interpreting)
    assert (row.interpreters, row.talk) == (2, "https://b.example/")
    late = desk.send("links/languages/so", **third | {"interpreters": "0"})
    assert "#language-so" in late.headers["location"]
    assert "Somebody else has saved this meanwhile" in page_after(desk, late)
    assert house.evening.all(Interpreting)[0].interpreters == 2


def test_until_when_the_survey_is_open_is_not_set_over_a_colleagues_time(
    desk: Browser,
) -> None:
    first = form_on(desk, "survey", "survey/until")
    second, third = dict(first), dict(first)
    desk.send("survey/until", **first | {"date": LATER_ON})
    desk.send("survey/until", **second | {"time": "18:30"})
    now = form_on(desk, "survey", "survey/until")
    assert (now["date"], now["time"]) == (LATER_ON, "18:30")
    late = page_after(
        desk, desk.send("survey/until", **third | {"date": hall_day(LATER + DAY).isoformat()})
    )
    assert "Somebody else has saved this meanwhile" in late


def test_a_number_that_is_saved_stands_in_its_field_the_next_time(
    desk: Browser,
) -> None:
    desk.send("basics", **form_on(desk, "basics", "basics") | {"tables": "6"})
    assert form_on(desk, "basics", "basics")["tables"] == "6"


def test_what_is_sent_after_a_sign_out_is_kept_and_given_back_in_its_place(
    house: House, desk: Browser
) -> None:
    card = first_card(house)
    at = f"{desk.path}/cards?chosen={card.id}"
    fields = form_on(desk, f"cards?chosen={card.id}", f"cards/{card.id}")
    desk.headers["Accept-Language"] = "en"
    desk.ask("POST", "/coordinator/sign-out")
    answer = desk.send(f"cards/{card.id}", **fields | {"en": "Written in the other tab"})
    asked = page_after(desk, answer)
    assert "nothing was saved" in asked
    assert said(house, card.text_id)[Language.en] != "Written in the other tab"
    leads_to = re.search(r'name="to" value="([^"]+)"', asked)
    assert leads_to
    assert unescape(leads_to[1]) == at
    assert desk.ask("GET", at).headers["location"].startswith("/coordinator/sign-in")
    who = house.evening.all(Coordinator)[0]
    token = house.evening.writer.do(None, lambda act: accounts.sign_in(act, who.id))
    later = house.browser(desk.path, {"coordinator": token})
    assert "Written in the other tab" in later.ask("GET", at).text


def test_nobody_else_is_given_what_one_has_typed(house: House, desk: Browser) -> None:
    fields = form_on(desk, "texts", "texts/principles")
    action = f"{desk.path}/texts/principles"
    desk.ask("POST", "/coordinator/drafts", data=fields | {"sv": "Bara min", "form": action})
    assert "Bara min" in page(desk, "texts")

    def colleague(act: Any) -> str:
        who = act.book.all(Coordinator)[0].municipality_id
        made = Coordinator(login="bo", password_hash="", language=Language.sv, municipality_id=who)
        act.book.add(made)
        return accounts.sign_in(act, made.id)

    token = house.evening.writer.do(None, colleague)
    assert "Bara min" not in page(house.browser(desk.path, {"coordinator": token}), "texts")


@pytest.mark.parametrize(
    "path", ["/coordinator/sign-in", "https://evil.example/", "survey/papers", ""]
)
def test_no_draft_is_kept_of_what_is_no_form_of_the_desk(desk: Browser, path: str) -> None:
    action = f"{desk.path}/{path}" if path == "survey/papers" else path
    answer = desk.ask("POST", "/coordinator/drafts", data={"form": action, "words": "x"})
    assert answer.status_code == 409


def _speech(act: Act, name: dict[str, str]) -> None:
    row = {"id": planning.add_pause(act)}
    act.book.change(ProgrammeRow, row, name_id=wordings.write(act.book, name))


def test_texts_of_every_page_count_as_missing_a_language(house: House, desk: Browser) -> None:
    evening = house.evening
    meeting = evening.all(Meeting, id=evening.id)[0]
    evening.writer.do(
        evening.id,
        lambda act: wordings.say(act.book, meeting.name_id, Language.fi, ""),
    )
    desk.send("texts/principles", sv="Vi lyssnar färdigt.", fi="", en="")
    desk.send("gatherings/groups", sv="thailändsktalande", fi="", en="")
    evening.do(owners.add_owner, {"sv": "Bildningsnämnden"})
    evening.do(_speech, {"sv": "Kommundirektörens ord"})
    shown = page(desk, "texts")
    for tab in ("Basics", "Programme", "Sessions", "Principles and survey", "People"):
        assert re.search(rf"{tab}: \d+ texts? lacks? Finnish", shown), tab
    assert "Everything is there" not in shown
    lacking = re.compile(r"Principles and survey: (\d+) texts? lacks? Finnish")
    (before,) = lacking.findall(shown)[:1]
    evening.do(ends.set_ends, {"effort_low_id": {"sv": "i år, med egen personal"}})
    (after,) = lacking.findall(page(desk, "texts"))[:1]
    assert int(after) == int(before) + 1, "what the ends of the axis mean is a text too"


PAGES = (
    *("basics", "programme", "gatherings", "results", "cards", "cards?new=1", "suggestions"),
    *("texts", "people", "links", "after", "followup", "print", "rehearsal"),
    *("survey", "reports", "effect", "goals", "rounds", "contacts", "kept", "cards/import"),
    "cards/in/fi",
)


# What writes over nothing: a file is made, and nothing of it kept; a rehearsal is begun on a copy, and a second one
# refused while it goes on; what is brought in stands beside what is there, and its own steps tell on what they were
# made; and the code that is typed before a meeting is erased is a key and no text.
BESIDE = ("/after/slides", "/rehearsal", "/cards/import", "/kept/erased")


@pytest.mark.long
def test_each_form_that_is_kept_tells_on_what_it_was_typed(house: House, desk: Browser) -> None:
    """So that no form writes over what somebody else has saved."""
    house.evening.propose("Amina", "A path")
    told, untold = 0, set()
    for path in PAGES:
        for form in tree(page(desk, path)).all("form"):
            action = form.held.get("action", "")
            if form.held.get("method") != "post" or not keeps(action) or action.endswith(BESIDE):
                continue
            names = {field.held.get("name", "") for field in form.all("input")}
            for control in (*form.all("textarea"), *form.all("input"), *form.all("select")):
                name = control.held.get("name", "")
                if not name or control.held.get("type") in UNTYPED or name.startswith(SEEN):
                    continue
                told += 1
                if SEEN + name not in names:
                    untold.add(f"{path}: {action} {name}")
    assert told > 100
    assert not untold, "\n".join(sorted(untold))


def otherwise(form: Element) -> Fields:
    """What is sent when all texts are written anew and all choices made otherwise."""
    texts = {area.held["name"]: "Skrivet av en ensam" for area in form.all("textarea")}
    chosen = {
        choice.held["name"]: choice.all("option")[-1].held["value"] for choice in form.all("select")
    }
    return as_it_is(form) | texts | chosen


@pytest.mark.long
def test_nobody_is_told_that_somebody_else_has_saved_who_is_alone(
    house: House, desk: Browser
) -> None:
    house.evening.propose("Amina", "A path")
    wrong, saved = set(), 0
    for path in PAGES:
        for form in tree(page(desk, path)).all("form"):
            action = form.held.get("action", "")
            if form.held.get("method") != "post" or not keeps(action) or action.endswith(BESIDE):
                continue
            if not any(field.held.get("name", "").startswith(SEEN) for field in form.all("input")):
                continue
            answer = desk.ask("POST", action, data=otherwise(form))
            saved += "saved=" in answer.headers.get("location", "")
            told = page_after(desk, answer) if answer.status_code == 303 else answer.text
            if "Somebody else has saved this" in told:
                wrong.add(f"{path}: {action}")
    assert saved > 40
    assert not wrong, "\n".join(sorted(wrong))
