"""The panels of the proposals and the vote."""

from typing import ClassVar

from app import texts
from app.frozen import frozen
from app.languages import HALL_LANGUAGES
from app.method.refusals import Refusal, vote_void
from app.method.vote_hands import VotingGroup
from app.screens.console_look import ConsoleLook, ConsolePart
from app.screens.console_panel import ConsolePanel, heading, hidden_texts
from app.screens.hung import JoinedLine, ProposalLine
from app.screens.screen import Part
from app.screens.speaker import Said
from app.screens.vote.on_console import HandsLine, RoundLine, hands_line
from app.screens.vote.round_names import later_round
from app.screens.wall import fitting
from app.texts import Saying
from app.vocabulary import Language, RoundState

OPTION = 40  # letters of a proposal in a list to choose from
# A proposal to choose, and what it is called.
Option = tuple[int, str]


@frozen
class ConsoleProposal(ConsolePart):
    """A proposal as it hangs there; `number`: its place. `on_wall`: the wall shows it alone."""

    template: ClassVar[str] = "proposals/line.html"
    number: int
    proposal: ProposalLine
    on_wall: bool

    @property
    def id(self) -> str:
        return f"proposal-{self.proposal.id}"


@frozen
class JoiningAlike(ConsolePart):
    """Proposals that are the same: joined, and taken apart again, until the first vote opens.

    `options`: (proposal, its words). `joined`: each with the title of the one that stands for it.
    """

    template: ClassVar[str] = "console/parts/joining_alike.html"
    name: ClassVar[str] = "joining-alike"
    options: tuple[Option, ...]
    joined: tuple[tuple[JoinedLine, Said], ...]

    @property
    def can_join(self) -> bool:
        return len(self.options) > 1

    @property
    def number_joined(self) -> int:
        return len(self.joined)


@frozen
class SayingToo(ConsolePart):
    """Proposals for which some of the hall's languages have no words. `options`: (proposal, its words)."""

    template: ClassVar[str] = "proposals/saying_too.html"
    name: ClassVar[str] = "saying-too"
    options: tuple[Option, ...]
    languages: tuple[Language, ...]


@frozen
class ConsoleTurnout(ConsolePart):
    """`hidden`: a proposal is hidden, so votes for it do not count."""

    template: ClassVar[str] = "vote/votes.html"
    name: ClassVar[str] = "votes"
    turnout: int
    people: int
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


def proposals_panel(look: ConsoleLook) -> ConsolePanel:
    return ConsolePanel(
        heading=heading(
            look,
            texts.ngettext(
                "%(num)s proposal", "%(num)s proposals", len(look.proposals), look.language
            ),
        ),
        lines=tuple(
            ConsoleProposal(
                **look.own,
                number=number,
                proposal=line,
                on_wall=line.spotlit and not look.is_covered,
            )
            for number, line in enumerate(look.proposals, 1)
        ),
        below=(*_joining_alike(look), *_saying_too(look), *hidden_texts(look)),
    )


def _joining_alike(look: ConsoleLook) -> tuple[JoiningAlike, ...]:
    lines = look.proposals
    joined = tuple((other, line.title) for line in lines for other in line.joined)
    if look.is_over or look.piece.rounds or not (joined or len(lines) > 1):
        return ()
    return (JoiningAlike(**look.own, options=tuple(map(_option, lines)), joined=joined),)


def _saying_too(look: ConsoleLook) -> tuple[SayingToo, ...]:
    piece, words = look.piece, look.piece.proposed_words
    said = {
        line.id: words.get(piece.proposed[line.idea_id].title_id, {})
        for line in look.proposals
        if not line.hidden
    }
    lacking = {line_id: {*HALL_LANGUAGES} - told.keys() for line_id, told in said.items() if told}
    options = tuple(_option(line) for line in look.proposals if lacking.get(line.id))
    languages = tuple(
        language
        for language in HALL_LANGUAGES
        if any(language in lack for lack in lacking.values())
    )
    drafts = look.drafts_of("proposals/said")
    asked = SayingToo(**look.own, options=options, languages=languages, drafts=drafts)
    return (asked,) if options and not look.is_over else ()


def _option(line: ProposalLine) -> Option:
    words = f"{line.group_number}{line.letter} {fitting.cut(line.title.words, OPTION)}"
    return line.id, "" if line.hidden else words


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
        beside = (*_joining_alike(look), *_saying_too(look))
        below: tuple[Part, ...] = (*newest, *beside, opening)
        return ConsolePanel(heading=head, below=(*below, *hidden_texts(look), *earlier))
    turnout = ConsoleTurnout(
        **look.own, turnout=vote.voted, people=vote.people, hidden=bool(vote.hidden)
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
        below=(closing, *_saying_too(look), *hidden_texts(look), *earlier),
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
