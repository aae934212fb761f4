"""What is on the disk after the evening, and what the coordinator takes away next morning."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from app.db import Book
from app.method import wordings
from app.models import (
    AgreedAction,
    Ballot,
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
from tests.evening.company import Company
from tests.evening.deciding import DUE_ON, FIRST_STEP, FREE, OWNER, WRITTEN
from tests.evening.proposing import HALF, RUDE
from tests.evening.sundby import SAMPLE

DECISIONS = {"more": ("more", None), "less": ("less", None)}
PASSWORD = "four words for one desk"


@contextmanager
def read(company: Company) -> Iterator[Book]:
    """What is on the disk, read beside the running server."""
    database = company.hall.program.database()
    with database.reading() as book:
        yield book
    database.close()


def people_are(book: Book, number: int, *, moved: int) -> None:
    """The same people all evening; who was moved has sat at two tables."""
    assert book.count(Person) == number
    stretches = Counter(row.person_id for row in book.all(Membership))
    assert sorted(stretches.values()) == [1] * (number - moved) + [2] * moved


def decisions_are(book: Book, company: Company) -> None:
    """What the tables decided, all of it and nothing else."""
    numbers = _numbers(book)
    stored = {
        (numbers[row.small_group_id], str(row.card_id)): (row.category, row.reason)
        for row in book.all(Decision)
    }
    said = {
        place: DECISIONS.get(decision, ("dunno", decision))
        for place, decision in company.decided.items()
    }
    assert stored == said


def ideas_are(book: Book, company: Company) -> None:
    """What was half written is there once, in the writer's language; what was developed knows its origin."""
    ideas = _ideas(book)
    assert {title for title, idea in ideas if idea.hidden} == {RUDE}
    assert [title for title, idea in ideas if idea.suggested_action_id] == [company.titles[1]]
    (half,) = [idea for title, idea in ideas if title == HALF[0]]
    assert wordings.said(book, half.title_id) == {Language.en: HALF[0]}
    assert wordings.said(book, half.what_id) == {Language.en: HALF[1]}


def proposals_are(book: Book, company: Company) -> None:
    """One a group, each settled on the axis and placed by three, wherever those sit now."""
    numbers, ideas = _numbers(book), {idea.id: (title, idea) for title, idea in _ideas(book)}
    proposed = [(row.small_group_id, *ideas[row.idea_id]) for row in book.all(Proposal)]
    assert {numbers[group]: title for group, title, _ in proposed} == company.titles
    for _, _, idea in proposed:
        assert idea.effort is not None
        assert book.count(Placement, idea_id=idea.id) == 3


def votes_are(book: Book, company: Company, *tallies: dict[int, int]) -> None:
    """Numbers alone: no ballot, and no key that could have opened one."""
    rounds = book.all(VoteRound, order=("number",))
    assert [row.state for row in rounds] == [RoundState.closed] * len(tallies)
    assert book.count(Ballot) == 0
    assert list(company.hall.program.keys.iterdir()) == []
    numbers = _numbers(book)
    groups = {row.id: numbers[row.small_group_id] for row in book.all(Proposal)}
    for one, tally in zip(rounds, tallies, strict=True):
        counted = book.all(Tally, vote_round_id=one.id)
        assert {groups[row.proposal_id]: row.votes for row in counted} == tally


def actions_are(book: Book, company: Company) -> None:
    first, second = book.all(AgreedAction, order=("position",))
    assert wordings.said(book, first.title_id)[Language.sv] == company.titles[1]
    assert wordings.said(book, first.owner_id)[Language.sv] == OWNER
    assert wordings.said(book, first.first_step_id) == {Language.sv: FIRST_STEP}
    assert first.due_on == DUE_ON
    assert wordings.said(book, second.title_id) == {Language.sv: WRITTEN}
    assert [row.agreed_action_id for row in book.all(Interest)] == [first.id] * 2


def answers_are(book: Book, levels: tuple[int, ...], backgrounds: set[Background | None]) -> None:
    """Without their person; and without the background where fewer than five share it."""
    answers = book.all(SurveyAnswer)
    scales = sum(question["kind"] == "scale" for question in SAMPLE["survey_question"])
    assert Counter(one.level for one in answers if one.level) == Counter(list(levels) * scales)
    assert {one.background for one in answers if one.level} == backgrounds
    assert [one.words for one in answers if one.words] == [FREE] * len(levels)
    assert book.count(SurveyTurn) == (len(levels) + 1) * len(SAMPLE["survey_question"])
    assert "person_id" not in SurveyAnswer.model_fields


def _numbers(book: Book) -> dict[int, int]:
    return {group.id: group.number for group in book.all(SmallGroup)}


def _ideas(book: Book) -> list[tuple[str, Idea]]:
    """Each with its title."""
    return [
        (next(iter(wordings.said(book, idea.title_id).values())), idea) for idea in book.all(Idea)
    ]


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


def is_exported(company: Company, desk: Page, *tallies: dict[int, int]) -> None:
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
    _result_is_whole(company, json.loads(_downloaded(desk, "result.json")), *tallies)


def _result_is_whole(company: Company, result: dict[str, Any], *tallies: dict[int, int]) -> None:
    for vote, tally in zip(result["rounds"], tallies, strict=True):
        assert {one["group_number"]: one["votes"] for one in vote["proposals"]} == tally
    decisions = [one for card in result["cards"] for one in card["decisions"]]
    assert len(decisions) == len(company.decided)
    titles = {one["title"]["words"] for one in result["ideas"]}
    assert set(company.titles.values()) < titles
    assert RUDE not in titles
    assert result["people"] == len(company.phones)
