"""The thanks by their doors: what the last wall tells of who starts."""

from functools import partial

from app import texts
from app.limits import DAY
from app.method import agreement, ending
from app.method.act import Act
from app.method.followup.rhythm import later
from app.models import Meeting, ProgrammeRow, SurveyQuestion
from app.papers.printing.prepared import Prepared, PrintWanted
from app.vocabulary import Language, Step
from tests.cast import Evening
from tests.house import House, main_of
from tests.web.elements import tree


def test_the_one_who_will_start_stands_on_the_last_wall_as_it_was_agreed(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.agreement)
    evening.do(agreement.agree, "Språkkafé", "Biblioteket", "", "", Language.sv)
    evening.go_to(Step.thanks)
    shown = house.projector().screen()
    assert "ska tillfrågas" in shown


def test_what_the_municipality_promises_in_the_thanks_stays_on_the_phone_after_the_end(
    house: House,
) -> None:
    evening, phone = house.evening, house.phone("Olena")
    evening.go_to(Step.thanks)
    for question in evening.ids(SurveyQuestion):
        phone.tap(f"survey/{question}/skipped")
    promised = tree(main_of(phone.screen())).one(id="first-report").said
    assert promised.startswith("The municipality tells publicly what has become of it, on ")
    evening.do(ending.end, ended=True)
    shown = main_of(phone.screen())
    assert 'data-step="ended"' in shown
    assert tree(shown).one(id="first-report").said == promised


def test_what_is_promised_is_counted_from_the_day_on_which_the_meeting_was_held(
    house: House,
) -> None:
    """As on the card that is taken home, and as at the desk."""
    evening, phone = house.evening, house.phone("Olena")
    evening.go_to(Step.thanks)
    evening.do(ending.end, ended=True)
    evening.writer.do(evening.id, partial(_planned_earlier, evening))
    with evening.reading() as book:
        prepared = Prepared(book, evening.id, PrintWanted((Language.en,), groups=1, base=""))
    report = later(prepared.day, evening.row.first_report_months)
    promised = tree(main_of(phone.screen())).one(id="first-report").said
    assert texts.day(report.isoformat(), Language.en) in promised


def _planned_earlier(evening: Evening, act: Act) -> None:
    (row,) = act.book.all(ProgrammeRow, meeting_id=evening.id, kind=Step.thanks)
    assert row.began_at
    act.book.change(Meeting, {"id": evening.id}, starts_at=row.began_at - 40 * DAY)
