"""The phone's languages: which a meeting offers, and that people's words run as their letters do on every screen."""

import csv
import io
import re
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from app.languages import alone, direction, unchecked
from app.method import ideas
from app.method.preparing.ends import USUAL
from app.method.preparing.pattern import usual
from app.method.preparing.usual_words import usual_in
from app.models import Person, Principle
from app.papers.printing.as_json import inline
from app.screens.speaker import Said
from app.texts import say
from app.vocabulary import Door, Language, Step
from tests.house import Browser, House
from tests.web.elements import Element, tree

BASICS: dict[str, Any] = {
    "municipality_sv": "Sundby",
    "name_sv": "Möte",
    "date": "2030-01-01",
    "time": "17.00",
    "main_language": "sv",
    "second_language": "fi",
}
MIXED = "مقهى اللغات (Språkcafé) يوم الاثنين 17:30!"
UNCHECKED = "لم يراجع هذه الترجمة"


def newcomer(house: House, language: str) -> Browser:
    browser = house.browser(f"/{house.code}")
    browser.headers["Accept-Language"] = language
    return browser


def test_an_unchecked_language_is_offered_where_the_coordinator_turned_it_on(
    house: House, desk: Browser
) -> None:
    assert '<html lang="sv"' in newcomer(house, "ar").get().text
    assert newcomer(house, "ar").send("language", language="ar").status_code == 404
    assert 'name="phones_ar"' in desk.ask("GET", f"{desk.path}/basics").text
    desk.send("basics", **BASICS, phones_ar="1", phones_ti="1")
    page = tree(desk.ask("GET", f"{desk.path}/basics").text)
    ticked = {box.held["name"] for box in page.all("input") if "checked" in box.held}
    assert ticked == {"phones_ar", "phones_ti"}
    arab = newcomer(house, "ar-IQ,sv;q=0.5")
    joining = arab.get().text
    assert '<html lang="ar" dir="rtl">' in joining
    offered = re.findall(r'name="language" value="([\w-]+)"', joining)
    assert [tag for tag in offered if "-" not in tag] == ["sv", "fi", "en", "ar", "ti"]
    assert UNCHECKED in arab.ask("GET", f"/{house.code}/about").text
    assert 'id="unchecked"' not in newcomer(house, "fi").ask("GET", f"/{house.code}/about").text
    before = {row.id for row in house.evening.all(Person)}
    arab.join(role="resident")
    (person,) = {row.id for row in house.evening.all(Person)} - before
    assert house.evening.all(Person, id=person)[0].language is Language.ar
    assert '<main id="screen"' in arab.get().text
    assert '<html lang="sv"' in newcomer(house, "fa").get().text
    desk.send("basics", **BASICS)
    assert '<html lang="sv"' in newcomer(house, "ar").get().text
    assert '<html lang="ar" dir="rtl">' in arab.get().text, "who is in goes on as before"


@pytest.mark.parametrize("written_on", [Language.en, Language.fi])
def test_words_run_as_their_letters_do_whoever_typed_them(
    house: House, desk: Browser, written_on: Language
) -> None:
    phone = house.phone("Amina")
    phone.send("language", language=written_on)
    house.evening.go_to(Step.ideas)
    phone.tap("ideas", title=MIXED, what="", who="")
    seen = {"phone": phone, "console": house.console(Language.en)}
    screens = {name: tree(browser.get().text) for name, browser in seen.items()}
    house.evening.go_to(Step.agreement)
    agreed = {"title": MIXED, "owner": MIXED, "first_step": "", "due_on": ""}
    assert house.console(Language.en).tap("actions", **agreed).status_code == 200
    screens["wall"] = tree(house.projector().get().text)
    screens["agreed"] = tree(house.phone("Kirsi").get().text)
    screens["desk"] = tree(desk.ask("GET", f"{desk.path}/after").text)
    assert desk.send("followup/followed").status_code == 303
    screens["public"] = tree(desk.ask("GET", f"{desk.path}/followup/preview/sv.html").text)
    types = house.opened(Door.interpreter, {"language": Language.en})
    screens["interpreter"] = tree(types.ask("GET", f"{types.path}?open=desk-sv.desk-ar").text)
    for name, screen in screens.items():
        holders = list(_holding(screen))
        assert holders, name
        assert [holder.held for holder in holders if not _by_its_letters(holder)] == [], name


def _holding(screen: Element) -> list[Element]:
    """The innermost elements that show the words."""
    return [element for element in screen.below() if MIXED in "".join(_own(element))]


def _own(element: Element) -> list[str]:
    return [part for part in element.within if isinstance(part, str)]


def _by_its_letters(holder: Element) -> bool:
    """A bdi does so by itself. What cannot hold one says so, or holds the words apart by unseen signs."""
    told = holder.held.get("dir", "auto" if holder.tag == "bdi" else "")
    apart = any(f"\u2068{MIXED}\u2069" in words for words in _own(holder))
    return told == "auto" or apart


