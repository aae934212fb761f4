"""What an ended meeting leaves in memory once nobody looks at it, while another one goes on: nothing."""

import gc
import time

from app.method import ending
from app.method.act import Touch
from app.vocabulary import Step
from tests.cast import make_evening
from tests.environment import PATIENCE
from tests.house import House


def scopes_in_memory(meeting_id: int) -> int:
    """How many scopes of the meeting the program holds: all that it caches of one stands under these."""
    gc.collect()
    held = (item for item in gc.get_objects() if isinstance(item, Touch))
    return sum(scope.meeting_id == meeting_id for scope in held)


def test_an_ended_meeting_leaves_memory_while_another_one_goes_on(house: House) -> None:
    over = house.evening
    other = make_evening(over.database, over.writer, "KRAN7A3")
    stays = house.console(of=other).wire()
    pages = [house.phone("Amina"), house.phone("Hodan"), house.console(), house.projector()]
    wires = [page.wire() for page in pages]
    over.go_to(Step.sorting)
    over.do(ending.end, ended=True)
    for wire in wires:
        wire.wait(lambda wire: wire.frames[-1].sequence == over.row.sequence)
    assert scopes_in_memory(over.id) > 0
    for wire in wires:
        wire.close()
    until = time.monotonic() + PATIENCE
    while (left := scopes_in_memory(over.id)) and time.monotonic() < until:
        pass  # the server takes its turns meanwhile
    assert left == 0
    other.go_to(Step.sorting)
    assert stays.shows(house.console(of=other).screen())
