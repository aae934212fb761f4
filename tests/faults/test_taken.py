"""What a running server needs is taken from it for a while: nothing is lost, and it goes on by itself."""

from pathlib import Path

import pytest

from tests.environment import missing
from tests.faults.doing import SOON, Serve, through
from tests.faults.ledger import Hall
from tests.faults.promises import Kept, Promises
from tests.faults.server import Served
from tests.faults.taking import IS_CLOCK, TAKEN, can_be_taken, clock_library

pytestmark = [pytest.mark.faults, pytest.mark.alone]


def served(serve: Serve, hall: Hall, fault: str, place: Path) -> Served:
    """With a clock that can be set, where the fault is the clock's."""
    if fault not in IS_CLOCK:
        return serve()
    told = {"LD_PRELOAD": str(clock_library(place)), "FAULTS_CLOCK": f"{hall.data}.clock"}
    return serve(beside=told)


@pytest.mark.parametrize("fault", TAKEN)
def test_it_goes_on_by_itself_after(
    hall: Hall, serve: Serve, seed: int, fault: str, tmp_path: Path, kept: Kept
) -> None:
    if not can_be_taken(fault):
        missing("strace or a compiler is not installed here")
        return
    verdict, seconds = through(hall, served(serve, hall, fault, tmp_path), fault, seed, 4)
    kept("taken", f"{fault}: {seconds:.1f} s")
    assert verdict.is_clean, verdict
    assert seconds < SOON


def test_without_its_own_trials_it_does_not_go_on(
    hall: Hall, serve: Serve, seed: int, promises: Promises
) -> None:
    with pytest.raises(AssertionError, match="nothing is saved any more"):
        through(hall, serve("look"), "a full disk", seed, 2, patience=15)
    promises.broken("taken", "without its own trials never after a full disk")
