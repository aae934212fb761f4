"""The proposals as they hang there: each group's own on its phones, and the one in the light on the wall."""

from dataclasses import dataclass
from typing import ClassVar

from app.models import Idea, Proposal
from app.reading.pieces import GroupPiece
from app.screens import hung
from app.screens.hung import JoinedLine, ProposalLine
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.wall_look import WallLook, WallScreen
from app.screens.wording import Said, Speaker
from app.vocabulary import Shown


@dataclass(frozen=True)
class Phone(PhoneScreen):
    template: ClassVar[str] = "phone/proposals.html"
    proposals: tuple[ProposalLine, ...]


@dataclass(frozen=True)
class WallProposal:
    group_number: int
    letter: str
    title: Said
    what: Said
    who: Said
    votes: int = 0
    hands: int = 0
    tied: bool = False
    joined: tuple[JoinedLine, ...] = ()
    hidden: bool = False


@dataclass(frozen=True)
class Wall(WallScreen):
    """`spotlit` None: only the marks of the groups that propose stand there. `joined`: how many stand with another."""

    template: ClassVar[str] = "projector/proposals.html"
    marks: tuple[tuple[int, str], ...]
    spotlit: WallProposal | None
    joined: int = 0


def phone(look: PhoneLook) -> Phone:
    lines = [
        hung.proposal_line(
            look.say,
            proposal,
            idea,
            own=look.member.group_id in look.piece.origins(proposal),
        )
        for proposal, idea in hung.seen_by(look.piece, {look.member.group_id or 0})
    ]
    return Phone(**look.frame, proposals=tuple(lines))


def wall(look: WallLook) -> Wall:
    both = hung.proposals(look.piece)
    wanted = look.piece.shown.get(Shown.spotlight)
    spotlit = [
        wall_proposal(look, proposal, idea) for proposal, idea in both if str(idea.id) == wanted
    ]
    lines = [hung.proposal_line(look.say, proposal, idea) for proposal, idea in both]
    marks = []
    for line in lines:
        marks.append((line.group_number, line.letter))
        marks.extend((one.group_number, one.letter) for one in line.joined)
    return Wall(
        **look.frame,
        marks=tuple(marks),
        spotlit=spotlit[0] if spotlit else None,
        joined=len(marks) - len(lines),
    )


def wall_proposal(look: WallLook, proposal: Proposal, idea: Idea) -> WallProposal:
    line = hung.proposal_line(look.say, proposal, idea)
    return WallProposal(
        line.group_number,
        line.letter,
        line.title,
        line.what,
        line.who,
        line.votes or 0,
        line.hands,
        line.tied,
        line.joined,
        line.hidden,
    )


def progress(group: GroupPiece) -> tuple[int, int]:
    return len(group.shown_proposed), len(group.shown)


def proposal_lines(say: Speaker) -> tuple[ProposalLine, ...]:
    return tuple(
        hung.proposal_line(say, proposal, idea) for proposal, idea in hung.proposals(say.piece)
    )
