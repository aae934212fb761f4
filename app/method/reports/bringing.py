"""A report that comes from a file: its answers are added below those that are there already."""

from collections.abc import Mapping

from app.method.act import Act
from app.method.preparing.population_groups import row_of_round
from app.method.refusals import Refusal, require
from app.method.reports.report_questions import ANSWERS
from app.method.reports.writing import Typing, answers_of, keep, report_of, report_to_write, send
from app.models import Gathering, Report
from app.models.report import ReportState
from app.vocabulary import N_, Language

being_written = Refusal(
    "being_written",
    N_("A secretary is writing this report. Bring the file in when the report has been sent."),
)
no_file = Refusal("no_file", N_("Choose a file first."))
session_missing = Refusal("session_missing", N_("Choose first from which session the report is."))


def bring_sent(
    act: Act, gathering_id: int, number: int, language: Language, answers: Mapping[str, str]
) -> None:
    """Stores a report that the coordinator got on paper or by mail, as if it had been sent."""
    gathering = row_of_round(act, Gathering, gathering_id)
    existing = report_of(act.book, act.meeting_id, gathering.id, number)
    require(being_written if existing and existing.state is ReportState.open else None)
    if existing and existing.state is ReportState.sent:
        bring(act, existing, answers)
        return
    report = report_to_write(act, gathering, number, language)
    bring(act, report, answers)
    send(act, report)


def bring(act: Act, report: Report, answers: Mapping[str, str]) -> None:
    """Adds the lines that are not there yet, so bringing twice adds nothing. Known facts stay."""
    existing = answers_of(act.book, report.id)
    typed = {}
    for place, words in answers.items():
        before = existing.get(place)
        known = before.words if before else ""
        if known and place not in ANSWERS:
            continue
        lines = known.split("\n") if known else []
        new = [line for line in words.split("\n") if line.strip() and line.strip() not in lines]
        if new:
            whole = "\n".join([*lines, *(line.strip() for line in new)])
            typed[place] = Typing(whole, before.revision if before else 0)
    keep(act, report, typed)
