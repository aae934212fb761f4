"""The vote: on a phone the choice and what it gave, on the wall the turnout and then the result."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from app.method import vote
from app.method.refusals import Refusal
from app.screens import hung
from app.screens.hung import ProposalLine
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.screen import Part
from app.screens.speaker import Said
from app.screens.table_look import Host
from app.screens.turns import PhoneTurn
from app.screens.wall import tally
from app.screens.wall_look import WallLook, WallScreen
from app.screens.wall_parts import WallPart
from app.texts import Saying, saying
from app.vocabulary import N_, Language, RoundState

ROUNDS = {2: N_("Second round"), 3: N_("Third round")}
LATER_ROUND = N_("Round %(number)s")


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
class OwnVote(Part):
    """How it stands with the own vote, or with the vote. `state` None: no round has been opened.

    `votes`: one is asked for now. `told`: the hall has been shown the result. `choice_hidden`: what this person had
    chosen has been hidden since, so that another choice is asked for. `tie`: at the first place. `order_alone`: how
    many voted for each is not told. `turn`, `host`: see `PhoneScreen`.
    """

    template: ClassVar[str] = "vote/ballot.html"
    name: ClassVar[str] = "ballot"
    at: str
    round_number: int
    state: RoundState | None
    votes: bool
    voted: bool
    told: bool
    choice_hidden: bool
    tie: bool
    order_alone: bool
    turn: PhoneTurn | None
    host: Host | None


@dataclass(frozen=True)
class Phone(PhoneScreen):
    """Votes of the proposals stand only when the round is closed."""

    template: ClassVar[str] = "vote/phone.html"
    round_number: int
    state: RoundState | None
    proposals: tuple[Choice, ...]
    ballot: OwnVote


@dataclass(frozen=True)
class Sun(WallPart):
    """How many have voted, as a winter sun. `shown`: from the opening of a vote on; before, the sky waits for it."""

    template: ClassVar[str] = "vote/sun.html"
    name: ClassVar[str] = "sun"
    turnout: int
    people: int
    shown: bool

    @property
    def drawn(self) -> tally.SunLayout:
        return tally.sun(self.turnout, self.people)


@dataclass(frozen=True)
class Turnout(WallPart):
    template: ClassVar[str] = "vote/turnout.html"
    name: ClassVar[str] = "turnout"
    turnout: int
    people: int


@dataclass(frozen=True)
class TallyRow(Part):
    """A proposal of a closed vote. `title` None: its words are hidden. `cut`: rows are so many that titles are cut.

    `joined`: the groups whose proposals stand with it. `bar`: its width in rem.
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
    cut: bool

    @property
    def id(self) -> str:
        return f"tally-{self.number}-{self.letter}"

    @property
    def is_long(self) -> bool:
        return self.title is not None and len(self.title.words) > tally.LONG_TITLE


@dataclass(frozen=True)
class Wall(WallScreen):
    """The `sun` alone until the result is told; then the `rows`, most votes first, as `drawn`, and the `turnout`.

    `again`: what a later round is called; it may have the `number`.
    """

    template: ClassVar[str] = "vote/wall.html"
    number: int
    again: str
    state: RoundState | None
    sun: Sun | None = None
    drawn: tally.TallyLayout | None = None
    rows: tuple[TallyRow, ...] = ()
    turnout: Turnout | None = None


def phone(look: PhoneLook) -> Phone:
    vote_round = look.piece.round
    state = vote_round.state if vote_round else None
    ballot = _ballot(look, state)
    return Phone(
        **look.frame(_title(look, state)) | {"news": look.news(*_news(ballot))},
        round_number=_number(look),
        state=state,
        proposals=_choices(look, state),
        ballot=ballot,
    )


def _news(ballot: OwnVote) -> tuple[Saying, ...]:
    if ballot.votes and ballot.voted:
        return (saying(N_("Your vote is saved")),)
    if ballot.choice_hidden:
        return (saying(N_("Choose again")),)
    said: dict[RoundState | None, tuple[str, ...]] = {
        RoundState.open: (
            N_("The vote is open."),
            *([N_("Choose one idea")] if ballot.votes else []),
        ),
        RoundState.closed: (
            *([N_("The result of the vote")] if ballot.told else []),
            N_("The vote ended in a tie.") if ballot.tie else N_("The vote is closed."),
        ),
        RoundState.void: (N_("This vote could not be counted."),),
    }
    return tuple(map(saying, said.get(ballot.state, (N_("The vote opens soon."),))))


