"""National goals and indicators: how far the goals are met, and the figures by year."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from app.db import Book
from app.frozen import frozen
from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act
from app.method.preparing.meeting import municipality_of
from app.method.preparing.translations import new_text, reword
from app.method.refusals import NotYoursError, Refusal, RefusedError, require
from app.method.small_cells import too_few
from app.method.wordings import Words
from app.models import Figure, GoalCheck
from app.models.years import Attained, Goal, Indicator, Measure, Unit
from app.vocabulary import N_

GOALS: Mapping[Goal, tuple[Measure, ...]] = {
    Goal.known: (Measure.recognises, Measure.follows),
    Goal.mediated: (Measure.eases, Measure.mediates),
    Goal.equal: (Measure.plans,),
}
# Lowest and highest value, in tenths.
RANGE = {Unit.percent: (0, 1000), Unit.scale: (10, 50)}
_VALUE = re.compile(r"\d{1,3}([.,]\d)?")

no_value = Refusal(
    "no_value",
    N_("Write the value as a number with at most one decimal: percent 0–100, a scale 1–5."),
)
too_few_answered = Refusal(
    "too_few_answered",
    N_("A figure of fewer than %(fewest)s people is not entered: it could tell of one of them."),
).saying(fewest=LIMIT.small_cell)

figure_is_there = Refusal(
    "figure_is_there",
    N_(
        "There is already a figure of this question for this year. Remove it first, if this one is to hold."
    ),
)


@frozen
class NewFigure:
    """A figure as typed. `people`: how many answered, if known."""

    indicator: Indicator
    year: int
    unit: Unit
    value: str
    asked: str
    source: str
    people: int | None


def checks(book: Book, municipality_id: int) -> dict[Measure, GoalCheck]:
    return {row.measure: row for row in book.all(GoalCheck, municipality_id=municipality_id)}


def check(act: Act, measure: Measure, attained: Attained, words: Words, today: date) -> None:
    """Stores how far the municipality meets a measure, and the day on which that was checked."""
    key: dict[str, Any] = {
        "municipality_id": municipality_of(act.book, act.meeting_id).id,
        "measure": measure,
    }
    row = act.book.one(GoalCheck, **key)
    values: dict[str, Any] = {"attained": attained, "checked_on": today.isoformat()}
    if row:
        reword(act, row.has_id, words, LIMIT.text, may_be_empty=True)
        act.book.change(GoalCheck, key, **values)
    else:
        has_id = new_text(act, words, LIMIT.text, may_be_empty=True)
        act.book.add(GoalCheck(**key, **values, has_id=has_id))


def figures(book: Book, municipality_id: int) -> list[Figure]:
    stored = book.all(Figure, municipality_id=municipality_id)
    order = list(Indicator)
    return sorted(
        stored,
        key=lambda figure: (order.index(figure.indicator), figure.asked, figure.year, figure.id),
    )


def add_figure(act: Act, new: NewFigure) -> None:
    """Adds a figure. Refuses if there is another one of the same question and year."""
    require(too_few_answered if new.people is not None and too_few(new.people) else None)
    asked = wordings.line(new.asked, LIMIT.text)
    key: dict[str, Any] = {
        "municipality_id": municipality_of(act.book, act.meeting_id).id,
        "indicator": new.indicator,
        "year": new.year,
        "asked": asked,
    }
    values: dict[str, Any] = {
        "unit": new.unit,
        "tenths": _tenths(new.value, new.unit),
        "source": wordings.line(new.source, LIMIT.web_address),
        "people": new.people,
    }
    there = act.book.one(Figure, **key)
    if there is None:
        act.book.add(Figure(**key, **values))
        return
    is_same = all(getattr(there, name) == value for name, value in values.items())
    require(None if is_same else figure_is_there)


def remove_figure(act: Act, figure_id: int) -> None:
    key = {
        "id": figure_id,
        "municipality_id": municipality_of(act.book, act.meeting_id).id,
    }
    if act.book.one(Figure, **key) is None:
        raise NotYoursError
    act.book.remove(Figure, **key)


def _tenths(typed: str, unit: Unit) -> int:
    words = typed.strip()
    if not _VALUE.fullmatch(words):
        raise RefusedError(no_value)
    whole, _, tenth = words.replace(",", ".").partition(".")
    tenths = int(whole) * 10 + int(tenth or "0")
    low, high = RANGE[unit]
    require(None if low <= tenths <= high else no_value)
    return tenths
