"""The files that pages load: named by their content, kept for ever, and compressed before anybody asks."""

import hashlib
import re
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from app import assets
from app.assets import STATIC
from app.method import accounts, agreement
from app.vocabulary import Language, Step
from app.web import files
from tests.faults.walking import Walk, pages_from
from tests.house import Browser, House

FOR_EVER = "public, max-age=31536000, immutable"
# In a page, a style sheet or a script.
NAMED = re.compile(r'/static/[^\s"\'`)]+')
BY_CONTENT = re.compile(r"\.([0-9a-f]{12})\.\w+$")
PAPER = re.compile(r"\.(csv|docx|ics|json|pdf|pptx|svg|xlsx|zip)$")
PACKED_ALREADY = (".woff2", ".mp4", ".webm")
UNPACKED = {"Accept-Encoding": "identity"}


def forget() -> None:
    """As in a process that has just begun."""
    for kept in (assets.bundles, assets.singles, assets.by_url, assets.url, files.all_ready):
        kept.cache_clear()
    assets._bare_sheet.cache_clear()  # noqa: SLF001 -- a process of its own would take a second


@pytest.fixture
def found_anew() -> Iterator[None]:
    forget()
    yield
    forget()


def every_page(house: House) -> Iterator[httpx.Response]:
    """Of each kind one, from all doors."""
    desk = house.evening.writer.do(
        None, lambda act: accounts.set_up(act, "Astrid", "unused", Language.en)
    )
    walk = Walk(house, desk)
    walk.evening.go_to(Step.agreement)
    walk.evening.do(agreement.agree, "Language café", "Library", "", "", Language.sv)
    walk.open_all()
    seen = set[str]()

    def is_new(url: str) -> bool:
        kind = re.sub(r"\d+|\?.*", "", url)
        is_new = kind not in seen and not PAPER.search(kind)
        seen.add(kind)
        return is_new

    anybody = (house.browser(path) for path in ("/", "/nothing/here", "/guide"))
    for browser in (*anybody, *walk.seen, walk.desk, house.browser(f"/{house.code}")):
        for _, answer in pages_from(browser, browser.path, is_new):
            if answer.headers["content-type"].startswith("text/html"):
                yield answer


def all_named(browser: Browser, words: str, seen: dict[str, httpx.Response]) -> None:
    """Gets what is named here, and what that names."""
    for path in set(NAMED.findall(words)) - {*seen}:
        seen[path] = answer = browser.ask("GET", path)
        if answer.headers.get("content-type", "").startswith("text/"):
            all_named(browser, answer.text, seen)


def test_every_file_that_a_page_loads_is_named_by_its_content_and_kept_for_ever(
    house: House,
) -> None:
    """And no other file is served. Only the public page brings its style sheet along, for any folder."""
    browser, loaded, doors = house.browser("/"), dict[str, httpx.Response](), set[str]()
    for page in every_page(house):
        doors.add(page.url.path.split("/")[1])
        all_named(browser, page.text, loaded)
    assert doors >= {
        "coordinator",
        "console",
        "guide",
        "organisation",
        "projector",
        "public",
        "report",
    }
    for path, answer in loaded.items():
        assert (answer.status_code, answer.headers["cache-control"]) == (200, FOR_EVER), path
        digest = BY_CONTENT.search(path)
        assert digest, path
        assert hashlib.sha256(answer.content).hexdigest().startswith(digest[1]), path
    assert {*loaded} == {*assets.by_url()}


