"""Join, sorting, the axis and the vote in engines that are not the newest Chromium: done, painted, in their places."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.links import link_path
from app.method import groups, ideas, vote
from app.models import Lean, Person, Placement, Tally
from app.vocabulary import Door, Step
from tests.browsers.engine import PHONE, WALL, Engine
from tests.browsers.old_chromium import OldChromium, program
from tests.browsers.over_webdriver import Firefox, WebKit, has_firefox, has_webkit
from tests.environment import missing
from tests.house import SECRET, House

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]

ENGINES: dict[str, tuple[Callable[[Path], Engine], Callable[[], object], str]] = {
    "firefox": (Firefox, has_firefox, "apt-get install firefox-esr"),
    "chromium-103": (OldChromium, program, "python -m tests.browsers.old_chromium"),
    "webkit": (WebKit, has_webkit, "apt-get install webkit2gtk-driver xvfb xauth"),
}
IN_CONTACT = "document.documentElement.dataset.link === 'on'"
# A person sees which one is chosen: it is painted otherwise than the ones beside it.
CHOSEN_IS_PAINTED = """const all = [...document.querySelectorAll(%r)];
const look = (one) => ["backgroundColor", "borderTopColor", "borderTopWidth", "boxShadow", "color"]
  .map((name) => getComputedStyle(one)[name]).join();
const chosen = all.find((one) => one.matches("[aria-pressed=true]"));
const others = all.filter((one) => one !== chosen);
return Boolean(chosen) && others.every((one) => look(one) !== look(chosen))"""
HAS_COLOURS = """const ground = getComputedStyle(document.querySelector(".ground, #bar")).backgroundColor;
return !/rgba\\(0, 0, 0, 0\\)|transparent/.test(ground)"""
NOT_UNDERLINED = """return [...document.querySelectorAll("button.button-text, summary.button-text, a.button-text")]
  .filter((one) => one.getClientRects().length && !one.closest("header"))
  .filter((one) => !/underline/.test(getComputedStyle(one).textDecorationLine))
  .map((one) => one.outerHTML.slice(0, 120))"""
SIDEWAYS = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
PLANE_SHARE = (
    "return document.querySelector('.plane-beside svg').getBoundingClientRect().width / innerWidth"
)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    opens, is_there, how = ENGINES[request.param]
    if not is_there():
        missing(f"{request.param} is not here (`{how}`)")
        return
    folder = tmp_path / request.param
    folder.mkdir()
    opened = opens(folder)
    yield opened
    opened.close()


@pytest.fixture
def pictures(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """`PICTURES` names another folder, for whoever wants to look at them."""
    name = request.node.callspec.params["engine"]
    folder = Path(os.environ.get("PICTURES") or tmp_path) / f"pictures-{name}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_a_phone_takes_part_and_the_wall_shows_it(
    engine: Engine, house: House, pictures: Path
) -> None:
    evening = house.evening
    before = {one.id for one in evening.all(Person)}
    engine.size(*PHONE)
    engine.go(f"{house.address}/{house.code}")
    engine.press("label.choice")
    engine.until("document.querySelector('input[name=role]:checked')")
    engine.picture(pictures / "1-join.png")
    assert engine.ask(SIDEWAYS) <= 0
    engine.press("#join-button")
    engine.until("!document.querySelector('form#join')")
    (me,) = {one.id for one in evening.all(Person)} - before
    evening.do(groups.move, me, evening.groups[1])

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
    assert [(one.proposal_id, one.votes) for one in evening.all(Tally) if one.votes] == [(other, 1)]


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
