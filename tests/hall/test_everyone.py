"""Everybody in the room acts in each step: ten languages, Kurdish texts, interpreters, a table on paper, old phones."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser as Chromium, Page, sync_playwright

from app.method import agreement, interpreting, proposals, vote
from app.method.act import Act
from app.method.people import joining
from app.method.typed_piles import PILES
from app.models import Device, Idea, Proposal, SmallGroup
from app.viewer import phone_cookie
from app.vocabulary import Door, Language, Step
from tests.cast import CAST
from tests.environment import PATIENCE
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
WITHOUT_SCRIPT = {"Kadri"}
KURDISH, MOVED = "Kirsi", "Yusuf"
# In a real browser each: by keys alone, in forced colours, at 400 per cent, and where no WebSocket comes through.
BY_KEYS, FORCED, LARGE, NO_SOCKETS = "Mikael", "Olena", "Gunilla", "Pekka"
REAL = (BY_KEYS, FORCED, LARGE, NO_SOCKETS)
AT_400 = {"width": 320, "height": 256}
USUAL = {"width": 360, "height": 640}
# What each step is for, on a page; the survey's answer is chosen first.
BUTTONS = {
    Step.sorting: "form[action$=lean] button",
    Step.ideas: "#idea-add",
    Step.axis: "button[id^=place-button-]",
    Step.vote: "button.choice.proposal",
    Step.agreement: "form[id^=interest-] button",
    Step.survey: "button[id^=answer-]",
}
LEVEL = "label.choice:has([name=level][value='3'])"
CODE = re.compile(r'id="move-code"[^>]*>(\w{7})<')
TYPED = {"ar": "مقهى اللغات", "ti": "ቤት ሻሂ ቋንቋታት", "kmr": "Qehwexaneya zimanan"}
NO_PILES = dict.fromkeys(("seen", *PILES), "")


@dataclass
class RealPhone:
    name: str
    page: Page

    def acts(self, step: Step) -> bool:
        """Whether what the step is for is there, in reach and saved; an idea is not written by all."""
        self.page.locator(f"#screen[data-step={step}]").wait_for()
        if step is Step.ideas:
            return self.page.locator(BUTTONS[step]).is_enabled()
        if step is Step.survey:
            self._press(LEVEL)
        with self.page.expect_response(lambda reply: reply.request.method == "POST") as answer:
            self._press(BUTTONS[step])
        return answer.value.status == 200

    def _press(self, selector: str) -> None:
        element = self.page.locator(selector).locator("visible=true").first
        if self.name != BY_KEYS:
            element.tap()
        elif selector == LEVEL:
            element.locator("input").press("Space")
        else:
            element.press("Enter")


@dataclass
class Room:
    """`acted`: by step, whoever could do what it is for, by the own page's own form."""

    house: House
    phones: dict[str, Browser]
    real: dict[str, RealPhone]
    acted: dict[Step, set[str]] = field(default_factory=dict)

    def each(self, step: Step, form: Callable[[Element], Element], **typed: str) -> None:
        for name, phone in self.phones.items():
            if name not in self.real:
                answer = press(phone, form, script=name not in WITHOUT_SCRIPT, **typed)
                if answer in (200, 303):
                    self.acted.setdefault(step, set()).add(name)
        self.each_real(step)

    def each_real(self, step: Step) -> None:
        can = {name for name, phone in self.real.items() if phone.acts(step)}
        self.acted.setdefault(step, set()).update(can)

    def by_paper(self, step: Step) -> None:
        self.acted.setdefault(step, set()).update(ON_PAPER)


@pytest.fixture
def chromium(chromium_launch: dict[str, object]) -> Iterator[Chromium]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(**chromium_launch)  # type: ignore[arg-type]
        yield opened
        opened.close()


def plain(name: str) -> str:
    """The cast's cookies are their names, of which a browser takes plain letters alone."""
    return name.replace("ö", "o")


def in_plain_letters(act: Act, name: str) -> None:
    held, wanted = (
        joining.token_hash(b"cast", f"{act.meeting_id}{called}") for called in (name, plain(name))
    )
    act.book.change(Device, {"token_hash": held}, token_hash=wanted)


def opened(chromium: Chromium, house: House, name: str) -> RealPhone:
    context = chromium.new_context(
        viewport=AT_400 if name == LARGE else USUAL,  # type: ignore[arg-type]
        has_touch=name != BY_KEYS,
        forced_colors="active" if name == FORCED else "none",
    )
    context.set_default_timeout(PATIENCE * 1000)
    held = {phone_cookie(house.evening.id): f"{house.evening.id}{name}"}
    context.add_cookies(
        [{"name": cookie, "value": held[cookie], "url": house.address} for cookie in held]
    )
    page = context.new_page()
    if name == NO_SOCKETS:
        page.route_web_socket("**", lambda socket: socket.close())
    page.goto(f"{house.address}/{house.code}")
    return RealPhone(name, page)