@pytest.mark.parametrize(
    ("changed", "named_in"),
    [
        (
            "fonts/voice-latin.woff2",
            "phone.css projector.css console.css coordinator.css paper.css",
        ),
        ("awake/awake.mp4", "phone.js"),
        ("icon.svg", ""),
    ],
)
@pytest.mark.usefixtures("found_anew")
def test_the_address_changes_with_the_content_and_so_does_that_of_what_names_it(
    changed: str, named_in: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {file.name: url for url, file in assets.by_url().items()}
    shutil.copytree(STATIC, tmp_path / "static")
    with (tmp_path / "static" / changed).open("ab") as file:
        file.write(b" ")
    monkeypatch.setattr(assets, "STATIC", tmp_path / "static")
    forget()
    after = {file.name: url for url, file in assets.by_url().items()}
    assert {name for name in before if before[name] != after[name]} == {changed, *named_in.split()}


@pytest.mark.usefixtures("found_anew")
def test_all_are_compressed_before_the_first_is_asked_for_and_not_on_the_loop(
    open_house: Callable[..., House], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compressed_in = list[threading.Thread]()

    def watched(content: bytes, pack: Callable[[bytes], bytes] = files.pack) -> bytes:
        compressed_in.append(threading.current_thread())
        return pack(content)

    monkeypatch.setattr(files, "pack", watched)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "nothing kept"))
    house = open_house()
    before = [*compressed_in]
    assert before
    assert house.thread not in before
    browser = house.browser("/")
    packed = [url for url in assets.by_url() if is_packed(browser.ask("GET", url))]
    assert compressed_in == before
    assert len(packed) == len(before)


def is_packed(answer: httpx.Response) -> bool:
    return bool(answer.headers.get("content-encoding") == "gzip")


def test_what_does_not_become_smaller_is_sent_as_it_is_and_the_rest_for_whoever_can_unpack_it(
    house: House,
) -> None:
    browser = house.browser("/")
    for url, file in assets.by_url().items():
        answer, whole = (browser.ask("GET", url, headers=told) for told in ({}, UNPACKED))
        assert answer.content == whole.content == file.content
        assert is_packed(answer) != url.endswith(PACKED_ALREADY), url
        assert (answer.headers.get("vary") == "Accept-Encoding") == is_packed(answer), url
        assert not is_packed(answer) or answer.num_bytes_downloaded < len(file.content), url
        assert not is_packed(whole), url


@pytest.mark.parametrize("asked", ["0-1", "5-", "0-9999999", "-5", "-9999999"])
def test_a_part_of_a_film_is_given_to_whoever_asks_for_a_part(house: House, asked: str) -> None:
    """As Safari does before it plays anything. Without a tag Chromium would ask again on each page."""
    film = (STATIC / "awake/awake.mp4").read_bytes()
    first, last = {
        "0-1": (0, 1),
        "5-": (5, len(film) - 1),
        "-5": (len(film) - 5, len(film) - 1),
    }.get(asked, (0, len(film) - 1))
    answer = of_film(house, f"bytes={asked}")
    assert (answer.status_code, answer.headers["cache-control"]) == (206, FOR_EVER)
    assert answer.headers["content-range"] == f"bytes {first}-{last}/{len(film)}"
    assert answer.content == film[first : last + 1]
    assert answer.headers["etag"] == of_film(house, "").headers["etag"] != ""


def of_film(house: House, asked: str) -> httpx.Response:
    url = assets.url("awake/awake.mp4")
    return house.browser("/").ask("GET", url, headers={"Range": asked})


def test_a_part_that_is_not_there_is_refused_and_what_is_no_part_gets_the_whole(
    house: House,
) -> None:
    film = (STATIC / "awake/awake.mp4").read_bytes()
    for beyond in (f"bytes={len(film)}-", "bytes=999999999-", "bytes=-0"):
        answer = of_film(house, beyond)
        assert (answer.status_code, answer.content) == (416, b"")
        assert answer.headers["content-range"] == f"bytes */{len(film)}"
        assert answer.headers["cache-control"] == "no-store"
    for strange in ("bytes=0-1,5-6", "bytes=-", "bytes=a-b", "lines=0-1", "bytes=9999999999-", ""):
        answer = of_film(house, strange)
        assert (answer.status_code, answer.content) == (200, film), strange
