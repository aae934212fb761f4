"""A tab of the desk that has stood open: nothing that another one has saved meanwhile goes without a word.

Walks every form of the desk. In each field two tabs write two things, one after the other.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from app.languages import PHONE_LANGUAGES, WRITTEN_TAGS
from app.method import agreement, interpreting
from app.method.followup import effect, following
from app.method.followup.effect import AskedToCome
from app.method.preparing.translations import digest
from app.models import Figure
from app.vocabulary import Language, Role, Step
from app.web.desk.typed_drafts import SEEN, keeps, page_of
from tests.house import Browser, House
from tests.web.at_desk import Fields, as_it_is, form_on, page_after
from tests.web.elements import Element, tree
from tests.web.forms_sent import forms_of, route_of

HOME, AT = "/coordinator/", "/coordinator/meetings/{meeting_id:int}/"
UNSAVED, ADDED = "nothing of it was saved", "it stands beside what is there"
# Two things that can be typed, by the kind of field; some are already there, or are refused.
NUMBERS = (("3", "4"), ("19", "20"), ("2025", "2026"))
TIMES = (("18:10", "18:20"), ("18:30", "18:40"))
WORDS = (
    ("Words of one", "Words of another"),
    ("https://one.example/", "https://two.example/"),
    *TIMES,
)
TYPED = {
    "number": NUMBERS,
    "date": (("2027-03-10", "2027-03-11"), ("2027-04-12", "2027-04-13")),
    "time": TIMES,
}
# What is made by these forms stands beside what is there. A figure of the same year is refused.
MAKES = {
    *("meetings", "gatherings/groups", "gatherings", "results/themes/{theme}", "cards"),
    *("suggestions", "texts/principles", "texts/questions", "people/owners", "links/languages"),
    *("{kind}/import", "survey/papers", "goals/figures", "effect/surveys", "reports/brought"),
}
# Nothing of these is stored, or in fields of their own: what they begin or fill in says on what it was made.
BEGINS = {
    *("carried", "after/slides", "rehearsal", "kept/erased", "{pack}/in/{tag}/pasted"),
    "programme",
}
EACH = {*WRITTEN_TAGS, *PHONE_LANGUAGES, *Role}
# Nobody types in these, or what is typed in them is a secret.
UNTYPED = {"hidden", "file", "password", "submit", "radio"}


class Field(NamedTuple):
    """`others`: pairs of two other things than what stands in it, to try one after the other. In a box or
    a list there may be no second one.
    """

    route: str
    page: str
    action: str
    name: str
    others: tuple[tuple[str, ...], ...]

    @property
    def called(self) -> str:
        return f"{self.route.removeprefix(AT).removeprefix(HOME)} {re.sub(r'[0-9]{9,}', '…', self.name)}"


def form_of(desk: Browser, field: Field) -> Fields:
    """As its page holds it now: as a tab has it that is opened now. Nothing if it is there no more."""
    forms = tree(desk.ask("GET", field.page).text).all("form")
    return next((as_it_is(form) for form in forms if form.held.get("action") == field.action), {})


def fields(desk: Browser, *pages: str) -> Iterator[Field]:
    """Each field of each kind of form; of those for each language or role, the first."""
    for route, page in forms_of(desk, *pages).items():
        for form in tree(desk.ask("GET", page).text).all("form"):
            action = form.held.get("action", "")
            if form.held.get("method") == "post" and route_of(action) == route:
                own = page_of(action).partition("#")[0] if keeps(action) else page
                for control in controls(form):
                    yield Field(route, own, action, control.held["name"], others(control))
                break


def controls(form: Element) -> Iterator[Element]:
    said = set()
    for control in (*form.all("textarea"), *form.all("input"), *form.all("select")):
        name, kin = control.held.get("name", ""), kin_of(control.held.get("name", ""))
        if name and control.held.get("type") not in UNTYPED and kin not in said:
            said.add(kin)
            yield control


def kin_of(name: str) -> str:
    """What the fields for each language, role or row have in common."""
    plain = re.sub(r"\d{9,}", "", name)
    last = re.split("[_:]", plain)[-1]
    return plain.removesuffix(last)[:-1] if last in EACH else name


def others(control: Element) -> tuple[tuple[str, ...], ...]:
    if control.tag == "select":
        values = [option.held.get("value", "") for option in control.all("option")]
        chosen = [each.held["value"] for each in control.all("option") if "selected" in each.held]
        free = tuple(value for value in values if value not in (chosen or values[:1]))
        return (free[-2:],) if free else ()
    if control.held.get("type") == "checkbox":
        return (("" if "checked" in control.held else "1",),)
    words = (*NUMBERS, *WORDS) if control.held.get("value", "").isdigit() else (*WORDS, *NUMBERS)
    return TYPED.get(control.held.get("type", ""), words)


def kept(desk: Browser, field: Field, stale: Fields) -> tuple[str, ...]:
    """What one tab saves in the field, and what the other one then means to; empty if nothing is taken."""
    for pair in field.others:
        if stale.get(field.name) in pair:
            continue
        answer = desk.ask("POST", field.action, data={**stale, field.name: pair[0]})
        if "saved=" in answer.headers.get("location", ""):
            return pair
        drop(desk, field)
    return ()


def drop(desk: Browser, field: Field) -> None:
    desk.ask("POST", "/coordinator/drafts/dropped", data={"form": field.action})


def lost(desk: Browser, field: Field, pair: tuple[str, ...], stale: Fields) -> str:
    """How what one tab has saved, or another one has typed, is lost; empty if it is not."""
    first, *second = pair
    desk.ask("POST", field.action, data=stale)
    if form_of(desk, field).get(field.name, "") != first:
        return "overwritten by a tab that did not touch it"
    drop(desk, field)
    if not second:
        return ""
    answer = desk.ask("POST", field.action, data={**stale, field.name: second[0]})
    if "refused=" not in answer.headers.get("location", ""):
        return "overwritten by a tab that did not see it"
    page = desk.ask("GET", answer.headers["location"]).text
    now = form_of(desk, field)
    drop(desk, field)
    if "Somebody else has saved this meanwhile" not in page or now[field.name] != second[0]:
        return "refused, and what was typed is gone"
    return "" if now[SEEN + field.name] == digest(first) else "overwritten"


@pytest.fixture
def followed(house: House) -> House:
    """A meeting in which something was agreed that is followed, and to which many were asked."""
    evening = house.evening
    evening.do(effect.note_asked, {role: AskedToCome(30, 1) for role in Role})
    evening.propose("Amina", "A path")
    evening.propose("Hodan", "Plain letters")
    evening.go_to(Step.agreement)
    evening.do(agreement.agree, "A path", "The town", "", "", Language.sv)
    evening.do(following.follow)
    return house


def test_what_one_tab_has_saved_no_other_one_overwrites_unseen(followed: House) -> None:
    """In what is written after the evening, and in what holds for all meetings."""
    desk = followed.desk()
    tried: dict[str, str] = {}
    tabs = (f"{desk.path}/{tab}" for tab in ("followup", "effect", "goals", "rounds", "survey"))
    walk(desk, tried, *tabs, "/coordinator/safety", "/coordinator/account")
    assert not {called: how for called, how in tried.items() if how not in ("", ADDED, UNSAVED)}
    assert list(tried.values()).count("") > 25


@pytest.mark.long
def test_on_no_page_of_the_desk_a_tab_overwrites_unseen_what_another_one_has_saved(
    house: House, request: pytest.FixtureRequest
) -> None:
    desk = house.desk()
    tried: dict[str, str] = {}
    house.evening.do(interpreting.set_followed, "so", 1, "")
    walk(desk, tried)
    request.getfixturevalue("followed")
    walk(desk, tried)
    walk(desk, tried)
    assert not {called: how for called, how in tried.items() if how not in ("", ADDED, UNSAVED)}
    beside = {called.partition(" ")[0] for called, how in tried.items() if how}
    assert beside == {*MAKES, *BEGINS, "safety/place", "followup/actions/{action_id:int}"}
    assert list(tried.values()).count("") > 100


def test_of_two_places_for_backups_the_later_one_is_told_of_the_earlier(
    house: House, tmp_path: Path
) -> None:
    desk, at = house.desk(), "/coordinator/safety"
    first, second = tmp_path / "stick", tmp_path / "disk"
    first.mkdir()
    second.mkdir()
    field = Field("", at, f"{at}/place", "place", ((str(first), str(second)),))
    stale = form_of(desk, field)
    pair = kept(desk, field, stale)
    assert pair
    assert lost(desk, field, pair, stale) == ""


def test_a_figure_stands_until_it_is_removed(house: House) -> None:
    desk, told = house.desk(), {"value": "31", "asked": "All", "source": "A survey", "people": ""}
    sent = form_on(desk, "goals", "goals/figures") | told
    for value in ("31", "31", "40"):
        answer = desk.send(
            "goals/figures", **form_on(desk, "goals", "goals/figures") | sent | {"value": value}
        )
    assert "There is already a figure of this question" in page_after(desk, answer)
    (figure,) = house.evening.all(Figure)
    assert figure.tenths == 310
    desk.send(f"goals/figures/{figure.id}/removed")
    page_after(desk, desk.send("goals/figures", **form_on(desk, "goals", "goals/figures")))
    assert [row.tenths for row in house.evening.all(Figure)] == [400]


def walk(desk: Browser, tried: dict[str, str], *pages: str) -> None:
    """Tries the fields that were not tried before, or could not be saved."""
    for field in [*fields(desk, *pages)]:
        if tried.get(field.called, UNSAVED) == UNSAVED:
            stale = form_of(desk, field)
            pair = kept(desk, field, stale)
            stands = form_of(desk, field).get(field.name, "") if pair else ""
            if pair and stands == pair[0]:
                tried[field.called] = lost(desk, field, pair, stale)
            else:
                tried[field.called] = ADDED if pair else UNSAVED
