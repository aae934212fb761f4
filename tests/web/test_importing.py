"""Bringing in at the desk: a file is chosen, its columns are shown, its rows are mended and ticked, and then added."""

import re
from typing import Any

import httpx
import pytest

from app.limits import LIMIT
from app.method import wordings
from app.models import (
    BroughtFile,
    Card,
    KeyResult,
    Meeting,
    PopulationGroup,
    SlideNote,
    SuggestedAction,
)
from app.vocabulary import Theme
from tests.cast import Evening
from tests.house import Browser, House
from tests.papers import clerks_files as files
from tests.web.at_desk import form_on, page_after

Fields = dict[str, Any]
NEW = {
    "municipality": "Ankerö",
    "name": "Decision-maker meeting",
    "place": "Rådhuset",
    "date": "2027-03-09",
    "time": "16.30",
    "main_language": "sv",
    "second_language": "fi",
}


@pytest.fixture
def desk(house: House) -> Browser:
    """A coordinator who reads English, at a new meeting without a card."""
    token = house.evening.sign_in()
    browser = house.browser("/coordinator", {"coordinator": token})
    made = browser.ask("POST", "/coordinator/meetings", data=NEW)
    browser.path = re.sub(r"/cards/import.*", "", made.headers["location"])
    return browser


def meeting(house: House, desk: Browser) -> Evening:
    number = int(desk.path.rpartition("/")[2])
    return Evening(house.evening.database, house.evening.writer, number)


def follow(desk: Browser, answer: httpx.Response) -> str:
    while answer.status_code == 303:
        answer = desk.ask("GET", answer.headers["location"])
    return answer.text


def choose(desk: Browser, kind: str, content: bytes = b"", text: str = "") -> str:
    sent = {"file": ("kort.xlsx", content, "application/octet-stream")}
    at = f"{desk.path}/{kind}/import"
    return follow(desk, desk.ask("POST", at, data={"text": text}, files=sent))


def fields_of(page: str, form: str) -> Fields:
    """What a browser sends of a form if nobody touches it."""
    markup = re.search(rf'<form[^>]*id="{form}".*?</form>', page, re.DOTALL)
    assert markup, page
    fields: Fields = dict(
        re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', markup[0])
    )
    fields |= dict(
        re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n(.*?)</textarea>', markup[0], re.DOTALL)
    )
    fields |= dict(re.findall(r'<input id="[^"]*" name="([^"]+)"[^>]* value="([^"]*)"', markup[0]))
    for name in re.findall(
        r'type="checkbox" id="[^"]*" name="([^"]+)" value="1" checked', markup[0]
    ):
        fields[name] = "1"
    for name, options in re.findall(
        r'<select[^>]* name="([^"]+)">(.*?)</select>', markup[0], re.DOTALL
    ):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = chosen[1] if chosen else re.findall(r'value="([^"]*)"', options)[0]
    return fields


def go_on(desk: Browser, kind: str, page: str, step: str, **changed: str | None) -> str:
    """The next page, when a step is sent with these fields changed, or left out."""
    sent = {
        name: words
        for name, words in (fields_of(page, step) | changed).items()
        if words is not None
    }
    return follow(desk, desk.send(f"{kind}/import/{step}", **sent))


def texts_of(new: Evening, kind: Any) -> list[str]:
    whose = (
        {"meeting_id": new.id} if hasattr(kind, "meeting_id") else {"round_id": new.row.round_id}
    )
    with new.reading() as book:
        rows = book.all(kind, order=("position",), **whose)
        said = [wordings.said(book, row.text_id) for row in rows]
        return [words.get("sv") or next(iter(words.values())) for words in said]


