"""Everybody who is in the meeting: their pages, where they sit, and what they have agreed so far."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.vocabulary import Background, Language, Step
from tests.evening.console import Console
from tests.evening.hall import Hall
from tests.evening.line import Line
from tests.evening.phone import Phone, PlainPhone
from tests.evening.wall import Wall

BACKGROUNDS = {
    "Amina": Background.resident,
    "Börje": Background.elected,
    "Kirsi": Background.civil_servant,
    "Olena": Background.resident,
    "Mikael": Background.organisation,
    "Hodan": Background.resident,
    "Pekka": Background.elected,
    "Gunilla": Background.civil_servant,
    "Yusuf": Background.resident,
    "Kadri": Background.discussion_leader,
    "Layla": Background.resident,
    "Leena": Background.elected,
}
LANGUAGES = {"Kirsi": Language.fi, "Olena": Language.en}


@dataclass
class Company:
    """`decided`: by group and card, what the table said. `titles`: by group, of what it proposes.

    `is_plain`: no script runs on the phones.
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
        kind = PlainPhone if self.is_plain else Phone
        phone = self.hall.phone(name, LANGUAGES.get(name, Language.sv), line, kind)
        phone.join(BACKGROUNDS[name])
        self.phones[name] = phone
        return phone

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
        for screen in (self.console, self.wall, *self):
            screen.at(step)

    def table(self, group: int) -> list[Phone]:
        return [phone for phone in self if phone.group == group]

    def table_of(self, name: str) -> list[Phone]:
        return self.table(self.phones[name].group)


def swedish(people: Iterable[Phone]) -> list[Phone]:
    return [phone for phone in people if phone.language is Language.sv]


def all_see(people: Iterable[Phone], sentence: str, where: str, **values: str | int) -> None:
    """Each in the own language."""
    for phone in people:
        phone.sees(phone.say(sentence, **values), where)


def all_gone(people: Iterable[Phone], selector: str) -> None:
    for phone in people:
        phone.counts(selector, 0)
