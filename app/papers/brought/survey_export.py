"""Exported answers of another survey tool, as Webropol: counted by column, without persons."""

from collections import Counter
from collections.abc import Iterator

from app.limits import LIMIT
from app.method.followup.later_surveys import CountedAnswers
from app.method.refusals import Refusal, RefusedError
from app.method.sent import whole_number
from app.papers.brought.columns import without_persons
from app.papers.brought.sheets import SheetKind
from app.papers.brought.upload import sheets_in
from app.vocabulary import N_

# No municipality's survey has more rows. A question with more different answers cannot be counted.
MOST_FORMS = LIMIT.paper_forms
MOST_ANSWERS = 12
# If one person chose several answers, Forms writes them into one cell, each followed by this.
SEVERAL = ";"

no_survey = Refusal(
    "no_survey",
    N_(
        "No question that can be counted was found. The first row must hold the questions, and each further row "
        "one person's answers."
    ),
)
too_many_forms = Refusal(
    "too_many_forms", N_("The file has more rows than can be counted here: at most %(most)s.")
).saying(most=MOST_FORMS)


def survey_in(content: bytes) -> tuple[int, list[CountedAnswers]]:
    """Returns how many people answered, and the questions whose answers can be counted."""
    tables = [
        table for table in sheets_in(content, most=MOST_FORMS + 1) if table.kind is SheetKind.table
    ]
    sheet = max(tables, key=lambda table: len(table.rows), default=None)
    if sheet is None:
        raise RefusedError(no_survey)
    if sheet.left:
        raise RefusedError(too_many_forms)
    # Further down “Telefon” is an answer.
    heading, *rows = without_persons(sheet, highest=1).rows
    questions = list(_questions(heading, rows))
    if not questions:
        raise RefusedError(no_survey)
    return len(rows), questions


def _questions(heading: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[CountedAnswers]:
    for place, asked in enumerate(heading):
        cells = [row[place].strip() for row in rows if len(row) > place and row[place].strip()]
        several = any(SEVERAL in cell for cell in cells)
        said = [answer for cell in cells for answer in _chosen(cell, several=several)]
        counts = Counter(said)
        if asked and _is_closed(counts, len(cells)):
            counted = tuple((answer, counts[answer]) for answer in sorted(counts, key=_order))
            yield CountedAnswers(" ".join(asked.split()), counted, several)


def _chosen(cell: str, *, several: bool) -> list[str]:
    parts = cell.split(SEVERAL) if several else [cell]
    return [" ".join(part.split()) for part in parts if part.strip()]


def _is_closed(counts: Counter[str], people: int) -> bool:
    """Whether few different answers were chosen by many. Else they are free words, or times."""
    return 1 < len(counts) <= MOST_ANSWERS and len(counts) * 2 <= max(people, 1)


def _order(answer: str) -> tuple[bool, int, str]:
    """Sort key: answers that begin with a number by that number, then the others alphabetically."""
    number = whole_number(answer.split(maxsplit=1)[0].strip(".:-–)"))
    return number is None, number or 0, answer
