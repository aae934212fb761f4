"""The code is understood however it was typed or pasted, and an address however a chat has mangled it."""

import re

import pytest

from app.method import ending
from app.method.refusals import bad_code, no_meeting
from app.models import Meeting
from app.templating import sentence
from app.vocabulary import Door, Language
from tests.house import House
from tests.web.rows import everything

TYPED = {
    "itself": "KRAN7A2",
    "small letters, with blanks": " kran 7a2 ",
    "a hyphen": "KRAN-7A2",
    "a full stop behind it": "KRAN7A2.",
    "Arabic digits": "KRAN٧A٢",
    "Persian digits": "KRAN۷A۲",
    "Devanagari digits": "KRAN७A२",
    "full-width": "ＫＲＡＮ７Ａ２",
    "Cyrillic": "КRАN7А2",
    "small Cyrillic": "кrаn7а2",
    "Greek": "ΚRΑΝ7Α2",
    "what is not seen": "KRAN\u200b7A2\u2060",
    "the whole address": "http://192.168.1.5:8000/KRAN7A2",
    "an address in angle brackets": "<https://hall.example/KRAN7A2>",
    "the address of a table": "https://hall.example/KRAN7A2?table=3",
    "among words": "Koden är KRAN7A2, välkommen!",
}
NONE = ["ABC", "KRAN7A", "KRAN7A22", "?????", "http://hall.example/", "ÅÄÖ2345", "0000000"]


@pytest.fixture
def coded(house: House) -> House:
    """Its code has letters that other keyboards have too."""
    assert house.code == "KRAN7A2"
    return house


def test_the_code_leads_to_its_meeting_however_it_is_typed(coded: House) -> None:
    for told, typed in TYPED.items():
        answer = coded.browser("/").ask("GET", "/", params={"code": typed})
        assert (answer.status_code, answer.headers.get("location")) == (303, "/KRAN7A2"), told


def test_what_is_no_code_or_no_meetings_is_said_at_the_field(coded: House) -> None:
    browser = coded.browser("/")
    browser.headers["Accept-Language"] = "en"
    for typed in (*NONE, "ABC2345"):
        answer = browser.ask("GET", "/", params={"code": typed})
        assert answer.status_code == 409, typed
        said = no_meeting if typed == "ABC2345" else bad_code
        assert sentence(said, Language.en) in answer.text.replace("&#39;", "'"), typed
        box = re.search(r'<input id="code"[^>]*>', answer.text)
        assert box
        assert 'aria-invalid="true"' in box[0]
        assert 'aria-describedby="code-wrong code-help"' in box[0]
    assert "aria-invalid" not in browser.ask("GET", "/").text
    length = re.search(r'name="code"[^>]*maxlength="(\d+)"', answer.text)
    assert length
    assert int(length[1]) >= 200, "a pasted address is not cut"


def test_an_ended_meeting_is_told_from_none_to_those_alone_who_were_in(coded: House) -> None:
    coded.evening.do(ending.end, ended=True)
    asked = [coded.browser("/").ask("GET", f"/?code={code}") for code in (coded.code, "ABC2345")]
    assert asked[0].text.replace(coded.code, "ABC2345") == asked[1].text
    amina = coded.phone("Amina").ask("GET", "/", params={"code": coded.code})
    assert amina.headers["location"] == f"/{coded.code}"


MANGLED = [
    ".",
    ",",
    ")",
    "%29",
    "%20",
    "/",
    "%22",
    "%E2%80%8B",
    "%C2%BB",
    "!",
    "%3E",
    "*",
    "%EF%BB%BF",
]


def test_an_address_arrives_with_whatever_a_chat_hung_on_to_it(coded: House) -> None:
    phone, console = coded.phone("Amina"), coded.console()
    link = phone.path
    before = everything(coded.evening)
    for more in MANGLED:
        for asked, meant in (
            (f"{link}{more}", link),
            (f"{link}/about{more}", f"{link}/about"),
            (f"{link}/3{more}", f"{link}/3"),
            (f"{console.path}{more}", console.path),
            (f"/coordinator{more}", "/coordinator"),
        ):
            answer = console.ask("GET", asked)
            there = answer.headers.get("location") if answer.is_redirect else meant
            assert (answer.status_code in (200, 303), there) == (True, meant), asked
    kept = phone.ask("GET", f"{link}.?table=3")
    assert kept.headers["location"] == f"{link}?table=3"
    for other in ("/кrаn7а2", "/KRAN-7A2", "/%EF%BC%ABRAN7A2"):
        assert phone.ask("GET", other).headers["location"] == link
    assert everything(coded.evening) == before


@pytest.mark.parametrize(
    "path",
    ["//evil.example/.", "/\\evil.example.", "/%5Cevil.example.", "///evil.example)", "/.", "/..."],
)
def test_no_mangled_address_leads_away(house: House, path: str) -> None:
    answer = house.browser("/").ask("GET", f"{house.address}{path}")
    leads = answer.headers.get("location", "")
    assert not re.match(r"[/\\]{2}|\w+:", leads)
    assert answer.status_code in (200, 303, 404, 403, 400)


def test_whether_a_page_is_there_can_be_asked_of_each(house: House) -> None:
    house.evening.do(lambda act: act.book.change(Meeting, {"id": act.meeting_id}, network="Hall"))
    presenter = house.opened(Door.presenter)
    pages = [house.phone("Amina"), house.console(), house.projector(), presenter]
    pages += [house.browser(path) for path in ("/", f"/{house.code}", "/coordinator/sign-in")]
    for browser in pages:
        head, page = browser.ask("HEAD", browser.path), browser.get()
        assert head.status_code == page.status_code == 200, browser.path
        assert head.content == b""
        assert head.headers["content-type"] == page.headers["content-type"]
    assert house.browser("/").ask("HEAD", "/ABC2345").status_code == 404
    assert house.browser("/").ask("HEAD", f"/{house.code}/join").status_code in (404, 405)
