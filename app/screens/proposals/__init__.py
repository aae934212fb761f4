"""The proposals as they hang on the wall: all of them on phones, the presented one on the wall."""

from collections.abc import Sequence
from typing import Any, ClassVar

from app.drawing import fit
from app.frozen import frozen
from app.method import proposals as method
from app.method.refusals import Refusal, voted_on
from app.models import Idea
from app.reading.group_pieces import GroupPiece
from app.reading.meeting_pieces import MeetingPiece
from app.screens import hung
from app.screens.hung import ProposalLine
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.screen import Part
from app.screens.speaker import Said, Speaker
from app.screens.wall import light
from app.screens.wall_look import WallLook, WallScreen
from app.screens.wall_parts import WallPart
from app.texts import Saying, saying
from app.vocabulary import N_, Language, Step

HUNG = (4, 8, 18, 32)  # marks, past which each of them is smaller


@frozen
class Phone(PhoneScreen):
    """`foreign_to`: by proposal, how many at the table read another language than its own. `vote_comes`: they are voted
    on afterwards.
    """

    template: ClassVar[str] = "proposals/phone.html"
    proposals: tuple[ProposalLine, ...]
    foreign_to: tuple[tuple[int, int], ...]
    vote_comes: bool

    def foreign(self, proposal_id: int) -> int:
        return dict(self.foreign_to).get(proposal_id, 0)

    @property
    def spotlit(self) -> ProposalLine | None:
        return next((line for line in self.proposals if line.spotlit), None)

    @property
    def others(self) -> list[ProposalLine]:
        return [line for line in self.proposals if not line.spotlit]


@frozen
class Spotlit(WallPart):
    """The proposal that is presented. `joined`: numbers of the groups whose proposals it stands
    for.

    Of the `ProposalLine` it holds what it shows, and neither votes nor the words of those joined.
    """

    template: ClassVar[str] = "proposals/spotlit.html"
    name: ClassVar[str] = "spotlit"
    number: int
    title: Said
    what: Said
    who: Said
    joined: tuple[int, ...]

    @property
    def size(self) -> int:
        """The title's size, in units of the wall; see `light`."""
        return light.size(self.title.words, (self.what.words, self.who.words), light.OVER_A_ROW)


@frozen
class Hanging(Part):
    """The mark of a proposal. `here`: it is presented now, or the one that it is joined with."""

    template: ClassVar[str] = "proposals/hanging.html"
    number: int
    letter: str
    here: bool

    @property
    def id(self) -> str:
        return f"hung-{self.number}-{self.letter}"


@frozen
class HungCount(WallPart):
    template: ClassVar[str] = "proposals/count.html"
    name: ClassVar[str] = "hung-count"
    count: int


@frozen
class Wall(WallScreen):
    """`spotlit`: None while only marks are shown. `count`: joined proposals count as one."""

    template: ClassVar[str] = "proposals/wall.html"
    step: ClassVar[Step] = Step.proposals
    nothing: ClassVar[str] = N_("No group has chosen its proposal yet.")
    marks: tuple[Hanging, ...]
    spotlit: Spotlit | None
    count: HungCount | None

    @property
    def shows(self) -> Saying:
        return super().shows if self.marks or self.spotlit else Saying(self.nothing)

    @property
    def size(self) -> str:
        """Of each mark."""
        return fit(len(self.marks), HUNG)


def vote_was_opened(piece: MeetingPiece) -> bool:
    """As `method.proposals.has_rounds`, for screens. They read no round before the step of the vote has
    begun, so that until then no phone is woken by what another table proposes.
    """
    come_to = any(row.kind is Step.vote and row.began_at is not None for row in piece.rows)
    return come_to and bool(piece.rounds)


def choice_refusal(look: PhoneLook, idea: Idea, *, placed_first: bool) -> Refusal | None:
    """Why the group cannot change now whether it proposes this idea; None: it can. Until a vote is
    opened it can always take a proposal back, however many it has.
    """
    if vote_was_opened(look.piece):
        return voted_on
    if idea.id in look.group.proposed:
        return None
    most = look.piece.meeting.proposals_a_group
    there = method.using_up(len(look.group.shown_proposed), most)
    return method.may_propose(idea, there, most, placed_first=placed_first)


def phone(look: PhoneLook) -> Phone:
    hanging = hung.seen_by(look.piece, {look.member.group_id or 0})
    lines = tuple(hung.proposal_line(look.say, proposal, idea) for proposal, idea in hanging)
    frame = look.frame(N_("The groups' proposals"))
    for lit in (line for line in lines if line.spotlit):
        presents = saying(N_("Group %(number)s presents"), number=lit.group_number)
        frame |= {"news": look.news(presents, words=(lit.title,))}
    return Phone(
        **frame,
        proposals=lines,
        foreign_to=foreign_to(look, lines),
        vote_comes=look.piece.comes(Step.vote),
    )


def foreign_to(look: PhoneLook, lines: Sequence[ProposalLine]) -> tuple[tuple[int, int], ...]:
    if look.member.group_id is None:
        return ()
    read = look.group.languages
    return tuple((line.id, sum(read.values()) - read.get(line.title.language, 0)) for line in lines)


def wall(look: WallLook) -> Wall:
    lines = proposal_lines(look.say)
    return Wall(**look.frame, **hanging(look.language, lines, look.both["second_language"]))


def hanging(
    language: Language, lines: Sequence[ProposalLine], second_language: Language | None = None
) -> dict[str, Any]:
    """What a wall shows of the proposals that hang there."""
    lit = next((line for line in lines if line.spotlit), None)
    marks = tuple(
        Hanging(language, *mark, here=line is lit)
        for line in lines
        for mark in ((line.group_number, line.letter), *(other.mark for other in line.joined))
    )
    return {
        "marks": marks,
        "spotlit": _spotlit(language, lit, second_language) if lit else None,
        "count": HungCount(language, len(lines), second_language=second_language)
        if lines
        else None,
    }


def _spotlit(language: Language, line: ProposalLine, second_language: Language | None) -> Spotlit:
    joined = tuple(other.group_number for other in line.joined)
    return Spotlit(
        language,
        number=line.group_number,
        title=line.title,
        what=line.what,
        who=line.who,
        joined=joined,
        second_language=second_language,
    )


def progress(group: GroupPiece) -> tuple[int, int]:
    return len(group.shown_proposed), len(group.shown)


def proposal_lines(say: Speaker) -> tuple[ProposalLine, ...]:
    return tuple(
        hung.proposal_line(say, proposal, idea) for proposal, idea in hung.proposals(say.piece)
    )
