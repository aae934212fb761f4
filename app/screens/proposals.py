"""The proposals as they hang there: each group's own on its phones, and the one in the light on the wall."""

from dataclasses import dataclass
from typing import ClassVar

from app.reading.pieces import GroupPiece
from app.screens import hung
from app.screens.hung import ProposalLine
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.wall_look import WallLook, WallScreen
from app.screens.wording import Speaker
from app.vocabulary import N_


@dataclass(frozen=True)
class Phone(PhoneScreen):
    template: ClassVar[str] = "proposals/phone.html"
    proposals: tuple[ProposalLine, ...]


@dataclass(frozen=True)
class Wall(WallScreen):
    """`spotlit` None: only the marks of the groups that propose stand there. `joined`: how many stand with another."""

    template: ClassVar[str] = "proposals/wall.html"
    marks: tuple[tuple[int, str], ...]
    spotlit: ProposalLine | None
    joined: int = 0


def phone(look: PhoneLook) -> Phone:
    hanging = hung.seen_by(look.piece, {look.member.group_id or 0})
    return Phone(
        **look.frame(N_("The groups' proposals")),
        proposals=tuple(hung.proposal_line(look.say, proposal, idea) for proposal, idea in hanging),
    )


def wall(look: WallLook) -> Wall:
    lines = proposal_lines(look.say)
    marks = []
    for line in lines:
        marks.append((line.group_number, line.letter))
        marks.extend(one.mark for one in line.joined)
    return Wall(
        **look.frame,
        marks=tuple(marks),
        spotlit=next((line for line in lines if line.spotlit), None),
        joined=len(marks) - len(lines),
    )


def progress(group: GroupPiece) -> tuple[int, int]:
    return len(group.shown_proposed), len(group.shown)


def proposal_lines(say: Speaker) -> tuple[ProposalLine, ...]:
    return tuple(
        hung.proposal_line(say, proposal, idea) for proposal, idea in hung.proposals(say.piece)
    )
