"""How an answer comes: at once, also on a connection that was used before."""

import time
from http.client import HTTPConnection
from urllib.parse import urlsplit

from tests.house import House

ASKED = 25
DELAYED = 0.04  # seconds for which a receiver may hold an acknowledgement back


def test_an_answers_body_waits_for_nobody_to_acknowledge_its_head(house: House) -> None:
    phone = house.phone("Amina")
    phone.ask("GET", "/healthz")
    begun = time.monotonic()
    for _ in range(ASKED):
        phone.ask("GET", "/healthz")
    assert time.monotonic() - begun < ASKED * DELAYED * 0.7


def test_an_asterisk_begins_no_address(house: House) -> None:
    asking = HTTPConnection(urlsplit(house.address).netloc)
    asking.request("OPTIONS", "*", headers={"Host": urlsplit(house.address).netloc})
    assert asking.getresponse().status == 404
    asking.close()
