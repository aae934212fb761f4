"""Around the meeting: who could start something, who comes as counts, and the meeting copied, put aside, removed."""

import re
from html import unescape

import pytest

from app.keeping import removed_meetings
from app.limits import LIMIT
from app.links import sign_up_path
from app.method import accounts, agreement, ending, wordings
from app.method.erasing import one_text
from app.method.preparing import expecting
from app.method.preparing.corrections import meeting_held
from app.method.preparing.meeting import municipality_of
from app.models import (
    AgreedAction,
    Card,
    Coordinator,
    Expected,
    Gathering,
    KeyResult,
    Meeting,
    Municipality,
    PopulationGroup,
    Principle,
    ProgrammeRow,
    RemovedMeeting,
    Round,
    SurveyQuestion,
    Wording,
)
from app.vocabulary import Language, Step
from tests.environment import DAY
from tests.house import Browser, House
from tests.web.at_desk import as_it_is, form_on, page, page_after
from tests.web.elements import tree


@pytest.fixture
def desk(house: House) -> Browser:
    token = house.evening.sign_in()
    own = house.evening.all(Round, id=house.evening.row.round_id)[0].municipality_id
    house.evening.writer.do(
        None, lambda act: act.book.change(Coordinator, {"login": "astrid"}, municipality_id=own)
    )
    return house.browser(f"/coordinator/meetings/{house.evening.id}", {"coordinator": token})


def test_an_owner_told_beforehand_is_offered_and_comes_in_all_its_languages(
    house: House, desk: Browser
) -> None:
    evening = house.evening
    desk.send("people/owners", sv="Bildningsnämnden", fi="Sivistyslautakunta", en="")
    told = page(desk, "people")
    assert "not told yet" in told
    assert "1 to 4 actions" in unescape(told) or "1–4" in unescape(told)
    owner = re.search(r"people/owners/(\d+)\"", told)
    assert owner
    desk.send(f"people/owners/{owner[1]}", sv="Bildningsnämnden", told_on="2026-11-01")
    assert "told on" in page(desk, "people")
    evening.go_to(Step.agreement)
    assert '<option value="Bildningsnämnden">' in house.console().screen()
    made = evening.do(agreement.agree, "En kväll", "bildningsnämnden", "", "", Language.sv)
    action = evening.all(AgreedAction, id=made)[0]
    with evening.reading() as book:
        said = wordings.said(book, action.owner_id)
    assert said == {"sv": "Bildningsnämnden", "fi": "Sivistyslautakunta"}
    desk.send(f"people/owners/{owner[1]}/removed")
    assert "Nobody yet." in page(desk, "people")
    removed = re.search(r"/basics/removed/(\d+)", page(desk, "people"))
    assert removed
    desk.send(f"basics/removed/{removed[1]}", at="people")
    assert "Sivistyslautakunta" in page(desk, "people")


def test_who_signs_up_adds_to_counts_and_leaves_no_row(house: House, desk: Browser) -> None:
    evening = house.evening
    assert "Open the page" in page(desk, "people")
    desk.send("people/sign-up")
    address = re.search(r'id="sign-up-address"><a href="([^"]+)"', page(desk, "people"))
    assert address
    path = "/" + address[1].split("/", 3)[3]
    guest = house.browser(path)
    form = guest.ask("GET", f"{path}?language=fi").text
    assert "Tulen paikalle" in form
    fields = {**as_it_is(tree(form).one("form")), "role": "resident", "spoken": "ti"}
    fields["kitchen:halal"] = "1"
    sent = guest.ask("POST", path, data=fields)
    assert sent.status_code == 303
    assert guest.ask("POST", path, data=fields).status_code == 303
    numbers = {row.what: row.number for row in evening.all(Expected, meeting_id=evening.id)}
    assert numbers == {"role:resident": 1, "language:ti": 1, "kitchen:halal": 1}
    assert "Kiitos" in guest.ask("GET", sent.headers["location"]).text
    assert "1 person has said" in page(desk, "people")
    typed = form_on(desk, "people", "people") | {"role:elected": "7"}
    assert "8 people have said" in page_after(desk, desk.send("people", **typed))
    refused = page_after(desk, desk.send("people", **typed | {"role:elected": "many"}))
    assert 'value="many"' in refused
    desk.send("people/sign-up/closed")
    assert guest.ask("GET", path).status_code == 404
    assert guest.ask("POST", path, data=fields | {"spoken": "so"}).status_code == 404
    assert house.browser("/").ask("GET", f"/coming/{evening.id}.x").status_code == 404


