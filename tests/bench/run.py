"""One run: floor, nchan and program in turn, for each number of phones, in fresh folders."""

import gc
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.bench import measured_beside
from tests.bench.hall import Hall
from tests.bench.hours import AN_EVENING, Hours
from tests.bench.house import House
from tests.bench.loop import Loop
from tests.bench.measured import (
    BURSTING,
    DECISIONS_A_SECOND,
    FEWEST,
    MANY,
    THOUSAND,
    Measuring,
)
from tests.bench.sheet import Sheet

Piece = Callable[[], object]
Pieces = Callable[[Measuring], Iterator[Piece]]


@dataclass(frozen=True)
class Scale:
    """How much to measure. `sizes`: numbers of phones. `seconds`: of a piece.

    `runs`: the median counts.
    """

    sizes: tuple[int, ...]
    seconds: float
    runs: int

    def votes(self, phones: int) -> int:
        return min(phones, 60 if self.runs == 1 else 200)


def run(scale: Scale, tell: Callable[[str], None]) -> Sheet:
    sheet, loop = Sheet(), Loop()
    for phones, pieces in halls_of(scale).items():
        if phones in scale.sizes:
            _beside(sheet, loop, phones, scale.seconds, tell)
        tell(f"N = {phones}: the program")
        attempted(sheet, str(phones), partial(_program, sheet, loop, phones, pieces, tell), tell)
    return sheet


def _beside(
    sheet: Sheet, loop: Loop, phones: int, seconds: float, tell: Callable[[str], None]
) -> None:
    with fresh_folder() as folder:
        for name, measured in (("floor", measured_beside.floor), ("nchan", measured_beside.nchan)):
            tell(f"N = {phones}: {name}")
            piece = partial(measured, sheet, loop, folder, phones, seconds)
            attempted(sheet, f"{name} {phones}", piece, tell)


def halls_of(scale: Scale) -> dict[int, Pieces]:
    """What is measured in each hall, by its phones. Of two halls it is one quantity each."""
    halls: dict[int, Pieces] = {size: partial(_pieces, scale=scale) for size in scale.sizes}
    if scale.runs == 1:
        return halls
    halls.setdefault(THOUSAND, partial(_deciding, seconds=scale.seconds))
    return halls | {AN_EVENING: partial(_evening, seconds=scale.seconds)}


def attempted(sheet: Sheet, name: str, piece: Piece, tell: Callable[[str], None]) -> None:
    """Runs a piece. If it cannot be measured, notes why, and puts no figure in its place."""
    gc.collect()
    try:
        piece()
    except (LookupError, TimeoutError, RuntimeError, OSError, AssertionError, ValueError) as why:
        sheet.missing[name] = str(why) or type(why).__name__
        tell(f"  not measured: {sheet.missing[name]}")


def _program(
    sheet: Sheet,
    loop: Loop,
    phones: int,
    pieces: Pieces,
    tell: Callable[[str], None],
) -> None:
    with fresh_folder() as folder, closing(House(loop, folder)) as house:
        measuring = Measuring(sheet, Hall(loop, house), phones, 1 if phones == FEWEST else None)
        for piece in pieces(measuring):
            name = getattr(piece, "func", piece).__name__
            tell(f"  {name.replace('_', ' ')}")
            gc.collect()
            piece()


def _deciding(measuring: Measuring, seconds: float) -> Iterator[Piece]:
    """What tells whether a decision costs more the more phones there are."""
    yield measuring.coming
    yield measuring.sorting
    yield partial(measuring.rest, seconds)
    yield partial(measuring.decisions, seconds)


def _evening(measuring: Measuring, seconds: float) -> Iterator[Piece]:
    yield measuring.coming
    yield measuring.sorting
    yield partial(Hours(measuring).three, seconds)


def _pieces(measuring: Measuring, scale: Scale) -> Iterator[Piece]:
    phones, seconds = measuring.phones, scale.seconds
    yield measuring.coming
    if phones == FEWEST:
        yield measuring.beginning
    if phones >= MANY:
        yield measuring.alike
    yield measuring.sorting
    yield partial(measuring.leans, seconds)
    if phones in (FEWEST, THOUSAND) and scale.runs > 1:
        yield partial(measuring.rest, seconds)
    yield partial(measuring.decisions, seconds, DECISIONS_A_SECOND if phones <= THOUSAND else 2)
    if phones == FEWEST:
        yield partial(measuring.as_many_as_can_be, seconds)
        yield from [measuring.old_phone] * (scale.runs > 1)
        yield measuring.whole_pack
    if phones == MANY:
        yield partial(measuring.minute, 300, 60)
    if phones > MANY:
        return
    yield measuring.proposing
    yield partial(measuring.votes, scale.votes(phones))
    if phones == FEWEST:
        yield measuring.to_the_end
    if phones == BURSTING:
        yield measuring.burst
    if phones == MANY:
        yield measuring.killed


@contextmanager
def fresh_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        yield Path(folder)
