"""Whatever is done in whatever order: what is kept equals what is stored, and whoever sees something else was told.

No screen depends on the order in which rows are read where a statement names none.
"""

import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app import links
from app.db import Book, Database
from app.live.show import Show
from app.live.sight import Sight, known_by
from app.live.stamping import Touched
from app.live.writer import Writer
from app.method import groups
from app.method.people import calls, hosting, joining, sharing, telling
from app.method.people.joining import token_hash
from app.method.preparing.meeting import close_link, renew_link
from app.models import Link
from app.screens import phone
from app.screens.own import Own
from app.screens.screen import AskedBeside
from app.settings import Settings
from app.viewer import Claim, LinkClaim, Participant, PhoneClaim, TableHost
from app.vocabulary import Door, Language, Step
from tests.cast import CAST, Evening, make_evening
from tests.house import SECRET
from tests.screens.drawn import Draw

Told = list[list[Touched]]
# To read all of each screen for them took half of the time.
PANEL = re.compile(r' id="([^"]+)"[^>]* data-opens')


class Backwards(Database):
    """Reads the rows in the opposite order wherever a statement names none."""

    @contextmanager
    def reading(self) -> Iterator[Book]:
        with super().reading() as book:
            book.connection.execute("PRAGMA reverse_unordered_selects=ON")
            try:
                yield book
            finally:
                book.connection.execute("PRAGMA reverse_unordered_selects=OFF")


