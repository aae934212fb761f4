"""Everybody's hands: they press anything that stands on any screen of a meeting, at every door of it."""

import random
import re
from collections.abc import Callable, Sequence

import httpx

from app.links import link_path
from app.method.act import Act
from app.method.people.joining import token_hash
from app.models import Device, Link
from app.rehearsal.filling import filled
from app.rehearsal.markup import main_of, read_screen
from app.rehearsal.seen import SeenButton, SeenForm
from app.viewer import phone_cookie
from app.vocabulary import HALL_DOORS, Door, Step
from tests.environment import PATIENCE
from tests.faults.ledger import Hall
from tests.faults.server import Kept

PHONES = ("Amina", "Olena", "Kirsi", "Hodan", "Pekka", "Layla")
# It makes another code: where the phones were there is no meeting any more.
NEVER = "/code/renewed"
# By these the evening goes on, or a text is written or hidden; the console offers a hundred others.
OFTEN = re.compile(r"/(step|vote/opened|vote/closed|ideas|ideas/\d+/hidden)$")
WRITTEN = 6
UNDO = "undo-"
# What is another one each time: until when a clock runs, how often a card was laid; see `web.test_inverses`.
PASSING = re.compile(
    r'<time data-until="\d+"[^>]*>[^<]*</time>|<span data-(?:before|after)="\d+"[^>]*>[^<]*</span>'
    r'| name="(?:laying|until)" value="\d+"| data-v="[^"]+"'
)
PROGRAMME = re.compile(r'<ol class="rows">.*?</ol>', re.DOTALL)
Screens = dict[str, str]
Offered = tuple[SeenForm, SeenButton]


def recognise_phones(act: Act, secret: bytes) -> None:
    """The cast's cookies are their names, whatever the secret is."""
    for name in PHONES:
        cookie = f"{act.meeting_id}{name}"
        was, now = (token_hash(of, cookie) for of in (b"cast", secret))
        act.book.change(Device, {"token_hash": was}, token_hash=now)


class Window:
    """A browser at one door. Whatever it asks for, it is never told of a fault."""

    def __init__(self, address: str, name: str, path: str, cookies: dict[str, str]) -> None:
        self.name, self.path = name, path
        self._client = httpx.Client(
            base_url=address,
            cookies=cookies,
            headers={"Origin": address, "Sec-Fetch-Site": "same-origin"},
            trust_env=False,
            verify=False,  # noqa: S501 -- plain HTTP; loading no certificates saves time
            timeout=PATIENCE,
        )

    def ask(self, method: str, path: str, **named: object) -> httpx.Response:
        answer = self._client.request(method, path, **named)  # type: ignore[arg-type]
        assert answer.status_code < 500, f"{self.name}: {method} {path} {named}"
        return answer

    def page(self, opened: Sequence[str] = ()) -> str:
        page = self.ask("GET", self.path, params={"open": ".".join(opened)} if opened else None)
        assert page.status_code == 200, f"{self.name}: {page.status_code}"
        return page.text

    def screen(self) -> str:
        """With all its panels open."""
        return PASSING.sub("", main_of(self.page(read_screen(self.page()).panels)))

    def offers(self) -> list[Offered]:
        forms = read_screen(self.page(read_screen(self.page()).panels)).forms
        return [
            (form, button) for form in forms if NEVER not in form.action for button in form.buttons
        ]

    def undo_since(self, sequence: int) -> Offered | None:
        """What the list of the last acts offers for one that came after this."""
        listed = (offered for offered in self.offers() if offered[0].id.startswith(UNDO))
        return next(
            (offered for offered in listed if int(offered[0].id.removeprefix(UNDO)) > sequence),
            None,
        )

    def sequence(self) -> int:
        return int(re.findall(r'data-sequence="(\d+)"', self.page())[0])

    def close(self) -> None:
        self._client.close()


