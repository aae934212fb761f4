"""What a running server needs is taken from it for a while: nothing is lost, and it goes on by itself.

Each has a defence, without which it does not: see `without`.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import httpx
import pytest
from websockets.sync.client import connect

from app.rehearsal.markup import read_screen
from tests.environment import PATIENCE, missing
from tests.faults.doing import SOON, Came, Serve, rest, through
from tests.faults.ledger import Hall
from tests.faults.promises import Kept, Promises
from tests.faults.server import Kept as Stored, Served
from tests.faults.taking import IS_CLOCK, TAKEN, can_be_taken, clock_library
from tests.faults.test_crowded import LOG

pytestmark = pytest.mark.faults

# Longer than until the next look at what is due.
SECONDS = dict.fromkeys(IS_CLOCK, 6.0)
# At 0.4 s for each time that the disk is waited for there are ten in four seconds: as many acts, one by one.
FEWEST_ON_SLOW_DISK = 20


@pytest.mark.alone
@pytest.mark.parametrize("fault", TAKEN)
def test_it_goes_on_by_itself_after(
    hall: Hall, serve: Serve, seed: int, fault: str, tmp_path: Path, kept: Kept
) -> None:
    came, log = taken(hall, serve, fault, seed, tmp_path)
    kept("taken", f"{fault}: {came.seconds:.1f} s")
    assert came.verdict.is_clean, came.verdict
    assert came.seconds < SOON
    assert log <= LOG
    assert came.meanwhile >= FEWEST_ON_SLOW_DISK or fault != "a slow disk"


@pytest.mark.parametrize(
    ("defence", "fault"),
    [
        ("look", "a full disk"),
        ("look", "a locked database"),
        ("look", "an I/O error at each sync"),
        ("look", "an I/O error at each write"),
        ("steady", "an hour back on a full disk"),
        ("even", "four days ahead"),
        ("even", "ten years ahead"),
    ],
)
def test_without_its_defence_it_never_goes_on_after(
    hall: Hall,
    serve: Serve,
    seed: int,
    defence: str,
    fault: str,
    tmp_path: Path,
    promises: Promises,
) -> None:
    with pytest.raises(AssertionError, match="nothing is saved any more"):
        taken(hall, serve, fault, seed, tmp_path, without=defence, patience=SOON)
    promises.broken("taken", f"without {WORDS[defence]} not after {fault}")


def test_without_taking_back_what_it_remembered_it_loses_what_could_not_be_saved(
    hall: Hall, serve: Serve, seed: int, tmp_path: Path, promises: Promises
) -> None:
    fault = "an I/O error at each fifth sync"
    came, _ = taken(hall, serve, fault, seed, tmp_path, without="taken back")
    promises.broken(
        "taken", f"not taken back what could not be saved, {fault}: {came.verdict.lost} lost"
    )
    assert came.verdict.lost


def test_without_saving_together_a_slow_disk_lets_few_through(
    hall: Hall, serve: Serve, seed: int, tmp_path: Path, promises: Promises
) -> None:
    came, _ = taken(hall, serve, "a slow disk", seed, tmp_path, without="together")
    promises.broken("taken", f"one by one on a slow disk {came.meanwhile} acts in 4 s")
    assert came.meanwhile < FEWEST_ON_SLOW_DISK


def test_without_a_file_kept_for_those_who_come_they_fill_the_log(
    hall: Hall, serve: Serve, seed: int, tmp_path: Path, promises: Promises
) -> None:
    _, log = taken(hall, serve, "no descriptors", seed, tmp_path, without="spare")
    promises.broken(
        "taken", f"with no file kept for who comes, no descriptors: log {log // 1000:,} kB"
    )
    assert log > LOG


WORDS = {
    "look": "its own trials",
    "steady": "a clock that only goes on",
    "even": "holding jumps against it",
}


def taken(
    hall: Hall,
    serve: Serve,
    fault: str,
    seed: int,
    place: Path,
    *,
    without: str = "nothing",
    patience: float = PATIENCE,
) -> tuple[Came, int]:
    """What came of it, and how long the log was then. Where it is the clock, somebody's page is open."""
    if not can_be_taken(fault):
        missing("strace or a compiler is not installed here")
    is_clock = fault in IS_CLOCK
    beside = {"LD_PRELOAD": str(clock_library(place)), "FAULTS_CLOCK": f"{hall.data}.clock"}
    server = serve(without, beside=beside if is_clock else {})
    with somebody_in(hall, server) if is_clock else nullcontext():
        came = through(hall, server, fault, seed, SECONDS.get(fault, 4.0), patience)
    return came, server.log.stat().st_size


@contextmanager
def somebody_in(hall: Hall, server: Served) -> Iterator[None]:
    with httpx.Client(base_url=server.address, timeout=PATIENCE) as phone:
        phone.get(f"/{hall.code}")
        phone.post(f"/{hall.code}/join", data={"role": "resident"})
        path = read_screen(phone.get(f"/{hall.code}").text).socket
        carried = "; ".join(f"{name}={value}" for name, value in phone.cookies.items())
    address = f"{server.address.replace('http', 'ws', 1)}{path}"
    with connect(
        address, additional_headers={"Cookie": carried}, compression=None, proxy=None, max_size=None
    ):
        for _ in range(PATIENCE * 10):
            if Stored(hall.data).rows("SELECT id FROM device WHERE present"):
                break
            rest(0.1)
        else:
            raise AssertionError("nobody came in")
        yield
