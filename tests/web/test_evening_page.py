"""The meeting leader's page to print: from the console and from the desk, with the programme and nothing secret."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from app.links import secret
from app.method import phone_network
from app.models import Link
from app.vocabulary import Language
from tests.house import SECRET, Browser, House


@pytest.fixture
def desk(house: House) -> Browser:
    token = house.evening.sign_in()
    path = f"/coordinator/meetings/{house.evening.id}/print"
    return house.browser(path, {"coordinator": token})


def words_of(pdf: bytes) -> str:
    """Of its pages, in which a word may be parted at the end of a line."""
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def test_it_is_one_page_with_the_programme_and_how_phones_come_in(house: House) -> None:
    house.evening.do(phone_network.name_network, "Library", "open sesame")
    console = house.console(Language.en)
    assert "/evening.pdf" in console.screen()
    pdf = console.ask("GET", f"{console.path}/evening.pdf").content
    page = words_of(pdf)
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    for words in ("Sorting", "Next: start the sorting", "Open the vote", "open sesame"):
        assert words in page
    assert f"/{house.code}" in page
    assert "Principle 1 (en)" in page


def test_the_desk_has_it_and_no_link_that_opens_anything_stands_on_it(
    house: House, desk: Browser
) -> None:
    assert "leader.pdf" in desk.get().text
    pdf = desk.ask("GET", f"{desk.path}/leader.pdf", params={"language": "fi"}).content
    page = words_of(pdf)
    assert "Principle 1 (fi)" in page
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    assert "/open/" not in page
    for link in house.evening.all(Link, meeting_id=house.evening.id):
        assert secret(SECRET, link.id, link.version) not in page


def test_a_stranger_gets_none(house: House) -> None:
    stranger = house.browser("/")
    for path in ("console/{}/evening.pdf", "coordinator/meetings/{}/print/leader.pdf"):
        answer = stranger.ask("GET", "/" + path.format(house.evening.id))
        assert answer.status_code in (303, 404)
        assert "Library" not in answer.text
