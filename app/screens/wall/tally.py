"""The vote on the wall: how high the sun of the turnout stands, and how large the rows are."""

from collections.abc import Sequence

from app.frozen import frozen

# Where the sun's upper edge is when it stands highest, and where the horizon is.
NOON, FLOOR = 12, 692
RADIUS = 340
# The lines of its words, below their middle: the number, and the words in each language.
SUN_LINES = (32, 96, 146)
# So many proposals have room on the wall; one fewer under the name of a later round.
ROWS, ROWS_AGAIN = 12, 11
FEW, LONG = 4, 8
FIRST_ROW, ROW = 8.6, 4.7
ROOM, ROOM_AGAIN = 47.5, 44
# The longest bar's width in rem.
BARS = {"by_hand": 20, "long": 24, "usual": 30}
LONG_TITLE = 60
# To so many letters a title is cut where there are more rows than `LONG`.
CUT_LETTERS = 46


@frozen
class SunLayout:
    """`disc`: the height of its middle. `number`, `words`, `second`: the heights of its lines, the
    last in the second language; `inside`: they stand in the disc, not above it.
    """

    disc: float
    number: float
    words: float
    second: float
    inside: bool


@frozen
class TallyLayout:
    """`top`: how many proposals share the first place. `shown`: how many are shown here; `rest`:
    how many are on the phones alone.

    `large`: the first rows are larger than the others. `size`: a class for all rows. `nobody`: no
    vote was given.
    """

    top: int
    shown: int
    rest: int
    large: bool
    size: str
    tie: bool
    nobody: bool


def sun(turnout: int, people: int) -> SunLayout:
    """The sun rises with the turnout; at noon, in the dotted ring, everybody has voted."""
    share = min(turnout / people, 1) if people else 0
    top = round(NOON + (1 - share) * (FLOOR - NOON), 1)
    inside = share >= 0.5
    middle = round((top + FLOOR) / 2 if inside else (NOON + top) / 2, 1)
    number, words, second = (middle + below for below in SUN_LINES)
    return SunLayout(top + RADIUS, number, words, second, inside)


def tally(places: Sequence[int], *, tie: bool, again: bool, nobody: bool) -> TallyLayout:
    """`places`: of each proposal, in order. Proposals that share the first place look the same."""
    count = len(places)
    top = places.count(1) if tie and places else 1
    shown = max(ROWS_AGAIN if again else ROWS, top)
    high = top * FIRST_ROW + (count - top) * ROW
    return TallyLayout(
        top,
        shown,
        max(count - shown, 0),
        large=count <= LONG and high <= (ROOM_AGAIN if again else ROOM),
        size=f"tally-few-{count}" if count <= FEW else "tally-small" if count > LONG else "",
        tie=tie,
        nobody=nobody,
    )


def bars(votes: Sequence[int], *, by_hand: bool) -> tuple[float, ...]:
    """The width of each bar, in rem."""
    longest = BARS["by_hand" if by_hand else "long" if len(votes) > LONG else "usual"]
    return tuple(round(longest * given / max(votes[0], 1), 3) for given in votes)