def test_nobody_signs_up_for_a_meeting_that_has_ended(house: House, desk: Browser) -> None:
    """What the kitchen must know, said after the evening's has been forgotten, would stay."""
    evening = house.evening
    desk.send("people/sign-up")
    path = sign_up_path(house.settings.secret, evening.row)
    guest = house.browser(path)
    fields = as_it_is(tree(guest.ask("GET", path).text).one("form")) | {"role": "resident"}
    evening.do(ending.end, ended=True)
    assert guest.ask("GET", path).status_code == 404
    sent = fields | {"spoken": "ti", "kitchen:halal": "1"}
    assert guest.ask("POST", path, data=sent).status_code == 404
    assert not evening.all(Expected)
    assert "Page to sign up" not in page(desk, "people")
    evening.refused(meeting_held, expecting.open_sign_up)
    evening.do(ending.end, ended=False)
    assert guest.ask("GET", path).status_code == 200, "it had ended by mistake"


def test_a_copy_has_what_was_prepared_and_nothing_of_the_evening(
    house: House, desk: Browser
) -> None:
    evening = house.evening
    desk.send("programme", do="pause")
    evening.go_to(Step.sorting)
    answer = desk.send("copied")
    assert answer.status_code == 303
    copy_id = int(re.findall(r"meetings/(\d+)/", answer.headers["location"])[0])
    copy = evening.all(Meeting, id=copy_id)[0]
    assert (copy.current_row_id, copy.code != evening.row.code) == (None, True)
    for kind in (Card, Principle, ProgrammeRow):
        assert len(evening.all(kind, meeting_id=copy_id)) == len(
            evening.all(kind, meeting_id=evening.id)
        )
    for told in (Gathering, KeyResult):
        assert len(evening.all(told, round_id=copy.round_id)) == len(
            evening.all(told, round_id=evening.row.round_id)
        )
    own = {row.text_id for row in evening.all(Card, meeting_id=copy_id)}
    assert not own & {row.text_id for row in evening.all(Card, meeting_id=evening.id)}
    with evening.reading() as book:
        assert all(
            name.startswith(("Copy", "Kopi")) for name in wordings.said(book, copy.name_id).values()
        )


def test_a_copy_has_nothing_of_what_was_erased_and_lacks_what_it_then_has_not(
    house: House, desk: Browser
) -> None:
    evening = house.evening
    gone = [row.text_id for row in evening.all(Card, meeting_id=evening.id)]
    questions = evening.all(SurveyQuestion, meeting_id=evening.id, order=("position",))
    asked = next(question for question in questions if question.low_id)
    (group, *_) = evening.all(PopulationGroup)
    for text_id in (*gone, asked.low_id, group.name_id):
        evening.do(one_text.erase_text, one_text.Wrote.prepared, str(text_id))
    where = desk.send("copied").headers["location"]
    copy_id = int(re.findall(r"meetings/(\d+)/", where)[0])
    (copy,) = evening.all(Meeting, id=copy_id)
    assert not evening.all(Card, meeting_id=copy_id)
    copied = evening.all(SurveyQuestion, meeting_id=copy_id, order=("position",))
    assert copied[questions.index(asked)].low_id is None, "the usual words"
    assert len(evening.all(PopulationGroup, round_id=copy.round_id)) == len(
        evening.all(PopulationGroup, round_id=evening.row.round_id)
    ), "sessions and results are of it"
    for meeting_id in (evening.id, copy_id):
        ready = tree(desk.ask("GET", f"/coordinator/meetings/{meeting_id}/ready").text).said
        assert "There are no cards yet" in ready
        assert "there are results and cards" not in ready


