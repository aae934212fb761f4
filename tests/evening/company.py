"""Everybody who is in the meeting: their pages, where they sit, and what they have agreed so far."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from app.vocabulary import Language, Role, Step
from tests.evening.console import Console, PlainConsole
from tests.evening.hall import Hall
from tests.evening.line import Line
from tests.evening.phone import Phone, PlainPhone, heads
from tests.evening.remote import PlainRemote, Remote
from tests.evening.screen import Screen
from tests.evening.shared import PlainSharedPhone, SharedPhone
from tests.evening.table_host import PlainTablePhone, TablePhone
from tests.evening.wall import Wall

ROLES = {
    "Amina": Role.resident,
    "Börje": Role.elected,
    "Kirsi": Role.civil_servant,
    "Olena": Role.resident,
    "Mikael": Role.organisation,
    "Hodan": Role.resident,
    "Pekka": Role.elected,
    "Gunilla": Role.civil_servant,
    "Yusuf": Role.resident,
    "Kadri": Role.discussion_leader,
    "Layla": Role.resident,
    "Maryam": Role.resident,
    "Leena": Role.elected,
}
# What those are here as who share somebody's phone.
SHARING = {"Maryam": (Role.organisation, Role.unsaid)}
# By the code on which table each one's phone comes in.
TABLES = {
    **dict.fromkeys(("Amina", "Börje", "Kirsi"), 1),
    **dict.fromkeys(("Mikael", "Hodan", "Pekka", "Leena"), 2),
    **dict.fromkeys(("Yusuf", "Gunilla", "Kadri"), 3),
    **dict.fromkeys(("Maryam", "Olena", "Layla"), 4),
    "Sirkka": 5,
}
# Whose phone is the only one at its table, and how many sit there.
HOST, AT_THE_HOSTS = "Sirkka", 4
LANGUAGES = {"Kirsi": Language.fi, "Olena": Language.en}


P = TypeVar("P", bound=Phone)


@dataclass
class Company:
    """`decided`: by group and card, what the table said. `titles`: by group, of what it proposes.

    `is_plain`: no script runs, but for the wall's.
    """

    hall: Hall
    console: Console
    wall: Wall
    is_plain: bool = False
    phones: dict[str, Phone] = field(default_factory=dict)
    decided: dict[tuple[int, str], str] = field(default_factory=dict)
    titles: dict[int, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Phone]:
        return iter(self.phones.values())

    def comes(self, name: str, line: Line | None = None) -> Phone:
        """Somebody opens the meeting's address and joins."""
        phone = self.phone(name, line, PlainPhone if self.is_plain else Phone)
        phone.join(ROLES[name])
        return phone

    def phone(self, name: str, line: Line | None, kind: type[P]) -> P:
        """Of somebody who has not joined yet."""
        phone = self.hall.phone(name, LANGUAGES.get(name, Language.sv), line, kind)
        self.phones[name] = phone
        return phone

    @property
    def people(self) -> int:
        return heads(self)

    def next(self, step: Step) -> None:
        """The facilitator presses Next, and everybody follows."""
        self.console.next()
        self.all_at(step)

    def go_to(self, step: Step) -> None:
        """By the step's own row, from wherever the evening stands."""
        if self.console.step != step:
            self.console.go_to(step)
        self.all_at(step)

    def all_at(self, step: Step) -> None:
        for screen in self.screens():
            screen.at(step)
            screen.has_each_id_once()

    def screens(self) -> list[Screen]:
        return [self.console, self.wall, *self]

    def table(self, group: int) -> list[Phone]:
        return [phone for phone in self if phone.group == group]

    def table_of(self, name: str) -> list[Phone]:
        return self.table(self.phones[name].group)


