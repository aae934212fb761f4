"""Who may still come in: up to so many phones, and by the newest code alone."""

import re

from app.method.people.admitting import hall_full
from app.models import Device
from app.templating import sentence
from app.vocabulary import Language, Step
from tests.crowd import at_once
from tests.house import Browser, House


def newcomer(house: House, code: str = "") -> Browser:
    return house.browser(f"/{code or house.code}")


def test_a_new_code_ends_the_old_one_and_whoever_is_in_stays_in(house: House) -> None:
    amina, console, old = house.phone("Amina"), house.console(Language.en), house.code
    late = newcomer(house)
    late.get()
    assert console.tap("code/renewed").status_code == 200
    new = house.code
    assert new != old
    assert new in console.screen()
    assert new in words_of(house.projector())
    assert old not in console.screen() + words_of(house.projector())
    gone, unknown = newcomer(house, old), newcomer(house, "ABC2345")
    for _ in range(2):
        assert (gone.get().status_code, gone.get().text) == (404, unknown.get().text)
        assert late.send("join").status_code == 404
        assert gone.send("language", language="fi").status_code == 404
        assert house.browser("/").ask("GET", f"/?code={old}").status_code == 409
        answer = amina.get()
        assert (answer.status_code, answer.headers["location"]) == (303, f"/{new}")
        assert amina.tap("language", language="fi").status_code == 303
        assert amina.wire().frames
        house.stop()
        house.start()
    assert newcomer(house).join().status_code == 303


def test_what_is_refused_at_an_old_code_is_given_back(house: House) -> None:
    house.evening.go_to(Step.ideas)
    amina = house.phone("Amina")
    assert house.console().tap("code/renewed").status_code == 200
    words = "A language café " * 30
    answer = amina.send("ideas", title=words, what="", who="")
    assert answer.status_code == 409
    assert words.strip() in answer.text


def test_no_more_phones_join_than_may(house: House) -> None:
    console, there = house.console(Language.en), len(house.evening.all(Device))
    assert console.tap("joining/most", most=there + 1).status_code == 200
    browsers = [newcomer(house) for _ in range(6)]
    for browser in browsers:
        browser.headers["Accept-Language"] = "en"
        assert browser.get().status_code == 200
    answers = at_once(6, lambda turn: browsers[turn].send("join").status_code)
    assert sorted(answers) == [303] + [409] * 5
    assert len(house.evening.all(Device)) == there + 1
    assert sentence(hall_full, Language.en) in newcomer_page(house)
    assert house.phone("Amina").get().status_code == 200
    assert console.tap("joining/most", most=1).status_code == 200, "whoever is in stays in"
    assert house.phone("Amina").get().status_code == 200
    assert console.tap("joining/most", most=0).status_code == 409
    console.tap("joining/most", most=300)
    assert newcomer(house).join().status_code == 303


def words_of(wall: Browser) -> str:
    """Without the air between the letters of the code."""
    return re.sub(r"<[^>]*>|\s", "", wall.screen())


def newcomer_page(house: House) -> str:
    late = newcomer(house)
    late.headers["Accept-Language"] = "en"
    return late.get().text
