"""When people came to a table and left it: exactly, until the meeting has ended. From then on only
between which bounds of the evening, so that nothing tells who came or went before whom.

These (see `_bounds`) are the only moments that any rule compares with.
"""

from bisect import bisect_right
from itertools import groupby

from app.method.act import Act
from app.method.rules import opened_at
from app.models import Membership, Merge, SmallGroup
from app.vocabulary import Step

# Later than any act. A stay that ended after the last bound is stored as ending just before this,
# so nothing shows whether somebody left a phone before or after the meeting's end.
NO_LATER = 2**52


def blur(act: Act) -> None:
    """Stores of all stays only between which bounds they began and ended."""
    bounds = _bounds(act)
    for _, stretches in groupby(_sat(act), key=lambda row: row.person_id):
        came: dict[int, int] = {}
        for row in stretches:
            after = bisect_right(bounds, row.since) - 1
            since = row.since
            if since != bounds[after]:
                came[after] = came.get(after, 0) + 1
                since = bounds[after] + came[after]
            until = None if row.until is None else _left(bounds, row.until)
            act.book.change(Membership, {"id": row.id}, since=since, until=until)
    act.blurs = True


def go_on(act: Act) -> None:
    """The meeting is opened again: stays that ended after the last bound are stored as ended now."""
    for row in _sat(act):
        if row.until == NO_LATER - 1:
            act.book.change(Membership, {"id": row.id}, until=act.sequence)


def _sat(act: Act) -> list[Membership]:
    """Every stay at a table, by person."""
    groups = act.book.all(SmallGroup, meeting_id=act.meeting_id)
    sat = [stay for group in groups for stay in act.book.all(Membership, small_group_id=group.id)]
    return sorted(sat, key=lambda stay: (stay.person_id, stay.since))


def _left(bounds: list[int], until: int) -> int:
    """The last moment before the next bound, or the bound itself if that is when the person left."""
    after = bisect_right(bounds, until) - 1
    return until if until == bounds[after] else bounds[after + 1] - 1


def _bounds(act: Act) -> list[int]:
    """The moments that rules compare a stay with: merges, partings, the opening of ideas."""
    merges = act.book.all(Merge, meeting_id=act.meeting_id)
    moments = {merge.since for merge in merges} | {
        merge.until for merge in merges if merge.until is not None
    }
    ideas = opened_at(act.book, act.meeting_id, Step.ideas)
    return sorted(moments | {0, NO_LATER} | ({ideas} if ideas is not None else set()))
