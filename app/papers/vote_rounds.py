"""Reads what each round of the vote has counted."""

from app.papers.agreed import proposal_mark
from app.papers.outcome import Counted, RoundOutcome
from app.reading.meeting_pieces import RoundPiece
from app.screens import hung
from app.screens.hung import ProposalLine
from app.screens.speaker import Speaker
from app.templating import sentence
from app.vocabulary import RoundState


def rounds(say: Speaker) -> tuple[RoundOutcome, ...]:
    """Those that are over, closed or void."""
    return tuple(
        _round(say, round_piece)
        for round_piece in say.piece.rounds
        if round_piece.round.state is not RoundState.open
    )


def _round(say: Speaker, round_piece: RoundPiece) -> RoundOutcome:
    lines = [
        hung.proposal_line(say, proposal, idea, counted=round_piece.counted)
        for proposal, idea in hung.results(say.piece, round_piece.counted)
    ]
    order_alone = hung.is_order_alone(round_piece.counted)
    said = sentence(round_piece.turnout.said, say.language)
    return RoundOutcome(
        round_piece.round.number,
        round_piece.round.state,
        votes=round_piece.votes,
        hands=None if order_alone else sum(line.hands for line in lines),
        voters=round_piece.round.voters,
        turnout=said if round_piece.round.voters is not None else "",
        tie=hung.is_tie(round_piece.counted),
        order_alone=order_alone,
        proposals=tuple(_counted(line) for line in hung.by_votes(lines)),
    )


def _counted(line: ProposalLine) -> Counted:
    """A proposal's votes, with mark and title as on the wall; a hidden one has its mark alone."""
    return Counted(
        group_number=line.group_number,
        letter=line.letter,
        title=None if line.hidden else line.title,
        place=line.place or 1,
        votes=line.votes,
        hands=None if line.votes is None else line.hands,
        tied=line.tied,
        joined=tuple(proposal_mark(joined) for joined in line.joined),
    )
