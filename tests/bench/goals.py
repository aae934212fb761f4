"""The goals, as ratios within one run: milliseconds of one machine tell nothing of others."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from tests.bench.sheet import Sheet

# The SHA-256 of floor.py at its first commit. If the floor changes, every ratio changes with it.
FLOOR = "f17c0f6bbdfa3962856f035b2e8af08ce27508a7529d9207592583ec34f78fbe"
# A floor is invalid if it needs more of nchan's time than this, from an act to the first socket: a
# plain design was first measured to need as much. By phones.
VOID = {50: 7.2, 200: 15.4}
# Milliseconds between two acts at 20 a second. A floor that needs longer is invalid.
TOO_SLOW = 50
ALWAYS, FULL, LARGE = 0, 1, 2


@dataclass(frozen=True)
class Goal:
    """A goal: `must` is required, `aim` wanted.

    `over`: the figure to divide by, of the same run, if any. `unit`: of a figure without `over`.
    `scale`: the smallest kind of run that measures it.
    """

    row: int
    words: str
    figure: str
    over: str = ""
    must: float | None = None
    aim: float | None = None
    unit: str = "x"
    scale: int = ALWAYS
    at_least: bool = False

    def value(self, sheet: Sheet) -> float | None:
        """The value in one run; None if a figure is missing."""
        figures = [sheet.figures.get(name) for name in (self.figure, self.over) if name]
        if None in figures:
            return None
        values = [figure.value for figure in figures if figure]
        return values[0] if len(values) == 1 else values[0] / values[1] if values[1] else None

    def middle(self, sheets: Sequence[Sheet]) -> float | None:
        """The median of all runs; None if one of them lacks it."""
        values = [self.value(sheet) for sheet in sheets]
        whole = [value for value in values if value is not None]
        return median(whole) if whole and len(whole) == len(values) else None

    def reaches(self, value: float, bound: float | None) -> bool:
        if bound is None:
            return True
        return value >= bound if self.at_least else value <= bound


def _leans(phones: int, scale: int = ALWAYS) -> Goal:
    return Goal(
        1,
        f"a lean acknowledged, p50, N = {phones}",
        f"{phones} lean acknowledged",
        f"floor {phones} acknowledged",
        3,
        2,
        scale=scale,
    )


def _decisions(phones: int, must: float | None, scale: int = ALWAYS) -> list[Goal]:
    shown, floor = f"{phones} decision wall", f"floor {phones} wall"
    words = f"a decision on the wall, p50, N = {phones}"
    return [
        Goal(2, words, shown, floor, must, 2, scale=scale),
        Goal(2, words.replace("p50", "p99"), f"{shown} p99", floor, None, 8, scale=scale),
    ]


GOALS = (
    _leans(50),
    _leans(200),
    _leans(500, FULL),
    *_decisions(50, 4),
    *_decisions(200, 4),
    *_decisions(1000, None, LARGE),
    Goal(
        3,
        "a vote acknowledged, p50, N = 500",
        "500 vote acknowledged",
        "floor 500 acknowledged",
        4,
        2,
        scale=FULL,
    ),
    Goal(
        3,
        "a vote acknowledged, p99, N = 500",
        "500 vote acknowledged p99",
        "floor 500 acknowledged",
        14,
        8,
        scale=FULL,
    ),
    Goal(4, "a vote on the wall, p50, N = 200", "200 vote wall", "floor 200 wall", 6, 3),
    Goal(
        4, "a vote on the wall, p50, N = 500", "500 vote wall", "floor 500 wall", 6, 3, scale=FULL
    ),
    # Its window comes so soon after a screen for everybody that heartbeats hardly fall into it.
    Goal(5, "CPU a vote, N = 500 over 50", "500 vote cpu", "50 vote cpu", 1.3, 1.1, scale=FULL),
    # Without what each hall uses in as many seconds of rest: all phones' heartbeats, and what looks
    # around for what is due.
    Goal(
        5,
        "CPU a decision beyond the hall's at rest, N = 1,000 over 50",
        "1000 decision own cpu",
        "50 decision own cpu",
        1.3,
        1.1,
        scale=FULL,
    ),
    # Whole: heartbeats are part of what this program needs and the floor does not.
    Goal(6, "CPU a lean over an act of the floor, N = 50", "50 lean cpu", "floor 50 cpu", 6, 3),
    Goal(
        7,
        "acts a second, 32 in flight, N = 50",
        "50 acts a second",
        "floor 50 acts a second",
        0.15,
        0.5,
        at_least=True,
    ),
    Goal(
        8,
        "200 votes in 2 s: the last acknowledged",
        "200 burst acknowledged last",
        "floor 200 acknowledged",
        100,
        50,
    ),
    Goal(
        8,
        "200 votes in 2 s: the last on the wall",
        "200 burst wall last",
        "floor 200 wall",
        180,
        90,
    ),
    Goal(
        9,
        "a step to the last of 500 phones, over one frame of nchan's",
        "500 sorting last",
        "nchan 500 last",
        20,
        8,
        scale=FULL,
    ),
    Goal(
        10,
        "CPU of 1,000 frames that all see alike, over nchan's",
        "500 alike cpu of 1000 frames",
        "nchan 500 cpu of 1000 frames",
        8,
        1.3,
        scale=FULL,
    ),
    Goal(11, "a lean's frame on a phone, N = 200", "200 lean frame", must=2, unit="kB"),
    Goal(
        11, "the console's frame in a vote, N = 200", "200 vote console frame", must=60, unit="kB"
    ),
    Goal(11, "an evening of a phone, N = 50", "50 evening", must=600, unit="kB"),
    Goal(
        12,
        "500 join, over the floor's sockets",
        "500 joins",
        "floor 500 joins",
        6,
        2,
        scale=FULL,
    ),
    Goal(13, "memory a phone, N = 500", "500 memory a phone", must=45, unit="kB", scale=FULL),
    Goal(13, "what an open vote adds, N = 200", "200 vote memory", must=5, unit="MB"),
    Goal(14, "killed, until 500 are back", "500 killed", must=3, unit="s", scale=FULL),
    Goal(
        15,
        "300 acts/s for a minute, N = 500: lost, or answered by 5xx",
        "500 minute lost",
        must=0,
        unit="acts",
        scale=FULL,
    ),
    Goal(
        15,
        "  acknowledged meanwhile, p50",
        "500 minute acknowledged",
        "floor 500 acknowledged",
        scale=FULL,
    ),
    Goal(
        15,
        "  acknowledged meanwhile, p99",
        "500 minute acknowledged p99",
        "floor 500 acknowledged",
        aim=20,
        scale=FULL,
    ),
    Goal(
        16,
        "an old phone, from a lean's frame to painted",
        "50 old phone",
        must=50,
        unit="ms",
        scale=FULL,
    ),
    Goal(
        17,
        "a lean after three hours' acts of 100, over before",
        "100 hours latency",
        must=1.25,
        scale=FULL,
    ),
    Goal(17, "memory that they added, N = 100", "100 hours memory", must=10, unit="MB", scale=FULL),
)


def goals_of(scale: int) -> list[Goal]:
    return [goal for goal in GOALS if goal.scale <= scale]


def void(sheets: Sequence[Sheet]) -> list[str]:
    """Why the floor is invalid, if it is: beside a slow floor every goal would be reached."""
    reasons = [
        f"the floor could not keep up: {name} took {sheet.figures[name].value:.0f} ms"
        for sheet in sheets
        for name in (f"floor {phones} acknowledged" for phones in (50, 200, 500))
        if name in sheet.figures and sheet.figures[name].value > TOO_SLOW
    ]
    for phones, most in VOID.items():
        held = Goal(0, "", f"floor {phones} wall", f"nchan {phones} wall")
        slow = held.middle(sheets)
        if slow is not None and slow > most:
            reasons.append(
                f"the floor needs {slow:.1f} x nchan's time at N = {phones} (at most {most})"
            )
    return reasons
