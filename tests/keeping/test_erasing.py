"""What is kept of people goes by itself when its time is over, or on request; not a byte of it is left in any file."""

import os
import re
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app import commands, texts
from app.bootstrap import PlainRefusal
from app.data_folder import CLOCK, alone_on, opened_alone
from app.database_file import ASIDE
from app.hall_clock import hall_day
from app.keeping import backup, removed_meetings, shelf
from app.limits import LIMIT
from app.links import of_sign_up
from app.method import agreement, contacts, ending, ideas, proposals, sorting, survey, wordings
from app.method.act import Act
from app.method.erasing import retention
from app.method.erasing.one_text import erase_words
from app.method.erasing.people import erase_phones
from app.method.preparing import brought, expecting, typed
from app.method.preparing.expecting import Kitchen
from app.method.reports import writing
from app.method.reports.writing import Typing
from app.method.survey import Answered
from app.models import (
    AgreedAction,
    BroughtFile,
    Card,
    Contact,
    Coordinator,
    DeskDraft,
    Device,
    Expected,
    Gathering,
    Idea,
    Interest,
    Link,
    Meeting,
    Municipality,
    Person,
    Principle,
    Proposal,
    Publication,
    QuietCall,
    RemovedMeeting,
    ReportAnswer,
    Retention,
    Round,
    Seat,
    SurveyAnswer,
    SurveyQuestion,
    TalkLine,
)
from app.vocabulary import Category, Language, Role, Step
from tests.cast import Evening, make_evening
from tests.environment import DAY, PATIENCE
from tests.faults.walking import OFFERED
from tests.house import SECRET, Browser, House
from tests.keeping.test_backups import until
from tests.web.at_desk import form_on
from tests.web.test_damaged_rows import damage

TALK, BARE, PUT, FREE = "Canary of the talk", "Canary bare", "Canary put forward", "Canary free"
REMOVED, ONCE = "Canary of a removed principle", "Canary of a removed card"
LATE = "Canary that comes late"


@pytest.fixture
def house(open_house: Callable[..., House]) -> House:
    """It looks all the time whether something has been kept long enough."""
    house = open_house(erasing_look_seconds=0.02)
    _write(house.evening)
    return house


@pytest.fixture
def desk(house: House) -> Browser:
    return house.desk()


def _write(evening: Evening) -> None:
    """Somebody writes in every place where people write."""
    evening.go_to(Step.sorting)
    amina, first = evening.member("Amina"), evening.ids(Card)[0]
    evening.do(sorting.decide, amina, first, Category.more)
    evening.do(sorting.keep_line, amina, first, 0, TALK)
    evening.propose("Amina", PUT)
    evening.go_to(Step.ideas)
    evening.do(ideas.write, amina, BARE, "", "")
    question = evening.ids(SurveyQuestion)[2]
    evening.do(lambda act: act.book.add(SurveyAnswer(survey_question_id=question, words=FREE)))


def found(words: str, data: Path) -> list[str]:
    """The files in which these words stand."""
    return [
        file.name
        for file in data.rglob("*")
        if file.is_file() and words.encode() in file.read_bytes()
    ]


def pass_days(house: House, days: int) -> None:
    """As if it had been over for so long, and the program had run all the time."""

    def command(act: Act) -> None:
        row = act.book.all(Retention, meeting_id=act.meeting_id)[0]
        act.book.change(
            Retention,
            {"meeting_id": act.meeting_id},
            over_at=row.over_at - days * DAY,
            seen_at=act.now - DAY,
        )

    house.evening.do(command)


def _on_paper(evening: Evening) -> None:
    """Five forms: after the close fewer are not released."""
    free = Answered(evening.ids(SurveyQuestion)[2], words=LATE)
    for _ in range(5):
        evening.do(survey.enter_paper, [free])


