"""`python3 -m app rehearse`: finds or makes the place for a rehearsal, tells how it goes, and what came of it."""

import http.client
import secrets
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

from app.bootstrap import HOME, PlainRefusal, tell_progress
from app.data_folder import alone_on, opened_alone, opened_beside
from app.frozen import frozen
from app.keeping import backup, shelf
from app.keeping.restoring import restore
from app.rehearsal.copy import sweep, throw_away
from app.rehearsal.room import PACES
from app.rehearsal.run import Rehearsal, RehearsalPlan, Venue, newest_meeting
from app.sample import make_sample
from app.serving import Address, Server, config_of, listening, writing
from app.settings import KEY

LOOPBACK = "127.0.0.1"


@frozen
class Wanted:
    """What was typed. `meeting`: its code."""

    url: str | None
    data: Path | None
    meeting: str | None
    phones: int
    pace: str
    chance: int | None
    second_laptop: bool = False


def rehearse(wanted: Wanted) -> int:
    """Play the evening; 0 if all of it could be played and nothing went wrong."""
    signal.signal(signal.SIGTERM, _interrupt)
    if wanted.second_laptop and wanted.url:
        raise PlainRefusal("A second laptop is played on a server of its own: leave --url out.")
    with ExitStack() as first, ExitStack() as second:
        place = first.enter_context(_place(wanted))
        meeting_id = newest_meeting(place.database, wanted.meeting)
        if meeting_id is None:
            raise PlainRefusal("There is no such meeting to rehearse.")
        chance = secrets.randbelow(10_000) if wanted.chance is None else wanted.chance
        plan = RehearsalPlan(meeting_id, wanted.phones, PACES[wanted.pace], chance)
        rehearsal = Rehearsal(place, plan, tell_progress)
        if wanted.second_laptop:
            rehearsal.elsewhere = partial(_go_on_elsewhere, rehearsal, first, second)
        try:
            links = rehearsal.begin()
            _judge_reached(place.address, links["join"])
            _tell_links(links)
            rehearsal.play()
        finally:
            rehearsal.throw_away()
    return _tell(rehearsal)


def _go_on_elsewhere(rehearsal: Rehearsal, first: ExitStack, second: ExitStack) -> str:
    """Does what is typed on the second laptop, by the steps of the desk's page: a backup from the
    stick is restored.
    """
    settings, copy_id = rehearsal.place.settings, rehearsal.copy_id
    stick = second.enter_context(backup.temporary_folder())
    backup.make(
        rehearsal.place.database, settings.data / KEY, stick / shelf.new_name(datetime.now(UTC))
    )
    first.close()
    if settings.data.exists():  # the data that was rehearsed on must not keep the copy
        with writing(settings) as (_, writer):
            writer.do(None, partial(throw_away, meeting_id=copy_id))
    restore(stick, stick / "data")
    rehearsal.place = second.enter_context(_own_server(stick / "data", is_second=True))
    return rehearsal.place.address


@contextmanager
def _place(wanted: Wanted) -> Iterator[Venue]:
    if wanted.url:
        with _beside(wanted.url, wanted.data or HOME / "data") as place:
            yield place
    elif wanted.data:
        if not (wanted.data / KEY).exists():
            raise PlainRefusal(f"There is no meeting in {wanted.data.resolve()} to rehearse.")
        with _own_server(wanted.data) as place:
            yield place
    else:
        with tempfile.TemporaryDirectory(prefix="rehearsal-") as folder:
            tell_progress("Making a sample meeting in a folder of its own ...")
            with _own_server(Path(folder) / "data", with_sample=True) as place:
                yield place


@contextmanager
def _beside(url: str, data: Path) -> Iterator[Venue]:
    """Uses a server that runs: the copy is made beside it, and everybody comes through its
    doors.
    """
    if not (data / KEY).exists():
        raise PlainRefusal(f"There is no meeting in {data.resolve()}; name the server's --data.")
    if _status(url, "/healthz") != 200:
        raise PlainRefusal(f"No server answers at {url}.")
    settings = opened_beside(data, None, url)
    with writing(settings) as (database, writer):
        yield Venue(settings, database, writer, url, url)


@contextmanager
def _own_server(
    data: Path, *, with_sample: bool = False, is_second: bool = False
) -> Iterator[Venue]:
    """A server in this process that only this computer can reach. `is_second`: a rehearsal goes on
    there.
    """
    with alone_on(data), listening(Address(LOOPBACK, 0, None)) as listener:
        address = f"http://{LOOPBACK}:{listener.getsockname()[1]}"
        settings = opened_alone(data, None, address)
        config, is_open = config_of(settings), threading.Event()
        server = Server(config, is_open.set)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="server")
        thread.start()
        try:
            while not is_open.wait(0.1):
                if not thread.is_alive():
                    raise PlainRefusal("The server for the rehearsal did not start.")
            house: Any = config.app.state.house  # type: ignore[union-attr]
            if not is_second:
                sweep(house.database, house.writer)
            if with_sample:
                make_sample(house.writer)
            yield Venue(settings, house.database, house.writer, address, address)
        finally:
            server.should_exit = True
            thread.join()


def _judge_reached(address: str, join: str) -> None:
    """Raises PlainRefusal if the server has no such copy, because it runs on other data."""
    if _status(address, urlsplit(join).path) != 200:
        raise PlainRefusal(
            f"The server at {address} runs on another data folder; name it by --data."
        )


def _status(address: str, path: str) -> int:
    parts = urlsplit(address)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=10)
    try:
        connection.request("GET", parts.path + path)
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def _tell_links(links: dict[str, Any]) -> None:
    print("A rehearsal on a copy of the meeting; watch it here:")
    print(f"  projector    {links['projector']}")
    print(f"  console      {links['console']}", flush=True)


def _tell(rehearsal: Rehearsal) -> int:
    """Print what came of it; return the exit code."""
    ledger, faults = rehearsal.ledger, rehearsal.faults
    for fault in faults:
        print(f"- {fault}")
    tried = f", {sum(ledger.tried.values())} on buttons new to them" if ledger.tried else ""
    print(
        f"{rehearsal.plan.phones} phones, {rehearsal.seconds:.0f} s, {ledger.acts} acts{tried};"
        f" {ledger.late} came too late and were told so; {ledger.compared} screens compared;"
        f" errors: {len(faults)} (chance {rehearsal.plan.chance})."
    )
    print("All of it is thrown away.", flush=True)
    return 1 if faults else 0


def _interrupt(_signal: int, _frame: object) -> NoReturn:
    """Treats a request to end like Ctrl-C: what was begun is taken back first."""
    raise KeyboardInterrupt