class Hands:
    """`pressed`: everything, in its order. `accepted`: how much of it was done."""

    def __init__(self, hall: Hall, address: str, chance: random.Random) -> None:
        self.pressed: list[str] = []
        self.accepted = 0
        self._chance = chance
        self._kept = Kept(hall.data)
        cookie = phone_cookie(hall.meeting_id)
        self._all = [
            Window(address, name, f"/{hall.code}", {cookie: f"{hall.meeting_id}{name}"})
            for name in PHONES
        ]
        for door in HALL_DOORS:
            window = Window(address, door, f"/{door}/{hall.meeting_id}", {})
            window.ask("GET", link_path(hall.secret, _link(hall, door)))
            self._all.append(window)
        self._console = next(window for window in self._all if window.name == Door.console)

    def look(self) -> Screens:
        return {window.name: window.screen() for window in self._all}

    def press(self) -> None:
        """Anything; at the console more often, since there is most of it."""
        window = self._console if self._chance.random() < 0.4 else self._chance.choice(self._all)
        if offers := window.offers():
            often = [offered for offered in offers if OFTEN.search(offered[0].action)]
            self._press(window, self._chance.choice(often if often and self._by(0.2) else offers))

    def write_and_hide(self) -> None:
        """Goes to the step of ideas from wherever the evening stands."""
        ((row,),) = self._kept.rows("SELECT id FROM programme_row WHERE kind = ?", Step.ideas)
        self._press_one_of(lambda form: form.id == f"go-{row}")
        for _ in range(WRITTEN):
            self._press_one_of(lambda form: form.action.endswith("/ideas") and form.has("title"))
        for _ in range(WRITTEN):
            self._press_one_of(lambda form: form.action.endswith("/hidden"))

    def press_and_undo(self) -> tuple[Screens, Screens] | None:
        """Presses something on the console, and undoes it if the console's list can: returns the
        screens before and after. When a step began is told of it for ever.
        """
        before, sequence = self._look_besides_times(), self._console.sequence()
        self._press(self._console, self._chance.choice(self._console.offers()))
        if (undo := self._console.undo_since(sequence)) is None:
            return None
        self._press(self._console, undo)
        return before, self._look_besides_times()

    def _press_one_of(self, wanted: Callable[[SeenForm], bool]) -> None:
        """At any door that offers one; maybe none does any more."""
        for window in self._chance.sample(self._all, len(self._all)):
            if offers := [offered for offered in window.offers() if wanted(offered[0])]:
                self._press(window, self._chance.choice(offers))
                return

    def _look_besides_times(self) -> Screens:
        return {name: PROGRAMME.sub("", screen) for name, screen in self.look().items()}

    def _by(self, share: float) -> bool:
        return self._chance.random() < share

    def _press(self, window: Window, offered: Offered) -> None:
        form, button = offered
        data: dict[str, list[str]] = {}
        for name, value in filled(form, self._chance):
            data.setdefault(name, []).append(self._own(form, name, value))
        if button.name:
            data.setdefault(button.name, []).append(button.value)
        headers = {"HX-Request": "true"} if self._by(0.5) else {}
        answer = window.ask("POST", form.action, data=data, headers=headers)
        self.accepted += answer.is_success or answer.is_redirect
        self.pressed.append(f"{window.name} {form.action} {data}: {answer.status_code}")

    def _own(self, form: SeenForm, name: str, value: str) -> str:
        """Of what somebody has written it can be told where else it stands."""
        is_text = any(
            field.name == name and field.kind in ("words", "text") for field in form.fields
        )
        return f"{value[:12]} no{len(self.pressed)}x" if is_text and len(value) > 12 else value

    def close(self) -> None:
        for window in self._all:
            window.close()


def _link(hall: Hall, door: Door) -> Link:
    ((link_id, version),) = Kept(hall.data).rows(
        "SELECT id, version FROM link WHERE door = ?", door.value
    )
    return Link(id=link_id, meeting_id=hall.meeting_id, door=door, version=version)
