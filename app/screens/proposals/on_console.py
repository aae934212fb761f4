"""The proposals on the console: as they hang, those that are joined, and the words that some lack."""

from typing import ClassVar

from app import texts
from app.frozen import frozen
from app.languages import HALL_LANGUAGES
from app.screens.console_look import ConsoleLook, ConsolePart
from app.screens.console_panel import ConsolePanel, heading, hidden_texts
from app.screens.hung import JoinedLine, ProposalLine
from app.screens.speaker import Said
from app.screens.wall import fitting
from app.vocabulary import Language

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
        below=(*joining_alike(look), *saying_too(look), *hidden_texts(look)),
    )


def joining_alike(look: ConsoleLook) -> tuple[JoiningAlike, ...]:
    lines = look.proposals
    joined = tuple((other, line.title) for line in lines for other in line.joined)
    if look.is_over or look.piece.rounds or not (joined or len(lines) > 1):
        return ()
    return (JoiningAlike(**look.own, options=tuple(map(_option, lines)), joined=joined),)


def saying_too(look: ConsoleLook) -> tuple[SayingToo, ...]:
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
