"""The screens of the thanks: what was agreed stays, with where one will be told what became of it."""

from app.method.preparing.meeting import Basics, bad_address, set_basics
from app.models import Meeting
from app.vocabulary import Language, Step
from tests.house import House


def test_what_was_agreed_stays_after_the_end_with_where_the_follow_up_will_be(house: House) -> None:
    evening = house.evening
    row = evening.row
    basics = Basics(
        {"sv": "Möte"},
        {},
        row.main_language,
        row.second_language,
        row.starts_at,
        follow_up="www.sundby.fi/uppfoljning",
    )
    evening.do(set_basics, basics)
    wrong = Basics({"sv": "Möte"}, {}, Language.sv, None, row.starts_at, follow_up="inte en adress")
    evening.refused(bad_address, set_basics, wrong)
    evening.go_to(Step.thanks)
    assert "www.sundby.fi/uppfoljning" in house.projector().screen()
    evening.do(lambda act: act.book.change(Meeting, {"id": act.meeting_id}, ended=True))
    screen = house.phone("Olena").screen()
    assert 'href="https://www.sundby.fi/uppfoljning"' in screen
