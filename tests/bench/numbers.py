"""What many moments come to."""

from bisect import bisect_left
from collections.abc import Sequence
from statistics import median as median  # noqa: PLC0414 -- read from here beside the others


def part(values: Sequence[float], share: float) -> float:
    """The value that this share of all is not above: 0.5 is the middle one, 1 the largest."""
    if not values:
        raise ValueError("nothing was measured")
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def first_seen(wanted: int, tells: Sequence[tuple[int, float]]) -> float | None:
    """When something at least as new as what is wanted was told first. `tells`: (sequence, at), as they came."""
    place = bisect_left(tells, (wanted, 0.0))
    return tells[place][1] if place < len(tells) else None


def ms(seconds: float) -> float:
    return 1000 * seconds
