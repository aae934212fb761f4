"""What is on the disk after the evening, and what the coordinator takes away next morning."""

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from app.db import Book
from app.method import wordings
from app.models import (
    AgreedAction,
    Ballot,
    Card,
    Decision,
    Idea,
    Interest,
    Membership,
    Person,
    Placement,
    Proposal,
    SmallGroup,
    SurveyAnswer,
    SurveyTurn,
    Tally,
    VoteRound,
)
from app.vocabulary import Background, Language, RoundState
from tests.evening.company import SAMPLE, Company
from tests.evening.deciding import DUE_ON, FIRST_STEP, FREE, LEVELS, OWNER, WRITTEN
from tests.evening.proposing import HALF, RUDE

Downloads = dict[str, Any]
DECISIONS = {"more": ("more", None), "less": ("less", None)}
PASSWORD = "four words for one desk"


def is_stored(company: Company) -> None:
    database = company.hall.program.database()
    with database.reading() as book:
        numbers = {group.id: group.number for group in book.all(SmallGroup)}
        _people(book)
        _decisions(book, numbers, company)
        _ideas(book, numbers, company)
        _vote(book, numbers)
        _actions(book, company)
        _survey(book)
    database.close()
    assert list(company.hall.program.keys.iterdir()) == []


def _people(book: Book) -> None:
    """The same twelve all evening, and one of them has sat at two tables."""
    people = book.all(Person)
    assert len(people) == 12
    assert Counter(person.language for person in people)[Language.fi] == 1
    stretches = Counter(row.person_id for row in book.all(Membership))
    assert sorted(stretches.values()) == [1] * 11 + [2]


def _decisions(book: Book, numbers: dict[int, int], company: Company) -> None:
    stored = {
        (numbers[row.small_group_id], str(row.card_id)): (row.category, row.reason)
        for row in book.all(Decision)
    }
    said = {
        place: DECISIONS.get(decision, ("dunno", decision))
        for place, decision in company.decided.items()
    }
    assert stored == said


def _ideas(book: Book, numbers: dict[int, int], company: Company) -> None:
    ideas = book.all(Idea)
    titles = {idea.id: next(iter(wordings.said(book, idea.title_id).values())) for idea in ideas}
    by_title = {title: idea for idea in ideas if (title := titles[idea.id])}
    assert {title for title, idea in by_title.items() if idea.hidden} == {RUDE}
    assert {title for title, idea in by_title.items() if idea.suggested_action_id} == {
        company.titles[1]
    }
    assert list(titles.values()).count(HALF[0]) == 1
    assert list(wordings.said(book, by_title[HALF[0]].title_id)) == [Language.en]
    for proposal in book.all(Proposal):
        assert titles[proposal.idea_id] == company.titles[numbers[proposal.small_group_id]]
        assert by_title[titles[proposal.idea_id]].effort is not None
    placed = Counter(row.idea_id for row in book.all(Placement))
    assert placed[by_title[company.titles[1]].id] == 3, "who moved away is still counted"


def _vote(book: Book, numbers: dict[int, int]) -> None:
    assert [row.state for row in book.all(VoteRound)] == [RoundState.closed]
    assert book.count(Ballot) == 0
    groups = {row.id: numbers[row.small_group_id] for row in book.all(Proposal)}
    assert {groups[row.proposal_id]: row.votes for row in book.all(Tally)} == {1: 5, 2: 5, 3: 1}


def _actions(book: Book, company: Company) -> None:
    first, second = book.all(AgreedAction, order=("position",))
    assert Language.sv in (said := wordings.said(book, first.title_id))
    assert said[Language.sv] == company.titles[1]
    assert wordings.said(book, first.owner_id) == {Language.sv: OWNER}
    assert first.due_on == DUE_ON
    assert wordings.said(book, second.title_id) == {Language.sv: WRITTEN}
    assert [row.agreed_action_id for row in book.all(Interest)] == [first.id] * 2


def _survey(book: Book) -> None:
    """Answers lie without their person; where fewer than five share a background, without that too.

    Five are residents here, and of nothing else are there so many.
    """
    answers = book.all(SurveyAnswer)
    scales = sum(question["kind"] == "scale" for question in SAMPLE["survey_question"])
    levels = [answer.level for answer in answers if answer.level]
    assert Counter(levels) == Counter(list(LEVELS) * scales)
    backgrounds = {answer.background for answer in answers if answer.level}
    assert backgrounds == {Background.resident, None}
    assert "person_id" not in SurveyAnswer.model_fields
    assert [answer.words for answer in answers if answer.words] == [FREE] * 5
    assert book.count(SurveyTurn) == 6 * len(SAMPLE["survey_question"])
    assert book.count(Card) == len(SAMPLE["card"])


def the_coordinator_comes(company: Company) -> Page:
    """By the first-run link: a name and a password, and the desk is there."""
    desk = company.hall.desk()
    desk.goto(company.hall.links["coordinator"])
    desk.locator("#login").fill("samordnare")
    for field in ("#password", "#again"):
        desk.locator(field).fill(PASSWORD)
    desk.locator("main form button").click()
    desk.locator(".meeting-list a").click()
    return desk


def _downloaded(desk: Page, name: str) -> str:
    with desk.expect_download() as started:
        desk.locator(f'a[href$="/{name}?language=sv"]').click()
    return Path(started.value.path()).read_text("utf-8-sig")


def is_exported(company: Company, desk: Page) -> None:
    """The files tell what the screens told."""
    expect(desk.locator("article.agreed")).to_have_count(2)
    actions = json.loads(_downloaded(desk, "actions.json"))["actions"]
    assert [action["title"]["words"] for action in actions] == [company.titles[1], WRITTEN]
    first = actions[0]
    assert (first["owner"]["words"], first["due_on"], first["interest"]) == (OWNER, DUE_ON, 2)
    rows = list(csv.reader(io.StringIO(_downloaded(desk, "actions.csv")), delimiter=";"))
    told = [cell for row in rows for cell in row]
    for words in (company.titles[1], OWNER, FIRST_STEP, WRITTEN):
        assert words in told
    _result_is_whole(company, json.loads(_downloaded(desk, "result.json")))


def _result_is_whole(company: Company, result: dict[str, Any]) -> None:
    (vote,) = result["rounds"]
    voted = {one["group_number"]: one["votes"] for one in vote["proposals"]}
    assert voted == {1: 5, 2: 5, 3: 1}
    decisions = [one for card in result["cards"] for one in card["decisions"]]
    assert len(decisions) == len(company.decided)
    titles = {one["title"]["words"] for one in result["ideas"]}
    assert set(company.titles.values()) < titles
    assert RUDE not in titles
    assert result["people"] == 12
