"""Statistics of measured times."""

from bisect import bisect_left
from collections.abc import Sequence
from statistics import median as median  # noqa: PLC0414 -- imported from here with the others


def part(values: Sequence[float], share: float) -> float:
    """The quantile: the value that this share does not exceed. 0.5: median, 1: largest."""
    if not values:
        raise ValueError("nothing was measured")
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def first_seen(wanted: int, tells: Sequence[tuple[int, float]]) -> float | None:
    """When a sequence number of at least `wanted` first came.

    `tells`: (sequence, at), in rising order.
    """
    place = bisect_left(tells, (wanted, 0.0))
    return tells[place][1] if place < len(tells) else None


def ms(seconds: float) -> float:
    return 1000 * seconds
