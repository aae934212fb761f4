"""A meeting carried out of one installation and into another: equal at every step, its code and links open it there."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from pypdf import PdfReader

from app import commands
from app.bootstrap import PlainRefusal
from app.db import Database
from app.keeping import backup, carried_file, carrying
from app.links import link_path, public_name, report_path, sign_up_path
from app.live.writer import Writer
from app.method import agreement, phone_network, sorting, survey, vote
from app.method.erasing.whole import erase_meeting
from app.method.followup import following, publishing
from app.method.preparing import basket, brought as brought_files, expecting, questions
from app.method.preparing.meeting import found_municipality
from app.method.refusals import RefusedError
from app.models import (
    Card,
    Coordinator,
    Device,
    FollowedAction,
    Link,
    Meeting,
    Person,
    Removed,
    SurveyQuestion,
)
from app.papers.public.new_version import as_stored, next_version
from app.qr import qr_path
from app.settings import Settings, make_secret
from app.vocabulary import HALL_DOORS, METHOD_STEPS, Category, Door, Language, Step
from tests.cast import Evening
from tests.cutting import contents
from tests.house import SECRET, Browser, House
from tests.stage import opened

OTHER = b"another installation"
# What is the other computer's own.
CHANGED = {
    "link": {"present", "brought"},
    "device": {"present"},
    "meeting": {"address", "sign_up_brought"},
    "followed_action": {"brought"},
}


@pytest.fixture
def house(open_house: Callable[..., House]) -> House:
    return open_house()


def carried(house: House) -> bytes:
    with house.evening.reading() as book:
        return carrying.carried_out(book, house.evening.id, SECRET)


def brought(file: bytes, data: Path, empty: Path) -> Path:
    """Into an installation of another key, in which nothing is yet."""
    data.mkdir()
    make_secret(data)
    shutil.copy(empty, data / "meeting.db")
    bring_in(file, data, OTHER)
    return data


def bring_in(file: bytes, data: Path, secret: bytes) -> None:
    database = Database(f"sqlite:///{(data / 'meeting.db').as_posix()}")
    writer = Writer(database, data, lambda _touched: None)
    writer.start()
    try:
        content = carried_file.read(file)
        writer.do(None, lambda act: carrying.bring_in(act, content, secret))
    finally:
        writer.stop()
        database.close()


def told(data: Path) -> dict[str, Any]:
    """The file as it would be carried out again, without what differs from one computer to another."""
    database = Database(f"sqlite:///{(data / 'meeting.db').as_posix()}")
    with database.reading() as book:
        (meeting,) = book.all(Meeting)
        whole = json.loads(carrying.carried_out(book, meeting.id, OTHER))
    database.close()
    return {name: rows for name, rows in whole["rows"].items() if name != "contact"}


def without_own(rows: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    return {
        name: sorted(
            (
                {key: value for key, value in row.items() if key not in CHANGED.get(name, set())}
                for row in held
            ),
            key=str,
        )
        for name, held in rows.items()
        if name not in {"contact", "round"}
    }


@pytest.mark.parametrize(
    "steps",
    [(Step.sorting, Step.vote), pytest.param(METHOD_STEPS, marks=pytest.mark.long, id="every")],
)
def test_it_is_equal_at_every_step(
    house: House, tmp_path: Path, empty_sqlite: Path, steps: tuple[Step, ...]
) -> None:
    evening = house.evening
    for step in steps:
        evening.go_to(step)
        if step is Step.vote:
            evening.propose("Amina", "A language cafe")
            evening.go_to(step)
            evening.do(vote.open_round)
        file = carried(house)
        data = brought(file, tmp_path / step, empty_sqlite)
        assert without_own(told(data)) == without_own(json.loads(file)["rows"])


def test_its_code_and_links_open_it_there_and_phones_are_known_where_they_joined(
    house: House, tmp_path: Path, empty_sqlite: Path
) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    phone, path = house.phone("Amina"), house.phone("Amina").path
    data = brought(carried(house), tmp_path / "other", empty_sqlite)
    cast = (evening.id, evening.people, evening.groups)
    there = House(replace(Settings.load(data), secret=OTHER), cast)
    try:
        assert there.browser(path).get().status_code == 200
        for door in HALL_DOORS:
            link = house.link(door)
            browser = there.browser("/")
            answer = browser.ask("GET", link_path(SECRET, link))
            assert answer.headers["location"] == f"/{door}/{evening.id}"
            assert browser.ask("GET", answer.headers["location"]).status_code == 200
        there.evening.go_to(Step.ideas)
        with there.evening.reading() as book:
            back = carrying.carried_out(book, evening.id, OTHER)
    finally:
        there.close()
    house.stop()
    bring_in(back, house.settings.data, SECRET)
    house.start()
    assert 'data-step="ideas"' in phone.screen()
    console = house.browser("/").ask("GET", link_path(SECRET, house.link(Door.console)))
    assert console.headers["location"] == f"/console/{evening.id}"


def test_every_link_that_outlives_the_evening_opens_there_too_until_it_is_made_anew_there(
    house: House, tmp_path: Path, empty_sqlite: Path
) -> None:
    evening = house.evening
    evening.go_to(Step.agreement)
    titles = ("Språkkafé", "Kvällsbuss")
    cafe, bus = (
        evening.do(agreement.agree, title, "Biblioteket", "", "", Language.sv) for title in titles
    )
    evening.do(following.follow)
    evening.do(agreement.take_away, bus)
    evening.do(expecting.open_sign_up)
    with evening.reading() as book:
        content = as_stored(next_version(book, evening.id, date(2027, 1, 1))[0])
    evening.do(publishing.publish, content, 0, date(2027, 1, 1))
    (owner,) = evening.all(FollowedAction, agreed_action_id=cafe)
    report, sign_up = report_path(SECRET, owner), sign_up_path(SECRET, evening.row)
    public = f"/public/{public_name(evening.id)}/sv.html"
    paths = [*(link_path(SECRET, link) for link in evening.all(Link)), report, sign_up, public]

    data = brought(carried(house), tmp_path / "other", empty_sqlite)
    cast = (evening.id, evening.people, evening.groups)
    there = House(replace(Settings.load(data), secret=OTHER), cast)
    try:
        anybody = there.browser("/")
        for path in paths:
            assert anybody.ask("GET", path).status_code in (200, 303), path
            other = path[:-1] + ("_" if path.endswith("-") else "-")
            assert anybody.ask("GET", other).status_code == 404, path
        told = {"state": "going_on", "words": "Varje tisdag.", "language": "sv"}
        assert anybody.ask("POST", report, data=told).status_code == 303
        there.evening.do(following.renew_link, cafe)
        there.evening.do(expecting.open_sign_up)
        (owner,) = there.evening.all(FollowedAction, agreed_action_id=cafe)
        renewed = (report_path(OTHER, owner), sign_up_path(OTHER, there.evening.row))
        for old, new in zip((report, sign_up), renewed, strict=True):
            assert anybody.ask("GET", old).status_code == 404
            assert anybody.ask("GET", new).status_code == 200
        desk = desk_of(there)
        assert "Only the calendar has an address of its own" in desk.get().text
        with there.evening.reading() as book:
            back = carrying.carried_out(book, evening.id, OTHER)
    finally:
        there.close()
    house.stop()
    bring_in(back, house.settings.data, SECRET)
    house.start()
    for path in renewed:
        assert house.browser("/").ask("GET", path).status_code == 200


def test_the_desk_gives_the_same_file(house: House) -> None:
    desk = desk_of(house)
    desk.path = f"/coordinator/meetings/{house.evening.id}"
    page = desk.ask("GET", f"{desk.path}/links").text
    assert "These links work only in the hall" in page
    answer = desk.ask("GET", f"{desk.path}/kept/carried")
    assert f"{house.code}.meeting" in answer.headers["content-disposition"]
    assert without_own(answer.json()["rows"]) == without_own(json.loads(carried(house))["rows"])
    assert house.phone("Amina").ask("GET", f"{desk.path}/kept/carried").status_code == 303


def test_another_computers_secret_stands_in_no_file_here(
    house: House, tmp_path: Path, empty_sqlite: Path
) -> None:
    data = brought(carried(house), tmp_path / "other", empty_sqlite)
    words = link_path(SECRET, house.link(Door.console)).rsplit(".", 1)[1]
    assert words.encode() not in (data / "meeting.db").read_bytes()


@pytest.mark.long
def test_at_every_step_its_links_work_there_and_phones_come_back_as_who_they_were(
    house: House, tmp_path: Path, empty_sqlite: Path
) -> None:
    evening = house.evening
    evening.propose("Amina", "A language cafe")
    for step in METHOD_STEPS:
        evening.go_to(step)
        page = house.phone("Olena").get().text
        code = re.search(r'id="anew" hidden>[^<]*<strong[^>]*>(\w{7})<', page)
        # Who is not through the survey has it before the thanks.
        shown = re.search(r'data-step="\w+"', page)
        assert code
        assert shown
        data = brought(carried(house), tmp_path / step, empty_sqlite)
        there = House(
            replace(Settings.load(data), secret=OTHER), (evening.id, evening.people, evening.groups)
        )
        try:
            for door in HALL_DOORS:
                browser = there.browser("/")
                link = browser.ask("GET", link_path(SECRET, house.link(door)))
                assert browser.ask("GET", link.headers["location"]).status_code == 200
            other = there.browser(f"/{house.code}")
            assert other.get().status_code == 200
            assert other.send("moved", code=code[1]).status_code == 303
            assert shown[0] in other.screen()
            assert len(there.evening.all(Person)) == len(evening.all(Person))
        finally:
            there.close()


@pytest.mark.parametrize("harm", ["wrong", "cut", "newer", "code"])
def test_what_is_no_such_file_is_refused_and_nothing_is_changed(
    house: House, tmp_path: Path, empty_sqlite: Path, harm: str
) -> None:
    file = carried(house)
    data = brought(file, tmp_path / "other", empty_sqlite)
    before = contents(data / "meeting.db")
    whole = json.loads(file)
    if harm == "newer":
        whole["revision"] = "9999"
    elif harm == "code":
        whole["rows"]["meeting"][0]["id"] += 1
    sent = {"wrong": b"a letter", "cut": file[:-9]}.get(harm, json.dumps(whole).encode())
    with pytest.raises(RefusedError):
        bring_in(sent, data, OTHER)
    assert contents(data / "meeting.db") == before


def test_the_commands_carry_it_to_a_folder_that_is_not_there_yet(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, code = house.settings.data, house.code
    assert commands.run(["carry-out", code, "--data", str(data), "--to", str(tmp_path)]) == 0
    file = tmp_path / f"{code}.meeting"
    assert str(file) in capsys.readouterr().out
    assert file.stat().st_mode & 0o077 == 0
    assert commands.run(["carry-in", str(file), "--data", str(tmp_path / "new")]) == 0
    assert code in capsys.readouterr().out
    assert contents(tmp_path / "new" / "meeting.db")["meeting"][0]
    with pytest.raises(PlainRefusal, match="No meeting has the code"):
        commands.run(["carry-out", "NOSUCH2", "--data", str(data)])


def desk_of(house: House) -> Browser:
    token = house.evening.sign_in()
    return house.browser("/coordinator/carried", {"coordinator": token})


def bring(desk: Browser, file: bytes, **fields: str) -> httpx.Response:
    """As the form on the desk's page sends it."""
    sent = {"file": ("KRAN7A2.meeting", file, "application/octet-stream")}
    return desk.ask("POST", desk.path, data=fields, files=sent)


