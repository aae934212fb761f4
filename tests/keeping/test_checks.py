"""Whether this computer is ready: each red is made and seen in words, at the terminal and on the pages."""

import errno
import os
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from app import commands
from app.keeping import looking, second_place
from app.keeping.checks import Check, Evening, Found, Light, checks, is_ready
from app.keeping.second_place import Fault
from app.keeping.sleep import told_minutes
from app.limits import DAY
from app.method import phone_network
from app.models import Meeting
from app.templating import sentence
from app.vocabulary import Language
from tests.environment import PATIENCE
from tests.house import Browser, House
from tests.web.at_desk import page_after

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


def not_green(facts: Found) -> list[Check]:
    return [check for check in checks(facts) if check.light is not Light.green]


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
        ({"sync_seconds": None}, "Nothing can be saved"),
        ({"synced_by": "OneDrive"}, "a folder that OneDrive copies away"),
        ({"has_second_place": False}, "No second place for backups is chosen"),
        ({"second_place": Fault.missing}, "is not there"),
        ({"second_place": Fault.full}, "is full or cannot be written"),
        ({"second_place": Fault.unwritable}, "is full or cannot be written"),
        ({"is_other_disk": False}, "on the same disk"),
        ({"sleeps_after": 30}, "sleeps after 30 min"),
        ({"open_files": 256}, "enough for 32 phones"),
        ({"certificate_days": -1}, "does not answer with a valid certificate"),
        ({"certificate_days": 3}, "Days left: 3."),
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
        (check,) = not_green(replace(READY, **changed))
        assert check.light is Light.unknown


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


def desk_of(house: House) -> Browser:
    token = house.evening.sign_in()
    return house.browser("/coordinator/safety", {"coordinator": token})


def test_the_same_checks_stand_at_the_terminal_the_desk_and_the_console(
    open_house: Callable[..., House], capsys: pytest.CaptureFixture[str]
) -> None:
    house = open_house()
    desk = desk_of(house)
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


def test_what_is_wrong_with_the_disks_is_said_on_the_pages_that_are_looked_at_then(
    open_house: Callable[..., House], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = open_house()
    desk, console, stick = desk_of(house), house.console(Language.en), tmp_path / "stick"
    stick.mkdir()
    assert desk.send("place", place=str(stick)).status_code == 303
    assert "cannot be written" in page_after(desk, desk.send("place", place="/" + "x" * 5000))
    sound = os.stat

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def broken(path: Any, *how: Any, **more: Any) -> os.stat_result:
        if str(path).startswith(str(stick)):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return sound(path, *how, **more)

    with monkeypatch.context() as changed:
        changed.setattr(os, "fsync", full)
        for page in (desk.get(), console.ask("GET", f"{console.path}/ready.html")):
            assert "Nothing can be saved" in page.text
    with monkeypatch.context() as changed:
        changed.setattr(os, "stat", broken)
        assert "is full or cannot be written" in desk.get().text


def told_reds(data: Path, capsys: pytest.CaptureFixture[str], base_url: str = "") -> str:
    """What the terminal says is not ready."""
    given = ["--base-url", base_url] if base_url else []
    ended = commands.run(["check", "--data", str(data), *given])
    reds = [line for line in capsys.readouterr().out.splitlines() if line.startswith("RED")]
    assert ended == bool(reds)
    return "\n".join(reds)


def a_program(folder: Path, name: str, says: str) -> None:
    """One of the system's own tools, as this computer would have it."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\necho {says}\n")
    (folder / name).chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="its tools are faked as scripts of a shell")
def test_each_red_is_made_on_this_computer_and_seen(
    open_house: Callable[..., House],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    house = open_house()
    data, evening = house.settings.data, house.evening
    at = "http://192.168.1.7:8000"
    (data / "address").write_text(at)
    reds = told_reds(data, capsys)
    assert "There is no meeting that is still to be held" in reds
    assert "No second place for backups is chosen" in reds

    evening.do(lambda act: act.book.change(Meeting, {"id": act.meeting_id}, starts_at=act.now))
    assert f"No phone has come by {at}" in told_reds(data, capsys)
    evening.do(phone_network.note_reached, at)
    assert "No phone has come" not in told_reds(data, capsys)
    (data / "address").write_text("http://127.0.0.1:8000")
    assert "on no network" in told_reds(data, capsys)

    stick = tmp_path / "stick"
    stick.mkdir()
    second_place.choose(data, stick)
    assert "on the same disk" in told_reds(data, capsys)
    (stick / second_place.FOLDER).rmdir()
    assert "is not there" in told_reds(data, capsys)
    (stick / second_place.FOLDER).write_text("no folder")
    assert "is not there" in told_reds(data, capsys)

    a_program(tmp_path / "tools", "gsettings", "1800")
    with monkeypatch.context() as changed:
        changed.setenv("PATH", f"{tmp_path / 'tools'}:{os.environ['PATH']}")
        changed.setattr(sys, "platform", "linux")
        assert "sleeps after 30 min" in told_reds(data, capsys)
    with monkeypatch.context() as changed:
        changed.setattr(os, "fsync", lambda _file: threading.Event().wait(0.11))  # a slow disk
        assert "which is slow" in told_reds(data, capsys)
    with monkeypatch.context() as changed:
        usage = shutil.disk_usage(data)._replace(free=300 * 2**20)
        changed.setattr(shutil, "disk_usage", lambda _place: usage)
        assert "Only 300 MB are free" in told_reds(data, capsys)
    os.utime(data / "meeting.db", (time.time() + DAY, time.time() + DAY))
    assert "clock is behind" in told_reds(data, capsys)
    reds = told_reds(data, capsys, "https://127.0.0.1:9")
    assert "does not answer with a valid certificate" in reds
    copied = tmp_path / "OneDrive - Ankerö kommun" / "data"
    shutil.copytree(data, copied)
    assert "a folder that OneDrive copies away" in told_reds(copied, capsys)


@pytest.mark.skipif(sys.platform == "win32", reason="it sets no such limit")
def test_a_low_limit_of_the_system_is_seen(open_house: Callable[..., House]) -> None:
    house = open_house()
    asked = [sys.executable, "-m", "app", "check", "--data", str(house.settings.data)]
    red = "RED    Connections: The system lets the program hold only 256"
    # A server raises the limit as far as it may, so that it counts only where it may not.
    for limit, is_low in (("ulimit -n 256", True), ("ulimit -S -n 256", False)):
        said = subprocess.run(
            ["/bin/sh", "-c", f'{limit}; exec "$@"', "sh", *asked],
            capture_output=True,
            text=True,
            check=False,
        ).stdout
        assert (red in said) is is_low


@pytest.mark.long
def test_a_certificate_that_runs_out_soon_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    for days in (3, 60):
        with _certified(tmp_path, days) as address:
            assert looking.certificate_days(address, int(time.time())) in {days - 1, days}
    with _certified(tmp_path, -1) as address:
        assert looking.certificate_days(address, int(time.time())) == -1


@contextmanager
def _certified(folder: Path, days: int) -> Iterator[str]:
    """A server whose certificate is trusted here, and valid for so many days."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=90))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    kind = serialization.PrivateFormat.PKCS8
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, kind, plain))
    (folder / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_shake_hands, args=(listener, context), daemon=True)
        thread.start()
        yield f"https://localhost:{listener.getsockname()[1]}"
        thread.join(PATIENCE)


def _shake_hands(listener: socket.socket, context: ssl.SSLContext) -> None:
    line, _ = listener.accept()
    with suppress(OSError), context.wrap_socket(line, server_side=True) as held:
        held.recv(1)
