"""JSON, CSV, workbook, memo, slides, console, phone and wall tell the same of an evening, fact by fact."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from app.method import agreement, on_the_wall, proposals as proposing, sorting, vote
from app.method.people import headcount
from app.models import Card, Idea, Proposal
from app.vocabulary import Category, Language, Reason, Shown, Step
from tests.cast import Evening
from tests.house import Browser, House
from tests.web.elements import Element, tree

Votes = dict[
    str, tuple[int, int, bool]
]  # by title: votes, the hands among them, whether it is a tie

FIRST: Votes = {
    "Kvällsbibliotek": (3, 1, True),
    "Brev på klar svenska": (3, 0, True),
    "Språkkafé": (1, 0, False),
}
SECOND: Votes = {
    "Kvällsbibliotek": (4, 1, False),
    "Språkkafé": (2, 0, False),
    "Brev på klar svenska": (0, 0, False),
}
# Title, owner, first step, date.
AGREED = [
    ("Språkkafé", "Biblioteket", "En inbjudan på fyra språk", "2027-01-31"),
    ("Ett eget möte om bussarna", "Tekniska nämnden", "Frågan tas upp", "2027-02-15"),
]
# By card: groups for more, don't know, less, and those that did not reach it.
CARDS = {"Card 1 (sv)": (1, 1, 1, 0), "Card 2 (sv)": (1, 0, 0, 2)}


@pytest.fixture
def evening(house: House) -> Evening:
    """Played from the sorting to the agreement, with two rounds, hands, a tie and a joined proposal."""
    evening = house.evening
    _sort(evening)
    evening.go_to(Step.axis)
    evening.do(proposing.let_propose, 2)
    proposals = {
        title: evening.propose(name, title)
        for name, title in (
            ("Amina", "Språkkafé"),
            ("Hodan", "Kaffe tillsammans"),
            ("Layla", "Kvällsbibliotek"),
            ("Layla", "Brev på klar svenska"),
        )
    }
    cafe, coffee, library, letters = proposals.values()
    evening.go_to(Step.proposals)
    evening.do(proposing.join, cafe, coffee)
    evening.go_to(Step.vote)
    evening.do(headcount.count_heads, evening.groups[1], 7)
    elsewhere = dict.fromkeys(("Hodan", "Pekka", "Gunilla"), letters)
    both = {"Amina": library, "Kirsi": library, "Layla": cafe}
    _vote(evening, both | elsewhere, 1, library)
    _vote(evening, both | {"Hodan": library, "Leena": cafe}, 2, library)
    evening.do(on_the_wall.show, Shown.result, "2")
    evening.go_to(Step.agreement)
    (idea,) = evening.all(Idea, id=evening.all(Proposal, id=cafe)[0].idea_id)
    evening.do(agreement.agree, *AGREED[0], Language.sv, idea.id)
    evening.do(agreement.agree, *AGREED[1], Language.sv)
    return evening


def _sort(evening: Evening) -> None:
    evening.go_to(Step.sorting)
    first, second = evening.ids(Card)[:2]
    evening.do(sorting.decide, evening.member("Amina"), first, Category.more)
    evening.do(sorting.decide, evening.member("Hodan"), first, Category.less)
    evening.do(sorting.decide, evening.member("Layla"), first, Category.dunno, Reason.differ)
    evening.do(sorting.decide, evening.member("Amina"), second, Category.more)


def _vote(evening: Evening, choices: dict[str, int], group: int, by_hand: int) -> None:
    """A whole round; one hand of a group besides."""
    evening.do(vote.open_round)
    for name, proposal_id in choices.items():
        evening.do(vote.cast, evening.member(name), proposal_id)
    evening.do(vote.raise_hands, evening.groups[group], by_hand, 1)
    evening.do(vote.close_round, group)


@dataclass
class Told:
    """The exports and the screens, as somebody reads them."""

    json: dict[str, Any]
    rows: list[list[str]]
    memo: Any
    book: Any
    pdf: str
    slides: str
    house: House

    def section(self, heading: str) -> list[list[str]]:
        """The rows of one part of the CSV file, without its headings."""
        start = self.rows.index([heading]) + 2
        end = self.rows.index([], start) if [] in self.rows[start:] else len(self.rows)
        return self.rows[start:end]

    def part(self, heading: str) -> Iterator[tuple[str, Any]]:
        """What of the memo stands under a heading: each paragraph with its style, each table."""
        inside = False
        for block in self.memo.iter_inner_content():
            style = block.style.name
            if style == "Heading 1":
                inside = block.text == heading
            elif inside:
                yield style, block

    def tables(self, heading: str) -> list[list[list[str]]]:
        """Without their headings."""
        return [
            [[cell.text for cell in row.cells] for row in table.rows][1:]
            for style, table in self.part(heading)
            if style == "Table Grid"
        ]

    def sheet(self, title: str) -> list[tuple[Any, ...]]:
        """The rows of a sheet of the workbook, without its headings."""
        return list(self.book[title].iter_rows(min_row=2, values_only=True))

    def console(self) -> Element:
        return tree(self.house.console(Language.sv).screen())

    def wall(self) -> Element:
        return tree(self.house.projector().screen())


@pytest.fixture
def told(house: House, evening: Evening) -> Told:
    token = evening.sign_in(Language.sv)
    desk = house.browser(f"/coordinator/meetings/{evening.id}/after", {"coordinator": token})

    def export(ending: str) -> str:
        return desk.ask("GET", f"{desk.path}/result.{ending}?language=sv").content.decode(
            "utf-8-sig"
        )

    def file(name: str) -> BytesIO:
        answer = desk.ask("GET", f"{desk.path}/{name}?language=sv")
        assert answer.status_code == 200, name
        return BytesIO(answer.content)

    rows = list(csv.reader(StringIO(export("csv"), newline=""), delimiter=";"))
    slides = [
        shape for slide in Presentation(file("outcome.pptx")).slides for shape in slide.shapes
    ]
    return Told(
        json.loads(export("json")),
        rows,
        Document(file("memo.docx")),
        load_workbook(file("result.xlsx")),
        "\n".join(page.extract_text() for page in PdfReader(file("memo.pdf")).pages),
        "\n".join(map(words_on, slides)),
        house,
    )


def words_on(shape: Any) -> str:
    if shape.has_table:
        return "\n".join(cell.text for row in shape.table.rows for cell in row.cells)
    return str(shape.text_frame.text) if shape.has_text_frame else ""


def number(words: str) -> int:
    """The first number in it; none is 0."""
    return int((re.findall(r"\d+", words) or ["0"])[0])


def test_every_round_is_told_alike(told: Told, evening: Evening) -> None:
    rounds = {1: FIRST, 2: SECOND}
    assert {
        told_round["number"]: votes_of_json(told_round) for told_round in told.json["rounds"]
    } == rounds
    assert [told_round["tie"] for told_round in told.json["rounds"]] == [True, False]
    cells = told.section("Omröstningen")
    for number_of, votes in rounds.items():
        of_round = [row for row in cells if row[0] == str(number_of)]
        assert {
            row[3]: (int(row[4]), int(row[5]), row[6] == "Oavgjort") for row in of_round
        } == votes
    assert [votes_of_memo(rows) for rows in told.tables("Omröstningen")] == [FIRST, SECOND]
    titles = [block.text for style, block in told.part("Omröstningen") if style == "Heading 2"]
    assert titles == ["Omgång 1: oavgjort", "Omgång 2"]
    in_book = [row[3:6] for row in told.sheet("Omröstningen") if row[0] == 2]
    assert {title: (votes, hands, False) for title, votes, hands in in_book} == SECOND
    assert all(title in told.slides and title in told.pdf for title in SECOND)
    evening.go_to(Step.vote)
    console = told.console()
    assert votes_of_console(console.one("ol", id="results")) == SECOND
    assert votes_of_console(console.one("ol", id="round-1-results")) == FIRST
    assert votes_of_wall(told.wall()) == SECOND
    assert votes_of_phone(told.house.phone("Amina")) == SECOND


def votes_of_json(told_round: dict[str, Any]) -> Votes:
    return {
        proposal["title"]["words"]: (proposal["votes"], proposal["hands"], proposal["tied"])
        for proposal in told_round["proposals"]
    }


def votes_of_memo(rows: list[list[str]]) -> Votes:
    return {
        title: (number(votes), number(votes.partition("varav")[2]), "oavgjort" in votes)
        for _, title, votes in rows
    }


def votes_of_console(lines: Element) -> Votes:
    return {
        line.one("bdi").said: (
            number(line.one(kind="votes").said),
            sum(number(hands.said) for hands in line.all(kind="quiet")),
            bool(line.all(kind="line-state")),
        )
        for line in lines.all("li")
    }


def votes_of_wall(wall: Element) -> Votes:
    tied = [row for box in wall.all(kind="tie") for row in box.all(kind="tally-row")]
    return {
        row.one(kind="tally-title").one("bdi").said: (
            number(row.one("strong").said),
            sum(number(hands.said) for hands in row.all(kind="tally-hands")),
            row in tied,
        )
        for row in wall.all(kind="tally-row")
    }


def votes_of_phone(phone: Browser) -> Votes:
    return {
        line.one("bdi").said: (
            number(line.one(kind="strong").said),
            sum(number(hands.said) for hands in line.all(kind="quiet")),
            "tied" in line.held["class"].split(),
        )
        for line in tree(phone.screen()).all(kind="outcome")
    }


def test_the_ideas_are_told_alike(told: Told, evening: Evening) -> None:
    in_json = [
        (idea["title"]["words"], idea["effort"], idea["impact"], idea["proposed"])
        for idea in told.json["ideas"]
    ]
    assert [idea[0] for idea in in_json] == [
        "Språkkafé",
        "Kaffe tillsammans",
        "Kvällsbibliotek",
        "Brev på klar svenska",
    ]
    assert {idea[1:] for idea in in_json} == {(30, 70, True)}
    assert [
        (row[1], int(row[5]), int(row[6]), row[7] == "Ja") for row in told.section("Åtgärdsidéer")
    ] == in_json
    assert [(row[1], *row[5:7], row[7] == "Ja") for row in told.sheet("Åtgärdsidéer")] == in_json
    (ideas,) = told.tables("Bilaga: alla idéer")
    for expected, (_, words, placed) in zip(in_json, ideas, strict=True):
        assert words.startswith(f"{expected[0]} (Föreslagen")
        assert placed == "lite arbete, stor verkan"
    evening.go_to(Step.axis)
    evening.do(on_the_wall.show, Shown.axis_titles)
    assert all(idea[0] in told.wall().said for idea in in_json)


def test_a_joined_proposal_is_told_alike(told: Told, evening: Evening) -> None:
    assert [
        (idea["title"]["words"], idea["joined_with"])
        for idea in told.json["ideas"]
        if idea["joined_with"]
    ] == [("Språkkafé", ["2A"]), ("Kaffe tillsammans", ["1A"])]
    assert [(row[1], row[8]) for row in told.section("Åtgärdsidéer") if row[8]] == [
        ("Språkkafé", "2A"),
        ("Kaffe tillsammans", "1A"),
    ]
    ideas = [row[1] for row in told.tables("Bilaga: alla idéer")[0]]
    assert [words.partition("Ihopslagen med ")[2] for words in ideas] == ["2A)", "1A)", "", ""]
    marks = [row[0] for rows in told.tables("Omröstningen") for row in rows]
    assert marks.count("1A + 2A") == 2
    assert [row[2] for row in told.section("Omröstningen")].count("1A + 2A") == 2
    evening.go_to(Step.vote)
    for screen in (told.console().one("ol", id="results"), told.wall()):
        (joined,) = screen.all(kind="joined-marks")
        assert joined.one("svg").held["aria-label"] == "Grupp 2"


def test_the_agreed_actions_are_told_alike(told: Told) -> None:
    words = ("title", "owner", "first_step")
    assert [
        (*(action[name]["words"] for name in words), action["due_on"])
        for action in told.json["actions"]
    ] == AGREED
    assert [(action["group_number"], action["also_from"]) for action in told.json["actions"]] == [
        (1, [2]),
        (None, []),
    ]
    cells = told.section("Överenskomna åtgärder")
    assert [(row[3], row[4], row[7], row[8]) for row in cells] == AGREED
    assert [row[12] for row in cells] == ["1 + 2", ""]
    in_book = told.sheet("Överenskomna åtgärder")
    days = [row[8].date().isoformat() for row in in_book]
    assert [(*row[3:5], row[7], day) for row, day in zip(in_book, days, strict=True)] == AGREED
    assert all(word in told.slides for action in AGREED for word in action[:3])
    assert on_the_page(told) == [(*action[:3], said_in_full(action[3])) for action in AGREED]
    console = told.console().all("form", id="edit-")
    assert [
        (
            title.said,
            form.one("input", id="owner-").held["value"],
            first_step.said,
            form.one("input", id="due-on").held["value"],
        )
        for form in console
        for title, first_step in [form.all("textarea")]
    ] == AGREED
    wall = told.wall()
    for (title, owner, first_step, _), row in zip(
        AGREED, wall.all("li", id="action-"), strict=True
    ):
        assert row.one("h2").said == title
        assert owner in row.said
        assert first_step in row.said
    marks = [mark.held["aria-label"] for mark in wall.all("li", id="action-")[0].all("svg")]
    assert marks == ["Grupp 1", "Grupp 2"]


def on_the_page(told: Told) -> list[tuple[str, str, str, str]]:
    """Title, owner, first step and date of each action in the memo."""
    actions: list[list[str]] = []
    for style, block in told.part("Överenskomna åtgärder"):
        if style == "Heading 2":
            actions.append([block.text.partition(". ")[2]])
        elif style == "Fact":
            actions[-1].append(block.text.partition(": ")[2].partition(" (")[0])
    return [(action[0], action[1], action[2], action[3]) for action in actions]


def said_in_full(iso: str) -> str:
    """As a Swedish page says a day."""
    return {"2027-01-31": "31 januari 2027", "2027-02-15": "15 februari 2027"}[iso]


def test_the_decisions_on_the_cards_are_told_alike(told: Told, evening: Evening) -> None:
    in_json = {}
    for card in told.json["cards"][:2]:
        piles = [decision["category"] for decision in card["decisions"]]
        counts = (*(piles.count(name) for name in ("more", "dunno", "less")),)
        in_json[card["card"]["text"]["words"]] = (*counts, len(card["not_reached"]))
    assert in_json == CARDS
    rows = told.section("Korten")[:2]
    assert {row[3]: tuple(map(int, row[4:8])) for row in rows} == CARDS
    in_memo = told.tables("Bilaga: alla kort")[0][:2]
    letters = len("Card 1 (sv)")
    assert {row[0][:letters]: tuple(map(int, row[1:])) for row in in_memo} == CARDS
    evening.go_to(Step.picture)
    console = {
        row.all("bdi")[0].said: counts_of(row.all("td"))
        for row in told.console().one("table", id="picture").one("tbody").all("tr")
    }
    assert {text: console[text] for text in CARDS} == CARDS


def counts_of(cells: list[Element]) -> tuple[int, ...]:
    return tuple(number(cell.said) for cell in cells)


def test_the_key_results_are_told_alike_with_their_caveat(told: Told, evening: Evening) -> None:
    in_json = [
        (told_theme["theme"], group["population_group"]["words"], text["words"])
        for told_theme in told.json["key_results"]
        for group in told_theme["groups"]
        for text in group["texts"]
    ]
    assert len(in_json) == 20
    assert in_json[0] == ("participation", "Somali (sv)", "Result participation Somali (sv)")
    assert [(row[1], row[2]) for row in told.section("Centrala resultat")] == [
        result[1:] for result in in_json
    ]
    in_memo = [tuple(row) for rows in told.tables("Bilaga: centrala resultat") for row in rows]
    assert in_memo == [result[1:] for result in in_json]
    assert told.json["caveat"] == told.rows[1][0]
    assert told.json["caveat"] in [paragraph.text for paragraph in told.memo.paragraphs]
    evening.go_to(Step.results)
    told.house.console().tap("wall", what=Shown.theme, subject="security")
    on_the_wall = [
        (section.one("h2").all("bdi")[0].said, section.one(kind="result-text").said)
        for section in told.wall().all("section", id="result-security")
    ]
    assert on_the_wall == [result[1:] for result in in_json if result[0] == "security"]
