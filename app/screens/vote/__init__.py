"""The vote: the choice on a phone, turnout and result on the wall, and the console's rounds."""

from typing import Any, ClassVar

from app.frozen import frozen
from app.method import vote
from app.method.refusals import Refusal, no_proposals
from app.method.vote_electorate import is_evident
from app.screens import hung
from app.screens.hung import ProposalLine
from app.screens.phone_look import NOTHING_TO_DO, PhoneLook, PhoneScreen
from app.screens.screen import Part
from app.screens.turns import InTurn, PhoneTurn
from app.screens.vote.round_names import later_round
from app.texts import Saying, saying
from app.vocabulary import N_, RoundState, Step


@frozen
class Choice(Part):
    """A proposal on a phone. `refusal`: why this person cannot choose it. `votes`: one is asked for now."""

    template: ClassVar[str] = "vote/choice.html"
    line: ProposalLine
    chosen: bool
    refusal: Refusal | None
    votes: bool

    @property
    def id(self) -> str:
        return f"proposal-{self.line.id}"

    @property
    def can_be_chosen(self) -> bool:
        return self.votes and not (self.refusal or self.line.hidden)

    @property
    def told(self) -> Refusal | None:
        """Why it cannot be chosen, where a vote is asked for now and its words are shown."""
        return self.refusal if self.votes and not self.line.hidden else None


@frozen
class OwnVote(Part, InTurn):
    """Where this person's vote stands, or the vote as a whole. `state` None: no round has been
    opened.

    `votes`: a vote is asked for now. `told`: the hall has been shown the result. `choice_hidden`:
    the proposal that this person had chosen was hidden since, so that another choice is asked for.
    `agreement_comes`: actions are agreed on afterwards. `has_ideas`: there is something to vote on.
    `choices`: how many of that this person may vote for. `left`: how many votes are left to give.
    `tie`: at the first place. `order_alone`: how many voted for each is not told. `is_hosts`: on
    the table's own phone.
    """

    template: ClassVar[str] = "vote/ballot.html"
    name: ClassVar[str] = "ballot"
    at: str
    round_number: int
    state: RoundState | None
    has_ideas: bool
    choices: int
    votes: bool
    voted: bool
    left: int
    told: bool
    choice_hidden: bool
    tie: bool
    order_alone: bool
    agreement_comes: bool
    turn: PhoneTurn | None
    is_hosts: bool

    @property
    def is_open(self) -> bool:
        return self.state is RoundState.open

    @property
    def is_aside(self) -> bool:
        """Nobody at this phone is asked just now, and it is no table's own."""
        return self.is_open and not self.votes and not self.is_hosts

    @property
    def lead(self) -> Saying:
        """The sentence that it begins with."""
        return self._said[0]

    @property
    def below(self) -> Saying | None:
        """What is said under that sentence, in small."""
        return self._said[1]

    @property
    def taking_back(self) -> Saying:
        """What the button takes back that stands beside a saved vote."""
        return saying(N_("Take back your vote"))

    @property
    def _said(self) -> tuple[Saying, Saying | None]:
        match self.state:
            case RoundState.open:
                return self._asked()
            case RoundState.closed:
                return _ENDED_IN_A_TIE if self.tie else _CLOSED, self._until_agreed()
            case RoundState.void:
                return _VOID
        return _SOON if self.has_ideas else (NOTHING_TO_DO, None)

    def _until_agreed(self) -> Saying | None:
        if not self.told:
            return saying(N_("The meeting leader soon shows the result."))
        return saying(N_("Next we agree on what will be done.")) if self.agreement_comes else None

    def _asked(self) -> tuple[Saying, Saying | None]:
        if self.votes and self.voted:
            return saying(N_("Your vote is saved")), _CHANGEABLE
        if self.is_aside:
            return _ALL_SAVED, None
        hidden = _CHOICE_HIDDEN if self.choice_hidden else None
        if not self.choices:
            return _NO_CHOICE, hidden
        if self.is_hosts:
            return _HANDS
        if hidden:
            return saying(N_("Choose again")), hidden
        return saying(N_("Choose one idea")), (
            _KNOWN if is_evident(self.choices, self.left) else _SECRET
        )


RESULT = N_("The result of the vote")
READ = saying(N_("Read the ideas. You cannot vote for your own group's idea."))
_SOON = saying(N_("The vote opens soon.")), READ
_CLOSED = saying(N_("The vote is closed."))
_ENDED_IN_A_TIE = saying(N_("The vote ended in a tie."))
_VOID = (
    saying(N_("This vote could not be counted.")),
    saying(N_("The meeting leader can open a new round. Then you vote again.")),
)
_HANDS = (
    saying(N_("Raise your hands")),
    saying(
        N_(
            "This is the table's phone. It does not vote. The meeting leader counts the hands of "
            "those who have no phone."
        )
    ),
)
_ALL_SAVED = saying(
    N_("Your votes are saved. Each of you can change your own vote until the vote closes.")
)
_NO_CHOICE = saying(N_("There is no idea that you can vote for now."))
_CHOICE_HIDDEN = saying(
    N_(
        "The meeting leader has hidden the idea that you chose. Your vote for it does not count now."
    )
)
_CHANGEABLE = saying(N_("You can change it until the vote closes."))
_SECRET = saying(N_("You can change it until the vote closes. No screen shows who voted for what."))
# Then the turnout tells of everybody who votes at that table for what.
_KNOWN = saying(
    N_("There is only one idea that you can vote for, so others can work out how you voted.")
)


