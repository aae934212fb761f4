"""A meeting carried out of one installation and into another: equal at every step, its code and links open it there."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app import commands
from app.bootstrap import PlainRefusal
from app.db import Database
from app.keeping import carrying
from app.keeping.carrying import NotCarriedError
from app.links import link_path
from app.live.writer import Writer
from app.method import accounts, vote
from app.models import Meeting
from app.settings import Settings, make_secret
from app.vocabulary import HALL_DOORS, Door, Language, Step
from tests.cutting import contents
from tests.house import SECRET, House

OTHER = b"another installation"
# What is the other computer's own.
CHANGED = {"link": {"present", "brought"}, "device": {"present"}, "meeting": {"address"}}


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
        found = carrying.read(file)
        writer.do(None, lambda act: carrying.bring_in(act, found, secret))
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
                for row in found
            ),
            key=str,
        )
        for name, found in rows.items()
        if name not in {"contact", "round"}
    }


@pytest.mark.parametrize(
    "steps",
    [(Step.sorting, Step.vote), pytest.param(tuple(Step), marks=pytest.mark.long, id="every")],
)
def test_it_is_equal_at_every_step(
    house: House, tmp_path: Path, empty_sqlite: Path, steps: tuple[Step, ...]
) -> None:
    evening = house.evening
    for step in steps:
        evening.go_to(step)
        if step is Step.vote:
            evening.propose("Amina", "A language café")
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


def test_the_desk_gives_the_same_file(house: House) -> None:
    token = house.evening.writer.do(
        None, lambda act: accounts.set_up(act, "Astrid", "unused", Language.en)
    )
    desk = house.browser(f"/coordinator/meetings/{house.evening.id}", {"coordinator": token})
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
    with pytest.raises(NotCarriedError):
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