def _in_a_report(evening: Evening) -> None:
    def write(act: Act) -> None:
        session = act.book.all(Gathering, order=("position",))[0]
        report = writing.report_to_write(act, session, 1, Language.sv)
        writing.keep(act, report, {"participation_1": Typing(LATE, 0)})

    evening.do(write)


@pytest.mark.parametrize("come", [_on_paper, _in_a_report])
def test_words_that_come_after_the_others_have_gone_are_kept_as_long_as_those(
    house: House, come: Callable[[Evening], None]
) -> None:
    evening, data = house.evening, house.settings.data
    evening.do(ending.end, ended=True)
    until(lambda: evening.all(Retention))
    pass_days(house, 31)
    until(lambda: evening.all(Retention)[0].words_gone)
    come(evening)
    (kept,) = evening.all(Retention)
    assert (kept.phones_gone, kept.words_gone) == (True, False)
    pass_days(house, 31)
    until(lambda: evening.all(Retention)[0].words_gone)
    assert not evening.all(SurveyAnswer, words=LATE)
    assert not evening.all(ReportAnswer)
    until(lambda: not found(LATE, data))


def test_phones_go_after_a_day_words_after_thirty_and_what_was_agreed_stays(house: House) -> None:
    evening, data = house.evening, house.settings.data
    phone = house.phone("Amina")
    evening.do(expecting.open_sign_up)
    key = house.settings.secret
    link = (key, of_sign_up(key, evening.row))
    evening.do(expecting.comes, link, Role.resident, "ar", [Kitchen.halal])
    amina = evening.member("Amina")
    evening.go_to(Step.agreement)
    action = evening.do(agreement.agree, "Language café", "Library", "", "", Language.sv)
    evening.do(agreement.take_part, amina, action)
    evening.do(contacts.give, amina, action, "a@example.fi", house.settings.secret)
    evening.do(ending.end, ended=True)
    until(lambda: evening.all(Retention))
    device = evening.all(Device)[0].id
    evening.do(lambda act: act.book.add(QuietCall(device_id=device)))  # as it ended
    assert found("kitchen:halal", data)
    pass_days(house, 2)
    until(lambda: not evening.all(Device))
    assert [expected.what for expected in evening.all(Expected)] == ["role:resident"], (
        "who came is a count"
    )
    until(lambda: not found("kitchen:halal", data))
    assert not evening.all(Seat)
    assert phone.get().status_code == 404, "a stranger's"
    assert evening.all(Person, meeting_id=evening.id), "they are counted, and lead to nobody"
    assert (evening.all(Interest), evening.all(Contact)[0].person_id) == ([], None)
    with evening.reading() as book:
        assert agreement.interest_count(book, action) == 1
    assert found(TALK, data)
    pass_days(house, 30)
    until(lambda: not evening.all(TalkLine))
    until(lambda: not [file for words in (TALK, BARE, FREE) for file in found(words, data)])
    assert found(PUT, data)
    assert len(evening.all(Proposal)) == 1
    assert evening.ids(Card)


@pytest.mark.parametrize("column", ["over_at", "seen_at"])
def test_what_of_one_meeting_cannot_be_read_keeps_nothing_that_is_due_in_others(
    house: House, column: str
) -> None:
    evening = house.evening
    spoilt = make_evening(evening.database, evening.writer, "KRAN7A3")
    for over in (spoilt, evening):
        over.do(ending.end, ended=True)
    until(lambda: len(evening.all(Retention)) == 2)
    damage(evening, "retention", column, {"meeting_id": spoilt.id})
    pass_days(house, 2)
    until(lambda: not evening.all(Device, meeting_id=evening.id))
    assert evening.all(Device, meeting_id=spoilt.id)


def test_a_draft_of_the_desk_that_cannot_be_read_keeps_nothing_else_that_is_due(
    house: House, desk: Browser
) -> None:
    evening = house.evening
    coordinator = evening.all(Coordinator)[0].id
    evening.do(typed.keep, coordinator, (f"{desk.path}/basics", desk.path), {"name": "Sundby"})
    damage(evening, "desk_draft", "kept_at", {"coordinator_id": coordinator})
    evening.do(ending.end, ended=True)
    until(lambda: evening.all(Retention))
    pass_days(house, 2)
    until(lambda: not evening.all(Device))


