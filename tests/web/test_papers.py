"""The files after the meeting, as they reach the coordinator's browser."""

import json
import re
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from app.papers.naming import file_name
from app.vocabulary import N_, Language
from tests.house import Browser, House


@pytest.fixture
def desk(house: House) -> Browser:
    token = house.evening.sign_in()
    path = f"/coordinator/meetings/{house.evening.id}/after"
    return house.browser(path, {"coordinator": token})


@pytest.mark.parametrize("paper", ["actions", "result"])
@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("json", "application/json"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_file_is_saved_under_a_name_with_its_language(
    desk: Browser, paper: str, ending: str, kind: str
) -> None:
    answer = desk.ask("GET", f"{desk.path}/{paper}.{ending}?language=fi")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert f'-fi.{ending}"' in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("file", "named"),
    [
        ("memo.docx", "fi-sv"),
        ("memo.pdf", "fi-sv"),
        ("actions.docx", "fi-sv"),
        ("actions.pdf", "fi-sv"),
        ("actions.xlsx", "fi"),
        ("actions.csv", "fi"),
        ("actions.json", "fi"),
        ("result.xlsx", "fi"),
        ("result.csv", "fi"),
        ("result.json", "fi"),
        ("key-results.pptx", "fi"),
        ("outcome.pptx", "fi"),
    ],
)
def test_a_file_names_no_language_that_it_is_not_in(desk: Browser, file: str, named: str) -> None:
    answer = desk.ask("GET", f"{desk.path}/{file}?language=fi,sv", follow_redirects=True)
    day, kind = r"\d{4}-\d\d-\d\d", file.partition(".")[2]
    assert re.search(rf'-{day}-{named}\.{kind}"$', answer.headers["content-disposition"])


@pytest.mark.parametrize(
    ("file", "sv", "fi"),
    [
        ("after/memo.docx", "promemoria-till-fullmaktige", "muistio-valtuustolle"),
        ("after/actions.xlsx", "overenskomna-atgarder", "sovitut-toimenpiteet"),
        ("after/result.csv", "hela-resultatet", "koko-tulos"),
        ("after/key-results.pptx", "presentation-av-resultaten", "diat-tuloksista"),
        ("print/leader.pdf", "motesledarens-sida", "tilaisuuden-vetajan-sivu"),
        ("print/report-form.docx", "sekreterarens-rapportblankett", "kirjurin-raporttilomake"),
        ("cards/import/template.xlsx", "kort-sv.xlsx", "kortit-fi.xlsx"),
        ("followup/page.zip", "uppfoljning", "seuranta"),
        ("followup/round.json", "omgang", "kierros"),
    ],
)
def test_a_file_is_called_by_what_it_is_in_its_own_language(
    desk: Browser, file: str, sv: str, fi: str
) -> None:
    for language, name in (("sv", sv), ("fi", fi)):
        desk.ask("POST", "/coordinator/language", data={"language": language, "at": desk.path})
        path = f"{desk.path.removesuffix('/after')}/{file}?language={language}"
        answer = desk.ask("GET", path, follow_redirects=True)
        assert name in answer.headers["content-disposition"].partition("filename=")[2]


@pytest.mark.parametrize(("language", "name"), [("sv", "handbok-sv"), ("fi", "opas-fi")])
def test_so_is_the_guide(desk: Browser, language: str, name: str) -> None:
    answer = desk.ask("GET", f"/guide/booklet.docx?language={language}")
    assert f'filename="{name}.docx"' in answer.headers["content-disposition"]


def test_a_paper_in_a_language_that_no_paper_is_led_by_is_called_by_its_english_name() -> None:
    named = file_name(N_("Key results"), [Language.ar, Language.sv], "pdf", place="Åbo – Turku’s")
    assert named == "abo-turkus-key-results-ar-sv.pdf"


def test_the_language_is_chosen_or_the_coordinators_own(desk: Browser) -> None:
    own = json.loads(desk.ask("GET", f"{desk.path}/result.json").text)
    chosen = json.loads(desk.ask("GET", f"{desk.path}/result.json?language=sv").text)
    assert (own["language"], chosen["language"]) == ("en", "sv")
    assert chosen["name"] == {"words": "Meeting (sv)", "language": "sv"}
    assert desk.ask("GET", f"{desk.path}/result.json?language=xx").status_code == 409


def test_the_memo_can_be_in_both_languages_and_is_named_by_the_municipality(desk: Browser) -> None:
    answer = desk.ask("GET", f"{desk.path}/memo.docx?language=fi,sv")
    assert 'filename="sundby-fi-muistio-valtuustolle-2026-' in answer.headers["content-disposition"]
    memo: Any = Document(BytesIO(answer.content))
    titles = [paragraph.text for paragraph in memo.paragraphs if paragraph.style.name == "Title"]
    assert titles == ["Muistio: Meeting (fi)", "Promemoria: Meeting (sv)"]
    cards = next(table for table in memo.tables if "Card 1 (fi)" in table.cell(1, 0).text)
    assert cards.columns[0].width > 3 * cards.columns[1].width, (
        "also for who reads the columns alone"
    )
    told = "\n".join(cell.text for table in memo.tables for row in table.rows for cell in row.cells)
    assert "Card 1 (fi)" in told
    assert "Card 1 (sv)" in told


def test_papers_that_do_not_exist_are_not_there(desk: Browser) -> None:
    for path in ("secrets.csv", "result.exe", "result"):
        assert desk.ask("GET", f"{desk.path}/{path}").status_code == 404
