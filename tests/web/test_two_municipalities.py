"""Two municipalities side by side: by no door of the desk does one reach anything of the other."""

import json
from typing import Any

import pytest
from sqlmodel import SQLModel

from app.keeping import carrying
from app.method import accounts
from app.method.act import Act
from app.method.preparing import owners
from app.method.preparing.gatherings import link_to_report
from app.method.preparing.meeting import found_municipality, municipality_of
from app.models import (
    AgreedAction,
    Card,
    Coordinator,
    Gathering,
    KeyResult,
    Link,
    Meeting,
    PopulationGroup,
    PreparedOwner,
    Principle,
    ProgrammeRow,
    Proposal,
    Report,
    Round,
    SuggestedAction,
    SurveyQuestion,
    Wording,
)
from app.vocabulary import Language
from tests.cast import Evening, make_evening
from tests.house import SECRET, Browser, House
from tests.played import play
from tests.web.test_doors import every_address

MARK = "HEMLIGT"


@pytest.fixture
def theirs(house: House) -> Evening:
    """A whole evening of another municipality; each of its words is marked."""
    made = make_evening(
        house.app.state.house.database, house.app.state.house.writer, code="HETKE33"
    )
    play(made)

    def mark(act: Act) -> None:
        stranger = Coordinator(login="eve", password_hash="", language=Language.en)
        act.book.add(stranger)
        owners.add_owner(act, {"sv": "Annan nämnd"})
        own = found_municipality(act, stranger.id, {"sv": "Annan ort"}, Language.sv)
        meeting = act.book.all(Meeting, id=act.meeting_id)[0]
        act.book.change(Round, {"id": meeting.round_id}, municipality_id=own)
        session = act.book.all(Gathering, round_id=meeting.round_id)[0]
        link_to_report(act, session.id)
        texts = {text["id"] for text in told(act.book, act.meeting_id)["text"]}
        for wording in act.book.all(Wording):
            if wording.text_id in texts:
                act.book.change(Wording, {"id": wording.id}, words=f"{MARK} {wording.words}")

    made.do(mark)
    return made


def told(book: Any, meeting_id: int) -> dict[str, Any]:
    """Everything of a meeting."""
    rows: dict[str, Any] = json.loads(carrying.carried_out(book, meeting_id, SECRET))["rows"]
    return rows


def signed_in(house: House) -> Browser:
    def command(act: Act) -> str:
        own = municipality_of(act.book, house.evening.id).id
        made = Coordinator(
            login="astrid", password_hash="", language=Language.en, municipality_id=own
        )
        act.book.add(made)
        return accounts.sign_in(act, made.id)

    token = house.evening.writer.do(None, command)
    return house.browser("/", {"coordinator": token})


def ids_of(evening: Evening) -> dict[str, int]:
    """By the name that a door gives it: something of this meeting's own."""
    of_round = {"round_id": evening.row.round_id}
    of_meeting = {"meeting_id": evening.id}

    def one(kind: type[SQLModel], of: dict[str, int]) -> int:
        return evening.all(kind, **of)[0].id  # type: ignore[attr-defined,no-any-return]

    card, suggested = one(Card, of_meeting), one(SuggestedAction, of_meeting)
    return {
        "chosen_id": card,
        "card_id": card,
        "suggestion_id": suggested,
        "group_id": one(PopulationGroup, of_round),
        "gathering_id": one(Gathering, of_round),
        "result_id": one(KeyResult, of_round),
        "principle_id": one(Principle, of_meeting),
        "question_id": one(SurveyQuestion, of_meeting),
        "owner_id": one(PreparedOwner, of_meeting),
        "row_id": one(ProgrammeRow, of_meeting),
        "link_id": one(Link, of_meeting),
        "action_id": one(AgreedAction, of_meeting),
        "proposal_id": one(Proposal, of_meeting),
        "report_id": next((row.id for row in evening.all(Report)), 1),
        "removed_id": card,
        "form_id": card,
        "survey_id": card,
        "figure_id": card,
        "key": card,
    }


def filled(route: str, ids: dict[str, int], meeting_id: int) -> str:
    known = ids | {"meeting_id": meeting_id}
    for name, value in known.items():
        route = route.replace(f"{{{name}}}", str(value)).replace(f"{{{name}:int}}", str(value))
    return route


def test_no_door_of_one_reaches_anything_of_the_other(house: House, theirs: Evening) -> None:
    desk, ids = signed_in(house), ids_of(theirs)
    doors = {
        (method, route) for method, route, _ in every_address(house) if method in ("GET", "POST")
    }
    doors = {(method, route) for method, route in doors if route.startswith("/coordinator")}
    with theirs.reading() as book:
        before = told(book, theirs.id)
    of_meeting = {(method, route) for method, route in doors if "{meeting_id" in route}
    assert len(of_meeting) > 100
    for method, route in of_meeting:
        path = filled(route, ids, theirs.id)
        answer = desk.ask(method, path, data={} if method == "POST" else None)
        assert MARK not in answer.text, route
        leads_back = method == "GET" and answer.status_code == 303
        assert answer.status_code in (404, 405, 422) or leads_back, (
            method,
            route,
            answer.status_code,
        )
    named = {
        (method, route) for method, route in doors if any(f"{{{name}" in route for name in ids)
    }
    assert len(named) > 30
    for method, route in named:
        path = filled(route, ids, house.evening.id)
        answer = desk.ask(method, path, data={} if method == "POST" else None)
        assert MARK not in answer.text, route
        assert answer.status_code != 200, (method, route)
    with theirs.reading() as book:
        assert told(book, theirs.id) == before


def test_what_belongs_to_no_meeting_tells_nothing_of_the_other(
    house: House, theirs: Evening
) -> None:
    desk = signed_in(house)
    for page in ("", "/meetings/new", "/carried", "/languages", "/safety", "/calendar"):
        assert MARK not in desk.ask("GET", f"/coordinator{page}").text, page
    eve = house.browser("/", {"coordinator": theirs.writer.do(None, _session_of_eve)})
    assert MARK in eve.ask("GET", f"/coordinator/meetings/{theirs.id}/cards").text
    assert eve.ask("GET", f"/coordinator/meetings/{house.evening.id}/cards").status_code == 404


def _session_of_eve(act: Act) -> str:
    (eve,) = act.book.all(Coordinator, login="eve")
    return accounts.sign_in(act, eve.id)
