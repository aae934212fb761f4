"""Each form of an office is done once: sent again it gives the same answer, and does nothing."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import docx
import httpx
import pytest
from pptx import Presentation

from app.data_folder import CLOCK
from app.method import agreement
from app.models import AgreedAction, FollowEntry
from app.vocabulary import Language, Step
from tests.environment import LATER_ON
from tests.house import Browser, House
from tests.papers.clerks_files import saved
from tests.web.at_desk import Fields, as_it_is, form_on, page_after
from tests.web.elements import tree
from tests.web.forms_sent import ROUTES, Sent, filled, forms_of, pressed, route_of
from tests.web.rows import everything
from tests.web.test_account import door
from tests.web.test_followup import new_meeting
from tests.web.test_reports import link_of, secretary, session, write_and_send
from tests.web.test_sent_again import answered

DESK, PASSWORD = "/coordinator", "tre kor i en hage"
MEETING = f"{DESK}/meetings/{{meeting_id:int}}"
# After these their page has less to press.
LAST = ("removed", "erased", "closed", "dropped", "withdrawn", "revoked", "dealt", "none")
# What is typed, where the form does not hold it yet.
SAID: dict[str, Fields] = {
    f"{DESK}/meetings": {"place": "Hall", "date": "2027-03-09"},
    f"{MEETING}/gatherings": {"held_on": "2026-10-10", "participants": "9"},
    f"{MEETING}/goals/figures": {"value": "3", "asked": "All", "source": "A survey"},
    f"{MEETING}/links/languages": {"language": "so", "interpreters": "1"},
    f"{MEETING}/survey/until": {"date": LATER_ON, "time": "12:00"},
}
# In a test of its own below, and three that are not sent twice: by a script, or for what takes its time.
ELSEWHERE = {
    f"{DESK}/first/{{token}}": "a first coordinator",
    f"{DESK}/sign-in": "a first coordinator",
    f"{DESK}/account/password": "a first coordinator",
    f"{DESK}/link/{{token}}": "a colleague",
    f"{DESK}/sign-out": "leaving",
    f"{MEETING}/removed": "leaving",
    f"{DESK}/meetings/removed/{{removed_id:int}}": "leaving",
    f"{MEETING}/kept/erased": "leaving",
    f"{DESK}/drafts": "what a script sends while somebody types",
    f"{MEETING}/rehearsal": "plays for some seconds; tests/rehearsal",
    f"{MEETING}/rehearsal/stopped": "ends what plays; tests/rehearsal",
}


def in_turn(route: str) -> tuple[bool, int, str]:
    """The longer first, and at last what leaves less to press. No two are alike, so that a walk is walked again in
    the same order.
    """
    return route.endswith(LAST), -len(route), route


def same(answer: httpx.Response) -> object:
    told = [answer.headers.get(name) for name in ("location", "set-cookie")]
    links = [link.said for link in tree(answer.text).all(id="link")]
    return answer.status_code, told, links


class Walk:
    """`done`: each form that was done, by its route, with its answer. `why`: what was said to it last
    where it was refused.
    """

    def __init__(self, house: House, desk: Browser, stick: Path) -> None:
        self.house = house
        self.desk = desk
        self.said = SAID | {
            f"{DESK}/safety/place": {"place": str(stick)},
            f"{MEETING}/reports/brought": {"session": f"{session(house).id}.1", "language": "fi"},
        }
        self.done: dict[str, tuple[Sent, object]] = {}
        self.why: dict[str, str] = {}

    def through(self, *pages: str) -> None:
        forms = forms_of(self.desk, *(f"{self.desk.path}/{page}" for page in pages))
        new = forms.keys() - self.done.keys() - ELSEWHERE.keys()
        for route in sorted(new, key=in_turn):
            self._press(route, forms[route])

    def _press(self, route: str, page: str) -> None:
        """Presses the last button of that route which does something."""
        shown = tree(self.desk.ask("GET", page).text)
        for form, action, button in reversed(list(pressed(shown))):
            if route_of(action) == route:
                said = filled(form, button, len(self.done)) | self.said.get(route, {})
                if route.endswith("/pasted"):
                    texts = [
                        area for area in shown.all("textarea") if "words_" in area.held["name"]
                    ]
                    said["lines"] = "\n".join(f"Line {at}" for at, _ in enumerate(texts))
                if self._is_done_once(route, Sent(action, said, self._files(route, action))):
                    return

    def _is_done_once(self, route: str, sent: Sent) -> bool:
        first = sent.by(self.desk)
        if first.status_code not in (200, 303) or "refused=" in first.headers.get("location", ""):
            shown = page_after(self.desk, first) if first.status_code == 303 else first.text
            notices = tree(shown).all(kind="notice-refusal")
            self.why[route] = " ".join((str(first.status_code), *(told.said for told in notices)))
            return False
        before = everything(self.house.evening)
        assert same(sent.by(self.desk)) == same(first), route
        assert everything(self.house.evening) == before, route
        self.done[route] = sent, same(first)
        return True

    def _files(self, route: str, action: str) -> dict[str, Any]:
        def got(path: str) -> bytes:
            return self.desk.ask("GET", path).content

        at, first = self.desk.path, f"{DESK}/meetings/{self.house.evening.id}"
        actions = self.house.evening.all(AgreedAction, order=("position",))
        made: dict[str, tuple[str, str, Callable[[], bytes]]] = {
            "/carried": ("file", "json", lambda: got(f"{at}/after/meeting.json")),
            "/languages/{tag}": ("file", "xlsx", lambda: got(f"{action}.xlsx")),
            "/effect/surveys": ("file", "csv", of_a_survey),
            "/after/slides": ("template", "pptx", lambda: saved(Presentation())),
            "/reports/brought": ("file", "docx", of_a_session),
            "/followup/reports": ("file", "docx", lambda: answered(self.desk, actions[0].id)),
            "/followup/shared": ("file", "json", lambda: got(f"{first}/followup/round.json")),
        }
        return {
            field: (f"it.{kind}", make())
            for end, (field, kind, make) in made.items()
            if route.endswith(end)
        }


def of_a_survey() -> bytes:
    rows = "".join(f"{who};{'Yes' if who % 2 else 'No'}\n" for who in range(20))
    return f"No;Does it help?\n{rows}".encode()


def of_a_session() -> bytes:
    """A report as an organisation writes it, with a heading and a list."""
    report = docx.Document()
    report.add_heading("Turvallisuudentunne")
    report.add_paragraph("Asemalla pelotti", style="List Bullet")
    return saved(report)


def test_each_form_of_the_desk_that_is_sent_again_is_answered_as_before_and_does_nothing(
    drawn_house: House, tmp_path: Path
) -> None:
    house, desk, evening = drawn_house, drawn_house.desk(), drawn_house.evening
    walk = Walk(house, desk, tmp_path)
    write_and_send(secretary(house, link_of(house, desk)))
    walk.through()
    typed = {"form": f"{desk.path}/gatherings", "participants": "12"}
    assert desk.ask("POST", f"{DESK}/drafts", data=typed).status_code == 204
    (house.settings.data / CLOCK).write_text("0")  # so that its own clock is doubted
    house.app.state.forgetting.look()
    walk.through("gatherings", "../../safety")
    walk.through("cards/import", "links", "people", "effect", "goals")
    for step, said in (("", {"text": "A walk\nA talk"}), ("/columns", {})):
        form = form_on(desk, "suggestions/import", f"suggestions/import{step}")
        desk.send(f"suggestions/import{step}", **form | said)
    walk.through("suggestions/import")
    evening.propose("Amina", "Språkkafé")
    evening.go_to(Step.agreement)
    for title in ("Språkkafé", "Kvällsbuss"):
        action_id = evening.do(agreement.agree, title, "Biblioteket", "", "", Language.sv)
        for given in ("interest", "contact"):
            said = {"contact": "a@b.example"} if given == "contact" else {}
            house.phone("Amina").tap(f"actions/{action_id}/{given}", **said)
    evening.go_to(Step.survey)
    for _ in range(2):
        walk.through("survey", "contacts", "after", "followup", "effect")
    house.stop()
    house.start()
    before = everything(evening)
    for route, (sent, answer) in walk.done.items():
        if route.startswith(MEETING):
            assert same(sent.by(desk)) == answer, route
    assert everything(evening) == before
    desk.send("survey/until", **SAID[f"{MEETING}/survey/until"])
    house.console().tap("ended")
    for _ in range(2):
        walk.through("survey", "after", "followup", "effect", "kept")
    later = Walk(house, house.browser(new_meeting(desk), dict(desk.cookies)), tmp_path)
    later.through("followup")
    walked = walk.done.keys() | later.done.keys()
    left = {route for route in ROUTES if route.startswith(DESK)} - walked
    assert left == ELSEWHERE.keys(), (walk.why, later.why)


def pressed_twice(house: House, browser: Browser, page: str, **said: str) -> httpx.Response:
    """Sends the last form of this page twice; returns the answer."""
    form, action, button = list(pressed(tree(browser.ask("GET", page).text)))[-1]
    sent = Sent(action, filled(form, button) | said)
    first, before = sent.by(browser), everything(house.evening)
    assert first.status_code == 303
    assert same(sent.by(browser)) == same(first)
    assert everything(house.evening) == before
    return first


def test_who_sets_a_password_or_signs_in_twice_has_one_session(house: House) -> None:
    chosen = {"login": "Astrid", "password": PASSWORD, "again": PASSWORD, "language": "en"}
    browser, first = house.browser(DESK), door(house)
    assert pressed_twice(house, browser, first, **chosen).headers["location"] == DESK
    assert browser.get().status_code == 200
    form = form_on(browser, "account", "account/colleagues")
    (link,) = tree(browser.send("account/colleagues", **form).text).all(id="link")
    colleague = house.browser(DESK)
    told = chosen | {"login": "Bo"}
    to = "/coordinator" + link.said.partition("/coordinator")[2]
    pressed_twice(house, colleague, to, **told)
    assert colleague.get().status_code == 200
    elsewhere = house.browser(DESK)
    pressed_twice(house, elsewhere, f"{DESK}/sign-in", login="bo", password=PASSWORD)
    assert elsewhere.get().status_code == 200
    form = form_on(elsewhere, "account", "account/password")
    new = {"now": PASSWORD, "password": PASSWORD[::-1], "again": PASSWORD[::-1]}
    answers = [elsewhere.send("account/password", **form | new) for _ in range(2)]
    assert same(answers[0]) == same(answers[1])
    assert answers[1].status_code == 303


def test_a_meeting_that_is_removed_put_back_and_erased_twice_is_so_once(
    house: House, desk: Browser
) -> None:
    form = form_on(desk, "basics", "removed")
    removed = [desk.send("removed", **form) for _ in range(2)]
    assert same(removed[0]) == same(removed[1])
    pages = forms_of(desk)
    back = next(page for route, page in pages.items() if "meetings/removed/" in route)
    (lying,) = (
        (form, action)
        for form, action, _ in pressed(tree(desk.ask("GET", back).text))
        if "meetings/removed/" in action
    )
    put = [desk.ask("POST", lying[1], data=as_it_is(lying[0])) for _ in range(2)]
    assert same(put[0]) == same(put[1])
    code = house.evening.row.code
    form = form_on(desk, "kept", "kept/erased") | {"code": code}
    erased = [desk.send("kept/erased", **form) for _ in range(2)]
    assert same(erased[0]) == same(erased[1])
    assert erased[0].status_code == 303
    form = form_on(house.browser(DESK, dict(desk.cookies)), "account", "sign-out")
    out = [desk.ask("POST", f"{DESK}/sign-out", data=form) for _ in range(2)]
    assert same(out[0]) == same(out[1])


@pytest.mark.parametrize(
    ("page", "action"), [("basics", "removed"), ("followup", "followup/published")]
)
def test_who_presses_again_while_the_first_press_is_on_its_way_gets_its_answer(
    desk: Browser, page: str, action: str
) -> None:
    form = form_on(desk, page, action)
    with ThreadPoolExecutor(8) as hands:
        answers = [hands.submit(desk.send, action, **form) for _ in range(8)]
    (told,) = {str(same(answer.result())) for answer in answers}
    assert "saved=" in told


def test_each_form_of_the_organisations_pages_is_done_once(house: House, desk: Browser) -> None:
    writer = secretary(house, link_of(house, desk))
    for page in ("group", "interaction", "sending"):
        at = f"{writer.path}/{page}"
        for form, action, button in list(pressed(tree(writer.ask("GET", at).text))):
            if form.held.get("enctype"):
                kept = writer.ask("GET", f"{writer.path.rpartition('/')[0]}/form.docx").content
                sent = Sent(action, as_it_is(form), {"file": ("it.docx", kept)})
            else:
                sent = Sent(action, filled(form, button))
            first, before = sent.by(writer), everything(house.evening)
            assert same(sent.by(writer)) == same(first), action
            assert everything(house.evening) == before, action
    form = tree(writer.ask("GET", writer.path).text).one("form")
    assert form.held["action"].endswith("/opened-again")
    pressed_twice(house, writer, writer.path)


def test_the_owner_of_an_action_who_reports_twice_has_reported_once(
    house: House, desk: Browser
) -> None:
    house.evening.go_to(Step.agreement)
    house.evening.do(agreement.agree, "Signs", "The town", "", "", Language.sv)
    desk.send("followup/followed")
    page = desk.ask("GET", f"{desk.path}/followup").text
    report = re.search(r"/report/\d+\.[\w-]+", page)
    assert report
    pressed_twice(house, house.browser("/"), report[0])
    assert len(house.evening.all(FollowEntry)) == 1


def test_what_is_sent_again_undoes_nothing_and_what_another_page_says_is_done(
    desk: Browser,
) -> None:
    def sent(form: Fields, months: str) -> str:
        desk.send("followup/rhythm", **form | {"first": months})
        return str(form_on(desk, "followup", "followup/rhythm")["first"])

    first, second, third = (form_on(desk, "followup", "followup/rhythm") for _ in range(3))
    assert sent(first, "2") == "2"
    assert sent(second, "5") == "5"
    assert sent(first, "2") == "5"
    assert sent(third, "2") == "2"
