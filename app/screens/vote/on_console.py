"""The vote on the console: the current round with every table's hands, and the earlier rounds."""

from typing import ClassVar

from app import texts
from app.frozen import frozen
from app.method.refusals import Refusal, vote_void
from app.method.vote_hands import VotingGroup
from app.screens.console_look import ConsoleLook, ConsolePart
from app.screens.console_panel import ConsolePanel, heading, hidden_texts
from app.screens.proposals.on_console import joining_alike, saying_too
from app.screens.screen import Part
from app.screens.vote.round_lines import HandsLine, RoundLine, hands_line
from app.screens.vote.round_names import later_round
from app.texts import Saying
from app.vocabulary import RoundState


@frozen
class ConsoleTurnout(ConsolePart):
    """`said_on`: see `Turnout`. `hidden`: a proposal is hidden, so votes for it do not count."""

    template: ClassVar[str] = "vote/votes.html"
    name: ClassVar[str] = "votes"
    turnout: int
    people: int
    said_on: Saying
    hidden: bool


@frozen
class Hands(ConsolePart):
    """One table's raised hands, of people without a phone. `is_open`: else no lines are sent."""

    template: ClassVar[str] = "vote/hands.html"
    round_number: int
    table: HandsLine
    is_open: bool

    @property
    def id(self) -> str:
        return _of(self.table.id)


@frozen
class Closing(ConsolePart):
    template: ClassVar[str] = "vote/closing.html"
    name: ClassVar[str] = "closing"
    round_number: int
    refusal: Refusal | None


@frozen
class Outcome(ConsolePart):
    """The newest round, which is over. `void`: if it could not be counted, what is told of that."""

    template: ClassVar[str] = "vote/over.html"
    name: ClassVar[str] = "outcome"
    round: RoundLine
    void: Refusal | Saying | None


@frozen
class Earlier(ConsolePart):
    """An earlier round, as it was counted."""

    template: ClassVar[str] = "vote/earlier.html"
    round: RoundLine

    @property
    def id(self) -> str:
        return f"round-{self.round.number}"


@frozen
class OpeningVote(ConsolePart):
    """`again`: a round has been counted, so that another one is a new round. `after`: the number of the newest."""

    template: ClassVar[str] = "vote/opening.html"
    name: ClassVar[str] = "opening-vote"
    again: bool
    after: int
    refusal: Refusal | None


def vote_panel(look: ConsoleLook) -> ConsolePanel:
    vote = look.vote
    state = vote.state
    number, title = vote.round_number, state.says["heading"] if state else ""
    later = later_round(number)
    head = heading(
        look,
        texts.say(title, look.language) if title else "",
        texts.say(later.sentence, look.language, **dict(later.values)) if later else "",
    )
    earlier = tuple(Earlier(**look.own, round=past) for past in vote.earlier)
    if state is not RoundState.open:
        newest = (_outcome(look, vote.newest),) if vote.newest else ()
        opening = OpeningVote(
            **look.own,
            again=state is RoundState.closed,
            after=vote.round_number,
            refusal=vote.open_refusal,
        )
        beside = (*joining_alike(look), *saying_too(look))
        below: tuple[Part, ...] = (*newest, *beside, opening)
        return ConsolePanel(heading=head, below=(*below, *hidden_texts(look), *earlier))
    turnout = ConsoleTurnout(
        **look.own,
        turnout=vote.turnout.people,
        people=vote.turnout.voters,
        said_on=vote.turnout.said_on,
        hidden=bool(vote.hidden),
    )
    raised = look.count("hand-votes", sum(table.raised for table in vote.tables))
    is_open = look.opens("hand-votes") or any(look.opens(_of(table.id)) for table in vote.tables)
    closing = Closing(**look.own, round_number=vote.round_number, refusal=vote.close_refusal)
    return ConsolePanel(
        heading=head,
        above=(turnout,),
        lines=tuple(_hands(look, table) for table in vote.tables) if is_open else (),
        is_open=is_open,
        lines_count=raised if vote.tables else None,
        below=(closing, *saying_too(look), *hidden_texts(look), *earlier),
    )


def _outcome(look: ConsoleLook, line: RoundLine) -> Outcome:
    told = Saying(line.state.says["lead"]) if look.vote.open_refusal else vote_void
    return Outcome(**look.own, round=line, void=told if line.is_void else None)


def _hands(look: ConsoleLook, table: VotingGroup) -> Hands:
    """A shut panel is sent no lines."""
    is_open = look.opens(_of(table.id))
    shown = (look.vote.lines, look.vote.hidden) if is_open else ((), ())
    return Hands(
        **look.own,
        round_number=look.vote.round_number,
        table=hands_line(table, *shown),
        is_open=is_open,
    )


def _of(group_id: int) -> str:
    """The id of the panel of a table's hands."""
    return f"hands-at-{group_id}"
