"""The doors: what a cookie opens and what not, and that nobody reaches what is another's."""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from app.links import link_path
from app.method import agreement, axis, ideas, ideas_rewording, vote
from app.method.acts import acts
from app.method.declared import Declared
from app.method.doers import Who
from app.method.people import hosting, merging
from app.models import (
    Card,
    Idea,
    Link,
    ProgrammeRow,
    Proposal,
    SuggestedAction,
    SurveyQuestion,
    VoteRound,
    Wording,
)
from app.viewer import link_cookie, phone_cookie
from app.vocabulary import DOORS_OF_ONE_THING, HALL_DOORS, Door, Language, Shown, Standing, Step
from app.web.acts import AT_LINK, AT_PHONE
from app.web.guard import OWN_HEADER
from app.web.later import LaterDoors
from app.web.paths import OpenDoors
from tests.cast import Evening, make_evening
from tests.house import SECRET, Browser, House, main_of
from tests.web.rows import everything
from tests.web.sent import ids_of, is_at_phone, route_of, sent


@pytest.fixture
def other(house: House) -> Evening:
    """Another meeting in the same house, with the same names in it."""
    return make_evening(
        house.app.state.house.database, house.app.state.house.writer, code="HETKE33"
    )


# -- Links -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("door", HALL_DOORS)
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


@pytest.mark.parametrize("door", HALL_DOORS)
def test_only_the_whole_and_newest_link_opens(house: House, door: Door) -> None:
    link = house.link(door)
    right = link_path(SECRET, link)
    wrong = [right[:-1], right + "A", right.upper(), f"/open/{link.id}.", f"/open/{link.id}"]
    wrong += [f"/open/{link.id + 1}.{right.rsplit('.', 1)[1]}", "/open/.", "/open/ö.ö"]
    wrong += [f"/open/{'9' * 40}.x"]
    browser = house.browser("/")
    led = {browser.ask("GET", path, follow_redirects=True).status_code for path in wrong}
    assert led == {404}
    house.evening.do(lambda act: act.book.change(Link, {"id": link.id}, version=2))
    assert browser.ask("GET", right).status_code == 404
    assert browser.ask("GET", link_path(SECRET, house.link(door))).status_code == 303
    house.evening.do(lambda act: act.book.change(Link, {"id": link.id}, revoked=True))
    assert browser.ask("GET", link_path(SECRET, house.link(door))).status_code == 404


# -- A cookie opens its own door alone ---------------------------------------------------------------


def cookies_that_open_nothing(house: House, other: Evening) -> Iterator[tuple[str, str, str]]:
    """(path, cookie's name, its value): each right somewhere else."""
    here = house.evening
    for door, another in itertools.permutations(HALL_DOORS, 2):
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
    wall, before = house.projector(), everything(house.evening)
    for act in ("language", "vote/opened", "ended"):
        assert wall.tap(act).status_code in (404, 405)
    assert everything(house.evening) == before


# -- Every door, whoever comes -----------------------------------------------------------------------

# Posts that are no declared acts: coming in, leaving a phone or changing it, a browser's own language, and an address
# that only the machine knows.
PLAIN = {
    "/{code}/join",
    "/{code}/language",
    "/{code}/moving",
    "/{code}/moved",
    "/{code}/left",
    "/console/{meeting_id}/language",
    "/console/{meeting_id}/address",
    *(f"/{door}/{{meeting_id}}/language" for door in DOORS_OF_ONE_THING),
}
# Where a form is sent outside of the evening.
ELSEWHERE = ("/coordinator", "/organisation", "/report/", "/coming/")


def test_every_door_is_declared_or_named_here(house: House) -> None:
    posts = {route for method, route, _ in every_address(house) if method == "POST"}
    of_evening = {route for route in posts if not route.startswith(ELSEWHERE)}
    assert of_evening - PLAIN == {route_of(act) for act in acts()}
    assert of_evening >= PLAIN


def viewers_of(house: House, other: Evening) -> dict[str, Browser]:
    """One of each kind; each asks at whatever page the act is below."""
    evening = house.evening
    table = evening.phone_of("Mikael")
    evening.do(hosting.host, table, hosts=True)
    token = evening.sign_in()
    return {
        "participant": house.phone("Amina"),
        "host": house.phone("Mikael"),
        "console": house.console(),
        **{str(door): house.opened(door) for door in DOORS_OF_ONE_THING},
        "projector": house.projector(),
        "coordinator": house.browser("/", {"coordinator": token}),
        "stranger": house.browser("/"),
        "elsewhere": house.phone("Amina", other),
        "console elsewhere": house.console(of=other),
    }


