"""Phones that act until they are told that it is saved, and what they were told, held against what is stored.

Three kinds of acts: somebody joins with another person on the phone (five rows, or none); one more person is added
there (each counts once); somebody leans, and the last leaning stands.
"""

import http.client
import random
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from app.limits import LIMIT
from app.links import link_path, sign_up_path
from app.method.people.joining import token_hash
from app.models import Link, Meeting
from app.vocabulary import Category, Door
from app.web.guard import OWN_HEADER
from tests.environment import PATIENCE
from tests.faults.server import Kept

TIMEOUT = 3.0
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PAUSE = 0.05
rest = threading.Event().wait
JOINED = 2
# Few come: what a hall costs grows with its people, and of twenty thousand acts there are many.
KINDS = ("join", *["add"] * 2, *["lean"] * 21)


@dataclass(frozen=True)
class Hall:
    """The meeting that is acted in."""

    data: Path
    meeting_id: int
    code: str
    cards: tuple[int, ...]
    secret: bytes

    @classmethod
    def of(cls, data: Path) -> "Hall":
        kept, secret = Kept(data), (data / "secret.key").read_bytes()
        ((meeting, code),) = kept.rows("SELECT id, code FROM meeting")
        cards = tuple(card_id for (card_id,) in kept.rows("SELECT id FROM card ORDER BY position"))
        return cls(data, meeting, code, cards, secret)

    def console(self) -> str:
        columns = ("id", "version")
        ((link_id, version),) = Kept(self.data).rows(
            f"SELECT {', '.join(columns)} FROM link WHERE door = 'console'"  # noqa: S608 -- our own names
        )
        link = Link(id=link_id, meeting_id=self.meeting_id, door=Door.console, version=version)
        return link_path(self.secret, link)

    def sign_up(self) -> str:
        """Where people say that they come."""
        meeting = Meeting.model_construct(id=self.meeting_id, sign_up_version=1)
        return sign_up_path(self.secret, meeting)


@dataclass
class Told:
    """What was tried, and what was answered as saved. `joins`: how many people each phone has."""

    joins: dict[str, int] = field(default_factory=dict)
    leans: dict[tuple[str, int], set[str]] = field(default_factory=dict)
    acts: int = 0
    given_up: int = 0
    is_given_up: bool = False
    is_add_refused: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)


class Actor(threading.Thread):
    """One phone after another. `believes`: it takes any answer for ours that says that all is well."""

    def __init__(
        self,
        hall: Hall,
        address: str,
        told: Told,
        kinds: Sequence[str],
        draws: random.Random,
        *,
        believes: bool = False,
    ) -> None:
        super().__init__(daemon=True)
        self.is_over = threading.Event()
        self._hall, self._told, self._kinds = hall, told, kinds
        self._draws, self._believes = draws, believes
        self._cookie = ""
        self._taps = 0
        # Of twenty thousand acts no second is to be the phones' own.
        self._line = http.client.HTTPConnection(urlsplit(address).netloc, timeout=TIMEOUT)

    def run(self) -> None:
        self._join()
        while not self.is_over.is_set():
            kind = self._draws.choice(self._kinds)
            {"join": self._join, "add": self._add, "lean": self._lean}[kind]()
        self._line.close()

    def _join(self) -> None:
        cookie = secrets.token_urlsafe(32)
        form = {"role": "resident", "other": "elected"}
        if self._until_saved(f"/{self._hall.code}/join", form, phone=cookie):
            self._cookie = cookie
            with self._told.lock:
                self._told.joins[self._phone] = JOINED

    def _add(self) -> None:
        if self._told.joins.get(self._phone) in (None, LIMIT.sharing):
            self._join()
            return
        form = self._intent({"role": "resident"})
        if self._until_saved(f"/{self._hall.code}/people", form, phone=self._cookie):
            with self._told.lock:
                self._told.joins[self._phone] += 1
        else:
            self._told.is_add_refused = True

    def _lean(self) -> None:
        card, category = self._draws.choice(self._hall.cards[:6]), self._draws.choice([*Category])
        seat = self._draws.choice("01")
        form = self._intent({"category": category.value, "seat": seat})
        path = f"/{self._hall.code}/cards/{card}/lean"
        key = (f"{self._phone} {seat}", card)
        is_saved = self._until_saved(path, form, phone=self._cookie)
        with self._told.lock:
            if is_saved:
                self._told.leans[key] = {category.value}
            elif (
                key in self._told.leans
            ):  # an earlier try of it may have come in before its table was done
                self._told.leans[key].add(category.value)

    @property
    def _phone(self) -> str:
        """As the program knows it."""
        return token_hash(self._hall.secret, self._cookie)

    def _intent(self, form: dict[str, str]) -> dict[str, str]:
        """Of a page of its own each time, which has seen all."""
        self._taps += 1
        return {**form, "intent": f"{secrets.token_hex(16)}.{10**14}.{self._taps}"}

    def _until_saved(self, path: str, form: dict[str, str], **held: str) -> bool:
        """As the page does: until the program itself has answered. False for what it refused."""
        cookies = {f"{name}-{self._hall.meeting_id}": value for name, value in held.items()}
        carried = "; ".join(f"{name}={value}" for name, value in cookies.items())
        begun = time.monotonic()
        while True:
            answer = self._sent(path, form, carried)
            if answer is not None and (self._believes or OWN_HEADER in answer.headers):
                if answer.status < 400:
                    with self._told.lock:
                        self._told.acts += 1
                    return True
                if answer.status != 503:
                    return False
            if self._told.is_given_up or time.monotonic() - begun > PATIENCE:
                self._told.given_up += 1
                return False
            rest(PAUSE)

    def _sent(
        self, path: str, form: dict[str, str], carried: str
    ) -> http.client.HTTPResponse | None:
        """As without script: what is done is answered by the way back, and no screen has to be made."""
        try:
            self._line.request("POST", path, urlencode(form), {**FORM, "Cookie": carried})
            answer = self._line.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            self._line.close()
            return None
        return answer


