"""What holds for every request: no act of another origin, the same headers on every answer, little to load."""

import re
from collections.abc import Callable

import httpx
import pytest

from app.assets import bundles, url
from app.db import LARGEST
from app.limits import LIMIT
from app.method.act import Act
from app.models import Card, Lean, Meeting
from app.vocabulary import Step
from app.web.guard import CONTENT_SECURITY_POLICY, OWN_HEADER, WITHOUT_POLICY
from tests.house import Browser, House
from tests.web.rows import everything

OpenHouse = Callable[..., House]
LARGEST_BODY = LIMIT.form_kilobytes * 1024

# What browsers say of a request that another page made them send.
FOREIGN = {
    "another site": {"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"},
    "another site, in an old browser": {"Origin": "http://evil.example"},
    "a hidden origin": {"Origin": "null"},
    "another port": {"Origin": "http://127.0.0.1:1"},
    "the same site": {"Origin": "http://127.0.0.1:1", "Sec-Fetch-Site": "same-site"},
    "another site, without an origin": {"Sec-Fetch-Site": "cross-site"},
    "a name that begins alike": {"Origin": "http://127.0.0.1:1.evil.example"},
}


def says(browser: Browser, named: dict[str, str]) -> Browser:
    """Makes the browser say this of every request, and nothing else."""
    for name in ("Origin", "Sec-Fetch-Site"):
        browser.headers.pop(name, None)
    browser.headers.update(named)
    return browser


@pytest.mark.parametrize("said", FOREIGN.values(), ids=list(FOREIGN))
def test_another_origin_posts_nothing(house: House, said: dict[str, str]) -> None:
    house.evening.go_to(Step.sorting)
    card = house.evening.ids(Card)[0]
    for script in (True, False):
        answer = says(house.phone("Amina"), said).send(
            f"cards/{card}/lean", script=script, category="more"
        )
        assert answer.status_code == 403
    assert house.evening.all(Lean) == []


@pytest.mark.parametrize("said", FOREIGN.values(), ids=list(FOREIGN))
def test_another_origin_hears_nothing(house: House, said: dict[str, str]) -> None:
    for browser in (house.phone("Amina"), house.console(), house.projector()):
        wire = says(browser, said).wire()
        assert (wire.closed, wire.frames) == (1008, [])


