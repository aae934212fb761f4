"""Runs one server on one data folder: what must hold before it starts, and what it prints when it
has.
"""

import logging
import os
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from socket import socket

import uvicorn

from app import machine
from app.bootstrap import HOME, PlainRefusal, tell_progress
from app.data_folder import alone_on, note_address, opened_alone, opened_as_noted
from app.db import Database
from app.frozen import frozen
from app.keeping.second_place import PlaceError, choose
from app.live.collecting import collect_little
from app.live.writer import Writer
from app.main import create_app
from app.method import desk_links
from app.method.accounts import is_first_run
from app.method.refusals import NotYoursError
from app.models import Meeting
from app.rehearsal.copy import sweep
from app.sample import links_of, make_sample
from app.settings import Settings
from app.web.desk.colleagues import LINK
from app.web.desk.signing_in import first_run_link
from app.wire.entrance import Entrance
from app.wire.patience import Patient
from app.wire.seldom import speak_seldom

Links = Mapping[str, object]

DOOR_OF = {
    "phones": "join",
    "console": "console",
    "projector": "projector",
    "presenter": "presenter",
    "coordinator": "coordinator",
}
# Of the files that may be open, those for the data and the log, with all readers.
OWN_FILES = 96
# With room for fewer connections than this, a start says so: a phone holds one or two.
FEW = 400


@frozen
class Address:
    """Where the server listens, and the address that people type if that is another one."""

    host: str
    port: int
    base_url: str | None
    also_called: tuple[str, ...] = ()

    def reached_at(self, port: int) -> str:
        """Return the start of every link, as seen from the same network."""
        return self.base_url or f"http://{self._name()}:{port}"

    @property
    def is_everywhere(self) -> bool:
        return self.host in {"0.0.0.0", "::"}  # noqa: S104 - compared, not listened on

    def _name(self) -> str:
        if self.is_everywhere:
            return machine.network_address() or "127.0.0.1"
        return f"[{self.host}]" if ":" in self.host else self.host


class Server(uvicorn.Server):
    """Uvicorn without its own output; `when_open` is called once connections are accepted."""

    def __init__(self, config: uvicorn.Config, when_open: Callable[[], None]) -> None:
        super().__init__(config)
        self._when_open = when_open

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        collect_little()
        self._when_open()


def serve(
    data: Path, address: Address, *, with_sample: bool, second_place: Path | None = None
) -> int:
    """Serve until told to stop; return the exit code. `second_place`: for backups, from now on."""
    machine.share_heaps()
    room = machine.most_open_files() - OWN_FILES
    with alone_on(data), listening(address) as listener:
        reached_at = address.reached_at(listener.getsockname()[1])
        settings = opened_alone(
            data, address.base_url, reached_at, everywhere=address.is_everywhere
        )
        settings = replace(settings, names=address.also_called)
        note_address(data, reached_at)
        if second_place:
            _choose_second(data, second_place)
        links = _links_at_start(settings, with_sample=with_sample)
        config = config_of(settings, room)
        server = Server(config, lambda: tell(reached_at, links, data, room))
        with Entrance.at(listener, config.guests) as entrance:
            server.run(sockets=[entrance])
    return 0 if server.started else 1


def _choose_second(data: Path, place: Path) -> None:
    try:
        choose(data, place.resolve())
    except PlaceError as error:
        raise PlainRefusal(
            f"{place} cannot be the second place for backups: it is {error.fault}."
        ) from error


def fresh_sample(data: Path, base_url: str | None) -> Links:
    """Make one more sample meeting, also beside a running server, and return its links."""
    settings = opened_as_noted(data, base_url, makes=True)
    with writing(settings) as (database, writer):
        return links_of(settings, database, make_sample(writer), settings.address)


def newest_links(data: Path, base_url: str | None) -> Links:
    """The links that a start prints, also beside a running server."""
    settings = opened_as_noted(data, base_url)
    with writing(settings) as (database, _):
        return _links_now(settings, database)


