"""Phones that act until they are told that it is saved, and what they were told, held against what is stored.

Three kinds of acts: somebody joins with another person on the phone (five rows, or none); a minute is added to the
clock (each counts once); somebody leans, and the last leaning stands.
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

from app.links import link_path, sign_up_path
from app.method.people.joining import token_hash
from app.models import Link, Meeting
from app.vocabulary import Category, Door
from app.web.guard import MARK
from tests.environment import PATIENCE
from tests.faults.server import Kept

TIMEOUT = 3.0
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PAUSE = 0.05
rest = threading.Event().wait
KINDS = ("join", *["minute"] * 3, *["lean"] * 8)


@dataclass(frozen=True)
class Hall:
    """The meeting that is acted in: `link`, what opens its console; `until`: its clock before anybody added to it."""

    data: Path
    meeting_id: int
    code: str
    cards: tuple[int, ...]
    until: int
    secret: bytes

    @classmethod
    def of(cls, data: Path) -> "Hall":
        kept, secret = Kept(data), (data / "secret.key").read_bytes()
        ((meeting, code, until),) = kept.rows("SELECT id, code, clock_until FROM meeting")
        cards = tuple(card_id for (card_id,) in kept.rows("SELECT id FROM card ORDER BY position"))
        return cls(data, meeting, code, cards, until, secret)

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
    """What was tried, and what was answered as saved."""

    joins: set[str] = field(default_factory=set)
    minutes: int = 0
    leans: dict[tuple[str, int], set[str]] = field(default_factory=dict)
    acts: int = 0
    given_up: int = 0
    is_given_up: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)


class Actor(threading.Thread):
    """One phone, and a console beside it. `believes`: it takes any answer for ours that says that all is well."""

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
        self._opened = hall.console().rsplit("/", 1)[1]
        self._taps = 0
        # Of twenty thousand acts no second is to be the phones' own.
        self._line = http.client.HTTPConnection(urlsplit(address).netloc, timeout=TIMEOUT)

    def run(self) -> None:
        self._join()
        while not self.is_over.is_set():
            kind = self._draws.choice(self._kinds)
            {"join": self._join, "minute": self._minute, "lean": self._lean}[kind]()
        self._line.close()

    def _join(self) -> None:
        cookie = secrets.token_urlsafe(32)
        form = {"role": "resident", "other": "elected"}
        if self._until_saved(f"/{self._hall.code}/join", form, phone=cookie):
            self._cookie = cookie
            with self._told.lock:
                self._told.joins.add(token_hash(self._hall.secret, cookie))

    def _minute(self) -> None:
        path = f"/console/{self._hall.meeting_id}/clock/more"
        if self._until_saved(path, self._intent({"minutes": "1"}), console=self._opened):
            with self._told.lock:
                self._told.minutes += 1

    def _lean(self) -> None:
        card, category = self._draws.choice(self._hall.cards[:6]), self._draws.choice([*Category])
        seat = self._draws.choice("01")
        form = self._intent({"category": category.value, "seat": seat})
        path = f"/{self._hall.code}/cards/{card}/lean"
        key = (f"{token_hash(self._hall.secret, self._cookie)} {seat}", card)
        is_saved = self._until_saved(path, form, phone=self._cookie)
        with self._told.lock:
            if is_saved:
                self._told.leans[key] = {category.value}
            elif (
                key in self._told.leans
            ):  # an earlier try of it may have come in before its table was done
                self._told.leans[key].add(category.value)

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
            if answer is not None and (self._believes or MARK in answer.headers):
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
    kept = Kept(hall.data)
    assert kept.is_sound()
    devices = {row[0]: row[1] for row in kept.rows("SELECT token_hash, id FROM device")}
    seats = dict(kept.rows("SELECT device_id, count(*) FROM seat GROUP BY device_id"))
    new = {
        hashed: seats.get(device_id, 0)
        for hashed, device_id in devices.items()
        if hashed in told.joins
    }
    ((loose,),) = kept.rows(
        "SELECT count(*) FROM person WHERE id NOT IN (SELECT person_id FROM seat)"
    )
    ((until,),) = kept.rows("SELECT clock_until FROM meeting")
    minutes = (until - hall.until) // 60 - told.minutes
    return Verdict(
        lost=told.given_up
        + len(told.joins - devices.keys())
        + max(0, -minutes)
        + wrong_leans(kept, told),
        doubled=max(0, minutes) + sum(number > 2 for number in new.values()),
        half_done=loose + sum(number < 2 for number in new.values()),
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
    counts_minutes: bool = True,
) -> Told:
    """Everybody acts, as the seed says, until what is done meanwhile has been done."""
    told = Told()
    kinds = [kind for kind in KINDS if kind != "minute" or counts_minutes]
    actors = [
        Actor(hall, address, told, kinds, random.Random(f"{seed} {number}"), believes=believes)  # noqa: S311 -- has to be repeatable
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
