"""Each part of the toolkit has its page and its test, and the table of them is up to date."""

from pathlib import Path

from app.vocabulary import Language
from tests.house import House
from tests.toolkit import TABLE, rooms, table


def test_the_table_is_as_the_program_is() -> None:
    assert TABLE.read_text("utf-8") == table()
    home = Path(__file__).parent
    assert [room.test for room in rooms() if not (home / room.test).exists()] == []


def test_every_page_that_it_names_is_there(house: House) -> None:
    evening = house.evening
    token = evening.sign_in(Language.sv)
    at = f"/coordinator/meetings/{evening.id}"
    desk = house.browser(at, {"coordinator": token})
    pages = {room.page if room.page.startswith("/") else f"{at}/{room.page}" for room in rooms()}
    quick = {page for page in pages if not page.endswith(".pdf")}
    assert {page for page in quick if desk.ask("GET", page).status_code != 200} == set()
