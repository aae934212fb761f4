"""The vote as the console shows it: the round that is on with every table's hands, and the rounds that are over."""

from app.live.contexts.console import HandLine, HandsLine, RoundLine, VotePanel
from app.live.contexts.shared import ProposalLine
from app.live.pieces import RoundPiece
from app.live.screens import hung
from app.live.screens.wording import Speaker
from app.live.snapshot import Snapshot
from app.method import voting
from app.method.hand_votes import Table
from app.method.refusals import Refusal, no_proposals, own_hands, vote_open
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
        close_refusal=voting.may_close(crowd.hands),
        hands=tuple(_hands(table, lines, _hidden(say, table, lines)) for table in crowd.hands),
        newest=_over(say, newest) if newest else None,
        earlier=tuple(_over(say, one) for one in reversed(piece.rounds[:-1])),
    )


def proposals(say: Speaker, counted: hung.Counted | None = None) -> tuple[ProposalLine, ...]:
    return tuple(
        hung.proposal_line(say, proposal, idea, counted=counted)
        for proposal, idea in hung.proposals(say.piece)
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
    lines = [line for line in proposals(say, one.counted) if line.votes is not None]
    return RoundLine(
        one.round.number, one.round.state, hung.by_votes(lines), hung.is_tie(one.counted)
    )


def _hidden(
    say: Speaker, table: Table, lines: tuple[ProposalLine, ...]
) -> tuple[ProposalLine, ...]:
    """What a table raised hands for before it was hidden."""
    seen = {line.id for line in lines}
    return tuple(
        hung.proposal_line(say, row, say.piece.proposed[row.idea_id])
        for row in say.piece.proposals
        if row.id in table.hands and row.id not in seen
    )


def _hands(
    table: Table, lines: tuple[ProposalLine, ...], hidden: tuple[ProposalLine, ...]
) -> HandsLine:
    return HandsLine(
        table.id,
        table.number,
        table.headcount,
        table.voted,
        table.raised,
        table.is_over,
        (
            *(_line(table, line) for line in lines),
            *(
                HandLine(one, table.hands[one.id], table.hands[one.id], None, hidden=True)
                for one in hidden
            ),
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
