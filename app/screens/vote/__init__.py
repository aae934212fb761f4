"""The vote: on a phone the choice and what it gave, on the wall the turnout and then the result."""

from dataclasses import dataclass
from typing import ClassVar

from app.method import vote
from app.method.refusals import Refusal, no_open_vote
from app.reading.pieces import PersonPiece
from app.screens import hung
from app.screens.hung import ProposalLine
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.wall_look import WallLook, WallScreen
from app.vocabulary import RoundState


@dataclass(frozen=True)
class Choice(ProposalLine):
    """A proposal as one person can choose it. `refusal`: why they cannot."""

    chosen: bool = False
    refusal: Refusal | None = None


@dataclass(frozen=True)
class Phone(PhoneScreen):
    """`state` None: no round has been opened. Votes of the proposals stand only when the round is closed.

    `choice_hidden`: what this person had chosen has been hidden since, so that another choice is asked for.
    """

    template: ClassVar[str] = "vote/phone.html"
    round_number: int
    state: RoundState | None
    proposals: tuple[Choice, ...]
    voted: bool
    choice_hidden: bool
    tie: bool


@dataclass(frozen=True)
class Wall(WallScreen):
    """While open only `turnout` of `people`; `results` when closed, most votes first; `tie` at the top."""

    template: ClassVar[str] = "vote/wall.html"
    round_number: int
    state: RoundState | None
    turnout: int
    people: int
    results: tuple[ProposalLine, ...]
    tie: bool


def phone(look: PhoneLook) -> Phone:
    person = look.snapshot.person(look.member.person_id)
    sealed = look.snapshot.sealed(look.member.person_id)
    choice = sealed.choice if look.own_id else None
    vote_round = look.piece.round
    is_open = vote_round is not None and vote_round.state is RoundState.open
    lines = [
        Choice(
            **vars(hung.proposal_line(look.say, proposal, idea)),
            chosen=proposal.id == choice,
            refusal=vote.may_vote(look.piece.origins(proposal), person.own_groups)
            or (None if is_open else no_open_vote),
        )
        for proposal, idea in _voted_on(look, person)
    ]
    return Phone(
        **look.frame,
        round_number=vote_round.number if vote_round else 0,
        state=vote_round.state if vote_round else None,
        proposals=hung.by_votes(lines),
        voted=choice is not None,
        choice_hidden=bool(look.own_id) and sealed.choice_hidden,
        tie=hung.is_tie(look.piece.counted),
    )


def _voted_on(look: PhoneLook, person: PersonPiece) -> list[hung.Hung]:
    """What can be chosen now, and of what is hidden the own; of a closed round what it counted."""
    is_closed = look.piece.round is not None and look.piece.round.state is RoundState.closed
    if is_closed:
        return hung.results(look.piece, look.piece.counted)
    return hung.seen_by(look.piece, person.own_groups)


def wall(look: WallLook) -> Wall:
    vote_round = look.piece.round
    is_closed = vote_round is not None and vote_round.state is RoundState.closed
    counted = hung.results(look.piece, look.piece.counted)
    lines = [hung.proposal_line(look.say, proposal, idea) for proposal, idea in counted]
    return Wall(
        **look.frame,
        round_number=vote_round.number if vote_round else 0,
        state=vote_round.state if vote_round else None,
        turnout=look.snapshot.turnout,
        people=look.snapshot.voters.people,
        results=hung.by_votes(lines) if is_closed else (),
        tie=hung.is_tie(look.piece.counted),
    )
