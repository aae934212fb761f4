"""What goes down a socket: the parts that have changed, and nothing that nobody looks at."""

import re
from pathlib import Path

from app.models import Card
from app.vocabulary import Step
from tests.ears import Wire
from tests.house import Browser, House, main_of


def newest(wire: Wire, answer_sequence: str) -> tuple[bool, int]:
    """Whether the frame of this act brought the whole screen, and its bytes."""
    wire.wait(lambda wire: wire.frames[-1].sequence >= int(answer_sequence))
    return wire.frames[-1].whole, wire.frames[-1].size


def test_a_lean_brings_its_table_a_kilobyte_and_a_half_at_most(house: House) -> None:
    house.evening.go_to(Step.sorting)
    card = house.evening.ids(Card)[0]
    amina, kirsi = house.phone("Amina"), house.phone("Kirsi")
    wires = [amina.wire(), kirsi.wire()]
    answer = amina.tap(f"cards/{card}/lean", category="more")
    own, other = (newest(wire, answer.headers["X-Sequence"]) for wire in wires)
    assert not own[0]
    assert own[1] <= 1_500
    assert not other[0]
    assert other[1] <= 600


def test_an_answer_brings_what_the_page_says_that_it_lacks(house: House) -> None:
    house.evening.go_to(Step.sorting)
    card, amina = house.evening.ids(Card)[0], house.phone("Amina")
    has = amina.get(script=True).json()["digests"].replace(" ", ".")
    amina.headers["X-Has"] = has
    answer = amina.tap(f"cards/{card}/lean", category="less").json()
    assert set(answer["parts"]) == {f"less-{card}", "saved", "news"}
    amina.headers["X-Has"] = "nonsense." * 9
    assert amina.get(script=True).json()["screen"] == amina.screen()


def test_a_table_goes_on_to_its_next_card_by_what_differs(house: House) -> None:
    """All choose, it is decided, and opened again: no frame brings the whole screen, nor more than the card's half."""
    house.evening.go_to(Step.sorting)
    card = house.evening.ids(Card)[0]
    amina, kirsi = house.phone("Amina"), house.phone("Kirsi")
    wire = amina.wire()
    for path, said in (
        (f"cards/{card}/spread", {}),
        (f"cards/{card}/decision", {"decision": "more"}),
        (f"cards/{card}/reopened", {}),
    ):
        whole, size = newest(wire, kirsi.tap(path, **said).headers["X-Sequence"])
        assert not whole, path
        assert size < 10_000, path
        assert wire.screen == amina.screen(), path


def test_piles_are_sent_while_they_are_open_and_else_not(house: House) -> None:
    house.evening.go_to(Step.sorting)
    card = house.evening.ids(Card)[0]
    amina, kirsi = house.phone("Amina"), house.phone("Kirsi")
    shut, opened = amina.wire(), kirsi.wire("piles")
    answer = amina.tap(f"cards/{card}/decision", decision="more")
    for wire in (shut, opened):
        newest(wire, answer.headers["X-Sequence"])
    assert f'id="decided-{card}"' not in shut.screen
    assert f'id="decided-{card}"' in opened.screen
    assert opened.screen == main_with_open_piles(kirsi)


def main_with_open_piles(phone: Browser) -> str:
    """Without script it is a link, and a reload keeps it open."""
    page = phone.ask("GET", f"{phone.path}?open=piles").text
    assert f"url={phone.path}?open=piles" in page
    return main_of(page)


def test_what_stands_around_a_screen_has_its_ids_for_itself() -> None:
    """Scripts find it by them on every page: a panel of the same id was hidden when the line came back."""
    templates = Path(__file__).resolve().parents[2] / "templates"
    ids = {
        path: set(re.findall(r'\bid="([\w-]+)"', path.read_text("utf-8")))
        for path in templates.rglob("*.html")
    }
    around = ids.pop(templates / "shell.html")
    assert {"offline", "connection"} <= around
    assert {path.name: own & around for path, own in ids.items() if own & around} == {}