def press(phone: Browser, form: Callable[[Element], Element], *, script: bool, **typed: str) -> int:
    """Sends what the page's form holds, with the first of its buttons or choices."""
    element = form(tree(phone.get().text))
    held = {
        entry.held["name"]: entry.held.get("value", "")
        for entry in element.all("input")
        if entry.held.get("type") != "radio" and "name" in entry.held
    }
    choices = [*element.all("button"), *element.all("input")]
    chosen = [
        choice.held for choice in choices if choice.held.get("name") and "value" in choice.held
    ]
    fields = {**{choice["name"]: choice["value"] for choice in chosen[:1]}, **held, **typed}
    if script:
        fields.pop("intent", None)
    headers = {"HX-Request": "true"} if script else {}
    return phone.ask("POST", element.held["action"], data=fields, headers=headers).status_code


def ending(*ends: str) -> Callable[[Element], Element]:
    """The first form of the page that is sent there."""

    def find(page: Element) -> Element:
        return next(form for form in page.all("form") if form.held.get("action", "").endswith(ends))

    return find


def named(begins: str) -> Callable[[Element], Element]:
    return lambda page: page.one("form", id=begins)


@pytest.mark.long
def test_everybody_can_act_in_each_step(house: House, chromium: Chromium) -> None:
    evening = house.evening
    for name, language in SPEAKS.items():
        evening.do(joining.speak, evening.member(name), language)
    for tag in TYPED:
        evening.do(interpreting.set_followed, tag, 1, "")
    evening.do(in_plain_letters, "Börje")
    phones = {name: house.phone(plain(name)) for name in SPEAKS}
    room = Room(house, phones, {name: opened(chromium, house, name) for name in REAL})
    assert room.phones[KURDISH].tap("reads", reads="kmr").is_success
    helper, table = house.opened(Door.helper), evening.groups[3]

    evening.go_to(Step.sorting)
    room.each(Step.sorting, ending("/lean"))
    piles = helper.tap(f"tables/{table}/piles", **(NO_PILES | {"more": "1 2 3"}))
    assert piles.is_success
    room.by_paper(Step.sorting)
    room.phones[MOVED] = moves(room.phones[MOVED], house)

    all_write(room, helper, table)

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
        proposal.id
        for proposal in evening.all(Proposal)
        if evening.all(Idea, id=proposal.idea_id)[0].small_group_id != table
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
    assert {group.number for group in evening.all(SmallGroup)} == {1, 2, 3}


def all_write(room: Room, helper: Browser, table: int) -> None:
    """Two ideas, in Arabic and in Somali, and one on paper; the others could."""
    room.house.evening.go_to(Step.ideas)
    for name in ("Amina", "Hodan"):
        title = {
            "title": TYPED["ar"] if name == "Amina" else "Kulan luqadeed",
            "what": "",
            "who": "",
        }
        assert room.phones[name].tap("ideas", **title).is_success
    room.each_real(Step.ideas)
    for name, phone in room.phones.items():
        if name not in room.real and tree(phone.get().text).all("button", id="idea-add"):
            room.acted.setdefault(Step.ideas, set()).add(name)
    paper = {"title": "Tavla för grannar", "what": "", "who": ""}
    assert helper.tap(f"tables/{table}/ideas", **paper, point="easy large", proposed="1").is_success
    room.by_paper(Step.ideas)


def moves(phone: Browser, house: House) -> Browser:
    """To another phone, by the code that the first one shows."""
    assert phone.send("moving").status_code == 303
    code = CODE.search(phone.ask("GET", f"{phone.path}/phone").text)
    assert code
    other = house.browser(phone.path)
    other.get()
    assert other.send("moved", code=code[1]).status_code == 303
    return other


def interpret_all(house: House) -> None:
    """What waits in the languages that are interpreted, typed on the interpreters' own page."""
    interpreter = house.opened(Door.interpreter, {"language": Language.en})
    for tag, words in TYPED.items():
        page = tree(interpreter.ask("GET", f"{interpreter.path}?open=desk-{tag}").text)
        for form in page.all("form", id=f"type-{tag}-"):
            fields = {
                entry.held["name"]: entry.held["value"]
                for entry in form.all("input")
                if "value" in entry.held
            }
            sent = interpreter.ask("POST", form.held["action"], data=fields | {"words": words})
            assert sent.status_code == 303