def test_a_table_is_understood_mended_and_added_and_nothing_of_it_is_lost_on_the_way(
    house: House, desk: Browser
) -> None:
    new = meeting(house, desk)
    rows = [
        ("Kort", "Tema", "Grupp", "Finska", "Källa"),
        ("De flesta trivs.", "växelverkan", "estnisktalande", "Useimmat viihtyvät.", "grupp 2"),
        ("Få hälsar.", "ekonomi", "estnisktalnde", "", ""),
        ("De flesta trivs!", "attityder", "alla", "", ""),
    ]
    columns = choose(desk, "cards", files.csv_of(rows))
    assert new.all(Card, meeting_id=new.id) == []
    for words in ("Källa", "grupp 2", "Useimmat viihtyvät.", "Row 1: Kort · Tema"):
        assert words in columns
    refused = go_on(desk, "cards", columns, "columns")
    assert "Say of each column what it holds" in refused
    shown = go_on(desk, "cards", refused, "columns", use_4="none")
    assert "2 rows are right. 1 row must be mended first" in " ".join(shown.split())
    assert shown.index("is none of the themes") < shown.index("De flesta trivs.")
    assert "The same text stands in an earlier row: 2." in shown
    # Somebody looks elsewhere, and comes back.
    desk.ask("GET", f"{desk.path}/results")
    shown = desk.ask("GET", f"{desk.path}/cards/import").text
    added = go_on(desk, "cards", shown, "rows", add="1")
    assert texts_of(new, Card) == ["De flesta trivs."]
    assert "1 row must be mended first" in added
    assert "Did you mean" not in added
    mended = go_on(desk, "cards", added, "rows", theme_2="security", heavy_2="1")
    assert "Did you mean “estnisktalande”?" in mended
    opened = go_on(desk, "cards", mended, "rows", mend="2")
    again = go_on(desk, "cards", opened, "rows", group_2="estnisktalande")
    go_on(desk, "cards", again, "rows", add="1")
    assert texts_of(new, Card) == ["Få hälsar.", "De flesta trivs."]
    assert [card.heavy for card in new.all(Card, meeting_id=new.id, order=("position",))] == [
        True,
        False,
    ]
    assert len(new.all(PopulationGroup, round_id=new.row.round_id)) == 1
    assert new.all(BroughtFile) == []


def test_of_31_cards_one_must_be_left_out_by_hand_and_a_second_press_adds_none(
    house: House, desk: Browser
) -> None:
    new = meeting(house, desk)
    rows = [
        ("Kort", "Tema", "Grupp"),
        *((f"Kort nummer {n}.", "trygghet", "alla") for n in range(31)),
    ]
    columns = choose(desk, "cards", files.csv_of(rows))
    shown = go_on(desk, "cards", columns, "columns")
    assert "31 cards are ticked, and there is room for 30: leave 1 out." in shown
    assert "leave 1 out" in go_on(desk, "cards", shown, "rows", add="1")
    assert texts_of(new, Card) == []
    sent = {name: words for name, words in fields_of(shown, "rows").items() if name != "cards_7"}
    first, second = (desk.send("cards/import/rows", **sent, add="1") for _ in range(2))
    follow(desk, first)
    follow(desk, second)
    texts = texts_of(new, Card)
    assert len(texts) == 30
    assert "Kort nummer 6." not in texts
    full = go_on(
        desk, "cards", choose(desk, "cards", text="En till. (alla)"), "columns", theme="security"
    )
    assert "there is room for 0" in full


def test_where_the_headings_are_is_asked_and_what_is_chosen_meanwhile_holds(
    desk: Browser,
) -> None:
    page = choose(
        desk,
        "cards",
        text='"Mitä mieltä\nolet?";Aika\n"Hyvä, että kysytte";1.2.2026\n"Ja";2.2.2026',
    )
    assert "Say where the headings are" in page
    assert "Say first in which row" in go_on(
        desk, "cards", page, "columns", use_0="text", use_1="none"
    )
    shown = go_on(
        desk,
        "cards",
        page,
        "columns",
        heading="0",
        use_0="text",
        use_1="none",
        group="alla",
        theme="security",
    )
    assert "Hyvä, että kysytte" in shown
    assert "Mitä mieltä" not in re.sub(r"<option.*?</option>", "", shown)
    assert "2 rows are right" in shown


