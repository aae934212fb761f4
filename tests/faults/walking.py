"""One evening, step by step, with a browser at each of its doors; and all pages and files that links lead to."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from io import BytesIO
from typing import Any, Protocol
from urllib.parse import urldefrag, urljoin, urlsplit
from zipfile import ZipFile

import httpx
from pypdf import PdfReader

from app.links import new_code
from app.method import agreement, axis, proposals, sorting, vote
from app.method.preparing import expecting, packs
from app.method.survey import answering
from app.models import (
    AgreedAction,
    Card,
    Coordinator,
    Gathering,
    Idea,
    ProgrammeRow,
    Proposal,
    Round,
    SurveyQuestion,
    VoteRound,
)
from app.vocabulary import HALL_DOORS, Category, Language, RoundState, Step
from tests.cast import make_evening
from tests.faults.hostile import MARK
from tests.house import House

MEETING = re.compile(r"/(?:meetings|console|projector|presenter|helper|interpreter)/(\d+)")
OFFERED = re.compile(r'name="(digest|after)"\s+value="([^"]*)"')
_HERE = re.compile(r"^https?://127\.0\.0\.1:\d+")


class Walk:
    """Everybody's browsers, and an evening of their own that goes on step by step."""

    def __init__(self, house: House, desk: str) -> None:
        self.house, state = house, house.app.state.house
        self.evening = evening = make_evening(state.database, state.writer, _plain_code())
        (of,) = evening.all(Round, id=evening.row.round_id)
        evening.do(lambda act: act.book.change(Coordinator, {}, municipality_id=of.municipality_id))
        # Too long for a title, so that who develops it is asked for one.
        evening.do(packs.add_suggestion, None, {"sv": "En kväll om våra språk. " * 5})
        self.desk = house.browser(f"/coordinator/meetings/{evening.id}", {"coordinator": desk})
        self.seen = [
            *(house.phone(name, evening) for name in ("Amina", "Hodan")),
            *(house.opened(door, None, evening) for door in HALL_DOORS),
        ]

    def steps(self) -> Iterator[Step]:
        planned = {row.kind for row in self.evening.all(ProgrammeRow, meeting_id=self.evening.id)}
        for step in (step for step in Step if step in planned):
            if step is Step.vote:
                self._propose()
            self.evening.go_to(step)
            if step is Step.vote:
                self.evening.do(vote.open_round)
                yield step
                (opened,) = self.evening.all(
                    VoteRound, meeting_id=self.evening.id, state=RoundState.open
                )
                self.evening.do(vote.close_round, opened.number)
            yield step
            if self._goes_on(step):
                yield step

    def _goes_on(self, step: Step) -> bool:
        """To where somebody can write who has done something first; whether there is such a place."""
        amina, do = self.evening.member("Amina"), self.evening.do
        if step is Step.sorting:
            do(sorting.decide, amina, self.evening.ids(Card)[0], Category.more)
        elif step is Step.agreement:
            do(agreement.agree, "Library", "Library", "", "", Language.sv)
            for action in self.evening.all(AgreedAction, meeting_id=self.evening.id):
                do(agreement.take_part, amina, action.id)
        elif step is Step.survey:
            for question in self.evening.ids(SurveyQuestion)[:-1]:
                do(answering.skip, amina, question)
        return step in (Step.sorting, Step.ideas, Step.agreement, Step.survey)

    def open_all(self) -> None:
        """What opens by a link of its own: signing up, an organisation's report, an owner's, the public page."""
        self.evening.do(expecting.open_sign_up)
        round_id = self.evening.row.round_id
        self.desk.send(f"links/gatherings/{self.evening.all(Gathering, round_id=round_id)[0].id}")
        self.desk.send("followup/followed")
        self.publish()

    def publish(self) -> None:
        page = self.desk.ask("GET", f"{self.desk.path}/followup").text
        self.desk.send("followup/published", **dict(OFFERED.findall(page)))

    def is_here(self, url: str) -> bool:
        """No page of another meeting."""
        return not (named := MEETING.search(url)) or int(named[1]) == self.evening.id

    def _propose(self) -> None:
        """Of the two groups that write, whatever they have; what is usual, where they have nothing."""
        for name in ("Amina", "Hodan"):
            member = self.evening.member(name)
            ideas = self.evening.all(Idea, small_group_id=member.group_id)
            if not ideas:
                self.evening.propose(name, name)
            self.evening.go_to(Step.axis)
            for idea in ideas[:1]:
                if not self.evening.all(Proposal, idea_id=idea.id):
                    self.evening.do(axis.place, member, idea.id, 20, 80)
                    self.evening.do(axis.settle, member, idea.id, 20, 80)
                    self.evening.do(proposals.propose, member, idea.id)


def _plain_code() -> str:
    """Without what people type: it stands in every address."""
    return next(code for code in iter(new_code, "") if MARK not in code.lower())


class Asks(Protocol):
    def ask(self, method: str, path: str, **named: Any) -> httpx.Response: ...


def pages_from(
    browser: Asks, start: str, is_wanted: Callable[[str], bool]
) -> Iterator[tuple[str, httpx.Response]]:
    """Every page and file that can be come to from here by links, each once."""
    seen, waiting = {start}, [start]
    while waiting:
        url = waiting.pop(0)
        answer = browser.ask("GET", url, follow_redirects=True)
        yield url, answer
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        for link in _Links.of(answer.text):
            whole = urldefrag(urljoin(url, _HERE.sub("", link))).url
            is_ours = not urlsplit(whole).netloc and "/static/" not in whole
            if is_ours and whole not in seen and is_wanted(whole):
                seen.add(whole)
                waiting.append(whole)


def words_in(answer: httpx.Response) -> str:
    """Of a page, a text or a table as it comes; of a document or an archive all its parts; of a paper what is set."""
    if answer.content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    if answer.content.startswith(b"PK"):
        with ZipFile(BytesIO(answer.content)) as packed:
            return "\n".join(
                packed.read(part).decode("utf-8", "replace") for part in packed.namelist()
            )
    return answer.text


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._asks = False  # in a form that asks for a page or a file

    @classmethod
    def of(cls, page: str) -> list[str]:
        reader = cls()
        reader.feed(page)
        return reader.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "form":
            self._asks = told.get("method", "get") == "get"
        to = told.get({"a": "href", "form": "action", "button": "formaction"}.get(tag, ""))
        if to and (tag == "a" or self._asks) and not to.startswith(("mailto:", "tel:")):
            self.found.append(to)

    def handle_endtag(self, tag: str) -> None:
        self._asks = self._asks and tag != "form"
