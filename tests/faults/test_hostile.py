"""What people type is text on every screen and in every file that goes out, whatever it looks like."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app import templating
from app.links import new_code
from app.method import accounts, axis, proposals, vote
from app.models import Idea, Proposal, VoteRound
from app.rehearsal.markup import read_screen
from app.vocabulary import Door, Language, RoundState, Step
from tests.cast import make_evening
from tests.faults.hostile import FIRST, INSIDE, Writer, forms_of, more_than_text, pages_from
from tests.faults.promises import Kept, Promises
from tests.house import Browser, House

pytestmark = [pytest.mark.faults, pytest.mark.timeout(900)]
ROUNDS = 40
DOORS = (Door.console, Door.presenter, Door.projector)
MEETING = re.compile(r"/meetings/(\d+)")
OpenHouse = Callable[..., House]


class Hall:
    """Everybody's browsers, and an evening of their own that goes on step by step."""

    def __init__(self, house: House, desk: str) -> None:
        state = house.app.state
        self.evening = evening = make_evening(state.database, state.writer, new_code())
        self.desk = house.browser(f"/coordinator/meetings/{evening.id}", {"coordinator": desk})
        self.seen = [
            *(house.phone(name, evening) for name in ("Amina", "Hodan")),
            *(house.opened(door, None, evening) for door in DOORS),
        ]

    def steps(self) -> Iterator[Step]:
        for step in Step:
            if step is Step.vote:
                self._propose()
            self.evening.go_to(step)
            if step is Step.vote:
                self.evening.do(vote.open_round)
                yield step
                (opened,) = self.evening.all(VoteRound, state=RoundState.open)
                self.evening.do(vote.close_round, opened.number)
            yield step

    def is_here(self, url: str) -> bool:
        """No page of another meeting."""
        return not (found := MEETING.search(url)) or int(found[1]) == self.evening.id

    def _propose(self) -> None:
        """Of the two groups that write, whatever they have."""
        self.evening.go_to(Step.axis)
        for name in ("Amina", "Hodan"):
            member = self.evening.member(name)
            for idea in self.evening.all(Idea, small_group_id=member.group_id)[:1]:
                if not self.evening.all(Proposal, idea_id=idea.id):
                    self.evening.do(axis.place, member, idea.id, 20, 80)
                    self.evening.do(axis.settle, member, idea.id, 20, 80)
                    self.evening.do(proposals.propose, member, idea.id)


def whole(browser: Browser) -> str:
    """Its page with all panels open."""
    panels = read_screen(browser.get().text).panels
    return f"{browser.path}?open={'.'.join(panels)}" if panels else browser.path


def go_through(hall: Hall, writer: Writer, found: Counter[str]) -> int:
    """Once through the evening and all pages of the desk, writing wherever something can be written."""
    looked = 0
    for _ in hall.steps():
        for browser in hall.seen:
            url = whole(browser)
            answer = browser.ask("GET", url)
            found.update(more_than_text(answer))
            for form in forms_of(answer.text):
                writer.write(browser, url, form)
            looked += 1
    for url, answer in pages_from(hall.desk, hall.desk.path, hall.is_here):
        assert answer.status_code < 500, url
        found.update(more_than_text(answer))
        for form in (
            forms_of(answer.text) if answer.headers["content-type"].startswith("text/html") else ()
        ):
            writer.write(hall.desk, url, form)
        looked += 1
    writer.round += 1
    return looked


def halls_of(house: House) -> Iterator[Hall]:
    token = house.evening.writer.do(
        None, lambda act: accounts.set_up(act, "Astrid", "unused", Language.en)
    )
    for _ in range(ROUNDS):
        yield Hall(house, token)


def test_what_people_type_is_text_on_every_screen_and_paper(
    open_house: OpenHouse, kept: Kept
) -> None:
    writer, found, looked = Writer(), Counter[str](), 0
    for hall in halls_of(open_house()):
        looked += go_through(hall, writer, found)
        if writer.is_done:
            break
    kept(
        "hostile",
        f"{len(INSIDE) + len(FIRST)} strings, {writer.fields} fields, {looked:,} pages and files:"
        f" {sum(found.values())} more than text",
    )
    assert found == Counter()
    assert writer.is_done, writer.behind


class Plain(templating._InOneLanguage):  # noqa: SLF001 -- what it does more is taken away
    """Templates that write whatever they are given."""

    def __init__(self, language: Language, **options: Any) -> None:
        super().__init__(language, **{**options, "autoescape": False})


@pytest.fixture
def unescaped(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(templating, "_InOneLanguage", Plain)
    templating.forget_words()
    yield
    monkeypatch.undo()
    templating.forget_words()


@pytest.mark.usefixtures("unescaped")
def test_where_templates_do_not_escape_it_is_more_than_text(
    open_house: OpenHouse, promises: Promises
) -> None:
    found = Counter[str]()
    go_through(next(halls_of(open_house())), Writer(), found)
    promises.broken("hostile", f"not escaped, {sum(found.values())} in one round")
    assert found
