"""The vote: on a phone the choice and what it gave, on the wall the turnout and then the result."""

from dataclasses import dataclass
from typing import ClassVar

from app.method import vote
from app.method.refusals import Refusal
from app.reading.pieces import PersonPiece
from app.screens import hung
from app.screens.hung import ProposalLine
from app.screens.phone_look import Host, PhoneLook, PhoneScreen
from app.screens.screen import Part
from app.screens.turns import Turn
from app.screens.wall_look import WallLook, WallScreen
from app.vocabulary import N_, RoundState


@dataclass(frozen=True)
class Choice(Part):
    """A proposal on a phone. `refusal`: why it cannot be chosen by this person. `votes`: one is asked for now."""

    template: ClassVar[str] = "vote/choice.html"
    line: ProposalLine
    chosen: bool
    refusal: Refusal | None
    votes: bool

    @property
    def id(self) -> str:
        return f"proposal-{self.line.id}"


@dataclass(frozen=True)
class Ballot(Part):
    """How it stands with the own vote, or with the vote. `state` None: no round has been opened.

    `votes`: one is asked for now. `choice_hidden`: what this person had chosen has been hidden since, so that another
    choice is asked for. `tie`: at the first place. `turn`, `host`: see `PhoneScreen`.
    """

    template: ClassVar[str] = "vote/ballot.html"
    name: ClassVar[str] = "ballot"
    at: str
    state: RoundState | None
    votes: bool
    voted: bool
    choice_hidden: bool
    tie: bool
    turn: Turn | None
    host: Host | None


@dataclass(frozen=True)
class Phone(PhoneScreen):
    """Votes of the proposals stand only when the round is closed."""

    template: ClassVar[str] = "vote/phone.html"
    round_number: int
    state: RoundState | None
    proposals: tuple[Choice, ...]
    ballot: Ballot


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
    vote_round = look.piece.round
    state = vote_round.state if vote_round else None
    return Phone(
        **look.frame(_TITLES.get(state, N_("Vote"))),
        round_number=vote_round.number if vote_round else 0,
        state=state,
        proposals=_choices(look, state),
        ballot=_ballot(look, state),
    )


_TITLES: dict[RoundState | None, str] = {
    RoundState.open: N_("Which idea do you support most?"),
    RoundState.closed: N_("The result of the vote"),
}


def _choices(look: PhoneLook, state: RoundState | None) -> tuple[Choice, ...]:
    person = look.snapshot.person(look.member.person_id)
    choice = look.snapshot.sealed(look.member.person_id).choice if look.own_id else None
    lines = hung.by_votes([hung.proposal_line(look.say, *both) for both in _voted_on(look, person)])
    groups = {proposal.id: look.piece.origins(proposal) for proposal in look.piece.proposals}
    return tuple(
        Choice(
            look.member.language,
            line,
            chosen=line.id == choice,
            refusal=vote.may_vote(groups[line.id], person.own_groups),
            votes=_votes(look, state),
        )
        for line in lines
    )


def _votes(look: PhoneLook, state: RoundState | None) -> bool:
    return state is RoundState.open and not look.is_nobodys


def _ballot(look: PhoneLook, state: RoundState | None) -> Ballot:
    sealed = look.snapshot.sealed(look.member.person_id)
    return Ballot(
        look.member.language,
        look.at,
        state,
        votes=_votes(look, state),
        voted=bool(look.own_id) and sealed.choice is not None,
        choice_hidden=bool(look.own_id) and sealed.choice_hidden,
        tie=hung.is_tie(look.piece.counted),
        turn=look.turn,
        host=look.host,
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
