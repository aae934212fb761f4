"""What a new meeting starts from: a programme, the principles and the survey's questions."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from app.frozen import frozen
from app.method.preparing import usual_words
from app.method.wordings import Words, of_hall
from app.vocabulary import N_, QuestionKind, Step, Word

USUAL = Path(__file__).with_name("usual.toml")


class Outline(Word):
    """The programme that a meeting starts with; every row can be changed."""

    evening = "evening", N_("The method's evening: three hours, with a meal")
    school = "school", N_("A council's evening school: two hours, the same steps")


@frozen
class Question:
    """A survey question. `low`, `high`: what the ends of a scale mean; only a scale has them."""

    kind: QuestionKind
    text: Words
    low: Words | None = None
    high: Words | None = None


@frozen
class Pattern:
    """What a meeting starts from. `programme`: kinds of rows with their minutes, in order."""

    programme: tuple[tuple[Step, int], ...]
    principles: tuple[Words, ...]
    questions: tuple[Question, ...]


# The table of the file, by outline.
STARTS = {Outline.evening: "programme", Outline.school: "evening_school"}


def usual(start: Outline = Outline.evening) -> Pattern:
    principles = tuple(map(of_hall, usual_words.PRINCIPLES))
    questions = tuple(_usual_question(*asked) for asked in usual_words.SURVEY)
    return Pattern(start_rows(start), principles, questions)


def start_rows(start: Outline) -> tuple[tuple[Step, int], ...]:
    return _programme(_read()[STARTS[start]])


def usual_minutes(kind: Step) -> int:
    return dict(start_rows(Outline.evening))[kind]


def _read() -> dict[str, Any]:
    return tomllib.loads(USUAL.read_text("utf-8"))


def pattern_of(read: Mapping[str, Any]) -> Pattern:
    """Reads the tables `programme`, `principle` and `survey_question` of a TOML file."""
    return Pattern(
        _programme(read["programme"]),
        tuple(words_of(row["text"]) for row in read["principle"]),
        tuple(_question(row) for row in read["survey_question"]),
    )


def _programme(rows: Iterable[Mapping[str, Any]]) -> tuple[tuple[Step, int], ...]:
    return tuple((Step(row["kind"]), row["minutes"]) for row in rows)


def _usual_question(kind: QuestionKind, english: str) -> Question:
    text = of_hall(english)
    if kind is not QuestionKind.scale:
        return Question(kind, text)
    low, high = map(of_hall, (usual_words.LOW, usual_words.HIGH))
    return Question(kind, text, low, high)


def words_of(table: Mapping[str, str]) -> Words:
    return dict(table)


def _question(row: Mapping[str, Any]) -> Question:
    ends = [words_of(row[end]) if end in row else None for end in ("low", "high")]
    return Question(QuestionKind(row["kind"]), words_of(row["text"]), *ends)
