"""What is on the disk after the evening, and what the coordinator takes away next morning."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Sequence
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
    Device,
    Idea,
    Interest,
    Membership,
    Person,
    Placement,
    Proposal,
    Seat,
    SmallGroup,
    Survey,
    SurveyAnswer,
    SurveyForm,
    Tally,
    VoteRound,
)
from app.vocabulary import Language, RoundState
from tests.evening.company import Company, WholeCompany
from tests.evening.deciding import DUE_ON, FIRST_STEP, FREE, HANDS, OWNER, WRITTEN
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


def people_are(book: Book, company: WholeCompany) -> None:
    """The same people all evening, each in the group where the phone was last."""
    assert book.count(Person) == book.count(Seat) == company.people
    assert book.count(Device) == len(company.phones) + 1
    numbers = _numbers(book)
    sitting = [row for row in book.all(Membership) if row.until is None]
    seated: Counter[int] = Counter()
    for phone in (*company, company.host):
        seated[company.seats[phone.name]] += phone.people
    assert Counter(numbers[row.small_group_id] for row in sitting) == seated


def decisions_are(book: Book, company: WholeCompany) -> None:
    """What the tables decided, all of it and nothing else; a table that became a part of another keeps its own."""
    numbers = _numbers(book)
    stored = {
        (numbers[row.small_group_id], str(row.card_id)): (row.category, row.reason)
        for row in book.all(Decision)
    }
    own = {at: said for at, said in company.decided.items() if at[0] in company.became}
    said = {
        at: DECISIONS.get(decision, ("dunno", decision))
        for at, decision in (company.stands() | own).items()
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


def proposals_are(book: Book, company: WholeCompany) -> None:
    """Each settled on the axis, and of who placed it where nothing; one stands for those that are the same."""
    numbers, ideas = _numbers(book), {idea.id: (title, idea) for title, idea in _ideas(book)}
    proposals = {row.id: row for row in book.all(Proposal)}
    titles = {row.id: ideas[row.idea_id][0] for row in proposals.values()}
    heads = {
        numbers[row.small_group_id]: titles[row.id]
        for row in proposals.values()
        if not row.joined_into
    }
    joined = {
        numbers[row.small_group_id]: (
            titles[row.id],
            numbers[proposals[row.joined_into].small_group_id],
        )
        for row in proposals.values()
        if row.joined_into
    }
    assert (heads, joined) == (company.titles, company.joined)
    for row in proposals.values():
        assert ideas[row.idea_id][1].effort is not None
    assert book.count(Placement) == 0


def votes_are(book: Book, company: WholeCompany, tallies: Sequence[dict[int, int]]) -> None:
    """Numbers alone, round by round: no ballot, and no key that could have opened one."""
    rounds = book.all(VoteRound, order=("number",))
    assert [row.state for row in rounds] == [RoundState.closed] * len(tallies)
    assert book.count(Ballot) == 0
    assert list(company.hall.program.keys.iterdir()) == []
    numbers = _numbers(book)
    groups = {row.id: numbers[row.small_group_id] for row in book.all(Proposal)}
    for vote_round, tally in zip(rounds, tallies, strict=True):
        counted = book.all(Tally, vote_round_id=vote_round.id)
        assert {groups[row.proposal_id]: row.votes for row in counted} == tally
        hands = {groups[row.proposal_id]: row.hands for row in counted if row.hands}
        assert hands == (HANDS if vote_round is rounds[0] else {})


def actions_are(book: Book, company: Company) -> None:
    first, second = book.all(AgreedAction, order=("position",))
    assert wordings.said(book, first.title_id)[Language.sv] == company.titles[1]
    assert wordings.said(book, first.owner_id)[Language.sv] == OWNER
    assert wordings.said(book, first.first_step_id) == {Language.sv: FIRST_STEP}
    assert first.due_on == DUE_ON
    assert wordings.said(book, second.title_id) == {Language.sv: WRITTEN}
    assert [row.agreed_action_id for row in book.all(Interest)] == [first.id] * 2


def answers_are(book: Book, levels: tuple[int, ...]) -> None:
    """Without their person; and without the role, since fewer than five of one answered."""
    answers = book.all(SurveyAnswer)
    scales = sum(question["kind"] == "scale" for question in SAMPLE["survey_question"])
    assert Counter(answer.level for answer in answers if answer.level) == Counter(
        list(levels) * scales
    )
    assert {answer.role for answer in answers} == {None}
    assert [answer.words for answer in answers if answer.words] == [FREE] * len(levels)
    assert [survey.through for survey in book.all(Survey)] == [len(levels) + 1]
    assert book.count(SurveyForm) == 0
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
    """A large file, or one on a busy computer, is made at length: a page tells of it and leads back."""
    desk.locator("#file-language").select_option("sv")
    with desk.expect_download() as started:
        desk.locator(f'button[formaction$="/{name}"]').click()
    if "/making/" in desk.url:
        desk.locator("#moving .button-text").click()
        expect(desk.locator("#file-language")).to_be_visible()
    return Path(started.value.path()).read_text("utf-8-sig")


def is_exported(company: WholeCompany, desk: Page, tallies: Sequence[dict[int, int]]) -> None:
    """The files tell what the screens told."""
    expect(desk.locator("article.agreed")).to_have_count(2)
    actions = json.loads(_downloaded(desk, "actions.json"))["actions"]
    assert [action["title"]["words"] for action in actions] == [company.titles[1], WRITTEN]
    first = actions[0]
    assert (first["owner"]["words"], first["due_on"], first["interest"]) == (OWNER, DUE_ON, 2)
    told = [cell for row in _rows(_downloaded(desk, "actions.csv")) for cell in row]
    for words in (company.titles[1], OWNER, FIRST_STEP, WRITTEN):
        assert words in told
    result = json.loads(_downloaded(desk, "result.json"))
    _result_is_whole(company, result)
    _rounds_are_told(company, result["rounds"], tallies)
    rows = _rows(_downloaded(desk, "result.csv"))
    for proposal in (proposal for each in result["rounds"] for proposal in each["proposals"]):
        assert any({proposal["title"]["words"], str(proposal["votes"])} <= set(row) for row in rows)


def _rows(csv_file: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_file), delimiter=";"))


def _rounds_are_told(
    company: WholeCompany, rounds: list[dict[str, Any]], tallies: Sequence[dict[int, int]]
) -> None:
    voted = [
        {proposal["group_number"]: proposal["votes"] for proposal in each["proposals"]}
        for each in rounds
    ]
    assert voted == list(tallies)
    assert [each["hands"] for each in rounds] == [sum(HANDS.values()), 0][: len(rounds)]
    for proposal in rounds[0]["proposals"]:
        assert len(proposal["joined"]) == len(company.proposing(proposal["group_number"])) - 1


def _result_is_whole(company: WholeCompany, result: dict[str, Any]) -> None:
    told = [decision for card in result["cards"] for decision in card["decisions"]]
    for before, decided in ((False, company.stands()), (True, company.otherwise())):
        groups = Counter(
            decision["group_number"] for decision in told if decision["before_merging"] is before
        )
        assert groups == Counter(group for group, _ in decided)
    titles = {idea["title"]["words"] for idea in result["ideas"]}
    assert {*company.titles.values(), *(title for title, _ in company.joined.values())} < titles
    assert RUDE not in titles
    assert result["people"] == company.people
