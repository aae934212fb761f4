"""`python3 -m app bench`: measures, prints a row per goal, and fails if one falls short."""

import argparse
import gc
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.beside import floor_hash
from tests.bench.goals import ALWAYS, FLOOR, FULL, LARGE, goals_of, void
from tests.bench.processes import GENERATOR, SERVERS, Served
from tests.bench.run import Scale, run
from tests.bench.sheet import Sheet
from tests.bench.table import falls_short, machine, rows

DISTURBING = 0.5  # cores
QUICK = Scale((50, 200), 3.0, 1)
WHOLE = Scale((50, 200, 500), 6.0, 3)
WITH_LARGE = Scale((50, 200, 500, 1000, 2000), 6.0, 3)


def main(arguments: Sequence[str]) -> int:
    """Returns the exit code: 1 if a goal falls short, an act was refused or lost, or the floor is invalid."""
    options = _parser().parse_args(arguments)
    scale, kind = (
        (QUICK, ALWAYS)
        if options.quick
        else (WITH_LARGE, LARGE)
        if options.large
        else (WHOLE, FULL)
    )
    if floor_hash() != FLOOR:
        print("The floor is not the one that the goals were set by.", file=sys.stderr)
        return 1
    if os.cpu_count() == 1:
        print("One core alone: servers and generator share it.", file=sys.stderr)
    elif GENERATOR in os.sched_getaffinity(0):
        os.sched_setaffinity(0, {GENERATOR})
    gc.disable()
    Served.quiet_seconds = 0.0 if options.quick else Served.quiet_seconds
    sheets = []
    for number in range(1, scale.runs + 1):
        _tell(f"Run {number} of {scale.runs}")
        sheets.append(run(scale, _tell))
    if options.json:
        options.json.write_text(json.dumps(written(sheets), indent=1), "utf-8")
    return report(sheets, kind)


def report(sheets: Sequence[Sheet], kind: int) -> int:
    goals = goals_of(kind)
    print(f"\n{machine()}")
    print(f"Servers on core {SERVERS}, generator on core {GENERATOR}; the middle of {len(sheets)}.")
    print(
        "A decision's CPU is without what the same hall uses in as many seconds of rest, mostly for"
        " heartbeats; all other CPU is whole."
    )
    print(
        "Figures in ms where nothing else is said; others: cores used by others, before and meanwhile.\n"
    )
    print("\n".join(rows(goals, sheets)))
    short = [goal for goal in goals if falls_short(goal, sheets)]
    for line in [*_not_done(sheets), *_disturbed(sheets), *void(sheets)]:
        print(f"\n{line}")
    print(f"\n{len(short)} of {sum(goal.must is not None for goal in goals)} goals fall short.")
    return 1 if short or void(sheets) or _not_done(sheets) else 0


def written(sheets: Sequence[Sheet]) -> dict[str, Any]:
    ratios = {
        goal.words.strip(): goal.middle(sheets) for goal in goals_of(LARGE) if goal.middle(sheets)
    }
    return {
        "machine": machine(),
        "floor": FLOOR,
        "ratios": ratios,
        "runs": [sheet.written() for sheet in sheets],
    }


def _disturbed(sheets: Sequence[Sheet]) -> list[str]:
    most = max(
        (figure.beside for sheet in sheets for figure in sheet.figures.values()), default=0.0
    )
    if most < DISTURBING:
        return []
    return [f"Others used up to {most:.1f} cores meanwhile: times and rates are partly theirs."]


def _not_done(sheets: Sequence[Sheet]) -> list[str]:
    """Lines for acts that were refused or lost, and for acts that the wall never showed."""
    ends = (" undone", " unseen")
    return [
        f"{figure.value:.0f} acts {name.rpartition(' ')[2]}: {name.rpartition(' ')[0]}, run {number}"
        for number, sheet in enumerate(sheets, 1)
        for name, figure in sheet.figures.items()
        if name.endswith(ends) and figure.value
    ]


def _tell(progress: str) -> None:
    print(progress, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 -m app bench",
        description="Measure the program beside a floor and nchan, on two cores, in the same run.",
    )
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--quick", action="store_true", help="50 and 200 phones, once, under 90 s")
    length.add_argument("--large", action="store_true", help="1,000 and 2,000 phones too")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there too")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