def test_a_backup_that_is_chosen_instead_is_called_one(house: House, tmp_path: Path) -> None:
    """Who goes on with it after a breakdown is told where the way is."""
    made = tmp_path / "stick.backup"
    backup.make(house.app.state.house.database, house.settings.data / "secret.key", made)
    assert "This is a backup of the whole program" in bring(desk_of(house), made.read_bytes()).text


def is_at(wall: str, look: str) -> bool:
    """As its outermost element says."""
    return f" {look}" in wall.partition(">")[0]


def test_the_desk_takes_it_in_says_why_not_and_open_pages_follow(
    house: House, tmp_path: Path, empty_sqlite: Path
) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    in_sorting, desk = carried(house), desk_of(house)
    assert f"/coordinator/meetings/{evening.id}/kept/carried" in desk.get().text
    for sent, says in ((b"a letter", "no meeting that was saved"), (b"", "Choose a file first")):
        assert says in bring(desk, sent).text
    newer = json.dumps(json.loads(in_sorting) | {"revision": "9999"}).encode()
    assert "Another version" in bring(desk, newer).text

    data = brought(in_sorting, tmp_path / "other", empty_sqlite)
    there = House(replace(Settings.load(data), secret=OTHER), (evening.id, {}, {}))
    try:
        desk = desk_of(there)
        there.evening.do(erase_meeting)
        answer = bring(desk, in_sorting)
        assert answer.headers["location"].startswith(f"/coordinator/meetings/{evening.id}/links")
        assert house.code in desk.ask("GET", answer.headers["location"]).text
        assert without_own(told(data)) == without_own(json.loads(in_sorting)["rows"])
        phone = there.browser(f"/{house.code}")
        phone.join(role="resident")
        wire = phone.wire()
        evening.go_to(Step.ideas)
        in_ideas = carried(house)
        assert "is here already" in bring(desk, in_ideas).text
        assert phone.get().status_code == 200
        assert bring(desk, in_ideas, replace="1").status_code == 303
        wire.wait(lambda wire: wire.closed)
        assert 'id="join-button"' in phone.get().text
        there.evening.go_to(Step.axis)
        wall = there.browser(f"/projector/{evening.id}")
        wall.ask("GET", link_path(SECRET, house.link(Door.projector)))
        watching = wall.wire().wait(lambda wire: is_at(wire.screen, "axis"))
        assert bring(desk, in_sorting, replace="1").status_code == 303
        watching.wait(lambda wire: is_at(wire.screen, "sorting"))  # though it is older
        with there.evening.reading() as book:
            who = book.all(Coordinator)[0].id
        there.evening.do(found_municipality, who, {"sv": "Annan ort"}, Language.sv)
        assert bring(desk, in_ideas, replace="1").status_code == 404, "another municipality's"
    finally:
        there.close()


