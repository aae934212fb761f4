"""A report while it is written: stored while typed, sent, and reopened until it is dealt with."""

from collections.abc import Collection, Mapping
from typing import Any

from app.db import Book
from app.frozen import frozen
from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act
from app.method.refusals import NotYoursError, Refusal, bad_number, require
from app.method.reports.report_questions import ANSWERS, ASKED, COUNTED
from app.method.sent import whole_number
from app.models import Gathering, Report, ReportAnswer
from app.models.report import ReportState
from app.vocabulary import N_, Language

report_sent = Refusal(
    "report_sent", N_("This report has been sent. Open it again, and then you can write in it.")
)
report_dealt = Refusal(
    "report_dealt",
    N_(
        "The municipality has dealt with this report. Its words are erased; nothing more can be written."
    ),
)
two_wordings = Refusal(
    "two_wordings",
    N_("Two have written in the same place. Choose one of the two wordings before you send it."),
)
report_empty = Refusal("report_empty", N_("There is nothing in this report yet."))


@frozen
class Typing:
    """What was typed into one place. `revision`: that of the text it was typed over."""

    words: str
    revision: int


def report_of(book: Book, meeting_id: int, gathering_id: int, number: int) -> Report | None:
    return book.one(Report, meeting_id=meeting_id, gathering_id=gathering_id, number=number)


def answers_of(book: Book, report_id: int) -> dict[str, ReportAnswer]:
    return {answer.place: answer for answer in book.all(ReportAnswer, report_id=report_id)}


def numbers_of(gathering: Gathering) -> range:
    """The numbers of its discussion groups; if nobody has said how many, there is one."""
    return range(1, max(gathering.discussion_groups, 1) + 1)


def report_to_write(act: Act, gathering: Gathering, number: int, language: Language) -> Report:
    """The report of this discussion group, ready to be written in; begun if there is none."""
    report = report_of(act.book, act.meeting_id, gathering.id, number)
    if report is None:
        require_number(gathering, number)
        report = Report(
            meeting_id=act.meeting_id,
            gathering_id=gathering.id,
            number=number,
            state=ReportState.open,
            language=language,
        )
        act.book.add(report)
    require({ReportState.sent: report_sent, ReportState.dealt: report_dealt}.get(report.state))
    return report


def require_number(gathering: Gathering, number: int) -> None:
    if number not in numbers_of(gathering):
        raise NotYoursError


def keep(act: Act, report: Report, typed: Mapping[str, Typing]) -> None:
    """Stores what was typed. If somebody else has written meanwhile, both wordings are kept."""
    answers = answers_of(act.book, report.id)
    for place, typing in typed.items():
        _keep(act, report, place, typing, answers.get(place))


def choose(act: Act, report: Report, place: str, revision: int, *, beside: bool) -> None:
    """Of two wordings, keeps the chosen one."""
    answer = answers_of(act.book, report.id).get(place)
    if answer is None or answer.revision != revision:
        return
    words = answer.beside if beside else answer.words
    act.book.change(
        ReportAnswer,
        {"report_id": report.id, "place": place},
        words=words,
        beside="",
        revision=revision + 1,
    )


def set_language(act: Act, report: Report, language: Language) -> None:
    act.book.change(Report, {"id": report.id}, language=language)


def may_send(answers: Collection[ReportAnswer]) -> Refusal | None:
    if not any(answer.words for answer in answers if answer.place in ANSWERS):
        return report_empty
    return two_wordings if any(answer.beside for answer in answers) else None


def send(act: Act, report: Report) -> None:
    require(may_send(answers_of(act.book, report.id).values()))
    act.book.change(Report, {"id": report.id}, state=ReportState.sent)


def open_again(act: Act, report: Report) -> None:
    require(report_dealt if report.state is ReportState.dealt else None)
    act.book.change(Report, {"id": report.id}, state=ReportState.open)


def _keep(act: Act, report: Report, place: str, typing: Typing, there: ReportAnswer | None) -> None:
    words = _cleaned(place, typing.words)
    if there is None:
        if words:
            made = ReportAnswer(report_id=report.id, place=place, words=words, beside="")
            act.book.add(made)
    elif words not in {there.words, there.beside or there.words}:
        changed = _merged(words, typing.revision, there)
        act.book.change(ReportAnswer, {"report_id": report.id, "place": place}, **changed)


def _merged(words: str, revision: int, there: ReportAnswer) -> dict[str, Any]:
    """What changes in a stored answer by words that were typed over this revision of it."""
    # Words that only continue the stored ones lose nothing, even if an earlier reply got lost.
    continues = bool(there.words) and words.startswith(there.words)
    if revision == there.revision or continues:
        return {"words": words, "revision": there.revision + 1}
    if words or there.beside:
        return {"beside": words or there.beside}
    # Somebody has taken away what another one has just changed.
    return {"words": "", "beside": there.words, "revision": there.revision + 1}


def _cleaned(place: str, words: str) -> str:
    if place in COUNTED:
        return _number(words)
    lines = wordings.text(words, LIMIT.answer, may_be_empty=True)
    return lines if place in ANSWERS else " ".join(lines.split())


def _number(words: str) -> str:
    said = words.strip()
    most = LIMIT.participants - 1
    is_known = not said or whole_number(said, most) is not None
    require(None if is_known else bad_number.saying(low=0, high=most))
    return said


def known_places(section: str) -> tuple[str, ...]:
    if section not in ASKED:
        raise NotYoursError
    return tuple(ASKED[section])