def may_come(act: Declared) -> set[str]:
    if not is_at_phone(act):
        return {"console" if act.who is Who.facilitator else str(act.who)}
    return {"host"} if act.who is Who.host else {"participant", "host"}


def own_ids(house: House) -> dict[str, int | None]:
    """Of what there is in the meeting, at Amina's table where it is a table's."""
    evening, mine = house.evening, fill(house.evening)
    return named_by(mine) | {
        "row_id": evening.row.current_row_id,
        "seen_row_id": evening.row.current_row_id,
        "person_id": evening.people["Leena"],
        "device_id": evening.phone_of("Rolf"),
        "small_group_id": evening.groups[2],
        "text_id": evening.all(Idea, id=mine.idea)[0].title_id,
        "merge_id": evening.do(merging.merge, evening.groups[2], evening.groups[3]),
    }


def asked(
    house: House, viewer: Browser, act: Declared, named: dict[str, int | None], intent: str = ""
) -> int:
    """The status of the answer."""
    merged = act.path == "groups/merged"
    two = named["small_group_id"] if merged else named["proposal_id"]
    table = house.evening.groups[1] if act.path.startswith("tables/") else named["small_group_id"]
    others = {"kept_id": two, "away_id": two, "joined_id": two, "small_group_id": table}
    path, fields = sent(act, named | others, words="Words")
    fields |= {"intent": intent} if intent else {}
    at = AT_LINK.get(act.who, AT_PHONE)[0].format(code=house.code, meeting_id=house.evening.id)
    return viewer.ask("POST", f"{at}/{path}", data=fields).status_code


def test_each_act_is_not_there_for_whoever_may_not_do_it(house: House, other: Evening) -> None:
    """Not even in a step in which others may."""
    viewers, named = viewers_of(house, other), own_ids(house)
    for act in sorted(acts(), key=in_turn):
        if step := first_open(act):
            house.evening.go_to(step)
        before = everything(house.evening)
        for name in viewers.keys() - may_come(act):
            assert asked(house, viewers[name], act, named) == 404, (name, act.path)
        assert everything(house.evening) == before


def test_each_act_opens_to_whoever_may_do_it(house: House, other: Evening) -> None:
    viewers, named = viewers_of(house, other), own_ids(house)
    for act in sorted(acts(), key=in_turn):
        if step := first_open(act):
            house.evening.go_to(step)
        for name in may_come(act):
            status = asked(house, viewers[name], act, named)
            assert status in (200, 303, 409), (name, act.path, status)


def test_each_act_that_is_sent_twice_is_done_once(house: House, other: Evening) -> None:
    viewers, named = viewers_of(house, other), own_ids(house)
    done = set()
    for number, act in enumerate(sorted(acts(), key=in_turn)):
        if step := first_open(act):
            house.evening.go_to(step)
        viewer = viewers[min(may_come(act))]
        before = everything(house.evening)
        intent = f"{number:032x}.{house.evening.row.sequence}.1"
        named["until"] = house.evening.row.clock_until or 0
        first = asked(house, viewer, act, named, intent)
        after = everything(house.evening)
        if first < 400 and after != before:
            done.add(act.path)
            assert asked(house, viewer, act, named, intent) == first, act.path
            assert everything(house.evening) == after, act.path
    # These the hall is not ready for.
    away = {"actions", "groups", "groups/merged", "vote/opened"}
    assert {declared.path for declared in acts() if declared.adds} - done <= away
    assert len(done) > 30


# What ends a group or the meeting, or makes another kind of viewer of a phone, comes after all that it would change.
LAST = ("groups/by-table", "groups", "host", "host/withdrawn", "reopened", "ended")


def in_turn(act: Declared) -> int:
    return LAST.index(act.path) if act.path in LAST else -1


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


# In a form of a phone's: ids of what is not hers.
def named_by(theirs: Theirs) -> dict[str, int]:
    return {
        "card_id": theirs.card,
        "suggested_action_id": theirs.suggested,
        "idea_id": theirs.idea,
        "wording_id": theirs.wording,
        "proposal_id": theirs.proposal,
        "action_id": theirs.action,
        "question_id": theirs.question,
    }


def acts_that_name(*names: str) -> list[Declared]:
    """A phone's."""
    return [act for act in acts() if is_at_phone(act) and ids_of(act) & {*names}]