def test_a_presentation_becomes_results_and_cards_and_the_presenters_notes(
    house: House, desk: Browser
) -> None:
    new = meeting(house, desk)
    columns = choose(desk, "results", files.presentation())
    shown = go_on(desk, "results", columns, "columns")
    assert "“Tack!” is none of the themes" in shown
    go_on(desk, "results", shown, "rows", add="1", cards_0="1", results_4=None)
    assert texts_of(new, KeyResult)[:2] == ["Vi vet inte hur man röstar.", "Vi är med."]
    assert texts_of(new, Card) == ["Vi vet inte hur man röstar."]
    (note,) = new.all(SlideNote, round_id=new.row.round_id)
    assert note.theme is Theme.participation
    with new.reading() as book:
        assert wordings.said(book, note.text_id) == {"sv": "Vänta här.\nSedan nästa."}


def test_suggestions_come_without_bullets_and_the_empty_table_can_be_fetched(
    house: House, desk: Browser
) -> None:
    new = meeting(house, desk)
    columns = choose(desk, "suggestions", text="• Fler språkkaféer\n3. Bussen kör senare")
    shown = go_on(desk, "suggestions", columns, "columns")
    go_on(desk, "suggestions", shown, "rows", add="1")
    assert texts_of(new, SuggestedAction) == ["Fler språkkaféer", "Bussen kör senare"]
    for kind in ("cards", "results", "suggestions"):
        empty = desk.ask("GET", f"{desk.path}/{kind}/import/template.xlsx?language=fi")
        assert (empty.status_code, empty.content[:2]) == (200, b"PK")


def test_names_and_addresses_are_warned_about_and_stored_nowhere(
    house: House, desk: Browser
) -> None:
    rows = [
        ("Förnamn", "Efternamn", "Adress", "E-post", "Svar"),
        ("Testförnamn", "Testefternamn", "Exempelgatan 1", "a@example.org", "Ja"),
        ("Testnamn", "Provsson", "Exempelgatan 2", "b@example.org", "Nej"),
    ]
    page = choose(desk, "cards", files.csv_of(rows))
    assert "names or addresses: Förnamn, Efternamn, Adress, E-post" in page
    assert "What is this?" in page
    (waiting,) = house.evening.all(BroughtFile)
    assert "Exempelgatan" not in waiting.sheets
    only = choose(desk, "cards", files.csv_of([row[:2] for row in rows]))
    assert "Nothing of it has been taken in" in only


