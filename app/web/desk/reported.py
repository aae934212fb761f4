"""The sent reports, as the coordinator reads them: a group's side by side, by question."""

from collections.abc import Mapping
from dataclasses import replace

from app.db import Book
from app.frozen import frozen
from app.method.reports.facts import shown_facts
from app.method.reports.report_questions import ANSWERS, FACTS, theme_of_place
from app.method.reports.said_lines import SaidLine, lines_of, sent_reports
from app.method.reports.shares import Share, SoMany, counted_in, together, worded_share
from app.method.reports.writing import answers_of, numbers_of
from app.models import Gathering, Report
from app.models.report import ReportState, Went
from app.screens.speaker import Said, Speaker
from app.vocabulary import Language, Theme
from app.web.desk.gathered import planned
from app.web.desk.pages import Head
from app.web.desk.reading import Reader

_PLACES = {
    Went.result: "results#result-",
    Went.card: "cards?chosen=",
    Went.suggestion: "suggestions?chosen=",
}


@frozen
class ReportHead:
    """`facts`: each with its sentence; None instead if it would tell of too few people."""

    id: int
    number: int
    held_on: str
    organisation: str
    facts: tuple[tuple[str, str | None], ...]


@frozen
class LineEntry:
    """`offer`: the line with its numbers put as a share in words. `share`: None if it has none.

    `made`: what was made of the line, each with its place on the meeting's pages.
    """

    line: SaidLine
    made: tuple[tuple[Went, str], ...]
    offer: str
    share: Share | None


@frozen
class AnsweredQuestion:
    """A group's answers to one question. `whole`: their numbers together, if all have some."""

    place: str
    question: str
    theme: Theme | None
    lines: tuple[LineEntry, ...]
    whole: SoMany | None

    @property
    def can_be_merged(self) -> bool:
        return len(self.lines) > 1

    @property
    def merged(self) -> str:
        return " ".join(entry.offer for entry in self.lines)


@frozen
class GroupEntry:
    id: int
    name: Said
    reports: tuple[ReportHead, ...]
    questions: tuple[AnsweredQuestion, ...]

    @property
    def has_several_reports(self) -> bool:
        return len(self.reports) > 1


@frozen
class ToBring:
    """A discussion group whose report can be brought in."""

    gathering_id: int
    number: int
    group: Said
    held_on: str


@frozen
class ReportsPage:
    """`writing`: how many are still being written; the coordinator may not read those yet."""

    head: Head
    groups: tuple[GroupEntry, ...]
    writing: int
    to_bring: tuple[ToBring, ...]
    targets: tuple[Went, ...] = tuple(Went)

    @property
    def can_choose(self) -> bool:
        """Among several discussion groups, whose report a file is."""
        return len(self.to_bring) > 1


def reports_page(reader: Reader) -> ReportsPage:
    """Makes the page of the reports, which is reached from the page of the sessions."""
    book, say, meeting = reader.book, reader.say, reader.piece.meeting
    planned_sessions = planned(book, meeting.round_id)
    sessions = {session.id: session for session in planned_sessions}
    by_group: dict[int, list[Report]] = {}
    reports = sent_reports(book, meeting.id)
    for report in sorted(reports, key=lambda sent: sessions[sent.gathering_id].position):
        group_id = sessions[report.gathering_id].population_group_id
        by_group.setdefault(group_id, []).append(report)
    return ReportsPage(
        replace(reader.head, tab="gatherings"),
        tuple(
            GroupEntry(
                group_id,
                say.population_group(group_id),
                tuple(_head(book, sent, sessions) for sent in of_group),
                _questions(book, of_group, sessions),
            )
            for group_id, of_group in by_group.items()
        ),
        book.count(Report, meeting_id=meeting.id, state=ReportState.open),
        tuple(_to_bring(say, planned_sessions)),
    )


def _head(book: Book, report: Report, sessions: Mapping[int, Gathering]) -> ReportHead:
    session = sessions[report.gathering_id]
    facts = shown_facts(answers_of(book, report.id))
    return ReportHead(
        report.id,
        report.number,
        session.held_on,
        session.organisation,
        tuple((FACTS[place], words) for place, words in facts.items()),
    )


def _questions(
    book: Book, reports: list[Report], sessions: Mapping[int, Gathering]
) -> tuple[AnsweredQuestion, ...]:
    entries: dict[str, list[LineEntry]] = {}
    for report in reports:
        for line in lines_of(book, report, sessions[report.gathering_id]):
            entries.setdefault(line.place, []).append(_entry(line, report.language))
    return tuple(
        AnsweredQuestion(
            place,
            question,
            theme_of_place(place),
            tuple(entries[place]),
            together(entry.line.words for entry in entries[place]),
        )
        for place, question in ANSWERS.items()
        if place in entries
    )


def _entry(line: SaidLine, language: Language) -> LineEntry:
    counted = counted_in(line.words)
    made = tuple((went, f"{_PLACES[went]}{made_id}") for went, made_id in line.went)
    return LineEntry(
        line, made, worded_share(line.words, language), counted.share if counted else None
    )


def _to_bring(say: Speaker, sessions: list[Gathering]) -> list[ToBring]:
    return [
        ToBring(
            session.id, number, say.population_group(session.population_group_id), session.held_on
        )
        for session in sessions
        for number in numbers_of(session)
    ]
