"""How phones reach the laptop: the addresses found, chosen and tried, and the Wi-Fi that the hall uses."""

import re
from collections.abc import Callable
from io import BytesIO

import docx
import pytest

from app import machine
from app.addresses import Addresses
from app.models import Reached
from app.qr import qr_path, wifi
from app.vocabulary import Language, Step
from tests.cast import Evening
from tests.house import Browser, House

USUAL = "http://192.168.7.7:8000"
OTHER = "http://10.0.0.9:8000"
NETWORKS = ["10.0.0.9", "192.168.7.7"]


@pytest.fixture
def house(open_house: Callable[..., House]) -> House:
    """On a laptop with two networks."""
    house = open_house(address=USUAL, everywhere=True)
    house.app.state.house.show.here.addresses = Addresses(house.settings, NETWORKS.copy)
    return house


@pytest.fixture
def console(house: House) -> Browser:
    return house.console(Language.en)


def reached(evening: Evening) -> list[str]:
    return [row.address for row in evening.all(Reached)]


def qr_on(screen: str) -> str:
    return screen.split('class="qr-ink" d="')[1].split('"', maxsplit=1)[0]


def qr_of(address: str, house: House) -> str:
    return qr_path(f"{address}/{house.code}".upper())[0]


def test_this_machines_addresses_are_private_ones_of_its_own() -> None:
    addresses = machine.network_addresses()
    assert len(addresses) == len(set(addresses))
    assert not [address for address in addresses if address.startswith(("127.", "169.254.", "0."))]


def test_the_chosen_address_is_in_every_link_and_code_at_once(
    house: House, console: Browser
) -> None:
    wall = house.projector()
    assert qr_on(wall.screen()) == qr_of(USUAL, house)
    wire = wall.wire()
    answer = console.tap("address", address=OTHER)
    assert f"{OTHER}/{house.code}" in answer.text
    wire.wait(lambda wire: qr_on(wire.screen) == qr_of(OTHER, house))
    assert "10.0.0.9:8000" in wall.screen()
    console.tap("address", address=USUAL)
    assert qr_on(wall.screen()) == qr_of(USUAL, house)


@pytest.mark.parametrize("name", ["laptop.lan:8000", "localhost:8000", "10.0.0.9:8000"])
def test_a_meeting_has_one_address_on_wall_desk_and_paper_wherever_the_desk_is_opened(
    open_house: Callable[..., House], name: str
) -> None:
    house = open_house(address=USUAL, everywhere=True, names=("laptop.lan",))
    house.app.state.house.show.here.addresses = Addresses(house.settings, NETWORKS.copy)
    desk, leads = house.desk(), qr_of(USUAL, house)
    desk.headers.update({"Host": name, "Origin": f"http://{name}"})
    assert qr_on(house.projector().screen()) == leads
    page = desk.ask("GET", f"{desk.path}/links").text
    assert f"{USUAL}/{house.code}" in page
    assert set(re.findall(r"http://[a-z0-9.]+(?::\d+)?(?=/)", page)) == {USUAL}
    assert leads in desk.ask("GET", f"{desk.path}/links/join.svg").text
    paper = desk.ask("GET", f"{desk.path}/print/leader.docx?language=en")
    told = "\n".join(part.text for part in docx.Document(BytesIO(paper.content)).paragraphs)
    assert USUAL.removeprefix("http://") in told
    assert name not in told


def test_only_an_address_of_this_machine_can_be_chosen(house: House, console: Browser) -> None:
    assert console.tap("address", address="http://elsewhere.example").status_code == 409
    assert house.evening.row.address == ""


def test_a_chosen_address_that_is_gone_gives_way_to_the_usual_one(house: House) -> None:
    addresses = house.app.state.house.show.here.addresses
    assert addresses.used("http://10.9.9.9:8000") == USUAL


def test_a_given_public_address_is_the_only_one(open_house: Callable[..., House]) -> None:
    hosted = open_house(base_url="http://hall.example", everywhere=True)
    shown = hosted.console(Language.en).screen()
    assert f"http://hall.example/{hosted.code}" in shown
    assert "Use this" not in shown


def test_it_is_told_once_a_phone_has_come_by_an_address(house: House, console: Browser) -> None:
    assert "A phone has reached us here." not in console.screen()
    wire = console.wire()
    for host in ("10.0.0.9:8000", "10.0.0.9:8000", "elsewhere.example:8000"):
        house.browser("/").ask("GET", f"/{house.code}", headers={"Host": host})
    wire.wait(lambda wire: "A phone has reached us here." in wire.screen)
    assert reached(house.evening) == [OTHER]


def test_the_laptops_own_browser_is_no_phone(open_house: Callable[..., House]) -> None:
    alone = open_house(address="http://127.0.0.1:8000")
    alone.browser("/").ask("GET", f"/{alone.code}", headers={"Host": "127.0.0.1:8000"})
    assert reached(alone.evening) == []


def test_the_wifi_stands_on_the_wall_until_it_is_taken_away(house: House, console: Browser) -> None:
    wall = house.projector()
    assert 'id="network"' not in wall.screen()
    console.tap("network", name="Sundby; gäst", password='a"b')
    shown = wall.screen()
    assert "Sundby; gäst" in shown
    assert qr_path('WIFI:T:WPA;S:Sundby\\; gäst;P:a\\"b;;')[0] in shown
    house.evening.go_to(Step.opening)
    assert "Sundby; gäst" not in wall.screen()
    console.tap("network", name="", password="left over")
    assert house.evening.row.network_password == ""


def test_a_networks_name_and_password_are_shown_blank_for_blank_as_they_were_typed(
    house: House, console: Browser
) -> None:
    name, password = " Sundby  gäst", "two  blanks and one at the end "
    hidden = "begins or ends with a space, or has several in a row"
    assert hidden not in console.screen()
    console.tap("network", name=name, password=password)
    wall = house.projector().screen()
    assert f'<bdi class="typed" translate="no">{name}</bdi>' in wall
    assert f'<bdi class="typed strong" dir="ltr" translate="no">{password}</bdi>' in wall
    assert qr_path(f"WIFI:T:WPA;S:{name};P:{password};;")[0] in wall
    assert f'class="typed" translate="no">{name}</bdi>' in house.phone("Amina").get().text
    assert hidden in console.screen()
    assert f'value="{password}"' in console.screen()
    console.tap("network", name="Sundby gäst", password="one blank")
    assert hidden not in console.screen()
    console.tap("network", name="   ", password=password)
    assert house.evening.row.network_password == ""


def test_an_open_network_asks_for_no_password() -> None:
    assert wifi("Library", "") == "WIFI:T:nopass;S:Library;;"


def test_a_page_knows_the_network_before_it_loses_it(house: House, console: Browser) -> None:
    console.tap("network", name="Sundby <gäst>", password="")
    page = house.phone("Amina").get().text
    offline = page.split('id="offline"')[1].split("</div>")[0]
    assert "Sundby &lt;gäst&gt;" in offline
