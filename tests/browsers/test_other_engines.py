"""Join, sorting, the axis and the vote in engines that are not the newest Chromium: done, painted, in their places."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.links import link_path
from app.method import groups, ideas, vote
from app.models import Lean, Person, Placement, Tally
from app.vocabulary import Door, Step
from tests.browsers.engine import PHONE, WALL, Engine
from tests.browsers.looks import (
    CHOSEN_IS_PAINTED,
    HAS_COLOURS,
    IN_CONTACT,
    NOT_UNDERLINED,
    PLANE_SHARE,
    SHOWN_WHOLE,
    SIDEWAYS,
    WRITTEN,
    amiss,
)
from tests.house import SECRET, House

# Two buttons: a word of one is divided by the rules of Swedish, a word of the other where the line ends.
DIVIDED = """document.documentElement.lang = "sv";
const buttons = {
  "Öppet hus i brandstationen": "width: 190px; hyphens: auto",
  "Ny brandstation": "width: 90px; overflow-wrap: anywhere; hyphens: manual",
};
document.body.replaceChildren(...Object.entries(buttons).map(([words, how]) => {
  const button = document.createElement("button");
  button.style.cssText = `font: 18px sans-serif; ${how}`;
  button.textContent = words;
  return button;
}));
return [...document.querySelectorAll("button")].map(({ offsetHeight }) => offsetHeight > 40)"""
LONG = "Vi ställer bänkar längs vägen till skolan och lampor där det är mörkt. " * 6

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]


@pytest.fixture
def engine(opens: Callable[[], Engine]) -> Engine:
    return opens()


def test_a_phone_takes_part_and_the_wall_shows_it(
    engine: Engine, house: House, pictures: Path
) -> None:
    evening = house.evening
    me = joins(engine, house, pictures)
    sorts(engine, house, pictures)
    assert len(evening.all(Lean, person_id=me)) == 1

    evening.go_to(Step.ideas)
    for title in ("Bänkar längs vägen", "Ring upp"):
        evening.do(ideas.write, evening.member("Amina"), title, "", "")
    other = evening.propose("Hodan", "Språkkafé")
    engine.until("document.querySelectorAll('details.tab').length === 2")
    engine.press("details.tab:not([open]) summary")
    engine.until("document.querySelectorAll('details.tab[open]').length === 1")
    assert engine.ask("return document.querySelectorAll('details.tab')[1].open")
    engine.picture(pictures / "3-axis.png")
    engine.press("button[id^=place-button-]")
    engine.until("document.querySelector('.tab .dot')")
    engine.picture(pictures / "4-placed.png")
    assert len(evening.all(Placement, person_id=me)) == 1

    stands_on_the_wall(engine, house, pictures)
    engine.size(*PHONE)
    engine.go(f"{house.address}/{house.code}")
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    engine.press("button.choice.proposal")
    engine.until("document.querySelector('button.choice.proposal[aria-pressed=true]')")
    assert engine.ask(CHOSEN_IS_PAINTED % "button.choice.proposal")
    assert engine.ask(SIDEWAYS) <= 0
    engine.picture(pictures / "6-vote.png")
    evening.do(vote.close_round, 1)
    assert [(tally.proposal_id, tally.votes) for tally in evening.all(Tally) if tally.votes] == [
        (other, 1)
    ]


def test_what_is_written_in_a_field_is_seen_whole(
    engine: Engine, house: House, pictures: Path
) -> None:
    evening = house.evening
    joins(engine, house, pictures)
    evening.go_to(Step.ideas)
    idea = evening.do(ideas.write, evening.member("Amina"), "Bänkar längs vägen", LONG, "")
    engine.press("#mark-seen button")
    engine.press(f"#idea-{idea} summary")
    engine.until(f"document.querySelector('#what-{idea}').getClientRects().length")
    engine.until(SHOWN_WHOLE % f"what-{idea}")
    engine.picture(pictures / "7-idea.png")
    engine.ask(WRITTEN % ("new-what", LONG))
    engine.until(SHOWN_WHOLE % "new-what")
    engine.ask(WRITTEN % ("new-what", ""))
    engine.until("document.querySelector('#new-what').offsetHeight < 90")


def joins(engine: Engine, house: House, pictures: Path) -> int:
    """The person who has come in, in the second group."""
    before = {person.id for person in house.evening.all(Person)}
    engine.size(*PHONE)
    engine.go(f"{house.address}/{house.code}")
    engine.press("label.choice")
    engine.until("document.querySelector('input[name=role]:checked')")
    engine.picture(pictures / "1-join.png")
    assert engine.ask(SIDEWAYS) <= 0
    engine.press("#join-button")
    engine.until("!document.querySelector('form#join')")
    (me,) = {person.id for person in house.evening.all(Person)} - before
    house.evening.do(groups.move, me, house.evening.groups[1])
    return me


def sorts(engine: Engine, house: House, pictures: Path) -> None:
    house.evening.go_to(Step.sorting)
    engine.press("#mark-seen button")
    engine.until("document.querySelector('[data-step=sorting]')")
    engine.until(IN_CONTACT)
    lean = "form[action$=lean] button"
    engine.press(f"{lean}[value=more]")
    engine.until(f"document.querySelector('{lean}[value=more][aria-pressed=true]')")
    assert engine.ask(CHOSEN_IS_PAINTED % lean)
    assert engine.ask(HAS_COLOURS)
    assert engine.ask(NOT_UNDERLINED) == []
    engine.picture(pictures / "2-sorting.png")


def stands_on_the_wall(engine: Engine, house: House, pictures: Path) -> None:
    engine.size(*WALL)
    engine.go(house.address + link_path(SECRET, house.link(Door.projector)))
    engine.until("document.querySelector('.plane-beside svg')")
    engine.picture(pictures / "5-wall.png")
    assert engine.ask(PLANE_SHARE) > 0.5


@pytest.mark.parametrize("kind", ["firefox"])
def test_a_word_that_is_hyphenated_is_not_taken_for_cut(engine: Engine, house: House) -> None:
    engine.size(*PHONE)
    engine.go(house.address)
    assert engine.ask(DIVIDED) == [True, True]
    cut = [
        complaint
        for complaint in engine.ask(amiss(phone=False, wall=False))
        if "cut in two" in complaint
    ]
    assert cut == ["a word cut in two: “brandstation” in button “Ny brandstation”"]