def test_over_itself_it_keeps_in_who_is_in_here_and_nobody_else(
    open_house: Callable[..., House],
) -> None:
    house = open_house(presence_grace_seconds=0.2, without_script_seconds=0.2)
    evening, desk, watching = house.evening, desk_of(house), house.console().wire()
    amina, kirsi, wall = (
        browser.wire()
        for browser in (house.phone("Amina"), house.phone("Kirsi"), house.projector())
    )

    def connected() -> tuple[list[int], bool]:
        phones = [row.id for row in evening.all(Device, present=True)]
        return phones, house.link(Door.projector).present

    watching.wait(lambda _: len(connected()[0]) == 2 and connected()[1])
    both_in = carried(house)
    kirsi.close()
    watching.wait(lambda _: len(connected()[0]) == 1)
    before = connected()
    assert bring(desk, both_in, replace="1").status_code == 303
    assert connected() == before
    assert (amina.closed, wall.closed) == (None, None)
    wall.close()
    amina.close()
    watching.wait(lambda _: connected() == ([], False))


def test_a_file_can_reach_nothing_but_its_own_meeting(
    house: House, tmp_path: Path, empty_sqlite: Path
) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    evening.do(sorting.decide, evening.member("Amina"), evening.ids(Card)[0], Category.more)
    whole = json.loads(carried(house))
    data = brought(json.dumps(whole).encode(), tmp_path / "other", empty_sqlite)
    before = contents(data / "meeting.db")
    for table, column, value in (
        ("link", "meeting_id", evening.id + 1),
        ("card", "text_id", 7),
        ("person", "role", "king"),
        ("card", "position", "first"),
        ("meeting", "contact", 5),
        ("meeting", "code", ["KRAN7A2"]),
        ("wording", "words", 5),
        ("wording", "words", "\ud800"),
        ("card", "position", 2**63),
        ("decision", "reason", "differ"),
    ):
        strange = json.loads(json.dumps(whole))
        strange["rows"][table][0][column] = value
        with pytest.raises(RefusedError):
            bring_in(json.dumps(strange).encode(), data, OTHER)
    for table, row_id, secret in (
        *(("link", str(whole["rows"]["link"][0]["id"]), wrong) for wrong in (5, "\ud800", None)),
        ("meeting", str(evening.id), ["KRAN7A2"]),
    ):
        strange = json.loads(json.dumps(whole))
        assert row_id in strange["secrets"][table]
        strange["secrets"][table][row_id] = secret
        with pytest.raises(RefusedError):
            bring_in(json.dumps(strange).encode(), data, OTHER)
    for name in ({"zz": "Sundby"}, {"sv": "\ud800"}, {"sv": 5}, ["Sundby"]):
        with pytest.raises(RefusedError):
            bring_in(json.dumps(whole | {"municipality": name}).encode(), data, OTHER)
    for table, more in (("meeting", dict(whole["rows"]["meeting"][0], id=7)), ("coordinator", {})):
        strange = json.loads(json.dumps(whole))
        strange["rows"].setdefault(table, []).append(more)
        with pytest.raises(RefusedError):
            bring_in(json.dumps(strange).encode(), data, OTHER)
    other = json.loads(json.dumps(whole).replace(str(evening.id), str(evening.id + 1)))
    other["rows"]["meeting"][0]["code"] = "HETKE33"
    with pytest.raises(RefusedError):  # its links are those of the meeting that is there
        bring_in(json.dumps(other).encode(), data, OTHER)
    assert contents(data / "meeting.db") == before


