"""Three hours of a hall of a hundred, compressed: a round of the whole evening's acts for each."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial

from tests.bench.acting import at_rate, in_flight
from tests.bench.hall import Phone
from tests.bench.measured import IN_FLIGHT, KILO, PROPOSALS, RATE, Measuring, leaning
from tests.bench.numbers import part

AN_EVENING = 100
HOURS = 3
ACTS_A_SECOND = 150
CARDS_A_TABLE = 3
LEANING = 3
# So many phones leave in each hour, and as many others come late.
CHANGING = 10
PLACE = (("effort", 40), ("impact", 70))
_IDEA = re.compile(r"/ideas/(\d+)\b")
_ACTION = re.compile(r"/actions/(\d+)\b")
_QUESTION = re.compile(r'action="[^"]*/survey/(\d+)"')
_MADE_ON = re.compile(r'name="(revision|seen)" value="([^"]*)"')
_NAMED = re.compile(r'name="(level|words)"')
_SAID = {"level": 2, "words": "Det var en bra kväll"}
LEFT = 303  # to the page for joining

Answered = tuple[str, tuple[tuple[str, object], ...]]


class Hours:
    """Each hour goes through the steps and back, and takes back all of it that can be taken back."""

    def __init__(self, measuring: Measuring) -> None:
        self.measuring = measuring
        self.hall = measuring.hall
        self.loop = measuring.loop
        self._undone = 0
        self._action = ""
        self._laid_anew: Counter[tuple[int, str]] = Counter()
        self._questions: list[Answered] = []

    def three(self, seconds: float) -> None:
        """Compares a lean and the memory after three hours with those after one before."""
        self.hall.proposes(PROPOSALS)
        self._to("sorting")
        self._hour(seconds)
        before, memory = self._lean(seconds), self._memory
        for _ in range(HOURS):
            self._hour(seconds)
        after = self._lean(seconds)
        self.measuring.put("hours latency", after / before)
        self.measuring.put("hours memory", (self._memory - memory) / KILO / KILO)
        self.measuring.put("hours undone", self._undone)

    @property
    def _memory(self) -> int:
        return self.hall.house.served.memory

    @property
    def _tables(self) -> list[list[Phone]]:
        return [table for number, table in sorted(self.hall.tables.items()) if number]

    def _hour(self, seconds: float) -> None:
        """Goes through the steps; after each, all phones are away and back."""
        for step in (
            partial(self._sorts, seconds / 2),
            self._comes_and_goes,
            self._writes,
            self._votes,
            self._agrees,
            self._answers,
        ):
            step()
            self.hall.comes_back()
        self._to("sorting")

    def _sorts(self, seconds: float) -> None:
        """Phones lean, and each table decides on some cards, and takes that back."""
        doors, requests = self.hall.house.doors, leaning(self._tables)
        load, _ = in_flight(self.loop, doors, requests, IN_FLIGHT, seconds)
        self._undone += load.undone
        for table in self._tables:
            cards = [self._decides(table) for _ in range(CARDS_A_TABLE)]
            for card in reversed(cards):
                self.hall.act(table[0], f"cards/{card}/reopened", self._as_laid(table, card))
                self._laid_anew[table[0].group, card] += 1
        self._to("picture")

    def _decides(self, table: list[Phone]) -> str:
        card = table[0].card
        said = (("decision", "more"), self._as_laid(table, card))
        answer = self.hall.act(table[0], f"cards/{card}/decision", *said)
        self.hall.shows(table, answer.sequence)  # which names the next card
        return card

    def _as_laid(self, table: list[Phone], card: str) -> tuple[str, int]:
        return "laying", 1 + self._laid_anew[table[0].group, card]

    def _comes_and_goes(self) -> None:
        """Some phones leave, and others come late; tables call for help, and no longer need it."""
        for table in self._tables[:CHANGING]:
            self._leaves(table[-1])
        self.hall.joins(CHANGING)
        self.hall.looks()
        for table in self._tables:
            self.hall.act(table[0], "hand")
            self.hall.act(table[0], "hand/lowered")

    def _leaves(self, phone: Phone) -> None:
        answer = self.hall.house.doors.answer(phone.visitor.post(f"{phone.path}/left", has=None))
        if answer.status != LEFT:
            raise RuntimeError(f"leaving was answered with {answer.status}")
        if phone.wire:
            phone.wire.close()
        self.hall.phones.remove(phone)

    def _writes(self) -> None:
        """Each table writes an idea, improves it and places it twice. It is dropped in the hour
        before; once a vote has opened none can be. A table has room for three.
        """
        self._to("ideas")
        writers = [table[0] for table in self._tables]
        known = self._ideas_of(writers)
        for phone in writers:
            self.hall.act(phone, "ideas", ("title", "En cykelverkstad för alla"))
        ideas = [
            (after - before).pop()
            for before, after in zip(known, self._ideas_of(writers), strict=True)
        ]
        pages = self.hall.pages(writers)
        for phone, idea, page in zip(writers, ideas, pages, strict=True):
            words = (("title", "En cykelverkstad i byn"), ("what", "Vi lagar dem"), ("who", ""))
            self.hall.act(phone, f"ideas/{idea}", *made_on(page, idea), *words)
        self._to("axis")
        second = "placed-anew" if self._questions else "dropped"
        for number, then in enumerate(("placed-anew", second), start=1):
            placed = ("placing", number)
            placing = [
                (phone, idea)
                for table, idea in zip(self._tables, ideas, strict=True)
                for phone in table
            ]
            self._all(
                phone.post(f"ideas/{idea}/placement", *PLACE, placed) for phone, idea in placing
            )
            for phone, idea in zip(writers, ideas, strict=True):
                self.hall.act(phone, f"ideas/{idea}/spread", placed)
                self.hall.act(phone, f"ideas/{idea}/{then}", *([placed] * (then != "dropped")))

    def _ideas_of(self, phones: list[Phone]) -> list[set[str]]:
        return [set(_IDEA.findall(page)) for page in self.hall.pages(phones)]

    def _votes(self) -> None:
        """A round: all vote, some take it back and vote again."""
        self._to("proposals")
        self._to("vote")
        self.hall.opens_vote()
        self._all(iter(self.hall.votes()))
        told = ("round_number", self.hall.round)
        self._all(phone.post("vote/withdrawn", told) for phone in self.hall.phones[:CHANGING])
        self._all(iter(self.hall.votes()[:CHANGING]))
        self.hall.closes_vote()

    def _agrees(self) -> None:
        """An action is agreed; all want to take part, and some no longer do."""
        self._to("agreement")
        known = self._actions()
        named = (("title", "Verkstaden öppnar"), ("owner", ""), ("first_step", ""), ("due_on", ""))
        self.hall.press("actions", *named)
        (self._action,) = self._actions() - known
        at = f"actions/{self._action}/interest"
        self._all(phone.post(at) for phone in self.hall.phones)
        self._all(phone.post(f"{at}/withdrawn") for phone in self.hall.phones[:CHANGING])

    def _actions(self) -> set[str]:
        return set(_ACTION.findall(self.hall.console_page()))

    def _answers(self) -> None:
        """Everybody answers every question, and takes all of it back; then the action goes too."""
        self._to("survey")
        self._questions = self._questions or list(self._asked(self.hall.phones[0]))
        for question, said in self._questions:
            self._all(phone.post(f"survey/{question}", *said) for phone in self.hall.phones)
        self._to("thanks")
        self._to("survey")
        self._all(phone.post("survey/withdrawn") for phone in self.hall.phones)
        self.hall.press(f"actions/{self._action}/dropped")

    def _asked(self, phone: Phone) -> Iterator[Answered]:
        """The questions, as they are asked one after the other, with an answer to each."""
        while question := _QUESTION.search(page := self.hall.pages([phone])[0]):
            field = _NAMED.search(page)
            said = ((field[1], _SAID[field[1]]),) if field else ()
            self.hall.act(phone, f"survey/{question[1]}", *said)
            yield question[1], said

    def _all(self, requests: Iterator[bytes]) -> None:
        """Sends all of these, each made when it is due."""
        number = len(made := list(requests))
        load = at_rate(self.loop, self.hall.house.doors, iter(made), number, ACTS_A_SECOND)
        self._undone += load.undone

    def _to(self, step: str) -> None:
        """Also looks at each phone's page, as after a reload, and so learns its group and card."""
        self.measuring.step(step)
        self.hall.looks()

    def _lean(self, seconds: float) -> float:
        """In a window so long that each phone leans several times: one lean in a few is slow, and
        short windows at two times differ by chance alone.
        """
        number = int(RATE * seconds * LEANING)
        load = at_rate(self.loop, self.hall.house.doors, leaning(self._tables), number, RATE)
        self._undone += load.undone
        return part(load.acknowledged(), 0.5)


def made_on(page: str, idea: str) -> list[tuple[str, str]]:
    """What the form by which this idea is worded anew says that it was made on."""
    form = page.partition(f'/ideas/{idea}"')[2].partition("</form>")[0]
    return [(said[1], said[2]) for said in _MADE_ON.finditer(form)]