def test_what_cannot_be_read_is_told_by_the_name_of_its_fault(
    desk: Browser,
) -> None:
    for content, told in (
        (files.cut_off(files.workbook_of_two_sheets()), "This file is damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "This is a picture or a PDF"),
        (files.bomb(), "far more in this file"),
        (b"", "There is nothing to add yet"),
    ):
        assert told in choose(desk, "cards", content)
    large = bytes(11 * 2**20)
    sent = desk.ask(
        "POST", f"{desk.path}/cards/import", data={"text": ""}, files={"file": ("a.xlsx", large)}
    )
    assert sent.status_code == 413
    assert "at most 10 MB" in sent.text
    form = desk.send("cards/import", text="x" * 66_000)
    assert form.status_code == 413
    assert f"at most {LIMIT.form_kilobytes} kB" in form.text
    pack = desk.send("cards/in/fi/pasted", lines="x" * 270_000)
    assert pack.status_code == 413
    assert f"at most {LIMIT.pack_kilobytes} kB" in pack.text, "the form of all texts may hold more"


def test_a_card_in_another_language_is_brought_in_shown_and_edited(
    house: House, desk: Browser
) -> None:
    new = meeting(house, desk)
    rows = [("Kort", "Tema", "Grupp", "Språk"), ("معظم المشاركين", "växelverkan", "alla", "ar")]
    shown = go_on(desk, "cards", choose(desk, "cards", files.csv_of(rows)), "columns")
    go_on(desk, "cards", shown, "rows", add="1")
    (card,) = new.all(Card, meeting_id=new.id)
    page = desk.ask("GET", f"{desk.path}/cards?chosen={card.id}").text
    assert re.search(r'<textarea[^>]*name="ar"[^>]*lang="ar" dir="auto"', page)
    fields = fields_of(page, "editor") | {"ar": "نعم", "sv": "Ja."}
    follow(desk, desk.send(f"cards/{card.id}", **fields))
    with new.reading() as book:
        assert wordings.said(book, card.text_id) == {"ar": "نعم", "sv": "Ja."}
    offered = desk.ask("GET", f"{desk.path}/cards?chosen={card.id}&in=ti").text
    assert 'name="ti"' in offered


def test_a_new_card_has_no_theme_and_no_group_before_somebody_chooses_them(
    house: House, desk: Browser
) -> None:
    new = meeting(house, desk)
    desk.send("gatherings/groups", sv="somalisktalande")
    page = desk.ask("GET", f"{desk.path}/cards?new=1").text
    fields = fields_of(page, "editor") | {"sv": "Vi väntar."}
    assert "The theme is missing" in follow(desk, desk.send("cards", **fields))
    told = follow(desk, desk.send("cards", **fields | {"theme": "security"}))
    assert "The population group is missing" in told
    assert new.all(Card, meeting_id=new.id) == []


def test_what_waits_is_each_coordinators_own_and_goes_with_the_meeting(
    house: House, desk: Browser
) -> None:
    choose(desk, "cards", text="Vi väntar länge på bussen.")
    new = meeting(house, desk)
    assert len(new.all(BroughtFile, meeting_id=new.id)) == 1
    assert "Choose a file" in desk.ask("GET", f"{desk.path}/suggestions/import").text
    follow(desk, desk.send("cards/import/dropped"))
    assert new.all(BroughtFile, meeting_id=new.id) == []
    assert desk.send("basics/import").status_code == 404
    other = house.evening.all(Meeting, id=house.evening.id)[0]
    assert desk.ask("GET", f"/coordinator/meetings/{other.id}/nothing/import").status_code == 404


def test_a_column_that_another_encoding_shows_to_be_a_persons_is_left_out(desk: Browser) -> None:
    said = ("Мы живём здесь давно.", "Нам нравится наш город.")
    rows = [b"attityder;" + words.encode("cp1251") + b";da" for words in said]
    page = choose(desk, "cards", b"\n".join(["Tema;Text;Sähköposti".encode("cp1252"), *rows]))
    assert fields_of(page, "columns")["encoding"] == "cp1251"
    assert "use_2" in fields_of(page, "columns")
    other = go_on(desk, "cards", page, "columns", encoding="cp1252")
    assert "use_2" not in fields_of(other, "columns")
    assert "Sähköposti" in other


def test_what_a_page_of_another_file_ticks_is_not_done_to_the_rows_of_this_one(
    house: House, desk: Browser
) -> None:
    def bring(text: str) -> dict[str, Any]:
        for step, said in (("", {"text": text}), ("/columns", {})):
            form = form_on(desk, "suggestions/import", f"suggestions/import{step}")
            desk.send(f"suggestions/import{step}", **form | said)
        return form_on(desk, "suggestions/import", "suggestions/import/rows")

    before = len(house.evening.all(SuggestedAction))
    earlier = bring("A walk\nA talk")
    unticked = {name: said for name, said in earlier.items() if name != "suggestions_1"}
    unticked["form"] = f"{desk.path}/suggestions/import/rows"
    assert desk.ask("POST", "/coordinator/drafts", data=unticked).status_code == 204
    desk.send("suggestions/import/dropped")
    now = bring("A bus\nA shop")
    assert now.keys() == earlier.keys(), "what was unticked there is ticked here"
    shown = page_after(desk, desk.send("suggestions/import/rows", **earlier, add="1"))
    assert "A bus" in shown
    assert len(house.evening.all(SuggestedAction)) == before
    desk.send("suggestions/import/rows", **now, add="1")
    assert len(house.evening.all(SuggestedAction)) == before + 2