def test_a_corrected_question_in_the_basket_can_be_put_back_on_the_other_computer(
    house: House, tmp_path: Path, empty_sqlite: Path
) -> None:
    evening = house.evening
    question_id = evening.ids(SurveyQuestion)[2]
    form_id = evening.do(survey.enter_paper, [survey.Answered(question_id, words="Ja")])
    evening.do(questions.set_question, question_id, {"sv": "Vad tycker du?"}, {}, {})
    evening.do(survey.take_out_paper, form_id)
    evening.do(questions.remove_question, question_id)
    data = brought(carried(house), tmp_path / "two", empty_sqlite)
    with opened(f"sqlite:///{(data / 'meeting.db').as_posix()}", data) as (database, writer):
        there = Evening(database, writer, evening.id)
        (removed,) = there.all(Removed)
        there.do(basket.put_back, removed.id)
        assert question_id in there.ids(SurveyQuestion)


def test_what_was_about_to_be_taken_in_at_this_desk_stays_here(
    house: House, tmp_path: Path, empty_sqlite: Path
) -> None:
    desk = desk_of(house)
    with house.evening.reading() as book:
        who = book.all(Coordinator)[0]
    house.evening.do(lambda act: brought_files.bring(act, who.id, "cards", "[]", "{}"))
    assert desk.get().status_code == 200
    brought(carried(house), tmp_path / "other", empty_sqlite)


