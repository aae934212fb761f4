"""The vote on the wall: the turnout as a winter sun, and then the result."""

from collections.abc import Sequence
from typing import Any, ClassVar

from app.frozen import frozen
from app.reading.snapshot import Snapshot
from app.screens import hung
from app.screens.hung import ProposalLine
from app.screens.speaker import Said
from app.screens.vote import READ, RESULT
from app.screens.vote.round_names import later_round
from app.screens.wall import fitting, tally
from app.screens.wall_look import WallLook, WallScreen
from app.screens.wall_parts import WallPart
from app.texts import Saying, saying
from app.vocabulary import N_, RoundState, Step


@frozen
class Sun(WallPart):
    """How many have voted, as a winter sun. `said_on`: see `Turnout`. `shown`: the vote is open or
    closed; else only a ring.
    """

    template: ClassVar[str] = "vote/sun.html"
    name: ClassVar[str] = "sun"
    turnout: int
    people: int
    said_on: Saying
    shown: bool

    @property
    def drawn(self) -> tally.SunLayout:
        return tally.sun(self.turnout, self.people)


@frozen
class ToldTurnout(WallPart):
    """The turnout at the foot of the told result. While the vote is open, the `Sun` shows it."""

    template: ClassVar[str] = "vote/told_turnout.html"
    name: ClassVar[str] = "told-turnout"
    said: Saying


@frozen
class TallyRow(WallPart):
    """A proposal of a closed vote. `title` None: its words are hidden. `letters`: to so many a
    title is cut, since there are many rows; 0: it stands whole.

    `joined`: numbers of the groups whose proposals are joined with it. `bar`: its width in rem. Of
    the `ProposalLine` it holds what it shows, and no words of a hidden one.
    """

    template: ClassVar[str] = "vote/tally_row.html"
    number: int
    letter: str
    title: Said | None
    joined: tuple[int, ...]
    place: int
    votes: int | None
    hands: int
    bar: float
    letters: int

    @property
    def id(self) -> str:
        return f"tally-{self.number}-{self.letter}"

    @property
    def is_long(self) -> bool:
        return self.title is not None and len(self.title.words) > tally.LONG_TITLE

    @property
    def cut(self) -> str:
        """The title as it is cut; "" if it stands whole."""
        return fitting.cut(self.title.words, self.letters) if self.title and self.letters else ""


@frozen
class Wall(WallScreen):
    """Only the `sun` until the result is told; then the `rows`, most votes first, as `drawn`, and
    the `told_turnout`.

    `again`: the name of a later round. `order_alone`: how many voted for each is not told.
    `is_secret`: no screen shows who voted for what, and nobody can work it out from the turnout.
    `is_empty`: see `has_nothing`.
    """

    template: ClassVar[str] = "vote/wall.html"
    step: ClassVar[Step] = Step.vote
    nothing: ClassVar[str] = N_("There is no proposal to vote on.")
    again: Saying | None
    state: RoundState | None
    is_empty: bool = False
    sun: Sun | None = None
    is_secret: bool = False
    drawn: tally.TallyLayout | None = None
    rows: tuple[TallyRow, ...] = ()
    order_alone: bool = False
    told_turnout: ToldTurnout | None = None

    @property
    def title(self) -> Saying:
        """What stands large, until the result is told."""
        return self._said[0]

    @property
    def lead(self) -> Saying:
        """The sentence under the title."""
        return self._said[1]

    @property
    def _said(self) -> tuple[Saying, Saying]:
        if self.is_empty:
            return saying(self.step.says["name"]), saying(self.nothing)
        if self.state is None:
            return saying(N_("Soon we vote")), READ
        return saying(self.state.says["title"]), saying(self.state.says["lead"])

    @property
    def shows(self) -> Saying:
        if self.is_empty:
            return Saying(self.nothing)
        if self.told_turnout:
            return Saying(RESULT)
        return Saying(self.state.says["shows"]) if self.state else super().shows

    @property
    def first(self) -> tuple[TallyRow, ...]:
        """Those that share the first place."""
        return self.rows[: self.drawn.top] if self.drawn else ()

    @property
    def others(self) -> tuple[TallyRow, ...]:
        return self.rows[self.drawn.top :] if self.drawn else ()


def has_nothing(snapshot: Snapshot) -> bool:
    """Nothing can be voted on, now or soon: no proposal was made, all are hidden, or in the open
    vote everybody has a part in all of them.
    """
    piece = snapshot.meeting
    if piece.round is None:
        return not hung.proposals(piece)
    return piece.round.state is RoundState.open and not snapshot.turnout.voters


def wall(look: WallLook) -> Wall:
    vote_round, turnout = look.piece.round, look.snapshot.turnout
    is_empty = has_nothing(look.snapshot)
    number, state = (vote_round.number, vote_round.state) if vote_round else (0, None)
    named = {
        **look.frame,
        "again": later_round(number),
        "state": state,
        "is_empty": is_empty,
    }
    if state is not RoundState.closed or not look.piece.is_result_told:
        is_open = state is RoundState.open and not is_empty
        shown = is_open or state is RoundState.closed
        sun = Sun(
            **look.both,
            turnout=turnout.people,
            people=turnout.voters,
            said_on=turnout.said_on,
            shown=shown,
        )
        is_secret = is_open and not look.snapshot.vote_gaps.evident_vote
        return Wall(**named, sun=sun, is_secret=is_secret)
    lines = [
        hung.proposal_line(look.say, proposal, idea)
        for proposal, idea in hung.results(look.piece, look.piece.counted)
    ]
    return Wall(
        **named,
        **result(
            look.both,
            hung.by_votes(lines),
            tie=hung.is_tie(look.piece.counted),
            again=number > 1,
        ),
        told_turnout=ToldTurnout(**look.both, said=turnout.said),
    )


def result(
    both: dict[str, Any], lines: Sequence[ProposalLine], *, tie: bool, again: bool
) -> dict[str, Any]:
    """What a wall shows of a closed vote. `both`: its languages."""
    votes = [line.votes or 0 for line in lines]
    drawn = tally.tally(
        [line.place or 1 for line in lines],
        tie=tie,
        again=again,
        nobody=all(line.votes == 0 for line in lines),
    )
    bars = tally.bars(votes, by_hand=any(line.hands for line in lines))
    rows = tuple(
        _row(both, line, bar, letters=tally.CUT_LETTERS if len(lines) > tally.LONG else 0)
        for line, bar in zip(lines[: drawn.shown], bars, strict=False)
    )
    return {"drawn": drawn, "rows": rows, "order_alone": any(line.votes is None for line in lines)}


def _row(both: dict[str, Any], line: ProposalLine, bar: float, *, letters: int) -> TallyRow:
    return TallyRow(
        **both,
        number=line.group_number,
        letter=line.letter,
        title=None if line.hidden else line.title,
        joined=tuple(other.group_number for other in line.joined),
        place=line.place or 1,
        votes=line.votes,
        hands=line.hands,
        bar=bar,
        letters=letters,
    )
