"""What the pages of a session's report show, as frozen contexts, read at one moment."""

from collections.abc import Mapping
from dataclasses import replace

from fastapi import Request

from app.db import Book
from app.frozen import frozen
from app.languages import HALL_LANGUAGES
from app.limits import LIMIT
from app.method.refusals import NotYoursError, Refusal
from app.method.reports import writing
from app.method.reports.hints import Hint, hints_in
from app.method.reports.report_questions import ANSWERS, ASKED, COUNTED, END, FACTS, GROUP, SECTIONS
from app.method.sent import whole_number
from app.models import Gathering, Meeting, PopulationGroup, Report, ReportAnswer
from app.models.report import ReportState
from app.screens.speaker import Said, say_stored
from app.vocabulary import N_, Language, Theme
from app.web.forms import Form
from app.web.house import house_of
from app.web.organisation.door import Secretary

REVISION, SAID, OVER = "revision_", "said_", "over_"
# What each page of a report is called.
CALLED = {
    GROUP: N_("The group"),
    **{theme.value: theme.says["name"] for theme in Theme},
    END: N_("To end with"),
}


@frozen
class SessionAround:
    """What each page shows around its own: the session. `groups`: how many discussion groups."""

    path: str
    languages: tuple[Language, ...]
    group: Said
    place: Said
    held_on: str
    begins: str
    groups: int

    @property
    def has_several(self) -> bool:
        return self.groups > 1


@frozen
class SessionPage:
    """`states`: of each discussion group's report, by its number; None if it is not begun."""

    around: SessionAround
    states: Mapping[int, ReportState | None]

    @property
    def has_several(self) -> bool:
        return len(self.states) > 1


@frozen
class Asking:
    """One question. `kind`: "count", "line" or "text". `wordings`: what several have written, of
    which one is to be chosen; `seen`: a digest of all of them.
    """

    place: str
    question: str
    kind: str
    words: str
    wordings: tuple[str, ...]
    seen: str
    revision: int

    @property
    def is_text(self) -> bool:
        return self.kind == "text"

    @property
    def is_count(self) -> bool:
        return self.kind == "count"

    @property
    def letters(self) -> int:
        return len(self.words)

    @property
    def is_long(self) -> bool:
        return LIMIT.is_too_long(self.words, LIMIT.answer)


@frozen
class ReportSection:
    """A page of a report: its `name` in addresses, what it is `called`, and how many of what is
    asked there is answered.
    """

    name: str
    called: str
    answered: int
    asked: int


@frozen
class SessionReport:
    around: SessionAround
    number: int
    state: ReportState
    written_in: Language
    sections: tuple[ReportSection, ...]

    @property
    def at(self) -> str:
        return f"{self.around.path}/{self.number}"

    @property
    def is_sent(self) -> bool:
        return self.state is ReportState.sent


@frozen
class SectionPage:
    """`written_twice`: where one of several stored wordings is to be chosen."""

    report: SessionReport
    section: str
    called: str
    fields: tuple[Asking, ...]
    written_twice: tuple[Asking, ...]
    follows: str

    def with_sent(self, form: Form) -> "SectionPage":
        """With what was typed into the fields of a form that was refused."""
        return replace(self, fields=tuple(_as_sent(asked, form) for asked in self.fields))

    @property
    def is_of_group(self) -> bool:
        """It asks for the general facts of the group, and is the first one."""
        return self.section == GROUP


@frozen
class SendingPage:
    """`hints`: each with its section and question. `refusal`: why it cannot be sent."""

    report: SessionReport
    hints: tuple[tuple[str, str, Hint], ...]
    refusal: Refusal | None


class SessionReader:
    """Reads the pages of one session's report, for somebody who came by its link."""

    def __init__(self, request: Request, who: Secretary) -> None:
        self._request, self._who = request, who

    def choose(self) -> SessionPage:
        with house_of(self._request).database.reading() as book:
            gathering = book.all(Gathering, id=self._who.gathering_id)[0]
            reports = book.all(Report, meeting_id=self._who.meeting_id, gathering_id=gathering.id)
            states = {report.number: report.state for report in reports}
            numbers = sorted({*writing.numbers_of(gathering), *states})
            return SessionPage(
                self._around(book), {number: states.get(number) for number in numbers}
            )

    def report(self, number: int) -> SessionReport:
        return self._report(number)[0]

    def section(self, number: int, section: str) -> SectionPage:
        page, answers = self._report(number)
        if section not in ASKED:
            raise NotYoursError
        fields = tuple(
            _field(place, question, answers.get(place))
            for place, question in ASKED[section].items()
        )
        twice = tuple(asked for asked in fields if len(asked.wordings) > 1)
        order = [*SECTIONS, "sending"]
        follows = order[order.index(section) + 1]
        return SectionPage(page, section, CALLED[section], fields, twice, follows)

    def sending(self, number: int) -> SendingPage:
        page, answers = self._report(number)
        hints = [
            (_section_of(place), question, hint)
            for place, question in ANSWERS.items()
            if place in answers
            for hint in hints_in(place, answers[place].words)
        ]
        return SendingPage(page, tuple(hints), writing.may_send(answers.values()))

    def _report(self, number: int) -> tuple[SessionReport, dict[str, ReportAnswer]]:
        who = self._who
        with house_of(self._request).database.reading() as book:
            gathering = book.all(Gathering, id=who.gathering_id)[0]
            reports = book.all(Report, meeting_id=who.meeting_id, gathering_id=gathering.id)
            report = next((written for written in reports if written.number == number), None)
            if report is None:
                writing.require_number(gathering, number)
            answers = writing.answers_of(book, report.id) if report else {}
            page = SessionReport(
                self._around(book),
                number,
                report.state if report else ReportState.open,
                report.language if report else who.language,
                tuple(_section(name, answers) for name in SECTIONS),
            )
        return page, answers

    def _around(self, book: Book) -> SessionAround:
        who = self._who
        gathering = book.all(Gathering, id=who.gathering_id)[0]
        group = book.all(PopulationGroup, id=gathering.population_group_id)[0]
        main = book.all(Meeting, id=who.meeting_id)[0].main_language

        def said(text_id: int) -> Said:
            return say_stored(book, text_id, who.language, main)

        return SessionAround(
            path=who.path,
            languages=HALL_LANGUAGES,
            group=said(group.name_id),
            place=said(gathering.place_id),
            held_on=gathering.held_on,
            begins=gathering.begins,
            groups=len(writing.numbers_of(gathering)),
        )


def _field(place: str, question: str, answer: ReportAnswer | None) -> Asking:
    kind = "count" if place in COUNTED else "line" if place in FACTS else "text"
    if answer is None:
        return Asking(
            place=place, question=question, kind=kind, words="", wordings=(), seen="", revision=0
        )
    wordings, seen = writing.wordings_of(answer), writing.digest_of(answer)
    return Asking(
        place=place,
        question=question,
        kind=kind,
        words=answer.words,
        wordings=wordings,
        seen=seen,
        revision=answer.revision,
    )


def _as_sent(asked: Asking, form: Form) -> Asking:
    words = form.get(SAID + asked.place, asked.words)
    seen = whole_number(form.get(REVISION + asked.place, ""))
    return replace(asked, words=words, revision=asked.revision if seen is None else seen)


def _section(name: str, answers: Mapping[str, ReportAnswer]) -> ReportSection:
    asked = ASKED[name]
    answered = sum(bool(answers[place].words) for place in asked if place in answers)
    return ReportSection(name, CALLED[name], answered, len(asked))


def _section_of(place: str) -> str:
    return next(section for section, asked in ASKED.items() if place in asked)