FIRST, SECOND = "http://10.1.2.3:8000", "http://second.example:9000"


@pytest.fixture
def elsewhere(house: House, tmp_path: Path, empty_sqlite: Path) -> Iterator[House]:
    """Another computer at another address, with nothing in it yet but a coordinator."""
    evening = house.evening
    evening.do(phone_network.choose_address, FIRST)
    evening.do(phone_network.note_reached, FIRST)
    evening.do(phone_network.name_network, "Sundby", "")
    evening.go_to(Step.sorting)
    data = brought(carried(house), tmp_path / "other", empty_sqlite)
    settings = replace(Settings.load(data), secret=OTHER, base_url=SECOND, address=SECOND)
    there = House(settings, (evening.id, evening.people, evening.groups))
    there.evening.do(erase_meeting)
    yield there
    there.close()


def test_nothing_there_leads_to_the_computer_that_it_came_from(
    house: House, elsewhere: House
) -> None:
    """Every link and QR code begins with the address at which this computer is reached."""
    desk, evening = desk_of(elsewhere), house.evening
    assert bring(desk, carried(house)).status_code == 303
    at = f"/coordinator/meetings/{evening.id}"
    tabs = ("links", "print", "basics", "ready", "kept", "after", "followup", "people", "rehearsal")
    pages = [desk.ask("GET", f"{at}/{tab}") for tab in tabs]
    for door in HALL_DOORS:
        browser = elsewhere.browser("/")
        opened = browser.ask("GET", link_path(SECRET, house.link(door)))
        pages.append(browser.ask("GET", opened.headers["location"]))
    pages += [elsewhere.phone("Amina").get(), elsewhere.browser(f"/{house.code}").get()]
    assert {page.status_code for page in pages} == {200}
    shown = "".join(page.text for page in pages)
    assert "10.1.2.3" not in shown
    assert qr_path(f"{FIRST}/{house.code}".upper())[0] not in shown
    assert qr_path(f"{SECOND}/{house.code}".upper())[0] in shown
    signs = desk.ask("GET", f"{at}/print/signs.pdf?language=sv&groups=1").content
    printed = " ".join(page.extract_text() for page in PdfReader(BytesIO(signs)).pages)
    assert "10.1.2.3" not in printed
    assert "second.example:9000" in printed