@dataclass(frozen=True)
class Verdict:
    lost: int
    doubled: int
    half_done: int
    acts: int

    def __str__(self) -> str:
        return f"{self.acts:,} acts: {self.lost} lost, {self.doubled} doubled, {self.half_done} half done"

    @property
    def is_clean(self) -> bool:
        return (self.lost, self.doubled, self.half_done) == (0, 0, 0)


def judged(hall: Hall, told: Told) -> Verdict:
    """Everything that was tried was told as saved in the end: so there is exactly that, and nothing else."""
    assert told.leans, "no leaning is understood"
    is_add_understood = max(told.joins.values()) > JOINED
    assert is_add_understood or not told.is_add_refused, "nobody who is added is understood"
    kept = Kept(hall.data)
    assert kept.is_sound()
    devices = {row[0]: row[1] for row in kept.rows("SELECT token_hash, id FROM device")}
    seats = dict(kept.rows("SELECT device_id, count(*) FROM seat GROUP BY device_id"))
    # How many people each has, and how many it was told that it has.
    new = [
        (seats.get(device_id, 0), told.joins[hashed])
        for hashed, device_id in devices.items()
        if hashed in told.joins
    ]
    ((loose,),) = kept.rows(
        "SELECT count(*) FROM person WHERE id NOT IN (SELECT person_id FROM seat)"
    )
    return Verdict(
        lost=told.given_up
        + len(told.joins.keys() - devices.keys())
        + sum(max(0, wanted - max(there, JOINED)) for there, wanted in new)
        + wrong_leans(kept, told),
        doubled=sum(max(0, there - wanted) for there, wanted in new),
        half_done=loose + sum(there < JOINED for there, _ in new),
        acts=told.acts,
    )


def wrong_leans(kept: Kept, told: Told) -> int:
    rows = kept.rows(
        "SELECT d.token_hash || ' ' || s.position, l.card_id, l.category FROM lean l"
        " JOIN seat s ON s.person_id = l.person_id JOIN device d ON d.id = s.device_id"
    )
    stored = {(who, card): category for who, card, category in rows}
    return sum(stored.get(key) not in wanted for key, wanted in told.leans.items())


def acting(
    hall: Hall,
    address: str,
    seed: int,
    meanwhile: Callable[[Told], None],
    *,
    people: int = 6,
    believes: bool = False,
) -> Told:
    """Everybody acts, as the seed says, until what is done meanwhile has been done."""
    told = Told()
    actors = [
        Actor(hall, address, told, KINDS, random.Random(f"{seed} {number}"), believes=believes)  # noqa: S311 -- has to be repeatable
        for number in range(people)
    ]
    for actor in actors:
        actor.start()
    try:
        meanwhile(told)
    except AssertionError:
        told.is_given_up = True
        raise
    finally:
        for actor in actors:
            actor.is_over.set()
        for actor in actors:
            actor.join(PATIENCE)
    return told