def _title(look: PhoneLook, state: RoundState | None) -> str:
    if look.piece.is_result_told and state is RoundState.closed:
        return N_("The result of the vote")
    return N_("Which idea do you support most?") if state is RoundState.open else N_("Vote")


def _choices(look: PhoneLook, state: RoundState | None) -> tuple[Choice, ...]:
    own = look.snapshot.sealed(look.member.person_id).vote if look.chosen_id else None
    own_groups = look.snapshot.own_groups(look.member.person_id)
    alike = ("voted on", look.say.language, look.say.reads, own_groups)
    found = look.piece.later().once(alike, lambda: _voted_on(look, own_groups))
    return tuple(
        Choice(
            look.member.language,
            line,
            chosen=own is not None and line.id == own.proposal_id,
            refusal=refusal,
            votes=_votes(look, state),
        )
        for line, refusal in found
    )


def _votes(look: PhoneLook, state: RoundState | None) -> bool:
    return state is RoundState.open and not look.is_nobodys


def _number(look: PhoneLook) -> int:
    return look.piece.round.number if look.piece.round else 0


def _ballot(look: PhoneLook, state: RoundState | None) -> OwnVote:
    own = look.snapshot.sealed(look.member.person_id).vote if look.own_id else None
    return OwnVote(
        look.member.language,
        look.at,
        _number(look),
        state,
        votes=_votes(look, state),
        voted=own is not None and own.proposal_id is not None,
        told=look.piece.is_result_told,
        choice_hidden=own is not None and own.is_hidden,
        tie=hung.is_tie(look.piece.counted),
        order_alone=hung.is_order_alone(look.piece.counted),
        turn=look.turn,
        host=look.host,
    )


def _voted_on(
    look: PhoneLook, own_groups: frozenset[int]
) -> list[tuple[ProposalLine, Refusal | None]]:
    """What can be chosen now, and of what is hidden the own; of a round that has been told what it counted.

    Each with the reason why it cannot be chosen: the same for all whose own the same groups' are.
    """
    piece = look.piece
    told = piece.is_result_told
    seen = hung.results(piece, piece.counted) if told else hung.seen_by(piece, own_groups)
    lines = hung.by_votes([hung.proposal_line(look.say, *both) for both in seen])
    groups = {proposal.id: piece.origins(proposal) for proposal in piece.proposals}
    return [(line, vote.may_vote(groups[line.id], own_groups)) for line in lines]


def wall(look: WallLook) -> Wall:
    vote_round = look.piece.round
    voted, people = look.snapshot.turnout, look.snapshot.voters.people
    number, state = (vote_round.number, vote_round.state) if vote_round else (0, None)
    named = {
        **look.frame,
        "number": number,
        "again": ROUNDS.get(number, LATER_ROUND) if number > 1 else "",
        "state": state,
    }
    if state is not RoundState.closed or not look.piece.is_result_told:
        has_voted = state in (RoundState.open, RoundState.closed)
        sun = Sun(**look.both, turnout=voted, people=people, shown=has_voted)
        return Wall(**named, sun=sun)
    lines = [
        hung.proposal_line(look.say, proposal, idea)
        for proposal, idea in hung.results(look.piece, look.piece.counted)
    ]
    return Wall(
        **named,
        **result(
            look.language,
            hung.by_votes(lines),
            tie=hung.is_tie(look.piece.counted),
            again=number > 1,
        ),
        turnout=Turnout(**look.both, turnout=voted, people=people),
    )


def result(
    language: Language, lines: Sequence[ProposalLine], *, tie: bool, again: bool
) -> dict[str, Any]:
    """What a wall shows of a closed vote."""
    votes = [line.votes or 0 for line in lines]
    drawn = tally.tally(
        [line.place or 1 for line in lines],
        tie=tie,
        again=again,
        nobody=all(line.votes == 0 for line in lines),
    )
    bars = tally.bars(votes, by_hand=any(line.hands for line in lines))
    rows = tuple(
        _row(language, line, bar, cut=len(lines) > tally.LONG)
        for line, bar in zip(lines[: drawn.shown], bars, strict=False)
    )
    return {"drawn": drawn, "rows": rows}


def _row(language: Language, line: ProposalLine, bar: float, *, cut: bool) -> TallyRow:
    return TallyRow(
        language,
        number=line.group_number,
        letter=line.letter,
        title=None if line.hidden else line.title,
        joined=tuple(one.group_number for one in line.joined),
        place=line.place or 1,
        votes=line.votes,
        hands=line.hands,
        bar=bar,
        cut=cut,
    )