def test_an_evening_that_is_carried_in_while_it_goes_on_tells_its_phones_where(
    house: House, elsewhere: House
) -> None:
    """Without being started anew, as it is at a start: browsers bring no cookie to another address."""
    assert bring(desk_of(elsewhere), carried(house)).status_code == 303
    console, wall = elsewhere.browser("/"), elsewhere.browser("/")
    for browser, door in ((console, Door.console), (wall, Door.projector)):
        opened = browser.ask("GET", link_path(SECRET, house.link(door)))
        browser.path = opened.headers["location"]
    assert "Mötet fortsätter här" in wall.screen()
    assert 'id="moved"' in console.screen()
    assert "/moved" in elsewhere.browser(f"/{house.code}").get().text
    with house.evening.reading() as book:
        assert not house.app.state.house.addresses.moved(book), "where it came from"


def test_a_file_from_before_addresses_were_carried_comes_in_as_well(
    house: House, tmp_path: Path, empty_sqlite: Path
) -> None:
    whole = json.loads(carried(house))
    del whole["rows"]["reached"]
    data = brought(json.dumps(whole).encode(), tmp_path / "other", empty_sqlite)
    assert told(data)["reached"] == []


def test_the_desk_says_of_no_address_that_a_phone_has_reached_it_elsewhere(house: House) -> None:
    """Neither of the other computer's, nor of one that is no longer used."""
    desk, reached = desk_of(house), "A phone has reached the address."
    page = f"/coordinator/meetings/{house.evening.id}/ready"
    house.evening.do(phone_network.note_reached, FIRST)
    assert reached not in desk.ask("GET", page).text
    house.evening.do(phone_network.note_reached, house.settings.address)
    assert reached in desk.ask("GET", page).text
