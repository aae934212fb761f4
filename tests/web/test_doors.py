"""The doors: what a cookie opens and what not, and that nobody reaches what is another's."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from app.links import link_path
from app.method import agreement, axis, ideas, vote
from app.method.people import merging
from app.models import (
    Card,
    Idea,
    Link,
    ProgrammeRow,
    Proposal,
    Seat,
    SuggestedAction,
    SurveyQuestion,
    VoteRound,
    Wording,
)
from app.viewer import link_cookie, phone_cookie
from app.vocabulary import Door, Language, Shown, Standing, Step
from app.web import console, live, phone
from app.web.guard import MARK
from tests.cast import Evening, make_evening
from tests.house import SECRET, Browser, House, main_of
from tests.web.rows import everything

DOORS = (Door.console, Door.projector, Door.presenter)


@pytest.fixture
def other(house: House) -> Evening:
    """Another meeting in the same house, with the same names in it."""
    return make_evening(house.app.state.database, house.app.state.writer, code="HETKE33")


# -- Links -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("door", DOORS)
def test_a_link_is_exchanged_for_a_cookie_and_leaves_the_address(house: House, door: Door) -> None:
    browser = house.browser(f"/{door}/{house.evening.id}")
    link = house.link(door)
    answer = browser.ask("GET", link_path(SECRET, link))
    assert (answer.status_code, answer.headers["location"]) == (303, browser.path)
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{link_cookie(door, house.evening.id)}=")
    assert {"HttpOnly", "Path=/"} <= set(cookie.split("; "))
    assert "samesite=lax" in cookie.lower()
    page = browser.get()
    assert page.status_code == 200
    assert link_path(SECRET, link).rsplit(".", 1)[1] not in page.text


def test_cookies_are_held_to_https_where_the_address_is(open_house: object) -> None:
    house: House = open_house(base_url="https://hall.example")  # type: ignore[operator]
    opened = house.browser("/").ask("GET", link_path(SECRET, house.link(Door.console)))
    way_in = house.browser(f"/{house.code}").get()
    for answer in (opened, way_in):
        assert "Secure" in answer.headers["set-cookie"]


def test_a_link_opens_again_on_another_device(house: House) -> None:
    assert house.projector().screen() == house.projector().screen()


@pytest.mark.parametrize("door", DOORS)
def test_only_the_whole_and_newest_link_opens(house: House, door: Door) -> None:
    link = house.link(door)
    right = link_path(SECRET, link)
    wrong = [right[:-1], right + "A", right.upper(), f"/open/{link.id}.", f"/open/{link.id}"]
    wrong += [f"/open/{link.id + 1}.{right.rsplit('.', 1)[1]}", "/open/.", "/open/ö.ö"]
    wrong += [f"/open/{'9' * 40}.x"]
    browser = house.browser("/")
    assert {browser.ask("GET", path).status_code for path in wrong} == {404}
    house.evening.do(lambda act: act.book.change(Link, {"id": link.id}, version=2))
    assert browser.ask("GET", right).status_code == 404
    assert browser.ask("GET", link_path(SECRET, house.link(door))).status_code == 303
    house.evening.do(lambda act: act.book.change(Link, {"id": link.id}, revoked=True))
    assert browser.ask("GET", link_path(SECRET, house.link(door))).status_code == 404


# -- A cookie opens its own door alone ---------------------------------------------------------------


def cookies_that_open_nothing(house: House, other: Evening) -> Iterator[tuple[str, str, str]]:
    """(path, cookie's name, its value): each right somewhere else."""
    here = house.evening
    for door, another in itertools.permutations(DOORS, 2):
        held = house.opened(door).cookies[link_cookie(door, here.id)]
        elsewhere = house.opened(door, None, other).cookies[link_cookie(door, other.id)]
        path = f"/{door}/{here.id}"
        yield f"/{another}/{here.id}", link_cookie(door, here.id), held
        yield f"/{another}/{here.id}", link_cookie(another, here.id), held
        yield path, link_cookie(door, here.id), elsewhere
        yield path, link_cookie(door, other.id), elsewhere
        yield path, phone_cookie(here.id), f"{here.id}Amina"
        yield path, link_cookie(door, here.id), f"{here.id}Amina"
        yield path, link_cookie(door, here.id), held[:-1]


def test_a_cookie_opens_no_other_door(house: House, other: Evening) -> None:
    before = everything(house.evening)
    for path, name, value in cookies_that_open_nothing(house, other):
        browser = house.browser(path, {name: value})
        assert browser.get().status_code == 404, (path, name)
        assert browser.wire().closed == 4403, (path, name)
        for act in ("ended", "vote/opened", "clock/stopped", "language"):
            assert browser.tap(act, language="fi").status_code in (404, 405), (path, name)
    assert everything(house.evening) == before


def test_a_phones_cookie_is_nobody_in_another_meeting(house: House, other: Evening) -> None:
    here = house.evening
    for name in (phone_cookie(here.id), phone_cookie(other.id)):
        stray = house.browser(f"/{other.row.code}", {name: f"{here.id}Amina"})
        assert "/join" in stray.screen()
        assert stray.tap("vote/withdrawn").status_code == 404
        assert stray.wire().closed == 4403


def test_the_wall_can_do_nothing(house: House) -> None:
    assert posts_of(live.router) == set()
    wall, before = house.projector(), everything(house.evening)
    for act in ("language", "vote/opened", "ended"):
        assert wall.tap(act).status_code in (404, 405)
    assert everything(house.evening) == before


# -- Ids of others -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Theirs:
    """Ids of things that are not Amina's to touch."""

    card: int
    suggested: int
    idea: int
    wording: int
    proposal: int
    action: int
    question: int


# Each post of a phone that names something: in which step it would be open, its path and fields.
PHONE_POSTS: dict[str, tuple[Step, str, dict[str, str]]] = {
    "/{code}/cards/{card_id}/lean": (Step.sorting, "cards/{card}/lean", {"category": "more"}),
    "/{code}/cards/{card_id}/spread": (Step.sorting, "cards/{card}/spread", {}),
    "/{code}/cards/{card_id}/decision": (
        Step.sorting,
        "cards/{card}/decision",
        {"decision": "more"},
    ),
    "/{code}/cards/{card_id}/reopened": (Step.sorting, "cards/{card}/reopened", {}),
    "/{code}/cards/{card_id}/skipped": (Step.sorting, "cards/{card}/skipped", {}),
    "/{code}/cards/{card_id}/line": (
        Step.sorting,
        "cards/{card}/line",
        {"revision": "0", "line": "Words"},
    ),
    "/{code}/cards/{card_id}/line/dropped": (
        Step.sorting,
        "cards/{card}/line/dropped",
        {"revision": "0"},
    ),
    "/{code}/ideas": (Step.ideas, "ideas", {"suggested_action_id": "{suggested}"}),
    "/{code}/ideas/{idea_id}": (Step.ideas, "ideas/{idea}", {"revision": "1", "title": "Mine"}),
    "/{code}/ideas/{idea_id}/wording": (
        Step.ideas,
        "ideas/{idea}/wording",
        {"wording_id": "{wording}"},
    ),
    "/{code}/ideas/{idea_id}/wording/dropped": (
        Step.ideas,
        "ideas/{idea}/wording/dropped",
        {"wording_id": "{wording}"},
    ),
    "/{code}/ideas/{idea_id}/dropped": (Step.ideas, "ideas/{idea}/dropped", {}),
    "/{code}/ideas/{idea_id}/restored": (Step.ideas, "ideas/{idea}/restored", {}),
    "/{code}/ideas/{idea_id}/placement": (
        Step.axis,
        "ideas/{idea}/placement",
        {"effort": "1", "impact": "1"},
    ),
    "/{code}/ideas/{idea_id}/settled": (
        Step.axis,
        "ideas/{idea}/settled",
        {"effort": "1", "impact": "1"},
    ),
    "/{code}/ideas/{idea_id}/unsettled": (Step.axis, "ideas/{idea}/unsettled", {}),
    "/{code}/ideas/{idea_id}/proposed": (Step.axis, "ideas/{idea}/proposed", {}),
    "/{code}/ideas/{idea_id}/withdrawn": (Step.axis, "ideas/{idea}/withdrawn", {}),
    "/{code}/vote": (Step.vote, "vote", {"proposal_id": "{proposal}"}),
    "/{code}/actions/{action_id}/interest": (Step.agreement, "actions/{action}/interest", {}),
    "/{code}/actions/{action_id}/interest/withdrawn": (
        Step.agreement,
        "actions/{action}/interest/withdrawn",
        {},
    ),
    "/{code}/actions/{action_id}/contact": (
        Step.agreement,
        "actions/{action}/contact",
        {"contact": "040"},
    ),
    "/{code}/actions/{action_id}/contact/withdrawn": (
        Step.agreement,
        "actions/{action}/contact/withdrawn",
        {},
    ),
    "/{code}/survey/{question_id}": (Step.survey, "survey/{question}", {"level": "4"}),
    "/{code}/survey/{question_id}/skipped": (Step.survey, "survey/{question}/skipped", {}),
    "/{code}/survey/{question_id}/taken-back": (Step.survey, "survey/{question}/taken-back", {}),
}
NAMES_NOTHING = {
    "/{code}/join",
    "/{code}/language",
    "/{code}/tie",
    "/{code}/tie/withdrawn",
    "/{code}/vote/withdrawn",
    "/{code}/survey/withdrawn",
    "/{code}/hand",
    "/{code}/hand/lowered",
    "/{code}/need",
}


def posts_of(router: object) -> set[str]:
    return {
        route.path
        for route in router.routes  # type: ignore[attr-defined]
        if "POST" in getattr(route, "methods", ())
    }


def test_every_post_of_a_phone_is_tried_with_ids_of_others() -> None:
    assert posts_of(phone.router) == PHONE_POSTS.keys() | NAMES_NOTHING


def test_ids_of_another_meeting_are_not_there_for_a_phone(house: House, other: Evening) -> None:
    fill(house.evening)
    theirs = fill(other)
    for step, path, fields in PHONE_POSTS.values():
        nothing_happens(house, house.phone("Amina"), step, path, fields, theirs)


def test_what_another_group_writes_is_not_there_for_a_phone(house: House) -> None:
    theirs = fill(house.evening, "Hodan")
    for step, path, fields in PHONE_POSTS.values():
        if "{idea}" in path:
            nothing_happens(house, house.phone("Amina"), step, path, fields, theirs)


def test_a_wording_of_another_idea_is_not_taken(house: House) -> None:
    evening, theirs = house.evening, fill(house.evening, "Hodan")
    evening.go_to(Step.ideas)
    own = evening.do(ideas.write, evening.member("Amina"), "Own", "", "")
    before = everything(evening)
    for act in ("wording", "wording/dropped"):
        answer = house.phone("Amina").tap(f"ideas/{own}/{act}", wording_id=theirs.wording)
        assert answer.status_code == 409
    assert everything(evening) == before


def test_an_action_of_another_meeting_is_no_answer(house: House, other: Evening) -> None:
    theirs, own = fill(other), fill(house.evening)
    house.evening.go_to(Step.survey)
    question = house.evening.ids(SurveyQuestion)[1]
    before = everything(house.evening)
    phone = house.phone("Amina")
    assert phone.tap(f"survey/{question}", action_id=theirs.action).status_code == 409
    assert everything(house.evening) == before
    assert phone.tap(f"survey/{question}", action_id=own.action).status_code == 200


def nothing_happens(
    house: House, browser: Browser, step: Step, path: str, fields: dict[str, str], theirs: Theirs
) -> None:
    """A 404, with the own fresh screen; and not a row is changed, anywhere."""
    house.evening.go_to(step)
    named = {name: value.format_map(vars(theirs)) for name, value in fields.items()}
    fresh, before = browser.screen(), everything(house.evening)
    answer = browser.tap(path.format_map(vars(theirs)), **named)
    assert answer.status_code == 404, path
    assert main_of(answer.text) == fresh, path
    assert everything(house.evening) == before, path


def fill(evening: Evening, name: str = "Amina") -> Theirs:
    """An idea with two wordings, a proposal, an open vote and an agreed action of this one's group."""
    member = evening.member(name)
    proposal = evening.propose(name, "Café")
    idea = evening.all(Proposal, id=proposal)[0].idea_id
    evening.do(ideas.improve, member, idea, 1, "Tea", "", "")
    evening.do(ideas.improve, member, idea, 1, "Coffee", "", "")
    evening.do(axis.place, member, idea, 10, 10)
    evening.go_to(Step.agreement)
    if not evening.all(VoteRound, meeting_id=evening.id):
        evening.do(vote.open_round)
    action = evening.do(agreement.agree, f"Signs of {name}", "", "", "", Language.sv)
    title = evening.all(Idea, id=idea)[0].title_id
    return Theirs(
        card=evening.ids(Card)[0],
        suggested=evening.ids(SuggestedAction)[0],
        idea=idea,
        wording=evening.all(Wording, text_id=title, standing=Standing.beside)[0].id,
        proposal=proposal,
        action=action,
        question=evening.ids(SurveyQuestion)[0],
    )


# Each post of the console that names something.
CONSOLE_POSTS: dict[str, tuple[str, dict[str, str]]] = {
    "step": ("step", {"row_id": "{row}", "seen_row_id": "{now}"}),
    "rows/{row_id}/minutes": ("rows/{row}/minutes", {"minutes": "5"}),
    "people/{person_id}/group": ("people/{person}/group", {"small_group_id": "{group}"}),
    "people/group": ("people/group", {"person_id": "{person}", "small_group_id": "{group}"}),
    "phones/out": ("phones/out", {"device_id": "{device}"}),
    "phones/in": ("phones/in", {"device_id": "{device}"}),
    "groups/{small_group_id}/visited": ("groups/{group}/visited", {}),
    "groups/{small_group_id}/headcount": ("groups/{group}/headcount", {"headcount": "9"}),
    "groups/{small_group_id}/headcount/cleared": ("groups/{group}/headcount/cleared", {}),
    "groups/merged": ("groups/merged", {"kept_id": "{group}", "away_id": "{own_group}"}),
    "merges/{merge_id}/parted": ("merges/{merge}/parted", {}),
    "proposals/joined": (
        "proposals/joined",
        {"kept_id": "{proposal}", "joined_id": "{own_proposal}"},
    ),
    "proposals/{proposal_id}/apart": ("proposals/{proposal}/apart", {}),
    "ideas/{idea_id}/hidden": ("ideas/{idea}/hidden", {}),
    "ideas/{idea_id}/unhidden": ("ideas/{idea}/unhidden", {}),
    "actions/{action_id}": ("actions/{action}", {"revision": "1", "title": "Mine"}),
    "actions/{action_id}/owner": ("actions/{action}/owner", {"answer": "yes"}),
    "actions/{action_id}/dropped": ("actions/{action}/dropped", {}),
    "actions/{action_id}/restored": ("actions/{action}/restored", {}),
}


def test_ids_of_another_meeting_are_not_there_for_a_console(house: House, other: Evening) -> None:
    theirs = vars(fill(other)) | {
        "row": other.all(ProgrammeRow, meeting_id=other.id)[0].id,
        "person": other.people["Amina"],
        "device": other.all(Seat, person_id=other.people["Amina"])[0].device_id,
        "group": other.groups[2],
        "own_group": house.evening.groups[2],
        "merge": other.do(merging.merge, other.groups[1], other.groups[3]),
    }
    theirs["own_proposal"] = fill(house.evening).proposal
    theirs["now"] = house.evening.row.current_row_id
    named = {path.removeprefix("/console/{meeting_id}/") for path in posts_of(console.router)}
    assert {path for path in named if "{" in path} == {
        path for path in CONSOLE_POSTS if "{" in path
    }
    before, browser = everything(house.evening), house.console()
    for path, fields in CONSOLE_POSTS.values():
        sent = {name: value.format_map(theirs) for name, value in fields.items()}
        assert browser.tap(path.format_map(theirs), **sent).status_code == 404, path
    idea = browser.tap("actions", title="", idea_id=theirs["idea"])
    assert (idea.status_code, everything(house.evening)) == (409, before)


def test_ids_that_no_database_can_hold_are_not_there(house: House) -> None:
    house.evening.go_to(Step.ideas)
    console, phone = house.console(), house.phone("Amina")
    for id in ("9" * 19, "9" * 30, "9" * 5000, "-1", "1.0", "0x1"):  # noqa: A001
        assert phone.tap(f"ideas/{id}/dropped").status_code == 404, id
        assert console.tap(f"ideas/{id}/hidden").status_code == 404, id
        assert console.ask("GET", f"/console/{id}").status_code == 404, id
    assert house.browser(f"/projector/{'9' * 30}").wire().closed == 4403


def test_a_spotlight_shines_on_no_idea_of_another_meeting(house: House, other: Evening) -> None:
    theirs = fill(other)
    house.evening.go_to(Step.proposals)
    house.console().tap("wall", what=Shown.spotlight, subject=theirs.idea)
    assert not re.search("Coffee|Tea", house.projector().screen())


# -- The program's own answer ------------------------------------------------------------------------

# Addresses and plain forms that lead a browser on; a script asks for none of them.
LEAD_ON = re.compile(r"/open/.*|/coordinator.*|/{code}/{table:int}|.*/join|.*/language")


def every_address(house: House) -> Iterator[tuple[str, str, str]]:
    """(method, route, path) of all that the program answers; what ends the meeting comes last."""
    known = {"code": house.code, "meeting_id": house.evening.id}
    routers = [one.original_router for one in house.app.routes if hasattr(one, "original_router")]
    routes = [route for router in routers for route in router.routes if hasattr(route, "methods")]
    for route in sorted(routes, key=lambda route: route.path.endswith("/ended")):
        path = re.sub(r"{(\w+)(:\w+)?}", lambda name: str(known.get(name[1], 1)), route.path)
        for method in sorted(route.methods):
            yield method, route.path, path


def test_every_answer_carries_the_programs_mark_and_leads_no_script_on(house: House) -> None:
    viewers = (
        house.phone("Amina"),
        house.console(),
        house.projector(),
        house.opened(Door.presenter),
        house.browser("/"),
    )
    asked = list(every_address(house))
    assert len(asked) > 100
    for method, route, path in asked:
        for viewer in viewers:
            answer = viewer.ask(method, path, headers={"HX-Request": "true"})
            assert MARK in answer.headers, (method, route, answer.status_code)
            assert not answer.is_redirect or LEAD_ON.fullmatch(route), (method, route)