def test_files_and_papers_have_them_in_the_same_order(house: House, desk: Browser) -> None:
    house.evening.go_to(Step.agreement)
    agreed: dict[str, Any] = {
        "title": MIXED,
        "owner": "Biblioteket",
        "first_step": "",
        "due_on": "",
    }
    house.console(Language.en).tap("actions", **agreed)
    table = desk.ask("GET", f"{desk.path}/after/actions.csv").content.decode("utf-8-sig")
    assert any(MIXED in row for row in csv.reader(io.StringIO(table), delimiter=";"))
    memo = desk.ask("GET", f"{desk.path}/after/memo.docx").content
    runs = [
        run
        for paragraph in Document(io.BytesIO(memo)).paragraphs
        for run in paragraph.runs
        if MIXED in run.text
    ]
    assert runs
    assert all(run._r.rPr is not None and run._r.rPr.find(qn("w:rtl")) is not None for run in runs)  # noqa: SLF001
    assert inline(Said(MIXED, "en"), Language.sv)["rtl"] is True
    assert inline(Said("Språkcafé (مقهى)", "ar"), Language.sv)["rtl"] is False


def test_the_first_letter_that_has_a_direction_gives_it() -> None:
    assert [direction(words) for words in (MIXED, "17:30 مقهى", "17 Kafé مقهى", "17:30", "")] == [
        *("rtl", "rtl", "ltr", "ltr", "ltr")
    ]
    assert alone("Språkcafé!", "ltr") == "Språkcafé!"
    assert alone("Språkcafé!", "rtl") == "\u2068Språkcafé!\u2069"
    assert alone("17:30", "rtl") == "17:30"


def column(content: bytes, heading: str) -> dict[str, str]:
    """Of every sheet of the table, the words of a column by the English sentence."""
    return {
        str(row[0]): str(row[list(rows[0]).index(heading)])
        for sheet in load_workbook(io.BytesIO(content))
        if (rows := list(sheet.values))
        for row in rows[1:]
    }


def corrected(content: bytes, english: str, words: str) -> bytes:
    book = load_workbook(io.BytesIO(content))
    for sheet in book:
        for row in sheet.iter_rows(min_row=2):
            if row[0].value == english:
                row[4].value = words
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_a_native_corrects_the_table_and_phones_say_it_at_once_and_after_a_restart(
    house: House, desk: Browser
) -> None:
    at = "/coordinator/languages"
    assert "Translations" in desk.ask("GET", at).text
    table = desk.ask("GET", f"{at}/so.xlsx").content
    there = column(table, "Soomaali")
    assert there["Join"]
    assert set(column(table, "Suomi")) == set(there)
    desk.send("basics", **BASICS, phones_so="1")
    somali, amina = newcomer(house, "so"), house.phone("Amina")
    amina.send("language", language="so")
    house.evening.go_to(Step.ideas)
    house.evening.do(ideas.write, house.evening.member("Amina"), "Café", "", "")
    house.evening.go_to(Step.axis)
    end = next(words for words in USUAL.values() if there[words] in amina.screen())

    def send(content: bytes) -> Any:
        return desk.ask("POST", f"{at}/so", files={"file": ("so.xlsx", content)})

    refused = send(corrected(table, "Group %(number)s", "Koox"))
    assert refused.status_code == 409
    assert "must be there as in the English sentence" in refused.text
    assert tree(somali.get().text).one(id="join-button").said == there["Join"]
    assert send(b"no table").status_code == 409
    table = corrected(table, end, "Waa la saxay")
    assert send(corrected(table, "Join", "Ku biir hadda")).status_code == 303
    assert "Ku biir hadda" in somali.get().text
    assert "Waa la saxay" in amina.screen(), "also what is made once for all phones alike"
    house.stop()
    house.start()
    assert "Ku biir hadda" in newcomer(house, "so").get().text
    assert column(desk.ask("GET", f"{at}/so.xlsx").content, "Soomaali")["Join"] == "Ku biir hadda"
    assert send(table).status_code == 303, "as it was before"
    assert "Ku biir hadda" not in newcomer(house, "so").get().text
    assert desk.ask("GET", f"{at}/sv.xlsx").status_code == 404


def test_a_usual_principle_is_read_in_the_phones_own_language_until_it_is_changed(
    house: House, desk: Browser
) -> None:
    """Nobody at the desk reads it, so it goes with the first letter that is changed."""
    desk.send("basics", **BASICS, phones_ar="1")
    arab = newcomer(house, "ar")
    words: dict[str, Any] = dict(usual().principles[1])
    own = say(words["en"], Language.ar)
    form = f"texts/principles/{house.evening.ids(Principle)[0]}"
    desk.send(form, **words)
    assert own in arab.get().text
    desk.send(form, **words | {"sv": f"{words['sv']}!"})
    shown = arab.get().text
    assert own not in shown
    assert f"{words['sv']}!" in shown


def test_every_usual_text_is_there_in_the_languages_that_phones_alone_speak() -> None:
    pattern = usual()
    asked = ((question.text, question.low, question.high) for question in pattern.questions)
    texts = [*pattern.principles, *(text for texts in asked for text in texts if text)]
    assert [
        text for text in texts for language in unchecked() if not usual_in(language, text)
    ] == []
