"""Reads a secretary's report from a file: the filled-in form, or a plain list or table."""

import re
from collections.abc import Iterator
from functools import cache

from app import texts
from app.languages import HALL_LANGUAGES
from app.method.refusals import Refusal, RefusedError
from app.method.reports.report_questions import ASKED, COUNTED, PAIRS, place_for
from app.papers.brought.columns import Understood, guessed
from app.papers.brought.pieces import Needed, pieces_of, plain
from app.papers.brought.sheets import CellSheet
from app.papers.brought.upload import sheets_in
from app.vocabulary import N_

no_report = Refusal(
    "no_report",
    N_(
        "No answer was found in this file. Use the report form, or a list under the names of the themes."
    ),
)


def answers_in(content: bytes) -> dict[str, str]:
    """Returns a file's answers by their place in the report. Refuses a file with no answer."""
    sheets = sheets_in(content)
    answers = _joined(answer for sheet in sheets for answer in _in_form(sheet))
    if not answers:
        answers = _joined(line for sheet in sheets for line in _in_list(sheet))
    if not answers:
        raise RefusedError(no_report)
    return answers


def _in_form(sheet: CellSheet) -> Iterator[tuple[str, str]]:
    """Yields answers from the form: known questions in the first column, answers in the second."""
    for row in sheet.rows:
        asked, said = plain(row[0]), row[1].strip() if len(row) > 1 else ""
        if not said:
            continue
        if asked in _pairs():
            numbers = re.findall(r"\d{1,3}", said)
            yield from zip(_pairs()[asked], numbers, strict=False)
        elif asked in _places():
            place = _places()[asked]
            number = re.search(r"\d{1,3}", said)
            if place not in COUNTED:
                yield place, said
            elif number:
                yield place, number[0]


def _in_list(sheet: CellSheet) -> Iterator[tuple[str, str]]:
    """Yields the texts of a list below names of themes, or of a table with a column of themes.

    Texts without a theme go to the end of the report.
    """
    choice = guessed([sheet], Understood())
    for piece in pieces_of(sheet, choice, Needed(theme=False, group=False)):
        if piece.text:
            yield place_for(piece.theme), piece.text


def _joined(answers: Iterator[tuple[str, str]]) -> dict[str, str]:
    by_place: dict[str, list[str]] = {}
    for place, words in answers:
        if words not in by_place.setdefault(place, []):
            by_place[place].append(words)
    return {
        place: words[0] if place in COUNTED else "\n".join(words)
        for place, words in by_place.items()
    }


@cache
def _places() -> dict[str, str]:
    """The place of each question's answer, by its words in every language of the hall."""
    return {
        plain(texts.say(words, language)): place
        for section in ASKED.values()
        for place, words in section.items()
        for language in HALL_LANGUAGES
    }


@cache
def _pairs() -> dict[str, tuple[str, str]]:
    return {
        plain(texts.say(words, language)): places
        for words, places in PAIRS.items()
        for language in HALL_LANGUAGES
    }