def test_ids_of_another_meeting_are_not_there_for_a_phone(house: House, other: Evening) -> None:
    fill(house.evening)
    theirs = named_by(fill(other))
    tried = acts_that_name(*theirs)
    assert len(tried) > 25
    own_table = {"small_group_id": house.evening.groups[1]}
    for act in tried:
        nothing_happens(house, act, theirs | own_table)


def test_what_another_group_writes_is_not_there_for_a_phone(house: House) -> None:
    theirs = named_by(fill(house.evening, "Hodan"))
    for act in acts_that_name("idea_id"):
        nothing_happens(house, act, theirs)


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


def nothing_happens(house: House, act: Declared, theirs: dict[str, int]) -> None:
    """A 404, with the own fresh screen; and not a row is changed, anywhere."""
    browser = house.phone("Amina")
    house.evening.go_to(first_open(act) or Step.agreement)
    path, fields = sent(act, theirs)
    fresh, before = browser.screen(), everything(house.evening)
    answer = browser.tap(path, **fields)
    assert answer.status_code == 404, path
    assert main_of(answer.text) == fresh, path
    assert everything(house.evening) == before, path


def first_open(act: Declared) -> Step | None:
    return next((step for step in Step if step in act.open_in), None)


def fill(evening: Evening, name: str = "Amina") -> Theirs:
    """An idea with two wordings, a proposal, an open vote and an agreed action of this one's group."""
    member = evening.member(name)
    proposal = evening.propose(name, "Café")
    idea = evening.all(Proposal, id=proposal)[0].idea_id
    evening.do(ideas_rewording.improve, member, idea, 1, "Tea", "", "")
    evening.do(ideas_rewording.improve, member, idea, 1, "Coffee", "", "")
    evening.do(axis.place, member, idea, 10, 10)
    evening.go_to(Step.vote)
    if not evening.all(VoteRound, meeting_id=evening.id):
        evening.do(vote.open_round)
    evening.go_to(Step.agreement)
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


def test_ids_of_another_meeting_are_not_there_for_a_console(house: House, other: Evening) -> None:
    theirs = named_by(fill(other)) | {
        "row_id": other.all(ProgrammeRow, meeting_id=other.id)[0].id,
        "person_id": other.people["Amina"],
        "device_id": other.phone_of("Amina"),
        "small_group_id": other.groups[2],
        "merge_id": other.do(merging.merge, other.groups[1], other.groups[3]),
    }
    proposals = {"kept_id": theirs["proposal_id"], "joined_id": fill(house.evening).proposal}
    groups = {"kept_id": other.groups[2], "away_id": house.evening.groups[2]}
    browser, tried = house.console(), 0
    for act in acts():
        if act.who is not Who.facilitator or not ids_of(act):
            continue
        house.evening.go_to(first_open(act) or Step.agreement)
        both = groups if act.path == "groups/merged" else proposals
        now, before = {"seen_row_id": house.evening.row.current_row_id}, everything(house.evening)
        path, fields = sent(act, theirs | both | now)
        # An action can be agreed on without an idea: that there is none such is told.
        expected = 409 if act.path == "actions" else 404
        assert browser.tap(path, **fields).status_code == expected, path
        assert everything(house.evening) == before, path
        tried += 1
    assert tried > 15


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
    shone = house.console().tap("wall", what=Shown.spotlight, subject=theirs.idea)
    assert shone.status_code == 404
    assert not re.search("Coffee|Tea", house.projector().screen())


# -- The program's own answer ------------------------------------------------------------------------

# Addresses and plain forms that lead a browser on; a script asks for none of them.
LEAD_ON = re.compile(
    r"/open/.*|/coordinator.*|/guide|/{code}/{table:int}|.*/join|.*/language|.*/(moving|moved|left)"
)


def flat(routes: Iterable[Any]) -> Iterator[Any]:
    """Each route, also of a router that another one includes."""
    for route in routes:
        held = route if isinstance(route, OpenDoors) else getattr(route, "original_router", None)
        included = route.router if isinstance(route, LaterDoors) else held
        yield from flat(included.routes) if included else (route,)


def every_address(house: House) -> Iterator[tuple[str, str, str]]:
    """(method, route, path) of all that the program answers; what ends the meeting comes last."""
    known = {"code": house.code, "meeting_id": house.evening.id}
    routes = [route for route in flat(house.app.routes) if hasattr(route, "methods")]
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
            assert OWN_HEADER in answer.headers, (method, route, answer.status_code)
            assert not answer.is_redirect or LEAD_ON.fullmatch(route), (method, route)
