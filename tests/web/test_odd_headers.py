"""Headers that no browser would send, or that ask for a language in an unusual way, are understood or refused."""

import httpx
import pytest

from app.vocabulary import Language
from app.web.doors import LANGUAGE_COOKIE
from tests.cast import CAST
from tests.house import House


def posted(house: House, *origins: str) -> httpx.Response:
    """A form of a participant's phone whose request names these origins."""
    phone = house.phone(next(iter(CAST)))
    for name in ("Origin", "Sec-Fetch-Site"):
        phone.headers.pop(name, None)
    carried = "; ".join(f"{name}={value}" for name, value in phone.cookies.items())
    headers = [("Cookie", carried), *(("Origin", origin) for origin in origins)]
    return httpx.post(
        f"{house.address}{phone.path}/language",
        data={"language": "fi"},
        headers=headers,
        trust_env=False,
    )


@pytest.mark.parametrize("origin", ["http://[", "http://]", "[", "http://", "", "//"])
def test_an_origin_that_is_no_address_is_refused(house: House, origin: str) -> None:
    assert posted(house, origin).status_code == 403


def test_two_origins_are_refused_whichever_comes_first(house: House) -> None:
    own, evil = house.address, "http://evil.example"
    assert posted(house, own).status_code == 303
    for both in ((own, evil), (evil, own), (own, own)):
        assert posted(house, *both).status_code == 403


@pytest.mark.parametrize(
    ("read", "shown"),
    [
        ("fil-PH,en;q=0.8", Language.en),
        ("sve,fi", Language.fi),
        ("en;q=0.3,sv;q=0.9", Language.sv),
        ("en ; q=0.3 , fi-FI ; q=0.9", Language.fi),
        ("fi;q=0,en;q=0.1", Language.en),
        ("sv-FI", Language.sv),
        ("FI-fi", Language.fi),
        ("*;q=0.1,fi;q=0.5", Language.fi),
        ("fi;q=much,sv;q=0.2", Language.sv),
    ],
)
def test_the_page_for_joining_is_in_the_language_that_the_browser_wants_most(
    house: House, read: str, shown: Language
) -> None:
    browser = house.browser(f"/{house.code}")
    page = browser.ask("GET", browser.path, headers={"Accept-Language": read})
    assert LANGUAGE_COOKIE not in browser.cookies
    assert f'<html lang="{shown.value}"' in page.text
