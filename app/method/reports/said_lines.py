"""The coordinator deals with reports: a line becomes a result, a card, a suggestion, or nothing."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from app.db import Book
from app.frozen import frozen
from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act
from app.method.cleaning import clean
from app.method.preparing import key_results, packs
from app.method.preparing.translations import digest
from app.method.refusals import NotYoursError, Refusal, RefusedError, require
from app.method.reports.erasing import erase_report
from app.method.reports.report_questions import ANSWERS, theme_of_place
from app.method.reports.writing import answers_of
from app.method.rules import own_row
from app.method.sent import whole_number
from app.models import Card, Gathering, KeyResult, Report, ReportLine, SuggestedAction
from app.models.report import ReportState, Went
from app.vocabulary import N_, Theme

MADE: dict[Went, Any] = {
    Went.result: KeyResult,
    Went.card: Card,
    Went.suggestion: SuggestedAction,
}
theme_missing = Refusal("theme_missing", N_("Choose a theme first."))
nothing_ticked = Refusal("nothing_ticked", N_("Tick at least one line."))


@frozen
class SaidLine:
    """A line of an answer. `went`: what was made of it and still exists, as (kind, id)."""

    report_id: int
    number: int
    held_on: str
    place: str
    digest: str
    words: str
    went: tuple[tuple[Went, int], ...] = ()

    @property
    def key(self) -> str:
        return f"{self.report_id}.{self.place}.{self.digest}"


@frozen
class Making:
    """What is to be made of lines, in which words and under which theme."""

    went: Went
    words: str
    theme: Theme | None


def sent_reports(book: Book, meeting_id: int) -> list[Report]:
    return book.all(Report, meeting_id=meeting_id, state=ReportState.sent, order=("number",))


def lines_of(book: Book, report: Report, gathering: Gathering) -> list[SaidLine]:
    """The lines in the order of the questions. Each line of an answer is one of its own."""
    went = _went(book, report.id)
    answers = answers_of(book, report.id)
    return [
        replace(line, went=tuple(went.get((line.place, line.digest), ())))
        for place in ANSWERS
        if place in answers
        for line in _split(report, gathering, place, answers[place].words)
    ]


def make(act: Act, keys: Collection[str], making: Making) -> int:
    """Makes something of these lines; pressed twice, it is made once. Returns its id."""
    lines = [_line(act, key) for key in keys]
    require(None if lines else nothing_ticked)
    before = {made for line in lines for went, made in line.went if went is making.went}
    if len(before) == 1 and all(making.went in dict(line.went) for line in lines):
        return before.pop()
    made_id = _made(act, lines[0], making)
    for line in lines:
        act.book.put(
            ReportLine,
            ("report_id", "place", "digest", "went"),
            report_id=line.report_id,
            place=line.place,
            digest=line.digest,
            went=making.went,
            made_id=made_id,
        )
    return made_id


def deal(act: Act, report_id: int) -> None:
    """Marks the report as dealt with: what was made of it stays, its own words are erased."""
    erase_report(act, _sent(act, report_id).id)


def shortened(words: str) -> str:
    """Shortens to a card's length: as many whole sentences as fit, else whole words."""
    most = LIMIT.said_on_card
    if len(words) <= most:
        return words
    fitting = words[: most + 1]
    end = max(fitting.rfind(sign) for sign in (". ", "! ", "? "))
    if end > 0:
        return words[: end + 1]
    return words[:most].rsplit(" ", 1)[0].rstrip(",;:– ") + "…"


def _made(act: Act, line: SaidLine, making: Making) -> int:
    report = act.book.all(Report, id=line.report_id)[0]
    gathering = act.book.all(Gathering, id=report.gathering_id)[0]
    theme = making.theme or theme_of_place(line.place)
    words = {report.language.value: wordings.line(making.words, LIMIT.text)}
    if making.went is Went.suggestion:
        return packs.add_suggestion(act, theme, words)
    if theme is None:
        raise RefusedError(theme_missing)
    if making.went is Went.result:
        return key_results.add_result(act, theme, gathering.population_group_id, words)
    said = {tag: shortened(text) for tag, text in words.items()}
    return packs.add_card(act, theme, gathering.population_group_id, said)


def _line(act: Act, key: str) -> SaidLine:
    number, _, rest = key.partition(".")
    report_id = whole_number(number)
    report = None if report_id is None else _sent(act, report_id)
    if report is None:
        raise NotYoursError
    gathering = act.book.all(Gathering, id=report.gathering_id)[0]
    matching = [
        line for line in lines_of(act.book, report, gathering) if line.key == f"{number}.{rest}"
    ]
    if not matching:
        raise NotYoursError
    return matching[0]


def _sent(act: Act, report_id: int) -> Report:
    return own_row(act, Report, report_id, state=ReportState.sent)


def _split(report: Report, gathering: Gathering, place: str, words: str) -> list[SaidLine]:
    lines = (clean(line).lstrip("•◦▪●·*–—- ").strip() for line in words.split("\n"))
    return [
        SaidLine(report.id, report.number, gathering.held_on, place, digest(line), line)
        for line in dict.fromkeys(line for line in lines if line)
    ]


def _went(book: Book, report_id: int) -> dict[tuple[str, str], list[tuple[Went, int]]]:
    by_line: dict[tuple[str, str], list[tuple[Went, int]]] = {}
    for line in book.all(ReportLine, report_id=report_id):
        if book.one(MADE[line.went], id=line.made_id):
            by_line.setdefault((line.place, line.digest), []).append((line.went, line.made_id))
    return by_line
