"""The printed table: a row per goal with its figures, and what generator and others used."""

import os
import platform
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.goals import Goal
from tests.bench.numbers import median
from tests.bench.processes import HOME
from tests.bench.sheet import TOO_BUSY, Figure, Sheet

HEAD = (
    f"{'':>2} {'quantity':<60} {'figure':>9} {'beside':>8} {'ratio':>9} {'must':>7} {'aim':>6}"
    f"  {'':<9} {'generator':>9} {'others':>12}"
)


def rows(goals: Sequence[Goal], sheets: Sequence[Sheet]) -> list[str]:
    return [HEAD, *(row(goal, sheets) for goal in goals)]


def row(goal: Goal, sheets: Sequence[Sheet]) -> str:
    head = f"{goal.row:>2} {goal.words:<60}"
    value = goal.middle(sheets)
    if value is None:
        return f"{head} not measured: {_why_not(goal, sheets)}"
    figures = [sheet.figures[goal.figure] for sheet in sheets]
    over = [sheet.figures[goal.over].value for sheet in sheets] if goal.over else []
    beside = f"{median(over):>8.4g}" if over else f"{'':>8}"
    bounds = f"{_bound(goal, goal.must):>7} {_bound(goal, goal.aim):>6}"
    figure = median([measured.value for measured in figures])
    return (
        f"{head} {figure:>9.4g} {beside} {_shown(goal, value):>9} {bounds}  {verdict(goal, value):<9}"
        f" {_used(figures)}"
    )


def verdict(goal: Goal, value: float) -> str:
    if not goal.reaches(value, goal.must):
        return "SHORT"
    if goal.aim is None:
        return "reached" if goal.must is not None else ""
    return "aim" if goal.reaches(value, goal.aim) else "reached" if goal.must else "not yet"


def falls_short(goal: Goal, sheets: Sequence[Sheet]) -> bool:
    """Whether a required goal is not reached; one that could not be measured is not."""
    value = goal.middle(sheets)
    if goal.must is None:
        return False
    return value is None or not goal.reaches(value, goal.must)


def processor() -> str:
    told = Path("/proc/cpuinfo").read_text("utf-8", "replace").partition("model name")[2]
    return told.partition(":")[2].partition("\n")[0].strip() or platform.machine()


def machine() -> str:
    """When, at which commit and on which machine it was measured."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607 -- whichever git there is
        cwd=HOME,
        capture_output=True,
        text=True,
        check=False,
    )
    today = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    python = platform.python_version()
    return f"{today}, {commit.stdout.strip() or 'no commit'}, {os.cpu_count()} x {processor()}, Python {python}"


def _used(figures: Sequence[Figure]) -> str:
    share = max(figure.share for figure in figures)
    foreign = max(figure.foreign for figure in figures)
    beside = max(figure.beside for figure in figures)
    mark = " !" if share > TOO_BUSY else "  "
    return f"{share:>7.0%}{mark} {foreign:>5.2f} {beside:>6.2f}"


def _shown(goal: Goal, value: float) -> str:
    return f"{value:.3g} {goal.unit}"


def _bound(goal: Goal, bound: float | None) -> str:
    sign = ">=" if goal.at_least else "<="
    return "" if bound is None else f"{sign}{bound:g}"


def _why_not(goal: Goal, sheets: Sequence[Sheet]) -> str:
    names = [name for name in (goal.figure, goal.over) if name]
    lacking = [(sheet, name) for sheet in sheets for name in names if name not in sheet.figures]
    return lacking[0][0].why_not(lacking[0][1]) if lacking else "it came to nothing"
