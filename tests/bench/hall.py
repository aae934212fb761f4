"""A meeting with any number of phones, which join by page, form and socket, as real ones do."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from secrets import token_hex

from app.limits import LIMIT
from tests.bench.asking import Answer, Visitor
from tests.bench.house import House
from tests.bench.loop import Loop, now
from tests.bench.wires import Told, Wire, marks_in

AT_A_TABLE = 5
AT_ONCE = 100
LANGUAGES = ("sv", "fi", "en")
ROLES = ("resident", "elected", "civil_servant", "organisation", "unsaid")
STEPS = (
    *("opening", "results", "supper", "groups", "sorting", "picture", "ideas"),
    *("axis", "proposals", "vote", "agreement", "survey", "thanks"),
)
_ROWS = re.compile(r'id="row-(\d+)"')
_GROUP = re.compile(r'id="bar"[^>]*>.*?aria-label="\D*(\d+)"', re.DOTALL)
_CARD = re.compile(r"/cards/(\d+)/(?:lean|decision)\b")
_CARD_TOLD = re.compile(_CARD.pattern.encode())
_IDEA = re.compile(r"/ideas/(\d+)\b")
_CHOICE = re.compile(r'name="proposal_id" value="(\d+)"')
_ROUND = re.compile(r'name="round_number" value="(\d+)"')


@dataclass
class Page:
    """A loaded page, whose script counts its taps."""

    id: str = field(default_factory=lambda: token_hex(16))
    taps: int = 0

    def tapped(self, wire: Wire | None) -> tuple[str, str]:
        """The intent of its next tap, after the newest screen that came on this socket."""
        self.taps += 1
        return "intent", f"{self.id}.{wire.shown if wire else 0}.{self.taps}"


@dataclass
class Phone:
    """A phone. `group`: its group's number, 0 before it has one.

    `card`: its table's current card.
    """

    visitor: Visitor
    path: str
    wire: Wire | None = None
    group: int = 0
    card: str = ""
    page: Page = field(default_factory=Page)

    def post(self, path: str, *pairs: tuple[str, object]) -> bytes:
        has = self.wire.has if self.wire else ""
        told = (*pairs, self.page.tapped(self.wire))
        return self.visitor.post(f"{self.path}/{path}", *told, has=has)

    def notes_card(self, wire: Wire, _told: Told) -> None:
        """Takes the current card from a frame; a frame without a card changes nothing."""
        match = _CARD_TOLD.search(wire.words)
        self.card = match[1].decode() if match else self.card


class Hall:
    """The meeting: its phones, with console and projector."""

    def __init__(self, loop: Loop, house: House) -> None:
        self.loop = loop
        self.house = house
        self._leads = house.doors  # the console's connections, even if the phones later get others
        self.phones: list[Phone] = []
        console = self.console_page()
        wall = house.doors.answer(house.wall.get(house.wall_path)).text
        self.console = Wire(loop, house.console, f"{house.console_path}/live", marks_in(console))
        self.wall = Wire(loop, house.wall, f"{house.wall_path}/live", marks_in(wall))
        self._page = Page()
        self._rows = dict(zip(STEPS, _ROWS.findall(console), strict=True))
        self._row = ""
        self.round = 0  # the newest one of the vote
        self.press("joining/most", ("most", LIMIT.phones))

    @property
    def wires(self) -> list[Wire]:
        return [phone.wire for phone in self.phones if phone.wire]

    @property
    def tables(self) -> dict[int, list[Phone]]:
        by_group: defaultdict[int, list[Phone]] = defaultdict(list)
        for phone in self.phones:
            by_group[phone.group].append(phone)
        return by_group

    # -- Coming ------------------------------------------------------------------------------

    def joins(self, number: int) -> float:
        """So many phones join, a hundred at a time.

        Returns seconds until the last has its first screen.
        """
        begun, coming = now(), iter(range(number))
        here: list[Phone] = []

        def next_one() -> None:
            place = next(coming, None)
            if place is not None:
                language, role = LANGUAGES[place % 3], ROLES[place % len(ROLES)]
                _Coming(self, language, role, came).begin()

        def came(phone: Phone) -> None:
            here.append(phone)
            next_one()

        for _ in range(AT_ONCE):
            next_one()
        if not self.loop.run(lambda: len(here) == number, 120):
            raise TimeoutError(f"{len(here)} of {number} came")
        self.phones += here
        return max(phone.wire.last_at for phone in here if phone.wire) - begun

    # -- The console -------------------------------------------------------------------------

    def console_page(self) -> str:
        return self._leads.answer(self.house.console.get(self.house.console_path)).text

    def press(self, path: str, *pairs: tuple[str, object]) -> Answer:
        at = f"{self.house.console_path}/{path}"
        told = (*pairs, self._page.tapped(self.console))
        answer = self._leads.answer(self.house.console.post(at, *told, has=self.console.has))
        if not answer.is_done:
            raise RuntimeError(f"the console's {path} was answered with {answer.status}")
        return answer

    def to(self, step: str) -> Answer:
        row, seen = self._rows[step], self._row
        answer = self.press("step", ("row_id", row), ("seen_row_id", seen))
        self._row = row
        return answer

    def all_told(self, sequence: int, patience: float = 60.0) -> bool:
        wires = [*self.wires, self.wall, self.console]
        return self.loop.run(lambda: all(wire.shown >= sequence for wire in wires), patience)

    def shows(self, table: list[Phone], sequence: int, patience: float = 20.0) -> bool:
        wires = [phone.wire for phone in table if phone.wire]
        return self.loop.run(lambda: all(wire.shown >= sequence for wire in wires), patience)

    # -- The tables --------------------------------------------------------------------------

    def sits(self) -> None:
        """Goes to the groups and forms groups of about five."""
        self.to("groups")
        formed = self.press(
            "groups", ("number", max(1, min(len(self.phones) // AT_A_TABLE, LIMIT.groups)))
        )
        self.all_told(formed.sequence)

    def looks(self) -> None:
        pages = self.pages(self.phones)
        for phone, page in zip(self.phones, pages, strict=True):
            group = _GROUP.search(page)
            phone.group = int(group[1]) if group else 0
            phone.card = card_in(page)
            if phone.wire:
                phone.wire.heard = phone.notes_card

    def comes_back(self) -> None:
        """Every phone wakes up: its page connects again, and names the digests of what it has."""
        for phone in self.phones:
            had = phone.wire.has if phone.wire else ""
            if phone.wire:
                phone.wire.close()
            phone.wire = Wire(self.loop, phone.visitor, f"{phone.path}/live", had, phone.notes_card)
        if not self.loop.run(lambda: all(wire.newest for wire in self.wires), 60):
            raise TimeoutError("not every phone came back")

    def pages(self, phones: list[Phone]) -> list[str]:
        got: dict[int, Answer] = {}

        def ask(place: int) -> None:
            def answered(answer: Answer) -> None:
                got[place] = answer
                if len(got) + 9 < len(phones):
                    ask(len(got) + 9)

            phone = phones[place]
            self.house.doors.ask(phone.visitor.get(phone.path), answered)

        for place in range(min(10, len(phones))):
            ask(place)
        if not self.loop.run(lambda: len(got) == len(phones), 120):
            raise TimeoutError("not every page came")
        return [got[place].text for place in range(len(phones))]

    def act(self, phone: Phone, path: str, *pairs: tuple[str, object]) -> Answer:
        answer = self.house.doors.answer(phone.post(path, *pairs))
        if not answer.is_done:
            raise RuntimeError(f"a phone's {path} was answered with {answer.status}")
        return answer

    # -- The vote ----------------------------------------------------------------------------

    def proposes(self, number: int) -> None:
        """So many tables write an idea, place it together, settle its place, and propose it."""
        writers = [table[0] for _, table in sorted(self.tables.items())][:number]
        self.to("ideas")
        for phone in writers:
            self.act(phone, "ideas", ("title", "En gemensam kväll i biblioteket"))
        ideas = [_IDEA.search(page) for page in self.pages(writers)]
        self.to("axis")
        for writer, idea in zip(writers, ideas, strict=True):
            assert idea is not None
            at, place = f"ideas/{idea[1]}", (("effort", 40), ("impact", 70), ("placing", 1))
            for phone in self.tables[writer.group]:
                self.act(phone, f"{at}/placement", *place)
            self.act(writer, f"{at}/settled", *place)
            self.act(writer, f"{at}/proposed")

    def opens_vote(self) -> None:
        self.all_told(self.press("vote/opened", ("after", self.round)).sequence)
        self.round += 1

    def closes_vote(self) -> None:
        (number,) = set(_ROUND.findall(self.console_page()))
        self.all_told(self.press("vote/closed", ("round_number", number)).sequence)

    def votes(self) -> list[bytes]:
        """Everybody's request to vote, for a proposal that is not their own table's."""
        proposers = [table[0] for _, table in sorted(self.tables.items())][:9]
        offered = [set(_CHOICE.findall(page)) for page in self.pages(proposers)]
        everything = set().union(*offered)
        own = {
            phone.group: everything - mine for phone, mine in zip(proposers, offered, strict=True)
        }
        requests = []
        for place, phone in enumerate(self.phones):
            choices = sorted(everything - own.get(phone.group, set()))
            chosen = ("proposal_id", choices[place % len(choices)])
            requests.append(phone.post("vote", chosen, ("round_number", self.round)))
        return requests


def card_in(words: str) -> str:
    """The current card's id in a screen; "" if there is none."""
    match = _CARD.search(words)
    return match[1] if match else ""


