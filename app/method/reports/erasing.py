"""Erasing reports: their words leave the disk; it stays known that there was a report."""

from app.method.act import Act
from app.models import Report, ReportAnswer, ReportLine
from app.models.report import ReportState


def erase_report(act: Act, report_id: int) -> None:
    act.book.remove(ReportAnswer, report_id=report_id)
    act.book.remove(ReportLine, report_id=report_id)
    act.book.change(Report, {"id": report_id}, state=ReportState.dealt)
    act.disorders = True


def erase_reports(act: Act) -> None:
    """Erases all reports of the meeting."""
    for report in act.book.all(Report, meeting_id=act.meeting_id):
        erase_report(act, report.id)
