"""What people type is text on every screen and in every file that goes out, whatever it looks like."""

from collections import Counter
from collections.abc import Callable, Iterator

import jinja2
import pytest

from app.method import accounts, axis, proposals, vote
from app.models import Idea, Proposal, VoteRound
from app.rehearsal.markup import read_screen
from app.vocabulary import Door, Language, RoundState, Step
from tests.faults.hostile import FIRST, INSIDE, Writer, forms_of, more_than_text, pages_from
from tests.faults.promises import Kept, Promises
from tests.house import Browser, House

pytestmark = [pytest.mark.faults, pytest.mark.timeout(900)]
ROUNDS = 40
OpenHouse = Callable[..., House]


class Hall:
    """Everybody's browsers, and an evening that goes on step by step."""

    def __init__(self, house: House) -> None:
        evening = house.evening
        token = evening.writer.do(
            None, lambda act: accounts.set_up(act, "Astrid", "unused", Language.en)
        )
        self.evening = evening
        self.desk = house.browser("/coordinator", {"coordinator": token})
        self.seen = [
            *(house.phone(name) for name in ("Amina", "Hodan")),
            *(house.opened(door) for door in (Door.console, Door.presenter, Door.projector)),
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
    for url, answer in pages_from(hall.desk, "/coordinator"):
        assert answer.status_code < 500, url
        found.update(more_than_text(answer))
        for form in (
            forms_of(answer.text) if answer.headers["content-type"].startswith("text/html") else ()
        ):
            writer.write(hall.desk, url, form)
        looked += 1
    writer.round += 1
    return looked


def test_what_people_type_is_text_on_every_screen_and_paper(
    open_house: OpenHouse, kept: Kept
) -> None:
    hall, writer, found, looked = Hall(open_house()), Writer(), Counter[str](), 0
    while not writer.is_done and writer.round < ROUNDS:
        looked += go_through(hall, writer, found)
    kept(
        "hostile",
        f"{len(INSIDE) + len(FIRST)} strings, {writer.fields} fields, {looked:,} pages and files:"
        f" {sum(found.values())} more than text",
    )
    assert found == Counter()
    assert writer.is_done, writer.behind


def test_where_templates_do_not_escape_it_is_more_than_text(
    open_house: OpenHouse, monkeypatch: pytest.MonkeyPatch, promises: Promises
) -> None:
    monkeypatch.setattr(jinja2.runtime, "escape", lambda value: value)
    hall, found = Hall(open_house()), Counter[str]()
    go_through(hall, Writer(), found)
    promises.broken("hostile", f"not escaped, {sum(found.values())} in one round")
    assert found
