"""The meeting leader's page to print: from the console and from the desk, with the programme and nothing secret."""

import pytest

from app.links import secret
from app.method import accounts, hall
from app.models import Link
from app.vocabulary import Language
from tests.house import SECRET, Browser, House


@pytest.fixture
def desk(house: House) -> Browser:
    token = house.evening.writer.do(
        None, lambda act: accounts.set_up(act, "Astrid", "unused", Language.en)
    )
    path = f"/coordinator/meetings/{house.evening.id}/links"
    return house.browser(path, {"coordinator": token})


def test_it_has_the_programme_by_the_clock_and_how_phones_come_in(house: House) -> None:
    house.evening.do(hall.name_network, "Library", "open sesame")
    console = house.console(Language.en)
    assert "/evening.html" in console.screen()
    page = console.ask("GET", f"{console.path}/evening.html").text
    for words in ("Sorting", "Next: start the sorting", "Open the vote", "open sesame"):
        assert words in page
    assert f"/{house.code}" in page
    assert page.count("<tr>") == 14


def test_the_desk_has_it_in_a_chosen_language(desk: Browser) -> None:
    assert "evening.html" in desk.get().text
    page = desk.ask("GET", f"{desk.path}/evening.html", params={"language": "fi"}).text
    assert '<html lang="fi"' in page


def test_no_link_that_opens_anything_stands_on_it(house: House, desk: Browser) -> None:
    page = desk.ask("GET", f"{desk.path}/evening.html").text
    assert "/open/" not in page
    for link in house.evening.all(Link, meeting_id=house.evening.id):
        assert secret(SECRET, link.id, link.version) not in page


def test_a_stranger_gets_none(house: House) -> None:
    stranger = house.browser("/")
    for path in ("console/{}/evening.html", "coordinator/meetings/{}/links/evening.html"):
        answer = stranger.ask("GET", "/" + path.format(house.evening.id))
        assert answer.status_code in (303, 404)
        assert "Library" not in answer.text