def test_of_people_too_no_byte_is_left_nor_in_the_backups_once_they_are_too_old(
    open_house: Callable[..., House], tmp_path: Path
) -> None:
    house = open_house(backup_look_seconds=0.02, backup_tidy_seconds=0)
    _write(house.evening)
    evening, data = house.evening, house.settings.data
    own, kept_of = shelf.folder_of(data), [*(device.token_hash for device in evening.all(Device))]
    gone = (*kept_of, TALK, BARE, FREE)
    before = tmp_path / "before"
    backup.make(evening.database, data / "secret.key", before)
    with backup.unpacked(before) as held:
        assert all(found(words, held.folder) for words in gone)
    evening.do(erase_words)
    evening.do(erase_phones)
    house.app.state.backups.make()
    until(lambda: len(shelf.backups(own)) > 1)
    old = datetime.now(UTC) - timedelta(days=LIMIT.backup_days, minutes=1)
    before.rename(own / shelf.new_name(old))
    until(lambda: shelf.backups(own)[0].name > shelf.new_name(old))  # though nothing happens
    assert not [words for words in gone if found(words, data)]
    with backup.unpacked(shelf.backups(own)[-1]) as held:
        assert not [words for words in gone if found(words, held.folder)]


def test_years_that_pass_at_once_erase_nothing_before_somebody_says_that_they_are_right(
    house: House, desk: Browser
) -> None:
    evening = house.evening
    evening.do(ending.end, ended=True)
    until(lambda: evening.all(Retention))
    evening.do(
        lambda act: act.book.change(
            Retention,
            {"meeting_id": act.meeting_id},
            over_at=act.now - 3000 * DAY,
            seen_at=act.now - 3000 * DAY,
        )
    )
    until(lambda: "Nothing is erased until you say" in desk.ask("GET", "/coordinator").text)
    evening.do(retention.settle)
    assert evening.all(Device)
    assert evening.all(TalkLine)
    assert "date is right" in desk.ask("GET", "/coordinator/safety").text
    assert desk.ask("POST", "/coordinator/safety/clock").status_code == 303
    until(lambda: not evening.all(Device) and not evening.all(TalkLine))


def test_while_the_clock_is_doubted_nothing_goes_by_its_age_and_then_it_does(
    open_house: Callable[..., House],
) -> None:
    house = open_house(erasing_look_seconds=PATIENCE, backup_look_seconds=PATIENCE)
    evening, data = house.evening, house.settings.data
    state, long_ago = house.app.state, int(time.time()) - 3000 * DAY
    state.forgetting.look()
    assert (data / CLOCK).exists(), "it is noted that it goes on"
    make_evening(evening.database, evening.writer, code="HETKE33").do(
        removed_meetings.throw_away, SECRET
    )
    desk = house.desk()
    who = evening.all(Coordinator)[0].id
    evening.do(typed.keep, who, ("/coordinator/meetings", "/"), {"name": "Canary typed"})
    evening.do(brought.bring, who, "cards", '["Canary brought"]', "{}")
    evening.do(lambda act: act.book.change(RemovedMeeting, {}, removed_at=long_ago))
    evening.do(lambda act: act.book.change(DeskDraft, {}, kept_at=long_ago))
    evening.do(lambda act: act.book.change(BroughtFile, {}, kept_at=long_ago))
    own = shelf.folder_of(data)
    state.backups.make()
    old = own / shelf.new_name(datetime.fromtimestamp(long_ago, UTC))
    shutil.copy(shelf.backups(own)[0], old)
    aside = data / f"{ASIDE}20180101T120000"
    aside.mkdir()
    os.utime(aside, (long_ago, long_ago))

    def left() -> list[bool]:
        state.forgetting.look()
        evening.do(lambda _act: None)  # behind what the look has asked for
        state.backups.make()
        with alone_on(data):
            opened_alone(data, None, house.address)
        rows = [bool(evening.all(kind)) for kind in (RemovedMeeting, DeskDraft, BroughtFile)]
        return [*rows, old.exists(), aside.exists()]

    (data / CLOCK).write_text(str(long_ago))
    assert left() == [True] * 5
    assert "Nothing is erased until you say" in desk.ask("GET", "/coordinator").text
    assert "date is right" in desk.ask("GET", "/coordinator/safety").text
    assert desk.ask("POST", "/coordinator/safety/clock").status_code == 303
    assert left() == [False] * 5
    assert "Nothing is erased until" not in desk.ask("GET", "/coordinator").text
    assert not [file for words in ("Canary typed", "Canary brought") for file in found(words, data)]


