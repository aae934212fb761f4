"""What is one phone's alone in a frame that is made once for all: the tag of who sits there, and no typed words."""

import json

import pytest

from app.vocabulary import Step
from tests.cast import bare_evening
from tests.house import House


@pytest.mark.parametrize(
    "typed", [r"\u0001u003cp hx-post=/x u003e", r"\u007f", r"\x7f", r"\\u0001"]
)
def test_what_looks_like_our_own_signs_is_somebodys_words(house: House, typed: str) -> None:
    house.evening.go_to(Step.ideas)
    phone, console = house.phone("Amina"), house.console()
    wires = [console.wire(), house.phone("Kirsi").wire()]
    answer = phone.tap("ideas", title=typed, what="", who="")
    assert typed in json.loads(answer.text)["screen"]
    for wire, page in zip(wires, (console, house.phone("Kirsi")), strict=True):
        assert wire.shows(page.screen())
        assert "<p hx-post" not in page.screen()


def test_who_stays_at_a_shared_phone_sees_the_own_tag(house: House) -> None:
    state = house.app.state.house
    hall = bare_evening(state.database, state.writer, code="FARHA77")
    hall.share("Amina", "Yusuf")
    hall.go_to(Step.sorting)
    phone = house.phone("Amina", hall)
    wire = phone.wire()
    assert wire.shows(phone.screen())
    before = phone.screen()
    assert phone.tap("people/0/gone").status_code == 200
    assert phone.screen() != before
    assert wire.shows(phone.screen())
