"""Typing what a table has put on paper: the form of one table, and the helper's own screen."""

from collections.abc import Iterable
from typing import Any, ClassVar

from app.frozen import frozen
from app.method import ideas, ideas_rewording, on_paper, typed_piles
from app.method.on_paper import SORTED, WRITTEN
from app.method.rules import has_axis
from app.models import Idea
from app.reading.group_pieces import GroupPiece
from app.reading.snapshot import Snapshot
from app.screens.proposals import proposal_lines, vote_was_opened
from app.screens.screen import AskedBeside, Drafts, Part, Screen
from app.screens.speaker import Said, Speaker
from app.screens.vote import round_lines
from app.screens.vote.round_lines import HandsLine
from app.viewer import Helper
from app.vocabulary import Effort, Impact, Reason, Source, Step, Word


@frozen
class PaperPile:
    """`word`: also the name of its field; `said_as`: which form of the word is the pile's name.
    `numbers`: of its cards.
    """

    word: Word
    said_as: str
    numbers: str


@frozen
class PaperPlace:
    """What the fields of an idea's place show: what is stored, or what was typed and refused.
    `point`: the option for its place on the axis.
    """

    point: str
    proposed: bool


@frozen
class PaperIdea:
    """`seen`: digests of its words. `proposed`: the table proposes it. `stands`: the place and
    whether the table proposes the idea, as the form sends them back, so that a later change is
    noticed.
    """

    id: int
    letter: str
    title: Said
    what: Said
    who: Said
    seen: str
    place: PaperPlace
    proposed: bool
    stands: str


@frozen
class PaperForm:
    """What can be typed now. `seen`: the piles that the form was made from. `piles`, `hands`: None
    while they cannot be typed.

    `may_write`: the table may write another idea, whose place is `new`. `may_propose`: no vote has
    been opened. `are_placed`: the programme has the axis.
    """

    points: ClassVar[tuple[tuple[str, Effort, Impact], ...]] = tuple(
        (f"{effort} {impact}", effort, impact) for effort in Effort for impact in Impact
    )
    seen: str
    piles: tuple[PaperPile, ...] | None
    is_written: bool
    are_placed: bool
    ideas: tuple[PaperIdea, ...]
    new: PaperPlace
    may_write: bool
    may_propose: bool
    hands: HandsLine | None
    round_number: int


@frozen
class PaperTable(Part):
    """A table, and how its result has come in. `at`: where its forms post; `hands_at`: where its
    votes by hand post. `page`: the page that it stands on; `opens`: the panels to open there.

    `typed`: how many of its cards were typed from paper. `form`: None while it is shut.
    `is_own`: on the table's own phone.
    """

    template: ClassVar[str] = "on_paper/table.html"
    at: str
    hands_at: str
    page: str
    opens: str
    group_id: int
    number: int
    typed: int
    form: PaperForm | None
    is_own: bool = False

    @property
    def takes_words(self) -> bool:
        """Of ideas: at the table's own phone people write them on their own screen."""
        return self.form is not None and self.form.is_written and not self.is_own

    @property
    def id(self) -> str:
        return f"paper-{self.group_id}"

    @property
    def below(self) -> str:
        """`at`, as it stands in the names of forms below the page."""
        return below(self.at, self.page)


@frozen
class HelpersScreen(Screen):
    """`tables`: none until the small groups are formed."""

    template: ClassVar[str] = "on_paper/helping.html"
    asks_again: ClassVar[int] = 0
    meeting: Said
    step: Step | None
    ended: bool
    tables: tuple[PaperTable, ...]


def screen(snapshot: Snapshot, viewer: Helper, asked: AskedBeside) -> HelpersScreen:
    piece, at = snapshot.meeting, f"/helper/{viewer.meeting_id}"
    say = Speaker(piece, viewer.language)
    return HelpersScreen(
        language=viewer.language,
        at=at,
        meeting=say(piece.meeting.name_id),
        step=piece.step,
        ended=piece.meeting.ended,
        tables=() if piece.meeting.ended else paper_tables(snapshot, say, at, asked),
    )


