"""Everybody in the room acts in each step: ten languages, Kurdish texts, interpreters, a table on paper, old phones."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from app.method import agreement, interpreting, proposals, vote
from app.method.people import joining
from app.models import Idea, Proposal, SmallGroup
from app.vocabulary import Door, Language, Step
from tests.cast import CAST
from tests.house import Browser, House
from tests.web.elements import Element, tree

# All ten, two tables of five; the third has no phones.
SPEAKS = {
    "Amina": Language.ar,
    "Börje": Language.sv,
    "Kirsi": Language.fi,
    "Olena": Language.uk,
    "Mikael": Language.en,
    "Hodan": Language.so,
    "Pekka": Language.ru,
    "Gunilla": Language.ti,
    "Yusuf": Language.fa,
    "Kadri": Language.et,
}
ON_PAPER = [name for name, (number, *_) in CAST.items() if number == 3]
WITHOUT_SCRIPT = {"Pekka", "Kadri"}
KURDISH, MOVED = "Kirsi", "Yusuf"
CODE = re.compile(r'id="move-code"[^>]*>(\w{7})<')
TYPED = {"ar": "مقهى اللغات", "ti": "ቤት ሻሂ ቋንቋታት", "kmr": "Qehwexaneya zimanan"}
NO_PILES = {"seen": "", "less": "", "differ": "", "neither": ""}


@dataclass
class Room:
    """`acted`: by step, whoever could do what it is for, by the own page's own form."""

    house: House
    phones: dict[str, Browser]
    acted: dict[Step, set[str]] = field(default_factory=dict)

    def each(self, step: Step, form: Callable[[Element], Element], **typed: str) -> None:
        for name, phone in self.phones.items():
            answer = press(phone, form, script=name not in WITHOUT_SCRIPT, **typed)
            if answer in (200, 303):
                self.acted.setdefault(step, set()).add(name)

    def by_paper(self, step: Step) -> None:
        self.acted.setdefault(step, set()).update(ON_PAPER)


def press(phone: Browser, form: Callable[[Element], Element], *, script: bool, **typed: str) -> int:
    """Sends what the page's form holds, with the first of its buttons or choices."""
    found = form(tree(phone.get().text))
    held = {
        one.held["name"]: one.held.get("value", "")
        for one in found.all("input")
        if one.held.get("type") != "radio" and "name" in one.held
    }
    choices = [*found.all("button"), *found.all("input")]
    chosen = [one.held for one in choices if one.held.get("name") and "value" in one.held]
    fields = {**{one["name"]: one["value"] for one in chosen[:1]}, **held, **typed}
    if script:
        fields.pop("intent", None)
    headers = {"HX-Request": "true"} if script else {}
    return phone.ask("POST", found.held["action"], data=fields, headers=headers).status_code


def ending(*ends: str) -> Callable[[Element], Element]:
    """The first form of the page that is sent there."""

    def find(page: Element) -> Element:
        return next(one for one in page.all("form") if one.held.get("action", "").endswith(ends))

    return find


def named(begins: str) -> Callable[[Element], Element]:
    return lambda page: page.one("form", id=begins)


def test_everybody_can_act_in_each_step(house: House) -> None:
    evening = house.evening
    for name, language in SPEAKS.items():
        evening.do(joining.speak, evening.member(name), language)
    for tag in TYPED:
        evening.do(interpreting.set_followed, tag, 1, "")
    room = Room(house, {name: house.phone(name) for name in SPEAKS})
    assert room.phones[KURDISH].tap("reads", reads="kmr").is_success
    helper, table = house.opened(Door.helper), evening.groups[3]

    evening.go_to(Step.sorting)
    room.each(Step.sorting, ending("/lean"))
    piles = helper.tap(f"tables/{table}/piles", **NO_PILES, more="1 2 3")
    assert piles.is_success
    room.by_paper(Step.sorting)
    room.phones[MOVED] = moves(room.phones[MOVED], house)

    evening.go_to(Step.ideas)
    for name in ("Amina", "Hodan"):
        title = {
            "title": TYPED["ar"] if name == "Amina" else "Kulan luqadeed",
            "what": "",
            "who": "",
        }
        assert room.phones[name].tap("ideas", **title).is_success
    for name, phone in room.phones.items():
        if ending("/ideas")(tree(phone.get().text)):
            room.acted.setdefault(Step.ideas, set()).add(name)
    paper = {"title": "Tavla för grannar", "what": "", "who": ""}
    assert helper.tap(f"tables/{table}/ideas", **paper, point="easy large", proposed="1").is_success
    room.by_paper(Step.ideas)

    evening.go_to(Step.axis)
    room.each(Step.axis, ending("/placement"), effort="40", impact="70")
    room.by_paper(Step.axis)
    for name in ("Amina", "Hodan"):
        member = evening.member(name)
        (idea,) = evening.all(Idea, small_group_id=member.group_id)
        assert room.phones[name].tap(f"ideas/{idea.id}/settled", effort=40, impact=70).is_success
        evening.do(proposals.propose, member, idea.id)

    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    interpret_all(house)
    assert TYPED["kmr"] in room.phones[KURDISH].screen(), "the texts are Kurdish"
    assert "Äänestys" in room.phones[KURDISH].screen(), "the buttons stay Finnish"
    assert TYPED["ti"] in room.phones["Gunilla"].screen()
    room.each(Step.vote, ending("/vote"))
    for_others = next(
        one.id
        for one in evening.all(Proposal)
        if evening.all(Idea, id=one.idea_id)[0].small_group_id != table
    )
    hands = {"small_group_id": table, "proposal_id": for_others, "round_number": 1}
    assert helper.tap("vote/hands", **hands, votes=len(ON_PAPER)).is_success
    room.by_paper(Step.vote)
    assert tree(house.console(Language.en).screen()).one(id="turnout").said == "15 of 15 have voted"

    evening.go_to(Step.agreement)
    evening.do(agreement.agree, "Språkcafé", "Biblioteket", "", "", Language.sv)
    room.each(Step.agreement, named("interest-"))
    evening.go_to(Step.survey)
    room.each(Step.survey, named("survey-"), level="3")

    everybody = {*CAST}
    for step in (Step.sorting, Step.ideas, Step.axis, Step.vote):
        assert room.acted[step] == everybody, step
    for step in (Step.agreement, Step.survey):
        assert room.acted[step] == {*SPEAKS}, (
            "on paper they are asked by the facilitator, and by form"
        )
    for name, phone in room.phones.items():
        assert f'<html lang="{SPEAKS[name]}"' in phone.get().text
    assert {one.number for one in evening.all(SmallGroup)} == {1, 2, 3}


def moves(phone: Browser, house: House) -> Browser:
    """To another phone, by the code that the first one shows."""
    assert phone.send("moving").status_code == 303
    found = CODE.search(phone.ask("GET", f"{phone.path}/phone").text)
    assert found
    other = house.browser(phone.path)
    other.get()
    assert other.send("moved", code=found[1]).status_code == 303
    return other


def interpret_all(house: House) -> None:
    """What waits in the languages that are interpreted, typed on the interpreters' own page."""
    interpreter = house.opened(Door.interpreter, {"language": Language.en})
    for tag, words in TYPED.items():
        page = tree(interpreter.ask("GET", f"{interpreter.path}?open=desk-{tag}").text)
        for form in page.all("form", id=f"type-{tag}-"):
            fields = {
                one.held["name"]: one.held["value"]
                for one in form.all("input")
                if "value" in one.held
            }
            sent = interpreter.ask("POST", form.held["action"], data=fields | {"words": words})
            assert sent.status_code == 303