@dataclass
class Onlookers:
    """Every screen of a meeting, as one server keeps it and as it is stored. `sights`: as they were last.

    `opened`: the panels that are open on each page.
    """

    evening: Evening
    backwards: Database
    settings: Settings
    announced: Told
    chance: random.Random
    joined: list[str] = field(default_factory=list)
    opened: dict[Claim, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._kept = Show(self.evening.database, self.settings)
        self.sights = self.look("at first")

    def claims(self) -> list[Claim]:
        meeting = self.evening.id
        cookies = [token_hash(SECRET, f"{meeting}{name}") for name in CAST] + self.joined
        phones = [PhoneClaim(meeting, cookie) for cookie in cookies]
        return [*phones, *(claim for link in self._links() for claim in self._claims_of(link))]

    def look(self, told: str) -> dict[Claim, Sight]:
        """What is kept is what is stored, in whatever order it is read."""
        claims = self.claims()
        kept = self._seen(self._kept, claims)
        fresh = Show(self.backwards, self.settings)
        fresh.here.addresses = (
            self._kept.here.addresses
        )  # by which ones phones had come before this very start
        anew = self._seen(fresh, claims)
        for claim, sight in anew.items():
            assert kept[claim].screen == sight.screen, f"{claim} is kept as it was: {told}"
        self._is_nobody_elses(fresh, kept, told)
        return kept

    def _is_nobody_elses(self, fresh: Show, kept: dict[Claim, Sight], told: str) -> None:
        """A screen that many are given is what each would be given alone."""
        meeting = self.evening.id
        with self.backwards.reading() as book, fresh.snapshot(book, meeting) as snapshot:
            for claim, sight in kept.items():
                if isinstance(sight.viewer, Participant | TableHost):
                    own = Own(snapshot, sight.viewer.member)
                    asked = AskedBeside(self.opened.get(claim, frozenset()))
                    alone = phone.made_alone(snapshot, sight.viewer, own, asked)
                    assert sight.screen == alone, f"{claim} is given another's screen: {told}"

    def after(self, told: str) -> None:
        """Who sees something else was woken."""
        touched = {touch for group in self.announced for touch, _ in group}
        self.announced.clear()
        before, self.sights = self.sights, self.look(told)
        for claim, sight in before.items():
            now = self.sights.get(claim)
            is_same = now is not None and now.screen == sight.screen
            assert is_same or (sight.scopes | {known_by(sight.viewer)}) & touched, (
                f"{claim} was not told: {told} {touched}"
            )
        self._open_panels()

    def _open_panels(self) -> None:
        """And shut others."""
        for claim, sight in self.sights.items():
            whole = sight.assembled.whole
            panels = PANEL.findall(whole)
            assert len(panels) == whole.count(" data-opens")
            self.opened[claim] = frozenset(self.chance.sample(panels, len(panels) // 2))
        self.sights = self._seen(self._kept, self.claims())

    def _seen(self, show: Show, claims: list[Claim]) -> dict[Claim, Sight]:
        """Without those that prove nothing any more."""
        sights = {}
        with show.moment(self.evening.id, len(claims)) as moment:
            for claim in claims:
                if viewer := moment.viewer(claim):
                    sight = moment.sight(viewer, self.opened.get(claim, frozenset()))
                    assert isinstance(sight, Sight)
                    sights[claim] = sight
        return sights

    def _links(self) -> list[Link]:
        return self.evening.all(Link, meeting_id=self.evening.id)

    def _claims_of(self, link: Link) -> list[Claim]:
        opened = f"{link.id}.{links.secret(SECRET, link.id, link.version)}"
        spoken = (Language.sv, Language.fi) if link.door is Door.console else (None,)
        return [LinkClaim(self.evening.id, link.door, opened, language) for language in spoken]


@pytest.fixture
def onlookers(
    database: Database,
    writer: Writer,
    keys: Path,
    tmp_path: Path,
    announced: Told,
    chance: random.Random,
    replayable: None,  # noqa: ARG001 -- its meetings are made in it
) -> Iterator[Callable[[int], Onlookers]]:
    settings = Settings(tmp_path, keys, SECRET, database.url)
    backwards = Backwards(database.url)

    def made(number: int) -> Onlookers:
        evening = make_evening(database, writer, f"KRAN{number:03}")
        for name, title in (("Amina", "Language café"), ("Hodan", "Plain letters")):
            evening.propose(name, title)
        announced.clear()
        return Onlookers(evening, backwards, settings, announced, chance)

    yield made
    backwards.close()


Found = Callable[[Evening], object]


def link_of(evening: Evening, door: Door) -> int:
    return evening.all(Link, meeting_id=evening.id, door=door)[0].id


# By what a viewer is found, and what changes it.
FOUND: dict[str, Found] = {
    "turn": lambda evening: evening.do(sharing.take_turn, evening.phone_of("Idil"), 1),
    "hosts": lambda evening: evening.do(hosting.host, evening.phone_of("Leena"), hosts=True),
    "knows_table": lambda evening: evening.do(
        groups.move, evening.people["Olena"], evening.groups[2]
    ),
    "mark seen": lambda evening: evening.do(telling.see, evening.phone_of("Rolf")),
    "language": lambda evening: evening.do(joining.speak, evening.member("Amina"), Language.fi),
    "reads": lambda evening: evening.do(joining.read_in, evening.phone_of("Amina"), "ar"),
    "tie": lambda evening: evening.do(joining.tie, evening.member("Leena"), wanted=True),
    "gone": lambda evening: evening.do(joining.leave, evening.phone_of("Sagal"), 0),
    "help comes": lambda evening: evening.do(calls.answer, evening.groups[2]),
    "link renewed": lambda evening: evening.do(renew_link, link_of(evening, Door.console)),
    "link closed": lambda evening: evening.do(close_link, link_of(evening, Door.helper)),
}


@pytest.mark.parametrize("told", FOUND)
def test_whatever_somebody_is_found_by_is_never_kept_as_it_was(
    onlookers: Callable[[int], Onlookers], told: str
) -> None:
    made = onlookers(0)
    evening = made.evening
    for first, second in (("Idil", "Nasra"), ("Sagal", "Faduma")):
        evening.share(first, second)
        made.joined.append(token_hash(SECRET, f"{evening.id}{first}"))
    evening.do(calls.need, evening.phone_of("Hodan"))
    for name in ("Leena", "Sagal", "Faduma"):  # else the scopes of their groups tell of them too
        evening.do(groups.stand_up, evening.people[name])
    evening.go_to(Step.sorting)
    evening.do(groups.move, evening.people["Rolf"], evening.groups[2])
    made.after("before")
    before = made.sights
    FOUND[told](evening)
    made.after(told)
    assert made.sights != before


def play(onlookers: Onlookers, chance: random.Random, number: int) -> None:
    draw = Draw(onlookers.evening, chance, onlookers.joined)
    for _ in range(number):
        onlookers.after(next(filter(None, iter(draw.act, ""))))


def test_no_act_forgets_a_screen(
    onlookers: Callable[[int], Onlookers], chance: random.Random
) -> None:
    for number in range(2):
        play(onlookers(number), chance, 40)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_no_act_forgets_a_screen_in_many_evenings(
    onlookers: Callable[[int], Onlookers], chance: random.Random
) -> None:
    for number in range(20):
        play(onlookers(number), chance, 50)