def paper_tables(
    snapshot: Snapshot, say: Speaker, at: str, asked: AskedBeside, within: str = ""
) -> tuple[PaperTable, ...]:
    """Each small group, for a person who types for all. `within`: the panel that they stand in."""
    return tuple(
        _table(
            snapshot,
            say,
            group.id,
            asked,
            at=f"{at}/tables/{group.id}",
            hands_at=f"{at}/vote/hands",
            page=at,
            opens=f"{within}.paper-{group.id}".strip("."),
        )
        for group in snapshot.meeting.live_groups
    )


def own(snapshot: Snapshot, say: Speaker, at: str, group_id: int, asked: AskedBeside) -> PaperTable:
    """The form on the table's own phone."""
    posts = {"at": f"{at}/paper", "hands_at": f"{at}/paper/hands/{group_id}", "page": at}
    opens = f"paper-{group_id}"
    return _table(snapshot, say, group_id, asked, is_own=True, opens=opens, **posts)


def _table(
    snapshot: Snapshot, say: Speaker, group_id: int, asked: AskedBeside, **told: Any
) -> PaperTable:
    group = snapshot.group(group_id)
    forms = below(told["at"], told["page"]) + "/"
    drafts = tuple(draft for draft in asked.drafts if draft[0].startswith(forms))
    is_open = f"paper-{group_id}" in asked.opened or bool(drafts)
    return PaperTable(
        say.language,
        group_id=group_id,
        number=say.piece.numbers[group_id],
        typed=sum(decision.source is Source.paper for decision in group.decisions.values()),
        form=_form(snapshot, say, group, TypedOnPaper(forms, drafts)) if is_open else None,
        drafts=drafts,
        **told,
    )


def below(at: str, page: str) -> str:
    return at.removeprefix(f"{page}/")


@frozen
class TypedOnPaper:
    """What was typed of a table's paper and refused. `forms`: how the names of its forms begin."""

    forms: str
    drafts: Drafts

    def place(self, form: str, stored: PaperPlace, idea_id: int | None = None) -> PaperPlace:
        """`idea_id`: of the one form that is for all ideas, only what was typed of this one."""
        typed = {name: words for of, name, words in self.drafts if of == self.forms + form}
        if not typed or (idea_id and typed.get("idea_id") != str(idea_id)):
            return stored
        return PaperPlace(typed.get("point", ""), bool(typed.get("proposed")))


def _form(snapshot: Snapshot, say: Speaker, group: GroupPiece, typed: TypedOnPaper) -> PaperForm:
    piece = say.piece
    piles = typed_piles.numbered(piece.cards, group.decisions)
    shown = group.shown if piece.step in WRITTEN else []
    hands = snapshot.hands if piece.step is Step.vote else ()
    table = next((voting for voting in hands if voting.id == group.id), None)
    return PaperForm(
        seen=typed_piles.as_field(piles),
        piles=tuple(_piles(piles)) if piece.step in SORTED else None,
        is_written=piece.step in WRITTEN,
        are_placed=has_axis(piece.rows),
        ideas=tuple(_idea(say, group, idea, typed) for idea in shown),
        new=typed.place("ideas", PaperPlace("", proposed=False)),
        may_write=ideas.may_write(len(group.standing_ideas)) is None,
        may_propose=not vote_was_opened(piece),
        hands=round_lines.hands_line(table, proposal_lines(say)) if table else None,
        round_number=piece.round.number if piece.step is Step.vote and piece.round else 0,
    )


def _piles(piles: typed_piles.TypedPiles) -> Iterable[PaperPile]:
    for word in typed_piles.PILES:
        numbers = [number for number, pile in piles.items() if pile == word]
        said_as = "whole" if isinstance(word, Reason) else "name"
        yield PaperPile(word, said_as, " ".join(map(str, numbers)))


def _idea(say: Speaker, group: GroupPiece, idea: Idea, typed: TypedOnPaper) -> PaperIdea:
    proposed = idea.id in group.proposed
    stored = PaperPlace(on_paper.point_word(idea), proposed)
    place = typed.place(f"ideas/{idea.id}/point", stored)
    title, what, who = (say(getattr(idea, f"{name}_id"), group.words) for name in ideas.FIELDS)
    return PaperIdea(
        id=idea.id,
        letter=ideas.letter(idea),
        title=title,
        what=what,
        who=who,
        seen=ideas_rewording.digests(said.words for said in (title, what, who)),
        place=typed.place("point", place, idea.id),
        proposed=proposed,
        stands=on_paper.stands(idea, proposed=proposed),
    )
