"""Backups: made by themselves, whole under load, laid in a second place, and put back so that every page follows."""

import errno
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app import commands, disk
from app.bootstrap import PlainRefusal
from app.data_folder import alone_on, opened_alone
from app.keeping import backup, second_place, shelf
from app.keeping.backup import NotWholeError
from app.keeping.restoring import restore
from app.method import ending, sorting, survey
from app.models import Card, SurveyQuestion
from app.vocabulary import Category, Language, Step
from tests.cutting import contents
from tests.environment import PATIENCE
from tests.house import Browser, House
from tests.live.until_killed import add
from tests.test_data_folder import everything
from tests.test_start import APP, HOME, assert_refused_plainly
from tests.test_upgrades import FROZEN
from tests.web.at_desk import page_after

ROUNDS = 20


@pytest.fixture
def house(open_house: Callable[..., House]) -> House:
    """It looks all the time whether a backup is due."""
    return open_house(backup_look_seconds=0.02)


def until(happened: Callable[[], object]) -> None:
    """Looks again and again."""
    waiting = threading.Event()
    for _ in range(int(PATIENCE / 0.02)):
        if happened():
            return
        waiting.wait(0.02)
    pytest.fail("it never came")


def own(house: House) -> list[Path]:
    return shelf.backups(shelf.folder_of(house.settings.data))


def desk_of(house: House) -> Browser:
    token = house.evening.sign_in()
    return house.browser("/coordinator/safety", {"coordinator": token})


def is_in(step: str, screen: str) -> bool:
    """As its outermost element says."""
    return step in screen.partition(">")[0]


@contextmanager
def tapping(house: House) -> Iterator[None]:
    """Somebody adds words without a pause."""
    is_over, question = threading.Event(), house.evening.ids(SurveyQuestion)[2]

    def tap() -> None:
        number = 0
        while not is_over.is_set():
            number += 1
            house.evening.do(add, question, f"words {number}")

    hand = threading.Thread(target=tap)
    hand.start()
    try:
        yield
    finally:
        is_over.set()
        hand.join(PATIENCE)


def test_each_step_has_its_backup_and_all_that_are_open_follow_one_that_is_put_back(
    house: House,
) -> None:
    until(lambda: own(house))
    cut = shelf.folder_of(house.settings.data) / ".making-a" / ".making-b"
    cut.mkdir(parents=True)
    (cut / "meeting.db").write_bytes(b"of a start that was cut while one was looked over")
    house.evening.go_to(Step.sorting)
    until(lambda: len(own(house)) > 1 and house.app.state.backups.newest)
    in_sorting = own(house)[-1]
    house.evening.go_to(Step.ideas)
    until(lambda: own(house)[-1] != in_sorting)
    assert not cut.parent.exists()
    assert not [file for path in own(house) for file in _keys_in(path)], "no key of an open round"

    phone, wall, console = house.phone("Olena"), house.projector(), house.console(Language.en)
    wires = [browser.wire() for browser in (phone, wall, console)]
    assert is_in("ideas", phone.screen())
    epoch = house.app.state.house.show.epoch
    house.stop()
    with pytest.raises(PlainRefusal), lock_of(house.settings.data):
        restore(in_sorting, house.settings.data)
    data = house.settings.data
    (data / "meeting.db-wal").write_bytes(b"stale")
    _, aside = restore(in_sorting, data)
    assert aside
    assert (aside / "meeting.db").exists()
    assert not (data / "meeting.db-wal").exists(), "the log of another database"
    house.start()
    assert house.app.state.house.show.epoch > epoch
    assert [wire.closed for wire in wires] == [1012] * 3
    for browser in (phone, wall, console):
        assert is_in("sorting", browser.screen())
        browser.wire().wait(lambda wire: is_in("sorting", wire.screen))
    assert phone.tap(f"cards/{_card(house)}/lean", category="more").status_code == 200


