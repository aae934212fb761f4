"""Whether this computer is ready: each red is made and seen in words, at the terminal and on the pages."""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app import commands
from app.keeping import looking
from app.keeping.checks import DAY, Check, Evening, Found, Light, checks, is_ready
from app.keeping.second_place import Fault
from app.keeping.sleep import told_minutes
from app.method import accounts
from app.templating import sentence
from app.vocabulary import Language
from tests.house import House

ADDRESS = "http://192.168.1.7:8000"
READY = Found(
    free_bytes=50 * 2**30,
    now=1_800_000_000,
    newest_write=1_800_000_000,
    sync_seconds=0.004,
    open_files=8192,
    certificate_days=None,
    has_second_place=True,
    second_place=None,
    is_other_disk=True,
    synced_by="",
    sleeps_after=0,
    is_hosted=False,
    only_here=False,
    evening=Evening(0, ADDRESS, frozenset({ADDRESS})),
)


def not_green(found: Found) -> list[Check]:
    return [check for check in checks(found) if check.light is not Light.green]


def test_a_computer_that_is_ready_is_green_in_everything() -> None:
    assert not_green(READY) == []
    assert is_ready(checks(READY))


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"evening": None}, "no meeting that is still to be held"),
        ({"only_here": True}, "on no network"),
        ({"evening": Evening(0, ADDRESS, frozenset())}, f"No phone has come by {ADDRESS}"),
        ({"free_bytes": 400 * 2**20}, "Only 400 MB are free"),
        ({"now": 1_700_000_000}, "clock is behind"),
        ({"sync_seconds": 0.3}, "One save takes 300 ms"),
        ({"synced_by": "OneDrive"}, "a folder that OneDrive copies away"),
        ({"has_second_place": False}, "No second place for backups is chosen"),
        ({"second_place": Fault.missing}, "is not there"),
        ({"second_place": Fault.full}, "is full or cannot be written"),
        ({"second_place": Fault.unwritable}, "is full or cannot be written"),
        ({"is_other_disk": False}, "on the same disk"),
        ({"sleeps_after": 30}, "sleeps after 30 minutes"),
        ({"open_files": 256}, "enough for 32 phones"),
        ({"certificate_days": -1}, "does not answer with a valid certificate"),
        ({"certificate_days": 3}, "runs out in 3 days"),
    ],
)
def test_each_red_is_said_in_plain_words(changed: dict[str, object], says: str) -> None:
    (red,) = not_green(replace(READY, **changed))  # type: ignore[arg-type]
    assert red.light is Light.red
    assert says in sentence(red.says, Language.en)
    for language in (Language.sv, Language.fi):
        assert sentence(red.says, language) != sentence(red.says, Language.en)


def test_what_nobody_can_see_is_left_to_whoever_looks() -> None:
    for changed in ({"sleeps_after": None}, {"evening": Evening(3, ADDRESS, frozenset({ADDRESS}))}):
        (one,) = not_green(replace(READY, **changed))
        assert one.light is Light.unknown


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("C/Users/Åsa Öberg/OneDrive - Ankerö kommun/möte/data", "OneDrive"),
        ("home/asa/Dropbox/data", "Dropbox"),
        ("Users/asa/Library/Mobile Documents/data", "iCloud"),
        ("home/asa/möte/data", ""),
    ],
)
def test_a_folder_that_is_copied_away_is_known_by_its_path(
    tmp_path: Path, path: str, service: str
) -> None:
    assert looking.synced_by(tmp_path / path) == service


@pytest.mark.parametrize(
    ("system", "told", "minutes"),
    [
        ("win32", "Nuvarande index: 0x00000000\nLikström: 0x00000384\n", 0),
        ("win32", "Min: 0x00000000\nMax: 0xffffffff\nAC: 0x00000708\nDC: 0x00000384\n", 30),
        ("win32", "nothing of the kind", None),
        ("darwin", "Battery Power:\n sleep 1\nAC Power:\n displaysleep 10\n sleep 15\n", 15),
        ("darwin", "AC Power:\n sleep                0 (prevented by caffeinate)\n", 0),
        ("linux", "1200\n", 20),
        ("linux", "", None),
    ],
)
def test_how_soon_a_computer_sleeps_is_read_in_any_language(
    system: str, told: str, minutes: int | None
) -> None:
    assert told_minutes(system, told) == minutes


def test_a_certificate_that_cannot_be_had_is_told_and_plain_http_has_none() -> None:
    assert looking.certificate_days("https://127.0.0.1:9", int(time.time())) == -1
    assert looking.certificate_days("http://hall.example", int(time.time())) is None
    assert looking.certificate_days(None, 0) is None


def test_the_same_checks_stand_at_the_terminal_the_desk_and_the_console(
    open_house: Callable[..., House], capsys: pytest.CaptureFixture[str]
) -> None:
    house = open_house()
    token = house.evening.writer.do(
        None, lambda act: accounts.set_up(act, "Astrid", "unused", Language.en)
    )
    desk = house.browser("/coordinator/safety", {"coordinator": token})
    console = house.console(Language.en)
    says = "No second place for backups is chosen"
    assert says in desk.get().text
    assert "/ready.html" in console.screen()
    assert says in console.ask("GET", f"{console.path}/ready.html").text
    assert house.phone("Amina").ask("GET", f"{console.path}/ready.html").status_code == 404
    data = house.settings.data
    ahead = time.time() + 3 * DAY
    os.utime(data / "meeting.db", (ahead, ahead))
    assert "clock is behind" in desk.get().text
    assert commands.run(["check", "--data", str(data)]) == 1
    told = capsys.readouterr().out
    assert says in told
    assert "RED    Second place" in told