@dataclass(kw_only=True)
class WholeCompany(Company):
    """Two facilitators with the same console, a presenter, and a table by its host alone (who is not among the phones).

    `joined`: by group, what it proposes besides, and the group whose proposal stands for it.
    `became`: by group that was merged away, the one of which it is a part. `seats`: each one's group, by name.
    """

    tablet: Console
    remote: Remote
    host: TablePhone
    joined: dict[int, tuple[str, int]] = field(default_factory=dict)
    became: dict[int, int] = field(default_factory=dict)
    seats: dict[str, int] = field(default_factory=TABLES.copy)

    def comes(self, name: str, line: Line | None = None) -> Phone:
        """By the code of a table, and some with others at the same phone."""
        phone = self._shared(name) if name in SHARING else self._own(name, line)
        phone.join(ROLES[name])
        return phone

    def _own(self, name: str, line: Line | None) -> Phone:
        phone = self.phone(name, line, PlainPhone if self.is_plain else Phone)
        phone.scan(TABLES[name])
        return phone

    def _shared(self, name: str) -> SharedPhone:
        phone = self.phone(name, None, PlainSharedPhone if self.is_plain else SharedPhone)
        phone.scan(TABLES[name])
        phone.share_with(*SHARING[name])
        return phone

    @property
    def shared(self) -> SharedPhone:
        """The phone that several share."""
        (phone,) = [phone for phone in self if isinstance(phone, SharedPhone)]
        return phone

    @property
    def consoles(self) -> tuple[Console, Console]:
        return self.console, self.tablet

    def screens(self) -> list[Screen]:
        return [*super().screens(), self.tablet, self.host]

    @property
    def people(self) -> int:
        return super().people + self.host.people

    def heads_at(self, group: int) -> int:
        return heads(phone for phone in (*self, self.host) if phone.group == group)

    def both_see(self, sentence: str, where: str, **values: str | int) -> None:
        """The facilitators, each on the own device."""
        for console in self.consoles:
            console.sees(console.say(sentence, **values), where)

    def proposing(self, group: int) -> set[int]:
        """The groups that propose what a group's proposal stands for."""
        return {group, *(other for other, (_, head) in self.joined.items() if head == group)}

    def stands(self) -> dict[tuple[int, str], str]:
        """By group and card, what is decided now: of two that became one, where they had not decided otherwise."""
        return {at: said for at, said in self._brought().items() if at not in self.otherwise()}

    def otherwise(self) -> dict[tuple[int, str], str]:
        """By group and card, what two that became one had each decided otherwise."""
        otherwise: dict[tuple[int, str], str] = {}
        for (away, card), said in self.decided.items():
            kept = self.became.get(away)
            own = self.decided.get((kept, card)) if kept else None
            if kept and own and own != said:
                otherwise |= {(away, card): said, (kept, card): own}
        return otherwise

    def _brought(self) -> dict[tuple[int, str], str]:
        return {
            (self.became.get(group, group), card): said
            for (group, card), said in self.decided.items()
        }


def gather(hall: Hall) -> WholeCompany:
    return WholeCompany(
        hall=hall,
        console=hall.console(),
        wall=hall.wall(),
        tablet=hall.tablet(),
        remote=hall.remote(),
        host=_host(hall, TablePhone),
    )


def gather_plain(hall: Hall) -> WholeCompany:
    """Without script, but for the wall."""
    return WholeCompany(
        hall=hall,
        console=hall.console(PlainConsole),
        wall=hall.wall(),
        tablet=hall.tablet(PlainConsole),
        remote=hall.remote(PlainRemote),
        host=_host(hall, PlainTablePhone),
        is_plain=True,
    )


def _host(hall: Hall, kind: type[P]) -> P:
    """The first who comes, and sits down at a table of people without phones."""
    phone = hall.phone(HOST, Language.sv, None, kind)
    phone.scan(TABLES[HOST])
    phone.join(Role.discussion_leader)
    return phone


def alone(people: Iterable[Phone]) -> list[Phone]:
    """Those who have a phone for themselves."""
    return [phone for phone in people if not isinstance(phone, SharedPhone)]


def swedish(people: Iterable[Phone]) -> list[Phone]:
    return [phone for phone in people if phone.language is Language.sv]


def all_see(people: Iterable[Phone], sentence: str, where: str, **values: str | int) -> None:
    """Each in the own language."""
    for phone in people:
        phone.sees(phone.say(sentence, **values), where)


def all_gone(people: Iterable[Phone], selector: str) -> None:
    for phone in people:
        phone.counts(selector, 0)
