"""In an ended meeting nobody is called any more."""

import pytest

from app.method import ending
from app.method.refusals import meeting_ended
from app.models import QuietCall, TableCall
from app.templating import sentence
from app.vocabulary import Language
from tests.house import House, main_of, notice_of
from tests.web.elements import tree


@pytest.mark.parametrize("call", ["hand", "need", "hand/lowered"])
def test_a_call_from_a_page_that_stood_open_is_refused(house: House, call: str) -> None:
    house.evening.do(ending.end, ended=True)
    answer = house.phone("Amina").tap(call)
    assert answer.status_code == 409
    assert notice_of(answer.text) == sentence(meeting_ended, Language.sv)
    assert house.evening.all(TableCall) == []


def test_calls_that_stand_when_the_meeting_ends_are_over(house: House) -> None:
    amina = house.phone("Amina")
    for call in ("hand", "need"):
        assert amina.tap(call).status_code == 200
    house.evening.do(ending.end, ended=True)
    assert (house.evening.all(TableCall), house.evening.all(QuietCall)) == ([], [])
    assert "visited-" not in house.console().screen()


def test_no_hand_is_shown_where_nobody_can_be_called(house: House) -> None:
    amina = house.phone("Amina")
    assert "icon-hand" in (shown := main_of(amina.screen()))
    assert "Be om hjälp" in shown
    house.evening.do(ending.end, ended=True)
    shown = main_of(amina.screen())
    assert tree(shown).one("summary", id="help-mark").said == "Meny"
    assert "icon-hand" not in shown
    assert "Be om hjälp" not in shown
