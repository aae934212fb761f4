"""Writes where the program has each part of the toolkit: `python -m tests.toolkit`."""

from pathlib import Path
from typing import NamedTuple

from app.models.years import Goal, Indicator, Measure
from app.vocabulary import GuidePart

TABLE = Path(__file__).with_name("TOOLKIT.md")
GUIDE, YEARS = "papers/test_guide.py", "web/test_over_years.py"
FOLLOWUP, PRINTING = "web/test_followup.py", "papers/test_printing.py"


class Room(NamedTuple):
    """A part of the toolkit. `page`: below a meeting's page at the desk, or from the root.

    `test`: in `tests/`.
    """

    what: str
    page: str
    test: str


PARTS = (
    Room("Part I: gatherings, invited, led and reported", "gatherings", "web/test_reports.py"),
    Room("Part I: key results by share, not by person", "results", "method/test_shares.py"),
    Room("Part I: experience cards, at most 30", "cards", "web/test_limits.py"),
    Room("Part I: suggested actions, kept apart", "suggestions", "method/test_preparing.py"),
    Room("Part II: programme", "programme", "method/test_preparing.py"),
    Room("Part II: the thirteen steps of the evening", "programme", "evening/test_evening.py"),
    Room("Part II: safer space, feedback survey", "texts", "method/test_survey.py"),
    Room("Part II: agreed actions, each proposal answered", "after", "method/test_agreement.py"),
    Room("Part III: working groups, and how to reach them", "contacts", "method/test_contacts.py"),
    Room("Part III: log, owners, rhythm, public page, calendar", "followup", FOLLOWUP),
    Room("Part III: effect, later surveys, who was in the room", "effect", YEARS),
    Room("Part III: rounds side by side, next date and budget", "rounds", YEARS),
    Room("Part III: a round shared with other municipalities", "followup", FOLLOWUP),
    Room("Part III: no few on the public page", "followup", "papers/test_public_numbers.py"),
    Room("Part III: two rounds three years apart", "followup", "evening/test_over_years.py"),
)
TEMPLATES = (
    Room("Invitation to a gathering", "print/invitation-session.docx", PRINTING),
    Room("Invitation to the meeting", "print/invitation-meeting.docx", PRINTING),
    Room("Report form of the secretary", "print/report-form.docx", PRINTING),
    Room("Slides of the results", "after/key-results.pptx", "papers/test_result.py"),
    Room("Cards", "print/cards.pdf", PRINTING),
    Room("Categories, A4", "print/categories.pdf", PRINTING),
    Room("Axis, A3", "print/axis.pdf", PRINTING),
    Room("Survey on paper", "print/survey-form.docx", PRINTING),
)


def rooms() -> tuple[Room, ...]:
    told = tuple(Room(f"Guide: {part.says['name']}", f"/guide/{part}", GUIDE) for part in GuidePart)
    national = (
        *(Room(f"Goal: {goal.says['name']}", "goals", YEARS) for goal in Goal),
        *(Room(f"Measure: {measure.says['name']}", "goals", YEARS) for measure in Measure),
        *(Room(f"Indicator: {indicator.says['name']}", "goals", YEARS) for indicator in Indicator),
    )
    return (*PARTS, *TEMPLATES, *told, *national)


def table() -> str:
    lines = [f"| {room.what} | `{room.page}` | `{room.test}` |" for room in rooms()]
    head = ["# The toolkit, and where each part of it is", ""]
    told = "Pages lie below a meeting's own at the desk; those with a stroke before them for everybody."
    return "\n".join([*head, told, "", "| what | page | test |", "|---|---|---|", *lines, ""])


if __name__ == "__main__":
    TABLE.write_text(table(), "utf-8")
