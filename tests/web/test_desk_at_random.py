"""Whatever a coordinator presses, in whatever order, in whatever step and whatever the hall has done: each form is
answered, no page or file breaks, all screens show what is stored, and what is taken out comes in.
"""

import random
import re

import pytest

from app.models import ProgrammeRow
from app.vocabulary import HALL_DOORS, Door
from tests.faults.walking import pages_from
from tests.house import Browser, House
from tests.screens.drawn import Draw
from tests.web.at_desk import Fields, as_it_is
from tests.web.elements import Element, tree
from tests.web.forms_sent import FILE, pressed
from tests.web.test_followup import new_meeting

TURNS, ACTS, PRESSES = 6, 40, 60
TYPED = (
    "",
    " ",
    "Ord",
    "x" * 80,
    "y" * 600,
    "نص",
    "7",
    "-1",
    "2026-10-10",
    "17.30",
    "<b>",
    "\u200b",
    "a\nb",
)
# These would end the walk, or play for some seconds; and a language on screens is of no meeting.
NOT_PRESSED = re.compile(
    r"/(sign-out|password|rehearsal|restored|\d+/removed)$|/coordinator/languages/"
)
# What a form brings along that nobody types.
OWN = ("made", "intent", "digest")


class Hand:
    """Presses at the desk by chance."""

    def __init__(self, desk: Browser, seed: int) -> None:
        self.desk = desk
        self.chance = random.Random(seed)  # noqa: S311 -- to be repeated, not to be secret
        self.saved = 0

    def press(self, paths: list[str]) -> None:
        """Fills and sends one form of one of these pages."""
        page = self.desk.ask("GET", self.chance.choice(paths), follow_redirects=True)
        ways = [way for way in pressed(tree(page.text)) if not NOT_PRESSED.search(way[1])]
        if ways:
            form, action, button = self.chance.choice(ways)
            said = self._filled(form, button)
            answer = self.desk.ask("POST", action, data=said)
            assert answer.status_code < 500, (action, said)
            self.saved += "saved=" in answer.headers.get("location", "")

    def _filled(self, form: Element, button: Element) -> Fields:
        said = as_it_is(form)
        for name in said:
            if not name.startswith(OWN) and self.chance.random() < 0.12:
                said[name] = self.chance.choice(TYPED)
        for choice in form.all("select"):
            said[choice.held["name"]] = self.chance.choice(choice.all("option")).held.get(
                "value", ""
            )
        for box in form.all("input"):
            if box.held.get("type") in ("radio", "checkbox") and self.chance.random() < 0.3:
                said[box.held["name"]] = box.held.get("value", "on")
        if "name" in button.held:
            said[button.held["name"]] = button.held.get("value", "")
        return said


def opened(browser: Browser, *, files: bool = False) -> list[str]:
    """Opens whatever its first page leads to, one of each kind; the pages among it."""
    kinds: set[str] = set()

    def is_new(url: str) -> bool:
        is_of_other = re.match(r"/coordinator/meetings/\d", url) and not url.startswith(
            browser.path
        )
        kind = re.sub(r"\d+", "0", url)
        is_new = kind not in kinds and not is_of_other and (files or not FILE.search(url))
        kinds.add(kind)
        return is_new

    pages = []
    for url, answer in pages_from(browser, browser.path, is_new):
        assert answer.status_code < 500, url
        if answer.headers.get("content-type", "").startswith("text/html"):
            pages.append(url)
    return pages


def comes_in(desk: Browser, path: str, to: str) -> None:
    file = desk.ask("GET", f"{desk.path}/{path}").content
    answer = desk.ask("POST", to, files={"file": ("it.json", file, "application/json")})
    assert "saved=" in answer.headers.get("location", ""), answer.text


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_pressed_at_the_desk_nothing_breaks(drawn_house: House, seed: int) -> None:
    house, desk, evening = drawn_house, drawn_house.desk(), drawn_house.evening
    hand = Hand(desk, seed)
    for name, title in (("Amina", "Språkkafé"), ("Hodan", "Kvällsbuss")):
        evening.propose(name, title)
    drawn = Draw(evening, hand.chance, [])
    hall = [house.phone("Amina"), *(house.opened(door) for door in HALL_DOORS)]
    for turn in range(TURNS):
        planned = evening.all(ProgrammeRow, order=("position",), meeting_id=evening.id)
        evening.go_to(hand.chance.choice(planned).kind)
        for _ in range(ACTS):
            drawn.act()
        hall[0].path = f"/{evening.row.code}"  # another one, if it was renewed
        pages = opened(desk, files=turn == TURNS - 1)
        for _ in range(PRESSES):
            hand.press([page for page in pages if page.startswith("/coordinator")])
        for browser in hall:
            opened(browser)
    assert hand.saved > PRESSES
    screens = [hall[0], house.projector(), house.opened(Door.presenter)]
    kept = [browser.screen() for browser in screens]
    house.stop()
    house.start()
    assert [browser.screen() for browser in screens] == kept
    comes_in(desk, "after/meeting.json", "/coordinator/carried")
    comes_in(desk, "followup/round.json", f"{new_meeting(desk)}/followup/shared")
