"""What goes down a socket: the screen that others are given as it is, in a third of the bytes."""

import json
from urllib.parse import urlsplit

from tests.bench.asking import Visitor
from tests.bench.loop import Loop
from tests.bench.wires import Wire
from tests.house import Browser, House
from tests.live.long_screen import long_ideas


def test_a_screen_is_packed_for_a_browser_that_can_unpack_it(house: House) -> None:
    before_groups = house.browser(f"/{house.code}")
    assert before_groups.join(role="resident").status_code == 303
    long_ideas(house.evening)
    for phone in (before_groups, house.phone("Amina")):
        loop, as_it_is = Loop(), phone.wire()
        packed = heard(loop, visitor(house, phone), f"{phone.path}/live")
        loop.close()
        assert json.loads(packed.words)["screen"] == as_it_is.screen
        assert packed.size < as_it_is.frames[0].size / 2
    assert packed.size < as_it_is.frames[0].size / 3


def heard(loop: Loop, phone: Visitor, path: str) -> Wire:
    wire = Wire(loop, phone, path)
    assert loop.run(lambda: bool(wire.frames))
    return wire


def visitor(house: House, phone: Browser) -> Visitor:
    _, headers = phone.live()
    return Visitor(urlsplit(house.address).port or 0, headers["Cookie"])