def test_a_survey_that_stays_open_and_a_meeting_that_goes_on_are_not_over(house: House) -> None:
    evening = house.evening
    evening.do(lambda act: survey.keep_open(act, act.now + DAY))
    evening.do(ending.end, ended=True)
    evening.do(retention.settle)
    assert not evening.all(Retention)
    evening.do(survey.close_now)
    until(lambda: evening.all(Retention))
    evening.do(ending.end, ended=False)
    until(lambda: not evening.all(Retention))


def test_one_text_is_erased_on_request_to_the_last_byte(house: House, desk: Browser) -> None:
    evening, data = house.evening, house.settings.data
    evening.go_to(Step.agreement)
    evening.do(agreement.agree, "Café", "Library", "", "", Language.en)

    def say(act: Act) -> None:
        own = {"meeting_id": act.meeting_id}
        partners = wordings.write(act.book, {"en": "Canary partner"})
        act.book.change(AgreedAction, own, partners_id=partners)
        card = act.book.all(Card, order=("position",), **own)[0]
        wordings.say(act.book, card.text_id, "en", "Canary of a card")

    evening.do(say)
    page = desk.ask("GET", f"{desk.path}/kept").text
    gone = (TALK, BARE, PUT, FREE, "Canary partner", "Canary of a card")
    for words in gone:
        assert words in page
    for form in _forms(page):
        assert desk.ask("POST", form).status_code == 303
    for words in gone:
        assert not found(words, data)
    assert len(evening.all(Idea)) == 1, "what was put forward keeps its place"
    assert house.phone("Amina").get().status_code == 200
    assert desk.ask("POST", _forms(page)[0]).status_code == 404


def test_what_was_removed_at_the_desk_is_erased_on_request_too(house: House, desk: Browser) -> None:
    principle = f"texts/principles/{house.evening.ids(Principle)[0]}"
    desk.send(principle, **{**form_on(desk, "texts", principle), "en": REMOVED})
    desk.send(f"{principle}/removed")
    page = desk.ask("GET", f"{desk.path}/kept").text
    (erasing,) = (form for form in _forms(page) if "/removed/" in form)
    assert REMOVED in page
    assert found(REMOVED, house.settings.data)
    assert desk.ask("POST", erasing).status_code == 303
    assert REMOVED not in desk.ask("GET", f"{desk.path}/texts").text
    assert not found(REMOVED, house.settings.data)


def test_what_was_published_and_then_withdrawn_is_erased_from_the_page_too(
    house: House, desk: Browser
) -> None:
    evening, data = house.evening, house.settings.data
    preview = desk.ask("GET", f"{desk.path}/followup").text
    desk.send("followup/published", **dict(OFFERED.findall(preview)))
    (published,) = evening.all(Publication)
    assert PUT in published.content
    (proposal,) = evening.all(Proposal)
    evening.go_to(Step.proposals)
    evening.do(proposals.withdraw, evening.member("Amina"), proposal.idea_id)
    assert desk.send(f"kept/idea/{proposal.idea_id}/erased").status_code == 303
    assert not found(PUT, data)


