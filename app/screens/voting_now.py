"""The vote as the console shows it: the round that is on with every table's hands, and the rounds that are over."""

from app.method import vote
from app.method.hand_votes import Table
from app.method.refusals import Refusal, no_proposals, own_hands, vote_open
from app.reading.pieces import RoundPiece
from app.reading.snapshot import Snapshot
from app.screens import hung
from app.screens.contexts.console import HandLine, HandsLine, RoundLine, VotePanel
from app.screens.contexts.shared import ProposalLine
from app.screens.wording import Speaker
from app.vocabulary import RoundState


def panel(snapshot: Snapshot, say: Speaker) -> VotePanel:
    piece, crowd = snapshot.meeting, snapshot.crowd
    newest = piece.rounds[-1] if piece.rounds else None
    state = newest.round.state if newest else None
    lines = proposals(say)
    return VotePanel(
        round_number=newest.round.number if newest else 0,
        state=state,
        turnout=crowd.turnout,
        people=crowd.voters,
        open_refusal=_may_open(state, lines),
        close_refusal=vote.may_close(crowd.hands),
        hands=tuple(_hands(say, table, lines) for table in crowd.hands),
        hidden=bool(hung.hidden(piece)),
        newest=_over(say, newest) if newest else None,
        earlier=tuple(_over(say, one) for one in reversed(piece.rounds[:-1])),
    )


def proposals(say: Speaker) -> tuple[ProposalLine, ...]:
    return tuple(
        hung.proposal_line(say, proposal, idea) for proposal, idea in hung.proposals(say.piece)
    )


def without_voters(snapshot: Snapshot) -> tuple[str, ...]:
    """The proposals that nobody could vote for, each by the numbers of its groups."""
    piece, found = snapshot.meeting, snapshot.crowd.without_voters
    named = [
        sorted({piece.numbers[group_id] for group_id in piece.origins(proposal)})
        for proposal, _ in hung.proposals(piece)
        if proposal.id in found
    ]
    return tuple(", ".join(str(number) for number in numbers) for numbers in named)


def _over(say: Speaker, one: RoundPiece) -> RoundLine:
    lines = [
        hung.proposal_line(say, proposal, idea, counted=one.counted)
        for proposal, idea in hung.results(say.piece, one.counted)
    ]
    return RoundLine(
        one.round.number, one.round.state, hung.by_votes(lines), hung.is_tie(one.counted)
    )


def _hands(say: Speaker, table: Table, lines: tuple[ProposalLine, ...]) -> HandsLine:
    """Last, what the table raised hands for before it was hidden."""
    hidden = (
        (hung.proposal_line(say, proposal, idea), table.hidden[proposal.id])
        for proposal, idea in hung.hidden(say.piece)
        if proposal.id in table.hidden
    )
    return HandsLine(
        table.id,
        table.number,
        table.headcount,
        table.voted,
        table.raised,
        table.is_over,
        (
            *(_line(table, line) for line in lines),
            *(HandLine(line, hands, hands, None) for line, hands in hidden),
        ),
    )


def _line(table: Table, line: ProposalLine) -> HandLine:
    """`most`: beside the hands that the table raises for the others."""
    votes = table.hands.get(line.id, 0)
    if line.id not in table.most:
        return HandLine(line, 0, 0, own_hands)
    free = table.free - (table.raised - votes)
    return HandLine(line, votes, max(votes, min(table.most[line.id], free), 0), None)


def _may_open(state: RoundState | None, lines: tuple[ProposalLine, ...]) -> Refusal | None:
    if state is RoundState.open:
        return vote_open
    return None if lines else no_proposals