@frozen
class Phone(PhoneScreen):
    """A proposal's votes are shown only when the round is closed."""

    template: ClassVar[str] = "vote/phone.html"
    round_number: int
    state: RoundState | None
    proposals: tuple[Choice, ...]
    ballot: OwnVote

    @property
    def later_round(self) -> Saying | None:
        return later_round(self.round_number)


def phone(look: PhoneLook) -> Phone:
    vote_round = look.piece.round
    state = vote_round.state if vote_round else None
    choices = _choices(look, state)
    ballot = _ballot(look, state, choices)
    return Phone(
        **look.frame(_title(look, ballot)) | {"news": look.news(*_news(ballot))},
        round_number=_number(look),
        state=state,
        proposals=choices,
        ballot=ballot,
    )


def _news(ballot: OwnVote) -> tuple[Saying, ...]:
    """What a screen reader announces: what has just happened, then what the ballot says first."""
    come = None
    if ballot.state is RoundState.open and not (ballot.voted or ballot.choice_hidden):
        come = saying(N_("The vote is open."))
    elif ballot.state is RoundState.closed and ballot.told:
        come = saying(RESULT)
    elif ballot.state is None and not ballot.has_ideas:
        return (saying(no_proposals.sentence),)
    return (come, ballot.lead) if come else (ballot.lead,)


def _title(look: PhoneLook, ballot: OwnVote) -> str:
    if look.piece.is_result_told and ballot.state is RoundState.closed:
        return RESULT
    can_vote = ballot.state is RoundState.open and (ballot.choices or ballot.voted)
    return RoundState.open.says["title"] if can_vote else Step.vote.says["name"]


def _choices(look: PhoneLook, state: RoundState | None) -> tuple[Choice, ...]:
    own = look.own.vote if look.shows_chosen else None
    own_groups = look.own.groups
    alike = ("voted on", look.say.language, look.say.reads, own_groups)
    lines = look.piece.later().once(alike, lambda: _voted_on(look, own_groups))
    votes = _votes(look, state)
    chosen = own.proposals if own else frozenset[int]()
    return tuple(
        # What is chosen already stays so, whatever table its voter has come to since.
        _choice(look, line, line.id in chosen, None if line.id in chosen else refusal, votes)
        for line, refusal in lines
    )


def _choice(look: PhoneLook, *told: Any) -> Choice:
    """Returns the very same object for all who read one language and see the same of the proposal, as they are
    many.
    """
    return look.piece.later().once(
        ("choice", look.say.language, told), lambda: Choice(look.say.language, *told)
    )


def _votes(look: PhoneLook, state: RoundState | None) -> bool:
    return state is RoundState.open and not look.is_nobodys


def _number(look: PhoneLook) -> int:
    return look.piece.round.number if look.piece.round else 0


def _ballot(look: PhoneLook, state: RoundState | None, listed: tuple[Choice, ...]) -> OwnVote:
    shown = [choice for choice in listed if not choice.line.hidden]
    own = None if look.is_nobodys else look.own.vote
    return OwnVote(
        look.member.language,
        look.at,
        _number(look),
        state,
        has_ideas=bool(shown),
        choices=sum(choice.refusal is None for choice in shown),
        votes=_votes(look, state),
        voted=own is not None and bool(own.proposals),
        left=own.left if own else 0,
        told=look.piece.is_result_told,
        choice_hidden=own is not None and own.is_hidden,
        tie=hung.is_tie(look.piece.counted),
        order_alone=hung.is_order_alone(look.piece.counted),
        agreement_comes=look.piece.comes(Step.agreement),
        turn=look.turn,
        is_hosts=look.is_hosts,
    )


def _voted_on(
    look: PhoneLook, own_groups: frozenset[int]
) -> list[tuple[ProposalLine, Refusal | None]]:
    """What can be chosen now, and this person's own hidden proposals; once the result is told, what
    the round counted.

    Each comes with the reason why it cannot be chosen: the same for all with the same own groups.
    """
    piece = look.piece
    told = piece.is_result_told
    seen = hung.results(piece, piece.counted) if told else hung.seen_by(piece, own_groups)
    lines = hung.by_votes([hung.proposal_line(look.say, *both) for both in seen])
    groups = {proposal.id: piece.origins(proposal.id) for proposal in piece.proposals}
    return [(line, vote.may_vote(groups[line.id], own_groups)) for line in lines]