def test_what_was_sealed_long_ago_can_be_read_again_after_a_backup_of_before_was_put_back_by_mistake(
    house: House,
) -> None:
    until(lambda: own(house))
    before, phone = own(house)[-1], house.phone("Olena")
    house.evening.go_to(Step.survey)
    for question in house.evening.ids(SurveyQuestion):
        phone.tap(f"survey/{question}/skipped")
    house.stop()
    for key in house.settings.keys.iterdir():
        os.utime(key, times=(0, 0))
    _, aside = restore(before, house.settings.data)
    assert aside
    house.start()
    house.stop()
    for file in aside.iterdir():
        file.replace(house.settings.data / file.name)
    house.start()
    with house.evening.reading() as book:
        state = survey.survey_state(book, house.evening.id)
    assert (state.through, state.lost) == (1, 0)


@contextmanager
def lock_of(data: Path) -> Iterator[None]:
    with alone_on(data):
        yield


def _card(house: House) -> int:
    return house.evening.ids(Card)[0]


def _keys_in(file: Path) -> list[str]:
    with zipfile.ZipFile(file) as whole:
        return [name for name in whole.namelist() if name not in backup.ENTRIES]


def test_the_evenings_backups_go_with_its_end_since_they_tell_who_did_what(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    evening.do(sorting.lean, evening.member("Amina"), _card(house), Category.more)
    until(lambda: own(house))
    evening.go_to(Step.ideas)
    until(lambda: len(own(house)) > 1)
    evening.do(ending.end, ended=True)
    until(lambda: len(own(house)) == 1)
    with backup.unpacked(own(house)[0]) as inside:
        assert contents(inside.database)["lean"] == []


def test_backups_under_load_are_each_a_whole_state(house: House, tmp_path: Path) -> None:
    counted = []
    with tapping(house):
        for number in range(ROUNDS):
            made = tmp_path / f"{number}.backup"
            backup.make(house.evening.database, house.settings.data / "secret.key", made)
            with backup.unpacked(made) as inside:
                counted.append(len(contents(inside.database)["survey_answer"]))
    assert counted == sorted(counted)
    assert len(set(counted)) > 3, "it went on meanwhile"
    with alone_on(tmp_path / "new"):
        pass
    restore(tmp_path / f"{ROUNDS - 1}.backup", tmp_path / "new")
    with alone_on(tmp_path / "new"):
        opened_alone(tmp_path / "new", None, "http://hall.example")
    assert len(contents(tmp_path / "new" / "meeting.db")["survey_answer"]) == counted[-1]


def test_a_second_place_that_fails_is_said_loudly_and_its_last_good_one_stays(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, desk, console = tmp_path / "stick", desk_of(house), house.console(Language.en)
    stick.mkdir()
    watching = console.wire()
    missing = desk.send("place", place=str(tmp_path / "no"))
    assert "There is no such folder" in page_after(desk, missing)
    assert desk.send("place", place=str(stick)).status_code == 303
    there = stick / "more-of-this"
    good = shelf.backups(there)[-1]
    stick.rename(tmp_path / "pulled out")
    house.evening.go_to(Step.sorting)
    watching.wait(lambda wire: "second place for backups is not there" in wire.screen)
    assert "second place for backups is not there" in desk.get().text
    assert not stick.exists(), "nothing is written where a stick was"
    (tmp_path / "pulled out").rename(stick)
    watching.wait(lambda wire: 'id="warning"' not in wire.screen)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = set(shelf.backups(there))
    with monkeypatch.context() as no_room:
        no_room.setattr(shutil, "copyfile", full)
        house.evening.go_to(Step.picture)
        watching.wait(lambda wire: "second place for backups is full" in wire.screen)
        assert set(shelf.backups(there)) == before
    watching.wait(lambda wire: 'id="warning"' not in wire.screen)
    assert good in shelf.backups(there)
    for path in shelf.backups(there):
        with backup.unpacked(path):
            pass
    assert desk.send("place/none").status_code == 303
    assert second_place.chosen(house.settings.data) is None


@pytest.mark.parametrize("harm", ["wrong", "cut", "damaged", "garbled", "newer", "other key"])
def test_a_file_that_is_no_whole_backup_is_refused_and_nothing_is_changed(
    house: House, tmp_path: Path, harm: str
) -> None:
    made, data = tmp_path / "a.backup", tmp_path / "data"
    backup.make(house.evening.database, house.settings.data / "secret.key", made)
    restore(made, data)
    _harm(made, harm)
    before = everything(data)
    with pytest.raises(PlainRefusal, match="cannot be put back"):
        restore(made, data)
    assert everything(data) == before
    with pytest.raises(NotWholeError), backup.unpacked(made):
        pass


def test_nothing_of_a_backup_is_left_where_it_was_looked_over(house: House, tmp_path: Path) -> None:
    made = tmp_path / "a.backup"
    backup.make(house.evening.database, house.settings.data / "secret.key", made)
    with ExitStack() as opened:
        with backup.unpacked(made) as inside:
            files = [opened.enter_context(inside.database.open("rb"))]
            files.append(opened.enter_context((inside.folder / "secret.key").open("rb")))
            held = [file.read() for file in files]
            assert held[1] == inside.secret
        for file, before in zip(files, held, strict=True):
            file.seek(0)
            now = file.read()
            assert len(now) == len(before)
            assert not any(block in now for block in _told_blocks(before))


def _told_blocks(whole: bytes) -> set[bytes]:
    """Cut small, without what is empty anyway."""
    blocks = {whole[at : at + 64] for at in range(0, len(whole), 64)}
    return {block for block in blocks if any(block)}


def _harm(file: Path, harm: str) -> None:
    whole = file.read_bytes()
    if harm == "wrong":
        file.write_bytes(b"a letter to the municipality")
    elif harm == "cut":
        file.write_bytes(whole[: len(whole) // 2])
    elif harm == "damaged":
        file.write_bytes(whole[:5000] + b"x" * 64 + whole[5064:])
    elif harm == "garbled":  # where what is packed begins, so that it cannot even be unpacked
        at = whole.index(b"meeting.db") + len("meeting.db")
        file.write_bytes(whole[:at] + b"\xff" + whole[at + 1 :])
    else:
        _repack(file, harm)


def _repack(file: Path, harm: str) -> None:
    changes = {
        "newer": "UPDATE alembic_version SET version_num = '9999'",
        "other key": "PRAGMA user_version=77",
    }
    with backup.unpacked(file) as inside:
        with closing(sqlite3.connect(inside.database)) as database:
            database.execute(changes[harm])
            database.commit()
        with zipfile.ZipFile(file, "w") as again:
            for name in backup.ENTRIES:
                again.write(inside.folder / name, name)


def test_wherever_a_restore_is_cut_the_next_one_keeps_the_former_data_together(
    house: House, tmp_path: Path
) -> None:
    made = tmp_path / "a.backup"
    backup.make(house.evening.database, house.settings.data / "secret.key", made)
    told = [sys.executable, "-m", "tests.keeping.cut_restores", str(made), str(tmp_path)]
    ended = subprocess.run(told, cwd=HOME, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert int(ended.stdout) > 10


def test_a_folder_of_which_much_is_lost_is_whole_again(house: House, tmp_path: Path) -> None:
    made, data = tmp_path / "a.backup", tmp_path / "data"
    backup.make(house.evening.database, house.settings.data / "secret.key", made)
    restore(made, data)
    (data / "secret.key").unlink()
    os.truncate(data / "meeting.db", 50_000)
    (data / "meeting.db-wal").write_bytes(b"of another database")
    _, aside = restore(made, data)
    assert aside
    assert {file.name for file in aside.iterdir()} == {"meeting.db", "meeting.db-wal"}
    with alone_on(data):
        opened_alone(data, None, "http://hall.example")
    os.utime(aside, (0, 0))
    with alone_on(data):
        opened_alone(data, None, "http://hall.example")
    assert not aside.exists(), "its week is over"


@pytest.mark.parametrize(
    "version", [pytest.param(path, id=path.stem) for path in (FROZEN[0], FROZEN[4], FROZEN[-2])]
)
def test_an_older_one_is_put_back_and_brought_to_this_versions_shape(
    tmp_path: Path, version: Path
) -> None:
    file, data = tmp_path / "old.backup", tmp_path / "data"
    with zipfile.ZipFile(file, "w") as old:
        old.write(version, "meeting.db")
        old.writestr("secret.key", b"k" * 32)
        old.writestr("about.json", json.dumps({"program": "more-of-this", "made_at": 1}))
    restore(file, data)
    with alone_on(data):
        opened_alone(data, None, "http://hall.example")
    before, after = contents(version), contents(data / "meeting.db")
    for table in ("meeting", "card", "idea", "decision", "lean", "tally"):
        assert len(after[table]) == len(before[table]) > 0


def test_too_many_and_too_old_ones_go_and_the_newest_stays(tmp_path: Path) -> None:
    now = datetime(2026, 11, 26, tzinfo=UTC)
    newest = shelf.new_name(now)
    for days in (400, 15, 13, 1, 0):
        (tmp_path / shelf.new_name(now - timedelta(days=days))).write_bytes(b"words")
    shelf.thin_out(tmp_path, now, newest, by_age=False)
    assert len(shelf.backups(tmp_path)) == 5, "while nobody has said that the clock is right"
    shelf.thin_out(tmp_path, now, newest, by_age=True)
    assert [(now - (shelf.made_at(path) or now)).days for path in shelf.backups(tmp_path)] == [
        13,
        1,
        0,
    ]
    shelf.thin_out(tmp_path, now + timedelta(days=99), newest, by_age=True)
    assert len(shelf.backups(tmp_path)) == 1
    for minute in range(shelf.MOST + 5):
        newest = shelf.new_name(now + timedelta(minutes=minute + 1))
        (tmp_path / newest).write_bytes(b"words")
    shelf.thin_out(tmp_path, now + timedelta(days=1), newest, by_age=True)
    assert len(shelf.backups(tmp_path)) == shelf.MOST


def test_backups_of_a_clock_that_was_ahead_make_room_for_those_that_are_made_now(
    house: House,
) -> None:
    until(lambda: own(house))
    first = own(house)[0]
    ahead = datetime.now(UTC) + timedelta(days=3000)
    for minute in range(shelf.MOST + 5):
        (first.parent / shelf.new_name(ahead + timedelta(minutes=minute))).write_bytes(b"old words")
    for step in (Step.sorting, Step.picture):
        house.evening.go_to(step)
        assert house.app.state.backups.make() is None
    there = own(house)
    assert len(there) == shelf.MOST
    assert first in there
    assert shelf.new_name(house.app.state.backups.newest) in {path.name for path in there}


@pytest.mark.skipif(sys.platform == "win32", reason="it limits no file's size")
def test_a_place_without_room_is_told_in_one_sentence_at_the_terminal(
    house: House, tmp_path: Path
) -> None:
    asked = ["backup", "--data", str(house.settings.data), "--to", str(tmp_path / "stick")]
    ended = subprocess.run(
        ["/bin/sh", "-c", 'ulimit -f 64; exec "$@"', "sh", *APP, *asked],
        capture_output=True,
        text=True,
        check=False,
    )
    assert_refused_plainly(ended, because="No backup could be made")
    assert list((tmp_path / "stick").iterdir()) == []


def test_the_commands_from_a_stick_to_another_folder(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def typed(*words: str | Path) -> tuple[int, str]:
        return commands.run([str(word) for word in words]), capsys.readouterr().out

    data, other, stick = house.settings.data, tmp_path / "two", tmp_path / "stick"
    stick.mkdir()
    ended, told = typed("backup", "--data", data, "--to", stick)
    assert (ended, "keep it as a key" in told) == (0, True)
    ended, told = typed("verify", stick)
    assert (ended, "whole, made" in told) == (0, True)
    ended, told = typed("restore", stick, "--data", other)
    assert (ended, "put back" in told) == (0, True)
    assert contents(other / "meeting.db")["person"] == contents(data / "meeting.db")["person"]
    assert (other / "secret.key").read_bytes() == (data / "secret.key").read_bytes()
    with pytest.raises(PlainRefusal, match="stop it"), lock_of(other):
        typed("restore", stick, "--data", other)
    typed("backup", "--data", data, "--to", stick)
    older, newer = shelf.backups(stick)
    _harm(newer, "garbled")
    ended, told = typed("verify", stick)
    assert (ended, "not whole" in told, "whole, made" in told) == (1, True, True)
    ended, told = typed("restore", stick, "--data", other)
    assert (ended, f"{older} is put back" in told) == (0, True)
    for path in (older, newer):
        path.write_bytes(b"nothing")
    with pytest.raises(PlainRefusal, match="no backup"):
        typed("restore", stick, "--data", other)


def test_the_newest_whole_one_is_put_back_by_what_it_says_and_what_is_skipped_is_told(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody has copied and renamed them; some cannot be read at all."""
    key, stick = house.settings.data / "secret.key", tmp_path / "stick"
    inside = stick / second_place.FOLDER
    inside.mkdir(parents=True)
    first, second, gone = stick / "a.backup", stick / "b.backup", inside / "c.backup"
    for file, hour, step in ((first, 2, Step.sorting), (second, 1, Step.ideas)):
        house.evening.go_to(step)
        backup.make(house.evening.database, key, file)
        _say_made_at(file, hour * 3600)
    wanted = first.rename(stick / shelf.new_name(datetime(2020, 1, 1, tzinfo=UTC)))
    second.rename(stick / shelf.new_name(datetime(2030, 1, 1, tzinfo=UTC)))
    newest = wanted.with_name("Mötet 28.11. (kopia).backup")
    shutil.copy(wanted, newest)
    _say_made_at(newest, 3 * 3600)
    _harm(newest, "other key")
    folder = stick / shelf.new_name(datetime(2031, 1, 1, tzinfo=UTC))
    folder.mkdir()
    gone.symlink_to(stick / "pulled out")
    (stick / f"._{wanted.name}").write_bytes(b"what another system leaves beside a file")

    def typed(*words: str | Path) -> tuple[int, str]:
        return commands.run([str(word) for word in words]), capsys.readouterr().out

    ended, told = typed("verify", stick)
    assert (ended, told.count("whole, made"), told.count("not whole")) == (1, 2, 3)
    ended, told = typed("restore", stick, "--data", tmp_path / "data")
    lines = told.splitlines()
    assert (ended, lines[3].startswith(f"{wanted} is put back")) == (0, True)
    assert sorted(lines[:3]) == sorted(
        [
            f"{folder} is skipped: it cannot be read: Is a directory.",
            f"{gone} is skipped: it cannot be read: No such file or directory.",
            f"{newest} is skipped: its key is not the one that its database was made with.",
        ]
    )
    for path in stick.glob("*Z.backup"):
        if path.is_file():
            path.write_bytes(b"nothing")
    with pytest.raises(PlainRefusal, match=r"(?s)cannot be read.*there is no backup that could"):
        typed("restore", stick, "--data", tmp_path / "data")


def test_a_folder_that_has_a_backups_name_is_no_backup(tmp_path: Path) -> None:
    now = datetime(2026, 11, 26, tzinfo=UTC)
    old, newest = (tmp_path / shelf.new_name(now - timedelta(days=days)) for days in (400, 0))
    old.mkdir()
    newest.write_bytes(b"words")
    shelf.thin_out(tmp_path, now, newest.name, by_age=True)
    assert old.exists()
    assert shelf.backups(tmp_path) == [newest]


def test_a_disk_on_which_nothing_can_be_unpacked_lets_no_older_one_be_chosen(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2):
        made = tmp_path / f"{number}.backup"
        backup.make(house.evening.database, house.settings.data / "secret.key", made)

    def full(_file: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(disk, "empty_file", full)
    with pytest.raises(PlainRefusal, match="cannot be looked over: No space left"):
        restore(tmp_path, tmp_path / "data")


def _say_made_at(file: Path, seconds: int) -> None:
    with backup.unpacked(file) as inside:
        about = json.loads((inside.folder / backup.ABOUT).read_text("utf-8"))
        (inside.folder / backup.ABOUT).write_text(json.dumps({**about, "made_at": seconds}))
        with zipfile.ZipFile(file, "w") as again:
            for name in backup.ENTRIES:
                again.write(inside.folder / name, name)