def test_what_only_a_published_page_still_tells_is_found_and_erased(
    open_house: Callable[..., House],
) -> None:
    house = open_house()
    desk, evening, data = house.desk(), house.evening, house.settings.data
    card = max(evening.all(Card), key=lambda row: row.position)
    evening.do(lambda act: wordings.say(act.book, card.text_id, "en", ONCE))
    preview = desk.ask("GET", f"{desk.path}/followup").text
    desk.send("followup/published", **dict(OFFERED.findall(preview)))
    desk.send(f"cards/{card.id}/removed")
    evening.do(ending.end, ended=True)
    assert evening.all(Card, id=card.id) == []
    page = desk.ask("GET", f"{desk.path}/kept").text
    assert ONCE in page
    (whose,) = {row.name_id for row in evening.all(Municipality)}
    assert f"/kept/prepared/{whose}/erased" not in page, "it is of all meetings"
    assert desk.send(f"kept/prepared/{card.text_id}/erased").status_code == 303
    assert ONCE not in desk.ask("GET", f"{desk.path}/kept").text
    assert not found(ONCE, data)


def test_an_agreed_action_is_named_by_what_is_done(house: House, desk: Browser) -> None:
    house.evening.go_to(Step.agreement)
    house.evening.do(agreement.agree, "Language café", "Library", "Book a room", "", Language.en)
    listed = desk.ask("GET", f"{desk.path}/kept").text
    assert listed.index("Language café") < listed.index("Book a room")


def _forms(page: str) -> list[str]:
    return re.findall(r'action="([^"]+/kept/[a-z]+/[0-9-]+/erased)"', page)


def test_a_meeting_is_erased_on_request_and_another_one_stays(house: House, desk: Browser) -> None:
    other = make_evening(house.evening.database, house.evening.writer, code="HETKE33")
    evening, data = house.evening, house.settings.data
    meeting_id, code = evening.id, house.code
    assert "not this meeting" in desk.send("kept/erased", code="HETKE33").text
    assert evening.all(Meeting, id=meeting_id)
    assert desk.send("kept/erased", code=code.lower()).status_code == 303
    assert not evening.all(Meeting, id=meeting_id)
    assert [meeting.id for meeting in evening.all(Meeting)] == [other.id]
    assert len(evening.all(Round)) == 1
    for words in (TALK, PUT, code):
        assert not found(words, data)
    assert other.all(Link, meeting_id=other.id)
    assert desk.ask("GET", desk.path).status_code == 404


