"""One run: floor, nchan and program in turn, for each number of phones, in fresh folders."""

import gc
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.bench import measured_beside
from tests.bench.hall import Hall
from tests.bench.house import House
from tests.bench.loop import Loop
from tests.bench.measured import BURSTING, DECISIONS_A_SECOND, FEWEST, MANY, Measuring
from tests.bench.sheet import Sheet

Piece = Callable[[], object]


@dataclass(frozen=True)
class Scale:
    """How much to measure. `sizes`: numbers of phones. `seconds`: of a piece.

    `runs`: the median counts.
    """

    sizes: tuple[int, ...]
    seconds: float
    runs: int
    large: bool = False

    def votes(self, phones: int) -> int:
        return min(phones, 60 if self.runs == 1 else 200)


def run(scale: Scale, tell: Callable[[str], None]) -> Sheet:
    sheet, loop = Sheet(), Loop()
    for phones in scale.sizes:
        with fresh_folder() as folder:
            tell(f"N = {phones}: the floor")
            piece = partial(measured_beside.floor, sheet, loop, folder, phones, scale.seconds)
            attempted(sheet, f"floor {phones}", piece, tell)
            tell(f"N = {phones}: nchan")
            piece = partial(measured_beside.nchan, sheet, loop, folder, phones, scale.seconds)
            attempted(sheet, f"nchan {phones}", piece, tell)
        with fresh_folder() as folder:
            tell(f"N = {phones}: the program")
            piece = partial(_program, sheet, loop, folder, phones, scale, tell)
            attempted(sheet, str(phones), piece, tell)
    return sheet


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
    folder: Path,
    phones: int,
    scale: Scale,
    tell: Callable[[str], None],
) -> None:
    house = House(loop, folder)
    try:
        measuring = Measuring(sheet, Hall(loop, house), phones, 1 if phones == FEWEST else None)
        for piece in _pieces(measuring, scale):
            name = getattr(piece, "func", piece).__name__
            tell(f"  {name.replace('_', ' ')}")
            gc.collect()
            piece()
    finally:
        house.close()


def _pieces(measuring: Measuring, scale: Scale) -> Iterator[Piece]:
    phones, seconds = measuring.phones, scale.seconds
    yield measuring.coming
    if phones == FEWEST:
        yield measuring.beginning
    if phones >= MANY:
        yield measuring.alike
    yield measuring.sorting
    yield partial(measuring.leans, seconds)
    yield partial(measuring.decisions, seconds, DECISIONS_A_SECOND if phones <= MANY else 2)
    if phones == BURSTING and scale.runs > 1:
        yield partial(measuring.hours, seconds)
    if phones == FEWEST:
        yield partial(measuring.as_many_as_can_be, seconds)
        yield from [measuring.old_phone] * (scale.runs > 1)
        yield measuring.whole_pack
    if scale.large and phones == MANY:
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