def desk_link(data: Path, base_url: str | None, login: str) -> str:
    """A link for a coordinator who is locked out, also beside a running server; "" if nobody has
    that name.
    """
    settings = opened_as_noted(data, base_url)
    with writing(settings) as (database, writer):
        with database.reading() as book:
            is_first = is_first_run(book)
        if is_first:
            return first_run_link(settings, database, settings.address)
        try:
            token = writer.do(None, lambda act: desk_links.for_locked_out(act, login))
        except NotYoursError:
            return ""
    return f"{settings.address}{LINK}{token}"


def tell(reached_at: str, links: Links, data: Path, room: int = FEW) -> None:
    """Print where the program is, for the person who started it."""
    print(f"\nMore of This is open at {reached_at}")
    if "//127." in reached_at:
        print("Only this computer can reach it there; phones need a network that both are on.")
    if room < FEW:
        print(
            f"This system lets it have {room} connections at once: enough for {room // 2} phones."
        )
        print("`ulimit -n 4096` before the start lets more of them in.")
    where = "" if data == HOME / "data" else f" --data {shlex.quote(os.fspath(data.resolve()))}"
    if sys.stdout.isatty():
        tell_links(links)
    else:  # the output of a service or container is a log, which more people read
        print("Its links are secret and not for a log. This prints them:")
        print(f"python3 -m app links{where}")
    if "join" in links:
        print("\nTo watch a whole evening of simulated people first, type in a second window:")
        print(f"python3 -m app rehearse --url {reached_at}{where}")
    print("\nStop it with Ctrl-C.", flush=True)


def tell_links(links: Links) -> None:
    """Print the doors that there are, and the phones' as a code to point them at."""
    if join := links.get("join"):
        _print_qr(str(join))
    for people, door in DOOR_OF.items():
        if link := links.get(door):
            print(f"  {people:<12} {link}")


def _print_qr(link: str) -> None:
    from qrcode.main import QRCode  # noqa: PLC0415 -- see `app.qr`

    code = QRCode(border=2)
    code.add_data(link)
    try:
        code.print_ascii(tty=sys.stdout.isatty(), invert=True)
    except UnicodeEncodeError:  # an old terminal's alphabet has no blocks; the link is printed too
        return


@contextmanager
def listening(address: Address) -> Iterator[socket]:
    """Take the address before anything is made or changed."""
    try:
        listener = machine.listen(address.host, address.port)
    except OSError as error:
        raise PlainRefusal(
            f"Port {address.port} cannot be opened on {address.host} ({error.strerror});"
            " end the other program, or choose another with --port."
        ) from error
    with listener:
        yield listener


def _links_at_start(settings: Settings, *, with_sample: bool) -> Links:
    """Return the links of the newest meeting; if there is none yet, only the coordinator's."""
    with writing(settings) as (database, writer):
        sweep(database, writer)
        if with_sample and not _newest(database):
            tell_progress("Making the sample meeting ...")
            make_sample(writer)
        return _links_now(settings, database)


def _links_now(settings: Settings, database: Database) -> Links:
    if newest := _newest(database):
        return links_of(settings, database, newest, settings.address)
    return {"coordinator": first_run_link(settings, database, settings.address)}


def _newest(database: Database) -> int | None:
    with database.reading() as book:
        there = book.all(Meeting, order=("starts_at",), is_rehearsal=False)
    return there[-1].id if there else None


@contextmanager
def writing(settings: Settings) -> Iterator[tuple[Database, Writer]]:
    """Yield what is needed to write before the server does, or beside it."""
    database = Database(settings.database_url)
    writer = Writer(database, settings.keys, lambda _touched: None)
    writer.start()
    try:
        yield database, writer
    finally:
        writer.stop()
        database.close()


def config_of(settings: Settings, room: int = machine.FILES - OWN_FILES) -> Patient:
    """Uvicorn logs the address of every phone, but never in a warning: so only warnings are
    kept.
    """
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    speak_seldom("uvicorn.error", "asyncio")
    return Patient(
        create_app(settings),
        room,
        settings.patience_seconds,
        loop="asyncio",
        ws_per_message_deflate=False,  # uvicorn's own would compress anew for each connection
        ws_max_size=16_384,
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=settings.base_url is not None,
        timeout_graceful_shutdown=3,
    )
