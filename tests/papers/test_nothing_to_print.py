"""Papers of a meeting that lacks something say so or leave it out: no heading above nothing, no comma beside it."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from app.method.act import Act
from app.models import (
    Card,
    Gathering,
    KeyResult,
    Meeting,
    PopulationGroup,
    Principle,
    SurveyQuestion,
    Wording,
)
from tests.cast import Evening
from tests.house import Browser, House
from tests.web.elements import tree


@pytest.fixture
def desk(house: House) -> Browser:
    return house.desk()


def paper(desk: Browser, path: str) -> list[str]:
    """Its pages."""
    answer = desk.ask("GET", f"{desk.path}/{path}")
    assert answer.status_code == 200, path
    pages = PdfReader(BytesIO(answer.content)).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def without_place(act: Act) -> None:
    meeting = act.book.one(Meeting, id=act.meeting_id)
    assert meeting
    act.book.remove(Wording, text_id=meeting.place_id)


def without_all(evening: Evening) -> None:
    """Nothing was entered at the desk yet."""

    def empty(act: Act) -> None:
        for kind in (Card, Principle, SurveyQuestion):
            act.book.remove(kind, meeting_id=act.meeting_id)
        for kind_of_round in (KeyResult, Gathering, PopulationGroup):
            act.book.remove(kind_of_round, round_id=evening.row.round_id)

    evening.do(empty)


def test_a_meeting_without_a_place_is_told_by_its_name_and_day(house: House, desk: Browser) -> None:
    house.evening.do(without_place)
    for name in ("print/leader.pdf", "print/programme.pdf", "after/memo.pdf"):
        told = " ".join(paper(desk, name))
        assert ", ," not in told, name
        assert ") , " not in told, name
    invited = " ".join(paper(desk, "print/invitation-meeting.pdf"))
    assert "Place ……" in invited, "it can be filled in"
    joining = tree(house.browser(f"/{house.code}").screen()).one("form", id="join")
    assert all(paragraph.said for paragraph in joining.all("p"))


def test_where_nothing_was_entered_no_paper_has_a_heading_above_nothing(
    house: House, desk: Browser
) -> None:
    without_all(house.evening)
    for name in ("print/leader.pdf", "print/programme.pdf"):
        assert "Principles of a safer space" not in " ".join(paper(desk, name)), name
    told = " ".join(paper(desk, "after/memo.pdf"))
    assert "all the cards" not in told
    assert "Annex: key results" not in told


def test_without_cards_and_questions_the_pack_has_no_sheet_for_them(
    house: House, desk: Browser
) -> None:
    before = paper(desk, "print/pack.pdf")
    without_all(house.evening)
    pack = paper(desk, "print/pack.pdf")
    assert len(pack) < len(before)
    assert all(pack), "no page is empty"
    assert not any("Answer without your name" in page for page in pack)
    assert paper(desk, "print/cards.pdf") == [
        "Sundby (en). Experience cards Experience cards There are no cards yet 1"
    ]