class _Coming:
    """A phone that joins: gets the page and its cookie, posts the form, opens page and socket."""

    def __init__(self, hall: Hall, language: str, role: str, came: Callable[[Phone], None]) -> None:
        self._hall = hall
        self._role = role
        self._came = came
        self._visitor = Visitor(hall.house.port, language=language)
        self._path = hall.house.path

    def begin(self) -> None:
        self._hall.house.doors.ask(self._visitor.get(self._path), self._join)

    def _join(self, page: Answer) -> None:
        self._visitor = replace(self._visitor, cookie="; ".join(page.cookies))
        form = self._visitor.post(f"{self._path}/join", ("role", self._role), has=None)
        self._hall.house.doors.ask(form, self._enter)

    def _enter(self, joined: Answer) -> None:
        if joined.status != 303:
            raise RuntimeError(f"joining was answered with {joined.status}")
        self._hall.house.doors.ask(self._visitor.get(joined.location), self._connect)

    def _connect(self, page: Answer) -> None:
        phone = Phone(self._visitor, self._path)

        def heard(wire: Wire, _told: object) -> None:
            wire.heard = None
            self._came(phone)

        has = marks_in(page.text)
        phone.wire = Wire(self._hall.loop, self._visitor, f"{self._path}/live", has, heard)
