"""The page of national goals and indicators: the checklist, figures with plots, statements."""

from collections.abc import Mapping
from dataclasses import replace

from app.frozen import frozen
from app.hall_clock import today
from app.method import wordings
from app.method.followup import national, statements
from app.method.followup.national import GOALS, RANGE
from app.method.followup.statements import Statement
from app.method.preparing.meeting import municipality_of
from app.method.wordings import Words
from app.models import Figure
from app.models.years import Attained, Goal, Indicator, Measure, Unit
from app.web.desk.pages import Head
from app.web.desk.reading import Reader

WIDE, HIGH = 200, 60  # the plot


@frozen
class MeasureLine:
    """`has`: what there is, by language; `said`: in the reader's. `checked_on`: an ISO day; empty
    while nobody has checked.
    """

    measure: Measure
    attained: Attained
    has: Words
    said: str
    checked_on: str


@frozen
class StatedLine:
    """A statement as the guide has it: `said` in the municipality's own words, or the usual ones."""

    statement: Statement
    said: str


@frozen
class FigureSeries:
    """The figures of one question by year. `points`: x and y in a plot of 200 by 60."""

    indicator: Indicator
    asked: str
    unit: Unit
    figures: tuple[Figure, ...]
    points: tuple[tuple[float, float], ...]

    @property
    def number(self) -> int:
        return len(self.figures)

    @property
    def is_drawn(self) -> bool:
        """One year alone makes no line."""
        return len(self.points) > 1


@frozen
class GoalsPage:
    head: Head
    goals: Mapping[Goal, tuple[MeasureLine, ...]]
    series: tuple[FigureSeries, ...]
    stated: tuple[StatedLine, ...]
    year: int
    indicators: tuple[Indicator, ...] = tuple(Indicator)
    indicator: Indicator = next(iter(Indicator))
    units: tuple[Unit, ...] = tuple(Unit)
    unit: Unit = next(iter(Unit))
    attained: tuple[Attained, ...] = tuple(Attained)


def goals_page(reader: Reader) -> GoalsPage:
    book, language, main = reader.book, reader.say.language, reader.head.main_language
    whose = municipality_of(book, reader.piece.meeting.id).id
    checks = national.checks(book, whose)

    def line(measure: Measure) -> MeasureLine:
        row = checks.get(measure)
        if row is None:
            return MeasureLine(measure, Attained.missing, {}, "", "")
        has = wordings.said(book, row.has_id)
        said = wordings.chosen(has, language, main)[1]
        return MeasureLine(measure, row.attained, has, said, row.checked_on)

    return GoalsPage(
        replace(reader.head, tab="followup"),
        {goal: tuple(map(line, measures)) for goal, measures in GOALS.items()},
        tuple(_series(national.figures(book, whose))),
        tuple(
            StatedLine(statement, statement.said_in(language))
            for statement in statements.stated(book, whose)
        ),
        today().year,
    )


def _series(figures: list[Figure]) -> list[FigureSeries]:
    series: dict[tuple[Indicator, str, Unit], list[Figure]] = {}
    for figure in figures:
        series.setdefault((figure.indicator, figure.asked, figure.unit), []).append(figure)
    return [FigureSeries(*key, tuple(rows), _points(rows)) for key, rows in series.items()]


def _points(rows: list[Figure]) -> tuple[tuple[float, float], ...]:
    """Across in proportion to the years; up in proportion to the range of the unit."""
    first, last = rows[0].year, rows[-1].year
    low, high = RANGE[rows[0].unit]
    across = [
        WIDE / 2 if first == last else WIDE * (row.year - first) / (last - first) for row in rows
    ]
    down = [HIGH * (high - row.tenths) / (high - low) for row in rows]
    return tuple((round(x, 1), round(y, 1)) for x, y in zip(across, down, strict=True))