def test_a_copy_asks_for_a_day_of_its_own(house: House, desk: Browser) -> None:
    evening, at = house.evening, 4_000_000_000
    evening.do(lambda act: act.book.change(Meeting, {"id": evening.id}, starts_at=at))
    assert 'id="day-doubted"' not in page(desk, "basics")
    copy = desk.send("copied").headers["location"]
    same = "Another of your meetings begins at the same time."
    assert same in desk.ask("GET", copy).text
    assert same in page(desk, "basics")
    evening.do(lambda act: act.book.change(Meeting, {"id": evening.id}, starts_at=at + DAY))
    assert 'id="day-doubted"' not in desk.ask("GET", copy).text
    evening.do(lambda act: act.book.change(Meeting, {"id": evening.id}, starts_at=1_600_000_000))
    assert "This day has passed. Choose another one." in page(desk, "basics")
    evening.go_to(Step.opening)
    assert 'id="day-doubted"' not in page(desk, "basics")


def test_a_copy_of_the_sample_is_its_coordinators_own(house: House) -> None:
    """Every coordinator can open the sample: in its municipality a copy would be open to all."""
    evening = house.evening
    whose = evening.all(Round, id=evening.row.round_id)[0].municipality_id
    evening.do(lambda act: act.book.change(Municipality, {"id": whose}, is_sample=True))
    token = evening.sign_in()
    desk = house.browser(f"/coordinator/meetings/{evening.id}", {"coordinator": token})
    copy_id = int(re.findall(r"meetings/(\d+)/", desk.send("copied").headers["location"])[0])
    with evening.reading() as book:
        own, sample = municipality_of(book, copy_id), municipality_of(book, evening.id)
        assert (own.is_sample, sample.is_sample) == (False, True)
        assert book.all(Coordinator)[0].municipality_id == own.id
        assert wordings.said(book, own.name_id) == wordings.said(book, sample.name_id)
        elsewhere = Coordinator(login="other", password_hash="", municipality_id=own.id + 1)
        assert accounts.may_prepare(book, elsewhere, evening.id)
        assert not accounts.may_prepare(book, elsewhere, copy_id)
    again = desk.send("copied").headers["location"]
    assert desk.ask("GET", again).status_code == 200
    assert len(evening.all(Municipality)) == 2


def test_an_archived_meeting_stands_apart_and_a_removed_one_opens_nothing_until_it_is_back(
    house: House, desk: Browser
) -> None:
    evening, home = house.evening, "/coordinator"
    desk.send("archived", state="archived")
    assert 'id="archived"' in desk.ask("GET", home).text
    desk.send("archived", state="back")
    assert 'id="archived"' not in desk.ask("GET", home).text
    evening.go_to(Step.sorting)
    assert "The meeting is going on" in page_after(desk, desk.send("removed"))
    evening.do(ending.end, ended=True)
    code, before = evening.row.code, len(evening.all(Wording))
    desk.send("removed")
    assert evening.all(Card, meeting_id=evening.id) == []
    assert b"Card 3" not in evening.all(RemovedMeeting)[0].stored
    assert house.browser("/").ask("GET", f"/{code}").status_code != 200
    assert desk.ask("GET", f"{desk.path}/basics").status_code == 404
    (path,) = re.findall(r'action="([^"]+/removed/\d+)"', desk.ask("GET", home).text)
    assert desk.ask("POST", path, data={}).status_code == 303
    assert evening.row.code == code
    assert len(evening.all(Wording)) == before
    assert desk.ask("POST", path, data={}).status_code == 404
    desk.send("removed")
    evening.writer.do(
        None,
        lambda act: act.book.change(
            RemovedMeeting, {}, removed_at=act.now - (LIMIT.desk_days + 1) * DAY
        ),
    )
    evening.writer.do(None, removed_meetings.empty)
    assert evening.all(RemovedMeeting) == []
