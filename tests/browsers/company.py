"""Who is in the evening that another engine carries: by its browsers five, and six who act without one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.languages import unchecked
from app.links import link_path
from app.method import on_the_wall
from app.method.act import Act, Member
from app.method.groups import group_of
from app.models import Link, Meeting, Person
from app.sample import make_sample
from app.vocabulary import Door, Language, Role, Step
from tests.browsers.engine import LAPTOP, PHONE, WALL, Engine
from tests.browsers.screens import Screen
from tests.cast import Evening
from tests.house import SECRET, House

# By table, those beside the phone of this engine there.
MATES = {1: ("Börje", "Hodan", "Mikael"), 2: ("Pekka", "Gunilla", "Yusuf")}
ROLES = (Role.elected, Role.civil_servant, Role.organisation)
LANGUAGES = {1: Language.sv, 2: Language.ar}


@dataclass
class Company:
    """`phones`: by table, one each. `me`: by table, the person at that phone."""

    evening: Evening
    address: str
    console: Screen
    wall: Screen
    remote: Screen
    phones: dict[int, Screen]
    me: dict[int, int] = field(default_factory=dict)

    @property
    def screens(self) -> tuple[Screen, ...]:
        return (self.console, self.wall, *self.phones.values())

    def next(self, step: Step) -> None:
        """The facilitator presses Next, and everybody follows."""
        self.console.press("#next button")
        self.all_at(step)

    def all_at(self, step: Step) -> None:
        for screen in (self.console, *self.phones.values()):
            screen.at(step)

    def look_right(self, name: str) -> None:
        for screen in self.screens:
            screen.looks_right(name)

    def members(self, table: int) -> list[Member]:
        """The mates, then whoever has the phone."""
        ids = [*(self.evening.people[name] for name in MATES[table]), self.me[table]]
        with self.evening.reading() as book:
            return [
                Member(self.evening.id, person_id, group_of(book, person_id), LANGUAGES[table])
                for person_id in ids
            ]

    def group(self, table: int) -> int:
        return self.members(table)[-1].group_id or 0


def gather(house: House, opens: Callable[[], Engine], pictures: Path) -> Company:
    """The sample meeting, at a name that is not the machine's own: over plain HTTP, as in a hall."""
    state = house.app.state.house
    evening = Evening(state.database, state.writer, make_sample(state.writer))
    evening.do(on_the_wall.speak, Language.sv, Language.fi)
    evening.do(_offer_all_languages)

    def opened(name: str, kind: str, size: tuple[int, int]) -> Screen:
        engine = opens()
        engine.size(*size)
        return Screen(engine, name, kind, pictures)

    def by_link(door: Door, kind: str, size: tuple[int, int]) -> Screen:
        (link,) = evening.all(Link, meeting_id=evening.id, door=door)
        screen = opened(door, kind, size)
        screen.go(house.address_in_hall + link_path(SECRET, link))
        return screen

    company = Company(
        evening,
        house.address_in_hall,
        console=by_link(Door.console, "laptop", LAPTOP),
        wall=by_link(Door.projector, "wall", WALL),
        remote=by_link(Door.presenter, "phone", PHONE),
        phones={table: opened(f"phone-{LANGUAGES[table]}", "phone", PHONE) for table in MATES},
    )
    for table, names in MATES.items():
        for name, role in zip(names, ROLES, strict=True):
            evening.join(name, role, Language.sv, table)
    return company


def person_of(company: Company, before: set[int]) -> int:
    """Who has come in since."""
    (came,) = {person.id for person in company.evening.all(Person)} - before
    return came


def _offer_all_languages(act: Act) -> None:
    every = " ".join(unchecked())
    act.book.change(Meeting, {"id": act.meeting_id}, unchecked_languages=every)