def test_the_command_shows_what_it_would_erase_and_erases_it(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    data, code = house.settings.data, house.code
    house.stop()
    asked = ["erase", "--data", str(data), "--meeting", code, "--text", "canary OF the talk"]
    assert commands.run(asked) == 0
    assert TALK in capsys.readouterr().out
    assert found(TALK, data)
    assert commands.run([*asked, "--yes"]) == 0
    assert not found(TALK, data)
    assert found(PUT, data)
    with pytest.raises(PlainRefusal, match="Nothing like that"):
        commands.run([*asked, "--yes"])
    assert commands.run(["erase", "--data", str(data), "--meeting", code, "--yes"]) == 0
    assert not found(PUT, data)


def test_the_desk_says_on_which_days_it_is_erased_from_the_moment_when_it_is_over(
    open_house: Callable[..., House],
) -> None:
    """Also before anything has been noted of the end."""
    house = open_house(erasing_look_seconds=1000 * DAY)
    desk, evening = house.desk(), house.evening

    def told() -> str:
        return desk.ask("GET", f"{desk.path}/kept").text

    assert "The meeting is not over yet." in told()
    evening.do(ending.end, ended=True)
    assert evening.all(Retention) == []
    now = int(time.time())
    for days, words in (
        (1, "Data on phones and participants is erased on"),
        (30, "put forward are erased on"),
    ):
        day = texts.day(hall_day(now + days * DAY).isoformat(), Language.en)
        assert f"{words} {day}." in told()
    assert "The meeting is not over yet." not in told()
    evening.do(ending.end, ended=False)
    assert "The meeting is not over yet." in told()


def test_how_long_it_is_kept_is_set_at_the_desk_and_told_in_the_facts(
    desk: Browser,
) -> None:
    page = desk.ask("GET", "/coordinator/safety/facts.html?language=en").text
    assert "1 day after the meeting is over" in page
    answer = desk.ask("POST", "/coordinator/safety/days", data={"phones": "3", "words": "60"})
    assert answer.status_code == 303
    page = desk.ask("GET", "/coordinator/safety/facts.html?language=en").text
    assert "3 days after the meeting is over" in page


def test_what_was_typed_of_an_erased_text_and_not_saved_goes_with_it(
    house: House, desk: Browser
) -> None:
    evening, data = house.evening, house.settings.data
    evening.go_to(Step.agreement)
    action = evening.do(agreement.agree, "Café", "Library", "", "", Language.en)
    first, second, *_ = [
        card.id for card in sorted(evening.all(Card), key=lambda row: row.position)
    ]
    text_id, ends = evening.all(Card, id=first)[0].text_id, "Canary of the ends"
    typed_in = {
        f"cards/{first}": {"en": "Canary reworded"},
        "cards/in/so": {f"words_{first}": "Canary in Somali", f"words_{second}": "Kept in Somali"},
        f"after/actions/{action}": {"title_en": "Canary of an action"},
        "cards": {"en": "Canary of Card 1 (sv) and more"},
        "texts/ends": {"effort_low_id_en": ends},
    }
    for path, fields in typed_in.items():
        draft = {"form": f"{desk.path}/{path}", **fields}
        assert desk.ask("POST", "/coordinator/drafts", data=draft).status_code == 204
    for canary in ("reworded", "in Somali", "of an action", "of Card 1"):
        assert found(f"Canary {canary}", data)
    desk.send(f"kept/prepared/{text_id}/erased")
    desk.send(f"kept/action/{action}/erased")
    for canary in ("reworded", "in Somali", "of an action", "of Card 1"):
        assert not found(f"Canary {canary}", data), canary
    assert "Kept in Somali" in desk.ask("GET", f"{desk.path}/cards/in/so").text
    assert ends in desk.ask("GET", f"{desk.path}/texts").text


def test_what_a_phone_could_not_save_of_an_erased_idea_goes_with_it(
    house: House, desk: Browser
) -> None:
    evening, data, phone = house.evening, house.settings.data, house.phone("Amina")
    evening.go_to(Step.ideas)
    (idea,) = [row.id for row in evening.all(Idea) if row.number == 2]
    phone.tap(f"ideas/{idea}", title="", what="Canary unsaved", who="", revision="1")
    assert found("Canary unsaved", data)
    desk.send(f"kept/idea/{idea}/erased")
    assert not found("Canary unsaved", data)


@pytest.mark.parametrize("way", ["one text", "the words of people"])
def test_a_file_that_waits_to_be_added_goes_with_what_is_erased(
    house: House, desk: Browser, way: str
) -> None:
    """It may tell the same in other words: those of the text were mended since."""
    evening, data = house.evening, house.settings.data
    row = evening.all(Card, id=evening.ids(Card)[0])[0]
    waiting = f"{desk.path}/cards/import"
    pasted = {"text": "Canary in the file\nAnother line"}
    assert desk.ask("POST", waiting, data=pasted).status_code == 303
    draft = {"form": f"{desk.path}/suggestions/import", "text": "Canary pasted"}
    desk.ask("POST", "/coordinator/drafts", data=draft)
    assert found("Canary in the file", data)
    if way == "one text":
        desk.send(f"kept/prepared/{row.text_id}/erased")
        assert not found("Canary pasted", data)
    else:
        evening.do(erase_words)
    assert not found("Canary in the file", data)
    assert "Canary" not in desk.ask("GET", waiting).text