def test_the_own_origin_and_what_is_no_browser_may_act(house: House) -> None:
    house.evening.go_to(Step.sorting)
    card = house.evening.ids(Card)[0]
    own = {"Origin": house.address}
    for said in (own, own | {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {}):
        phone = says(house.phone("Amina"), said)
        assert phone.tap(f"cards/{card}/lean", category="more").status_code == 200
        assert phone.wire().frames


def test_behind_a_proxy_the_public_address_is_the_own_origin(open_house: OpenHouse) -> None:
    house = open_house(base_url="https://hall.example")
    phone = says(house.phone("Amina"), {"Origin": "https://hall.example"})
    assert phone.send("language", language="fi").status_code == 303
    assert phone.wire().frames
    evil = says(house.phone("Amina"), {"Origin": "https://hall.example.evil.example"})
    assert evil.send("language", language="fi").status_code == 403


def every_answer(house: House) -> dict[str, Callable[[], httpx.Response]]:
    """One request for each way in which the program answers."""
    phone, console, at = house.phone("Amina"), house.console(), house.address
    nobody = house.browser("/ABC2345")
    return {
        "page": phone.get,
        "screen": lambda: phone.get(script=True),
        "way in": house.browser(f"/{house.code}").get,
        "saved": lambda: phone.send("language", language="sv"),
        "refused": lambda: phone.send("vote", proposal_id="1"),
        "refused tap": lambda: phone.tap("vote", proposal_id="1"),
        "refused at the door": lambda: nobody.ask("POST", f"/{house.code}/join", data={"x": "y"}),
        "stranger": nobody.get,
        "stranger's tap": lambda: nobody.tap("vote", proposal_id="1"),
        "wrong method": lambda: phone.ask("PUT", phone.path),
        "no number": lambda: console.ask("GET", "/console/nobody"),
        "no number in a tap": lambda: phone.tap("cards/nine/lean", category="more"),
        "too much": lambda: phone.tap("ideas", title="x" * LARGEST_BODY),
        "foreign": lambda: says(house.phone("Amina"), FOREIGN["another site"]).send("vote"),
        "link": lambda: phone.ask("GET", "/open/1.guessed"),
        "health": lambda: phone.ask("GET", "/healthz"),
        "style": lambda: phone.ask("GET", bundle(phone.get().text, "css")),
        "script": lambda: phone.ask("GET", bundle(phone.get().text, "js")),
        "font": lambda: phone.ask("GET", url("fonts/noto-latin.woff2")),
        "icon": lambda: phone.ask("GET", icon(phone.get().text)),
        "film": lambda: phone.ask("GET", url("awake/awake.mp4")),
        "no file": lambda: phone.ask("GET", "/static/fonts/none.woff2"),
        "start": lambda: phone.ask("GET", "/"),
        "desk": lambda: phone.ask("GET", "/coordinator"),
        "fault": lambda: broken(house, console),
        "address": lambda: phone.ask("GET", f"{at}/{house.code}/nothing/here"),
    }


def test_every_answer_brings_the_headers_that_guard_it(house: House) -> None:
    for told, ask in every_answer(house).items():
        headers = ask().headers
        loads_nothing = headers.get("content-type", "").startswith(WITHOUT_POLICY)
        policies = (None, None) if loads_nothing else (CONTENT_SECURITY_POLICY, "same-origin")
        named = ("Content-Security-Policy", "Referrer-Policy")
        assert tuple(map(headers.get, named)) == policies, told
        assert headers["X-Content-Type-Options"] == "nosniff", told
        is_page = headers.get("content-type", "").startswith("text/html")
        assert headers.get("X-Frame-Options") == ("DENY" if is_page else None), told
        assert headers[OWN_HEADER], told
        assert "server" not in headers, told


def test_the_pages_script_looks_for_the_mark_of_the_program() -> None:
    assert f'"{OWN_HEADER}"'.encode() in bundles()["live.js"].content


def test_nothing_foreign_inline_or_evaluated_is_allowed() -> None:
    policy = dict(part.split(" ", 1) for part in CONTENT_SECURITY_POLICY.split("; "))
    assert policy["default-src"] == "'none'"
    assert {policy[name] for name in ("script-src", "style-src", "connect-src", "font-src")} == {
        "'self'"
    }
    assert {policy[name] for name in ("base-uri", "frame-ancestors")} == {"'none'"}
    assert "unsafe" not in CONTENT_SECURITY_POLICY


def test_pages_are_never_stored_and_files_for_ever(house: House) -> None:
    kept_for_ever = {"style", "script", "font", "icon", "film"}
    for told, ask in every_answer(house).items():
        kept = ask().headers["Cache-Control"]
        if told in kept_for_ever:
            assert kept == "public, max-age=31536000, immutable", told
        else:
            assert kept == "no-store", told


def test_what_goes_wrong_is_one_sentence_and_never_a_traceback(house: House) -> None:
    wanted = {"stranger": 404, "no number": 404, "no number in a tap": 404, "wrong method": 405}
    wanted |= {"too much": 413, "fault": 500, "no file": 404, "link": 404, "address": 404}
    answers = every_answer(house)
    for told, status in wanted.items():
        answer = answers[told]()
        assert answer.status_code == status, told
        kind = answer.headers["Content-Type"]
        assert kind.startswith(("text/html", "application/json")), told
        assert kind.startswith("text/html") or answer.json()["said"], told
        assert "Traceback" not in answer.text, told


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_the_programs_inside_is_not_described(house: House, path: str) -> None:
    assert house.browser("/").ask("GET", path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        *(
            "../app/main.py",
            "..%2Fapp%2Fmain.py",
            "%2Fetc%2Fpasswd",
            "css/phone/frame.css",
            "fonts",
            "phone.css",
            "fonts/noto-latin.woff2",
            "icon.svg",
        ),
        *("i%00con.svg", "%ff.svg", f"{'x' * 300}.svg", "fonts%5C..%5Cicon.svg"),
    ],
)
def test_only_what_is_meant_to_be_served_is(house: House, path: str) -> None:
    assert house.browser("/").ask("GET", f"/static/{path}").status_code == 404


def test_the_first_load_of_a_phone_is_small(house: House) -> None:
    phone = house.browser(f"/{house.code}")
    page = phone.get()
    style = phone.ask("GET", bundle(page.text, "css")).text
    fonts = re.findall(r'url\("?([^")]+)"?\)', style)
    latin = sorted({font for font in fonts if "latin" in font})
    paths = [bundle(page.text, "css"), bundle(page.text, "js"), *latin, icon(page.text)]
    answers = [page, *(phone.ask("GET", path) for path in paths)]
    assert len(answers) <= 6
    assert all(answer.status_code == 200 for answer in answers)
    over_the_wire = sum(answer.num_bytes_downloaded for answer in answers)
    assert over_the_wire <= 60_000, over_the_wire
    assert not re.search(r'(src|href|action)="(https?:)?//', page.text + style)


def bundle(page: str, ending: str) -> str:
    address = re.search(rf'"(/static/\w+\.\w+\.{ending})"', page)
    assert address
    return address[1]


def icon(page: str) -> str:
    address = re.search(r'rel="icon" href="([^"]+)"', page)
    assert address
    return address[1]


def broken(house: House, console: Browser) -> httpx.Response:
    """What a page answers whose screen cannot be made."""
    house.evening.do(_break)
    return console.get()


def _break(act: Act) -> None:
    act.book.change(Meeting, {"id": act.meeting_id}, starts_at=LARGEST)


@pytest.mark.parametrize("name", ["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"])
def test_what_a_browser_fetches_ahead_of_anybody_changes_nothing(house: House, name: str) -> None:
    before = everything(house.evening)
    browsers = (house.phone("Amina"), house.browser(f"/{house.code}"))
    for browser in browsers:
        browser.headers[name] = "prefetch;prerender"
        answer = browser.get()
        assert (answer.status_code, "set-cookie" in answer.headers) == (503, False)
        assert answer.headers["cache-control"] == "no-store"
        del browser.headers[name]
    assert everything(house.evening) == before
    assert [browser.get().status_code for browser in browsers] == [200, 200]
