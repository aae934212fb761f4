"""Opening a data folder: what is missing or damaged in it is reported, and never made anew."""

import os
import random
import shutil
import sqlite3
import stat
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from app.bootstrap import PlainRefusal
from app.data_folder import alone_on, opened_alone
from app.disk import lock_file
from app.migrating import newest_revision
from tests.cutting import contents
from tests.environment import DAY
from tests.test_start import LOCAL, address, assert_refused_plainly, run_inside, serving
from tests.test_upgrades import FROZEN

WEEK = 7 * DAY


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample meeting, whose server was reached once."""
    data = tmp_path_factory.mktemp("sampled") / "data"
    assert run_inside("sample", "--json", "--data", str(data)).returncode == 0
    (data / "address").write_text("http://hall.example")
    return data


@pytest.fixture
def data(sampled: Path, tmp_path: Path) -> Path:
    """A copy of `sampled`, without the keys folder beside it."""
    return Path(shutil.copytree(sampled, tmp_path / "data"))


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A data folder of the first version."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "secret.key").write_bytes(b"k" * 32)
    shutil.copy(FROZEN[0], data / "meeting.db")
    return data


def everything(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def revision(file: Path) -> object:
    return contents(file)["alembic_version"][0][0]


def lose(name: str) -> Callable[[Path], None]:
    return lambda data: (data / name).unlink()


def overwrite(name: str, content: bytes, at: int = 0) -> Callable[[Path], None]:
    def change(data: Path) -> None:
        whole = (data / name).read_bytes()
        (data / name).write_bytes(whole[:at] + content + whole[at + len(content) :])

    return change


def cut_off(name: str, size: int) -> Callable[[Path], None]:
    return lambda data: os.truncate(data / name, size)


def all_but_the_address(data: Path) -> None:
    lose("meeting.db")(data)
    lose("secret.key")(data)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lose("meeting.db"), "meeting.db is missing"),
        (all_but_the_address, "meeting.db is missing"),
        (lose("secret.key"), "secret.key is missing"),
        (cut_off("meeting.db", 0), "meeting.db is empty"),
        (cut_off("meeting.db", 100_000), "meeting.db is damaged"),
        (overwrite("meeting.db", b"\xff" * 64, at=100), "meeting.db is damaged"),
        (overwrite("meeting.db", b"no database "), "cannot be opened"),
        (overwrite("secret.key", b"another key"), "secret.key is not the one"),
        (cut_off("secret.key", 10), "secret.key is damaged"),
    ],
)
def test_what_is_lost_is_told_and_nothing_is_made(
    data: Path, harm: Callable[[Path], None], told: str
) -> None:
    harm(data)
    before = everything(data.parent)
    ended = run_inside(*LOCAL, "--data", str(data))
    assert_refused_plainly(ended, because=told)
    assert str(data) in ended.stderr
    assert "backup" in ended.stderr
    assert "--data" in ended.stderr
    assert everything(data.parent) == before
    assert not data.with_name("data-keys").exists()


def test_neither_does_a_new_sample_stand_in_for_what_is_lost(data: Path) -> None:
    lose("meeting.db")(data)
    ended = run_inside("sample", "--json", "--data", str(data))
    assert_refused_plainly(ended, because="meeting.db is missing")
    assert not (data / "meeting.db").exists()


def test_what_a_power_cut_has_left_of_the_notes_beside_the_data_stops_no_start(data: Path) -> None:
    for name in ("epoch", "clock", "address"):
        (data / name).write_text("")
    cut = data / ".epoch.0123456789abcdef"
    cut.write_text("17")
    with serving(data) as (_, told):
        assert httpx.get(f"{address(told)}/healthz").status_code == 200
        assert not cut.exists()
        links = run_inside("links", "--data", str(data)).stdout
        assert f"{address(told)}/open/" in links


def test_keys_of_open_votes_may_be_missing(data: Path) -> None:
    assert run_inside("sample", "--json", "--data", str(data)).returncode == 0
    assert data.with_name("data-keys").is_dir()


def test_any_damage_is_one_sentence_or_opened(data: Path, chance: random.Random) -> None:
    whole, told = (data / "meeting.db").read_bytes(), list[str]()
    for _ in range(60):
        damaged = bytearray(whole)
        at = chance.randrange(0, len(damaged) - 64, 2048)  # in the middle of a page, or at its head
        damaged[at : at + 64] = chance.randbytes(64)
        (data / "meeting.db").write_bytes(damaged)
        try:
            with alone_on(data):
                opened_alone(data, None, "http://hall.example")
        except PlainRefusal as refusal:
            told.append(str(refusal))
    assert len(told) > 10
    assert not [sentence for sentence in told if "\n" in sentence]


def test_a_database_without_a_mark_is_held_to_its_key_from_now_on(earlier: Path) -> None:
    with alone_on(earlier):
        opened_alone(earlier, None, "http://hall.example")
    (earlier / "secret.key").write_bytes(b"x" * 32)
    with alone_on(earlier), pytest.raises(PlainRefusal, match="not the one"):
        opened_alone(earlier, None, "http://hall.example")


def test_a_database_that_tells_no_version_is_refused_as_it_is(earlier: Path) -> None:
    with closing(sqlite3.connect(earlier / "meeting.db")) as database, database:
        database.execute("DROP TABLE alembic_version")
    before = everything(earlier)
    assert_refused_plainly(run_inside(*LOCAL, "--data", str(earlier)), because="left half made")
    assert {**before, str(earlier / "server.lock"): b""} == everything(earlier)


def test_nothing_is_upgraded_under_a_running_server(earlier: Path) -> None:
    before = everything(earlier)
    with lock_file(earlier / "server.lock") or pytest.fail("nobody else holds it"):
        ended = run_inside("sample", "--json", "--data", str(earlier))
    assert_refused_plainly(ended, because="of another version")
    assert {**before, str(earlier / "server.lock"): b""} == everything(earlier)


def test_an_upgrade_keeps_what_there_was_for_a_week(earlier: Path) -> None:
    was, former = contents(earlier / "meeting.db"), earlier / "meeting.db.before-0001"
    upgraded = run_inside("sample", "--json", "--data", str(earlier))
    assert upgraded.returncode == 0
    assert str(former) in upgraded.stderr
    assert stat.S_IMODE(former.stat().st_mode) == 0o600
    assert contents(former) == was
    assert revision(earlier / "meeting.db") == newest_revision()
    for days_more, is_there in ((-1, True), (1, False)):
        age = WEEK + days_more * DAY
        os.utime(former, (time.time() - age, time.time() - age))
        with alone_on(earlier):
            opened_alone(earlier, None, "http://hall.example")
        assert former.exists() is is_there


def test_a_former_database_goes_without_a_trace_and_the_present_one_stays(earlier: Path) -> None:
    with alone_on(earlier):
        opened_alone(earlier, None, "http://hall.example")
    former = earlier / "meeting.db.before-0001"
    # What a kill between keeping and replacing leaves: two hard links to the same database.
    former.unlink()
    former.hardlink_to(earlier / "meeting.db")
    os.utime(former, (0, 0))
    before = contents(earlier / "meeting.db")
    with alone_on(earlier):
        opened_alone(earlier, None, "http://hall.example")
    assert not former.exists()
    assert contents(earlier / "meeting.db") == before


def test_an_upgrade_that_has_no_room_says_how_much_it_needs(earlier: Path) -> None:
    os.truncate(earlier / "meeting.db", shutil.disk_usage(earlier).free)  # sparse: takes no room
    ended = run_inside(*LOCAL, "--data", str(earlier))
    assert_refused_plainly(ended, because="MB of free space")
    assert {file.name for file in earlier.iterdir()} == {"meeting.db", "secret.key", "server.lock"}


def test_an_upgrade_that_fails_changes_nothing(earlier: Path) -> None:
    with closing(sqlite3.connect(earlier / "meeting.db")) as database, database:
        database.execute("CREATE TABLE table_call (in_the_way)")
    before = contents(earlier / "meeting.db")
    ended = run_inside(*LOCAL, "--data", str(earlier))
    assert_refused_plainly(ended, because="nothing of it was changed")
    assert contents(earlier / "meeting.db") == before
    assert {file.name for file in earlier.iterdir()} == {"meeting.db", "secret.key", "server.lock"}


def test_a_database_that_another_program_has_open_is_not_upgraded(earlier: Path) -> None:
    other = sqlite3.connect(earlier / "meeting.db")
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("SELECT count(*) FROM meeting").fetchall()
    ended = run_inside(*LOCAL, "--data", str(earlier))
    other.close()
    assert_refused_plainly(ended, because="locked")
    assert revision(earlier / "meeting.db") == "0001"
