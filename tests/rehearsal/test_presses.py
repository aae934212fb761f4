"""What a rehearsal presses at the console: buttons that it has in that step, of acts that are open in it."""

from collections.abc import Iterator
from random import Random

from app.method import axis, ideas, proposals
from app.method.acts import acts
from app.method.doers import Who
from app.models import Idea
from app.rehearsal.deeds import Ledger, Offer, numbered, offers_of
from app.rehearsal.facilitating import MOVES
from app.rehearsal.filling import filled
from app.rehearsal.markup import read_screen
from app.rehearsal.presses import BEFORE, COURSE, ELSEWHERE, HANDS, JOIN_FOR_GOOD, LOWER, WAIT
from app.vocabulary import METHOD_STEPS, Step
from tests.cast import Evening
from tests.house import Browser, House

NO_BUTTON = {WAIT, HANDS, LOWER, ELSEWHERE, JOIN_FOR_GOOD}
OPEN_IN = {numbered(act.path): act.open_in for act in acts() if act.who is Who.facilitator}


def is_open(path: str, step: str) -> bool:
    """Also what is no declared act, such as choosing a language."""
    return not OPEN_IN.get(path) or (None if step == BEFORE else step) in OPEN_IN[path]


def test_the_console_has_each_button_when_the_course_comes_to_it(
    house: House, chance: Random
) -> None:
    lacking = {
        (step, form)
        for step, form, offers in led(house, chance)
        if form != WAIT and not of_form(offers, form)
    }
    assert lacking == set()


def test_the_console_has_in_each_step_only_buttons_of_what_is_open_in_it(
    house: House, chance: Random
) -> None:
    closed = {
        (step, offer.path)
        for step, _, offers in led(house, chance)
        for offer in offers
        if not is_open(offer.path, step)
    }
    assert closed == set()


def led(house: House, chance: Random) -> Iterator[tuple[str, str, list[Offer]]]:
    """Leads an evening. Yields what the console has in a step: before each press, whose form is named,
    and before going on.
    """
    console, whole = house.console(), Ledger()
    for step in (BEFORE, *METHOD_STEPS):
        if step in METHOD_STEPS:
            house.evening.go_to(Step(step))
        for form in (form for form in COURSE.get(step, ()) if whole.may_press(form, step)):
            if form == WAIT:
                the_tables_work(house.evening, step)
            elif form not in NO_BUTTON:
                offers = offered(console)
                yield step, form, offers
                done = [press(console, offer, form, chance) for offer in of_form(offers, form)[:1]]
                assert done in ([], [303]), f"At {step}: {form}"
        yield step, WAIT, offered(console)


def of_form(offers: list[Offer], form: str) -> list[Offer]:
    return [offer for offer in offers if offer.is_of(form)]


def the_tables_work(evening: Evening, step: str) -> None:
    """Each table writes an idea, and then proposes it."""
    one_of_each = {evening.member(name).group_id: name for name in evening.people}
    for name in one_of_each.values():
        member = evening.member(name)
        if step == Step.ideas:
            evening.do(ideas.write, member, f"The idea of {name}", "", "")
        if step == Step.axis:
            (idea,) = evening.all(Idea, small_group_id=member.group_id)
            evening.do(axis.place, member, idea.id, 40, 60)
            evening.do(axis.settle, member, idea.id, 40, 60)
            evening.do(proposals.propose, member, idea.id)


def offered(console: Browser) -> list[Offer]:
    """What it has with one panel of each kind open."""
    shut = read_screen(console.get().text).panels
    opened = {numbered(panel): panel for panel in shut}.values()
    page = console.ask("GET", f"{console.path}?open={'.'.join(opened)}")
    return offers_of(read_screen(page.text).forms, console.path)


def press(console: Browser, offer: Offer, form: str, chance: Random) -> int:
    sent: dict[str, list[str]] = {}
    pairs = filled(offer.form, chance, as_it_stands=form not in MOVES)
    for name, value in (*pairs, (offer.button.name, offer.button.value)):
        sent.setdefault(name, []).append(value)
    sent.pop("", None)
    return console.ask("POST", offer.form.action, data=sent).status_code
