"""A report while it is written: stored while typed, sent, and reopened until it is dealt with."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from app.db import Book
from app.frozen import frozen
from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act
from app.method.late_words import keep_as_long
from app.method.preparing.translations import digest
from app.method.refusals import (
    NotYoursError,
    Refusal,
    RefusedError,
    bad_number,
    others_first,
    require,
)
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
    N_("Several have written in the same place. Choose one of the wordings before you send it."),
)
report_empty = Refusal("report_empty", N_("There is nothing in this report yet."))


# Between the wordings that several have written beside the first; nobody can type it.
_APART = "\x1e"


@frozen
class Typing:
    """What was typed into one place. `revision`: that of the text it was typed over. `over`: the
    digest of what the same page has written beside that text; empty if nothing.
    """

    words: str
    revision: int
    over: str = ""


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
        keep_as_long(act)
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


def wordings_of(answer: ReportAnswer) -> tuple[str, ...]:
    """The answer, and what others have written in its place meanwhile."""
    return (answer.words, *answer.beside.split(_APART)) if answer.beside else (answer.words,)


def digest_of(answer: ReportAnswer) -> str:
    """A digest of all its wordings."""
    return digest(_APART.join(wordings_of(answer)))


def keep(act: Act, report: Report, typed: Mapping[str, Typing]) -> dict[str, str]:
    """Stores what was typed. If others have written meanwhile, all wordings are kept. Returns by
    place the digests of what was put beside theirs.
    """
    answers = answers_of(act.book, report.id)
    return {
        place: digest(beside)
        for place, typing in typed.items()
        if (beside := _keep(act, report, place, typing, answers.get(place)))
    }


def choose(act: Act, report: Report, place: str, seen: str, which: int) -> None:
    """Of several wordings, keeps the chosen one. `seen`: the digest of those that were shown; refuses
    if they are others by now.
    """
    answer = answers_of(act.book, report.id).get(place)
    if answer is None or digest_of(answer) != seen or which >= len(wordings_of(answer)):
        raise RefusedError(others_first)
    act.book.change(
        ReportAnswer,
        {"report_id": report.id, "place": place},
        words=wordings_of(answer)[which],
        beside="",
        revision=answer.revision + 1,
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


def _keep(act: Act, report: Report, place: str, typing: Typing, there: ReportAnswer | None) -> str:
    """Returns the words, if they now stand beside those of others."""
    words = _cleaned(place, typing.words)
    if there is None:
        if words:
            made = ReportAnswer(report_id=report.id, place=place, words=words, beside="")
            act.book.add(made)
    elif words not in wordings_of(there):
        changed = _merged(words, typing, there)
        act.book.change(ReportAnswer, {"report_id": report.id, "place": place}, **changed)
        return words if "words" not in changed else ""
    return ""


def _merged(words: str, typing: Typing, there: ReportAnswer) -> dict[str, Any]:
    """What changes in a stored answer by words that were typed over an earlier state of it."""
    continues = partial(_continues, there.place, words)
    if typing.revision == there.revision or continues(there.words):
        return {"words": words, "revision": there.revision + 1}
    beside = wordings_of(there)[1:]
    if words or beside:
        others = [each for each in beside if not (_is_own(each, typing) or continues(each))]
        return {"beside": _APART.join([*others, words] if words else beside)}
    # Somebody has taken away what another one has just changed.
    return {"words": "", "beside": there.words, "revision": there.revision + 1}


def _continues(place: str, words: str, stored: str) -> bool:
    """Whether nothing of the stored words is lost by these, even if an earlier reply got lost. A
    longer number is another number.
    """
    return place not in COUNTED and bool(stored) and words.startswith(stored)


def _is_own(words: str, typing: Typing) -> bool:
    """Whether the page that is typed on has written this before."""
    return digest(words) == typing.over


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
