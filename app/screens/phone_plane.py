"""The plane of work and impact on a phone: where a point and the shown zones lie in its drawing."""

from app.frozen import frozen
from app.limits import LIMIT
from app.method.axis import middle_of, zone
from app.models import AxisSpread
from app.screens.on_plane import Point
from app.vocabulary import Effort, Impact, Word

# The words stand in the left corners, and at both ends of the horizon. A mark is so large that it reaches them from
# beyond these.
FIRST_HALF, UPPER, LOWER, BETWEEN_WORDS = 50, 66, 34, (40, 50)
NEAR_BELOW, FAR_BELOW, NEAR_ABOVE, FAR_ABOVE = 1.1, 2.6, -0.4, -1.9
# So far that the handle on the horizon does not reach them; and not so far that on the lowest plane they reach the
# words for the impact.
HANDLE_BELOW, HANDLE_ABOVE = 1.42, -0.8


@frozen
class ZoneBox:
    """A part of the drawing, in per cent of it."""

    x: int
    y: int
    width: int
    height: int


# Around the plane a margin is left for the handle.
PLANE = ZoneBox(5, 8, 90, 84)
ZONE_WIDTH, ZONE_HEIGHT = PLANE.width // len(Effort), PLANE.height // len(Impact)


@frozen
class Spot(Point):
    """A point with its place in the drawing, in per cent, and the thirds that it lies in."""

    @property
    def x(self) -> float:
        return round(PLANE.x + PLANE.width * self.effort / LIMIT.plane, 1)

    @property
    def y(self) -> float:
        return round(PLANE.y + PLANE.height * (LIMIT.plane - self.impact) / LIMIT.plane, 1)

    @property
    def effort_third(self) -> Effort:
        return zone(Effort, self.effort)

    @property
    def impact_third(self) -> Impact:
        return zone(Impact, self.impact)

    @property
    def hides_large(self) -> bool:
        """A mark here would lie over the words for a large impact at their usual place, the upper left corner."""
        return self.effort < FIRST_HALF and self.impact > UPPER

    @property
    def hides_small(self) -> bool:
        return self.effort < FIRST_HALF and self.impact < LOWER

    @property
    def work_below(self) -> float:
        """How far under the horizon the words for the work stand, in their own heights, where no mark here lies over
        them; negative: above it.
        """
        if self.impact > UPPER or BETWEEN_WORDS[0] < self.effort <= BETWEEN_WORDS[1]:
            return NEAR_BELOW
        if self.impact < LOWER:
            return NEAR_ABOVE
        return FAR_BELOW if self.impact >= LIMIT.plane // 2 else FAR_ABOVE

    @property
    def work_below_handle(self) -> float:
        """The same where the handle is here, which is smaller than a mark, on a plane that is lower meanwhile: on the
        other side of the horizon.
        """
        return HANDLE_BELOW if self.impact >= LIMIT.plane // 2 else HANDLE_ABOVE


MIDDLE = Spot(LIMIT.plane // 2, LIMIT.plane // 2)


def spot(effort: int | None, impact: int | None) -> Spot | None:
    return None if effort is None or impact is None else Spot(effort, impact)


def center(spread: AxisSpread) -> Spot:
    """The centre of the middle zone: it is not any member's own point."""
    return Spot(middle_of(spread.effort), middle_of(spread.impact))


def middle(spread: AxisSpread) -> ZoneBox:
    """The zone in which the group's middle lies."""
    return _box((spread.effort,) * 2, (spread.impact,) * 2)


def apart(spread: AxisSpread) -> ZoneBox | None:
    """How far apart the members' placements lie; None for fewer than four, where it is not told."""
    if not (spread.least_effort and spread.most_effort):
        return None
    if not (spread.least_impact and spread.most_impact):
        return None
    return _box(
        (spread.least_effort, spread.most_effort), (spread.least_impact, spread.most_impact)
    )


def between(least: Word | None, most: Word | None) -> tuple[Word, ...]:
    """The zones between which placements lie; one if all lie in it."""
    return tuple(dict.fromkeys(zone for zone in (least, most) if zone))


def _box(efforts: tuple[Effort, Effort], impacts: tuple[Impact, Impact]) -> ZoneBox:
    """Small impact is below."""
    left, right = (list(Effort).index(effort) for effort in efforts)
    low, high = (list(Impact).index(impact) for impact in impacts)
    return ZoneBox(
        PLANE.x + ZONE_WIDTH * left,
        PLANE.y + ZONE_HEIGHT * (len(Impact) - 1 - high),
        ZONE_WIDTH * (right - left + 1),
        ZONE_HEIGHT * (high - low + 1),
    )
