"""The console's look at a snapshot: what its parts are made of, each read when the first of them asks for it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from app.reading.pieces import CrowdPiece, MeetingPiece
from app.reading.snapshot import Snapshot
from app.screens import agreement, axis, groups, ideas, proposals, sorting
from app.screens.agreement import InterestLine
from app.screens.groups import GroupLine
from app.screens.hung import ProposalLine
from app.screens.ideas import IdeaLine
from app.screens.remarks import HallNow, remarks
from app.screens.screen import AskedBeside, Drafts, Part
from app.screens.speaker import Speaker
from app.screens.vote import on_console
from app.screens.vote.on_console import VotePanel
from app.screens.wall_look import Progress
from app.texts import Saying
from app.viewer import Facilitator
from app.vocabulary import Step

_PROGRESS: dict[Step | None, Progress] = {
    Step.sorting: sorting.progress,
    Step.picture: sorting.progress,
    Step.ideas: ideas.progress,
    Step.axis: axis.progress,
    Step.proposals: proposals.progress,
}


@dataclass(frozen=True)
class ConsolePart(Part):
    """`at`: the path under which its forms post."""

    at: str


@dataclass(frozen=True)
class Count(ConsolePart):
    """A number beside the name of what it counts."""

    template: ClassVar[str] = "console/parts/count.html"
    of: str
    number: int

    @property
    def id(self) -> str:
        return f"{self.of}-count"


class ConsoleLook:
    """`own`: what every part of this console has."""

    def __init__(self, snapshot: Snapshot, viewer: Facilitator, asked: AskedBeside) -> None:
        self.snapshot = snapshot
        self._asked = asked
        self.own: dict[str, Any] = {
            "language": viewer.language,
            "at": f"/console/{viewer.meeting_id}",
        }
        self.say = Speaker(self.piece, viewer.language, snapshot.hidden_words)

    @property
    def piece(self) -> MeetingPiece:
        return self.snapshot.meeting

    @property
    def crowd(self) -> CrowdPiece:
        return self.snapshot.crowd

    @property
    def step(self) -> Step | None:
        return self.piece.step

    def opens(self, name: str) -> bool:
        """Whether this panel is open, so that it is sent what is in it."""
        return name in self._asked.opened

    def drafts_of(self, form: str) -> Drafts:
        return tuple(draft for draft in self._asked.drafts if draft[0] == form)

    def count(self, of: str, number: int) -> Count:
        return Count(**self.own, of=of, number=number)

    @cached_property
    def groups(self) -> tuple[GroupLine, ...]:
        return tuple(groups.group_lines(self.snapshot, _PROGRESS.get(self.step)))

    @cached_property
    def ideas(self) -> tuple[IdeaLine, ...]:
        return tuple(ideas.idea_lines(self.snapshot, self.say))

    @property
    def shown_ideas(self) -> tuple[IdeaLine, ...]:
        return tuple(idea for idea in self.ideas if not idea.hidden)

    @cached_property
    def proposals(self) -> tuple[ProposalLine, ...]:
        return proposals.proposal_lines(self.say)

    @cached_property
    def vote(self) -> VotePanel:
        return on_console.panel(self.snapshot, self.say)

    @cached_property
    def actions(self) -> tuple[InterestLine, ...]:
        return agreement.interest_lines(self.say, interests=self.snapshot.interests)

    @cached_property
    def remarks(self) -> tuple[Saying, ...]:
        piece, crowd = self.piece, self.crowd
        newest = piece.round
        return remarks(
            HallNow(
                step=self.step,
                people=crowd.people,
                joining_open=piece.meeting.joining_open,
                projector_present=crowd.projector_present,
                groups=self.groups,
                without_group=len(crowd.without_group),
                shown=tuple(sorted(piece.shown.items())),
                ideas=self.ideas if self.step in (Step.ideas, Step.axis, Step.proposals) else (),
                vote=newest.state if newest else None,
                over=tuple(table.number for table in self.snapshot.hands if table.is_over),
                without_voters=on_console.without_voters(self.snapshot),
                actions=self.actions,
                survey_through=self.snapshot.forms.through,
                ended=piece.meeting.ended,
            )
        )
