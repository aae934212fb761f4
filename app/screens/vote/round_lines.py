"""The rounds of voting as lines: the current one with every table's hands, and the earlier ones."""

from app.frozen import frozen
from app.method import vote
from app.method.refusals import Refusal, meeting_ended, own_hands
from app.method.vote_hands import VotingGroup
from app.method.vote_tallies import Turnout
from app.reading.meeting_pieces import MeetingPiece, RoundPiece
from app.reading.snapshot import Snapshot
from app.screens import hung
from app.screens.hung import ProposalLine
from app.screens.speaker import Speaker
from app.screens.vote.round_names import round_name
from app.texts import Saying
from app.vocabulary import RoundState


@frozen
class HandLine:
    """One proposal at one table. `most`: hands that it can have. `refusal`: why it can have none.

    Hands for a hidden proposal do not count. They can be lowered, as it may be shown again.
    """

    proposal: ProposalLine
    votes: int
    most: int
    refusal: Refusal | None


@frozen
class HandsLine:
    """A table while the vote is open. `voted`: people, by phone. `raised`: hands. `is_over`: more votes
    than people. Of the `VotingGroup` it holds what it shows, and not who may vote for what.
    """

    id: int
    number: int
    headcount: int
    voted: int
    raised: int
    is_over: bool
    lines: tuple[HandLine, ...]


@frozen
class RoundLine:
    """A round that is over. `tie`: at the first place. `order_alone`: how many voted for each is not told."""

    number: int
    state: RoundState
    results: tuple[ProposalLine, ...]
    tie: bool
    order_alone: bool

    @property
    def called(self) -> Saying:
        return round_name(self.number)

    @property
    def is_void(self) -> bool:
        return self.state is RoundState.void


@frozen
class VotePanel:
    """`newest`: without results while it is open. `earlier`: newest first.

    `tables`: while the round is open. `lines`: to vote on. `hidden`: not to vote on now.
    """

    round_number: int
    state: RoundState | None
    turnout: Turnout
    open_refusal: Refusal | None
    close_refusal: Refusal | None
    tables: tuple[VotingGroup, ...]
    lines: tuple[ProposalLine, ...]
    hidden: tuple[ProposalLine, ...]
    newest: RoundLine | None
    earlier: tuple[RoundLine, ...]


def panel(snapshot: Snapshot, say: Speaker, lines: tuple[ProposalLine, ...]) -> VotePanel:
    """`lines`: what hangs on the wall."""
    piece, hands = snapshot.meeting, snapshot.hands
    newest = piece.round
    state = newest.state if newest else None
    return VotePanel(
        round_number=newest.number if newest else 0,
        state=state,
        turnout=snapshot.turnout,
        open_refusal=_may_open(piece),
        close_refusal=vote.may_close(hands),
        tables=tuple(hands),
        lines=lines,
        hidden=tuple(hung.proposal_line(say, *both) for both in hung.hidden(piece)),
        newest=newest_line(say),
        earlier=tuple(_over(say, past) for past in reversed(piece.rounds[:-1])),
    )


def newest_line(say: Speaker) -> RoundLine | None:
    """The newest round as it was counted; without results while it is open."""
    rounds = say.piece.rounds
    return _over(say, rounds[-1]) if rounds else None


def without_voters(snapshot: Snapshot) -> tuple[str, ...]:
    """The proposals that nobody here could vote for, each as the numbers of its groups."""
    piece, unvotable = snapshot.meeting, snapshot.vote_gaps.without_voters
    named = [
        sorted({piece.numbers[row.small_group_id] for row in piece.standing_for(proposal.id)})
        for proposal, _ in hung.proposals(piece)
        if proposal.id in unvotable
    ]
    return tuple(", ".join(str(number) for number in numbers) for numbers in named)


def _over(say: Speaker, past: RoundPiece) -> RoundLine:
    lines = [
        hung.proposal_line(say, proposal, idea, counted=past.counted)
        for proposal, idea in hung.results(say.piece, past.counted)
    ]
    return RoundLine(
        past.round.number,
        past.round.state,
        hung.by_votes(lines),
        hung.is_tie(past.counted),
        hung.is_order_alone(past.counted),
    )


def hands_line(
    table: VotingGroup, lines: tuple[ProposalLine, ...], hidden: tuple[ProposalLine, ...] = ()
) -> HandsLine:
    """Hidden proposals come last, if the table had raised hands for them."""
    raised = (line for line in hidden if line.id in table.hidden)
    return HandsLine(
        id=table.id,
        number=table.number,
        headcount=table.headcount,
        voted=table.voted,
        raised=table.raised,
        is_over=table.is_over,
        lines=(
            *(_line(table, line) for line in lines),
            *(
                HandLine(line, table.hidden[line.id], table.hidden[line.id], None)
                for line in raised
            ),
        ),
    )


def _line(table: VotingGroup, line: ProposalLine) -> HandLine:
    if line.id not in table.most:
        return HandLine(line, 0, 0, own_hands)
    votes = table.hands.get(line.id, 0)
    return HandLine(line, votes, max(votes, table.room_for(line.id)), None)


def _may_open(piece: MeetingPiece) -> Refusal | None:
    if piece.meeting.ended:
        return meeting_ended
    is_open = piece.round is not None and piece.round.state is RoundState.open
    return vote.may_open(piece.later().votable, is_open=is_open)
