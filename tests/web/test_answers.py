"""How an answer comes: at once, also on a connection that was used before."""

import time

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
