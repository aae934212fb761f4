"""The console's view of a snapshot: what its parts are made of, each read when first asked for."""

from collections.abc import Callable
from itertools import chain
from typing import Any, ClassVar, TypeVar

from app.frozen import frozen
from app.kept import found_once
from app.method.rules import has_axis
from app.reading.hall_numbers import CrowdPiece
from app.reading.meeting_pieces import MeetingPiece
from app.reading.snapshot import Snapshot
from app.screens import agreed_actions, axis, groups, ideas, proposals, results, sorting
from app.screens.agreed_actions import ActionLine
from app.screens.groups import GroupLine
from app.screens.hung import ProposalLine
from app.screens.idea_lines import IdeaLine, idea_lines
from app.screens.remarks import HallNow, remarks
from app.screens.screen import AskedBeside, Drafts, Part
from app.screens.speaker import Speaker
from app.screens.survey import survey_until
from app.screens.vote import round_lines
from app.screens.vote.round_lines import VotePanel
from app.screens.wall_look import Progress, put_up
from app.texts import Saying
from app.viewer import Facilitator
from app.vocabulary import Cover, Language, Shown, Step, Theme

T = TypeVar("T")
_PROGRESS: dict[Step | None, Progress] = {
    Step.sorting: sorting.progress,
    Step.picture: sorting.progress,
    Step.ideas: ideas.progress,
    Step.axis: axis.progress,
    Step.proposals: proposals.progress,
}


@frozen
class ConsolePart(Part):
    """`at`: the path under which its forms post."""

    at: str


@frozen
class Count(ConsolePart):
    """A number beside the name of what it counts."""

    template: ClassVar[str] = "console/parts/count.html"
    of: str
    number: int

    @property
    def id(self) -> str:
        return f"{self.of}-count"


class ConsoleLook:
    """`own`: the fields that every part of this console has. `opens_door`: there is a code to join by."""

    def __init__(
        self, snapshot: Snapshot, viewer: Facilitator, asked: AskedBeside, *, opens_door: bool
    ) -> None:
        self.snapshot = snapshot
        self.asked = asked
        self.opens_door = opens_door
        self.own: dict[str, Any] = {
            "language": viewer.language,
            "at": f"/console/{viewer.meeting_id}",
        }
        self.say = Speaker(self.piece, viewer.language, snapshot.hidden_words)

    @property
    def language(self) -> Language:
        return self.say.language

    @property
    def piece(self) -> MeetingPiece:
        return self.snapshot.meeting

    @property
    def crowd(self) -> CrowdPiece:
        return self.snapshot.crowd

    @property
    def step(self) -> Step | None:
        return self.piece.step

    @property
    def is_over(self) -> bool:
        """The meeting has ended: what the groups did can no longer be changed."""
        return self.piece.meeting.ended

    @property
    def put_up(self) -> dict[Shown, str]:
        return put_up(self.piece, opens_door=self.opens_door)

    @property
    def is_covered(self) -> bool:
        """Something covers the wall, so that it shows nothing of the step."""
        return Cover.over(self.put_up) is not None

    def opens(self, name: str) -> bool:
        """Whether this panel is open; only then its content is sent."""
        return name in self.asked.opened

    def drafts_of(self, form: str) -> Drafts:
        return tuple(draft for draft in self.asked.drafts if draft[0] == form)

    def made(self, name: str, make: Callable[[], T]) -> T:
        """Keeps what is made of pieces alone: it must not depend on the open panels or the time."""
        return self.snapshot.made((name, *self.own.values()), make)

    def count(self, of: str, number: int) -> Count:
        return Count(**self.own, of=of, number=number)

    @found_once
    def groups(self) -> tuple[GroupLine, ...]:
        """Made once for all consoles of the meeting."""
        return self.snapshot.made(
            "group lines",
            lambda: tuple(groups.group_lines(self.snapshot, _PROGRESS.get(self.step))),
        )

    @found_once
    def ideas(self) -> tuple[IdeaLine, ...]:
        """Also of a dissolved group: what it has settled and proposed stays on the wall."""

        def make() -> tuple[IdeaLine, ...]:
            groups = self.piece.deciding
            of_each = (idea_lines(self.snapshot, self.say, group) for group in groups)
            return tuple(chain.from_iterable(of_each))

        return self.made("ideas", make)

    @property
    def shown_ideas(self) -> tuple[IdeaLine, ...]:
        return tuple(idea for idea in self.ideas if not idea.hidden)

    @property
    def hidden_ideas(self) -> tuple[IdeaLine, ...]:
        return tuple(idea for idea in self.ideas if idea.hidden)

    @found_once
    def proposals(self) -> tuple[ProposalLine, ...]:
        return proposals.proposal_lines(self.say)

    @found_once
    def vote(self) -> VotePanel:
        return round_lines.panel(self.snapshot, self.say, self.proposals)

    @found_once
    def actions(self) -> tuple[ActionLine, ...]:
        return agreed_actions.action_lines(self.say)

    @found_once
    def to_come(self) -> int:
        """How many themes, or proposals, come after the one on the wall; 0 without a proposal
        there.
        """
        if self.step is Step.results:
            return len(Theme) - 1 - list(Theme).index(results.theme_shown(self.piece))
        lit = [place for place, line in enumerate(self.proposals, 1) if line.spotlit]
        return len(self.proposals) - lit[0] if self.step is Step.proposals and lit else 0

    @property
    def _foreign(self) -> tuple[int, int]:
        """How many proposals half of the people or more do not read on their phones, of how many."""
        if self.step not in (Step.proposals, Step.vote):
            return 0, 0
        spoken, people = self.crowd.languages, self.crowd.people
        proposed, words = self.piece.proposed, self.piece.proposed_words
        told = [words.get(proposed[line.idea_id].title_id, {}) for line in self.proposals]
        foreign = [
            wordings
            for wordings in told
            if wordings and 2 * sum(spoken[tag] for tag in wordings) <= people
        ]
        return len(foreign) if people else 0, len(self.proposals)

    @property
    def _unfinished(self) -> int:
        """People who have not finished the survey: in its step, and before an end that closes it."""
        closes_with_meeting = self.step is Step.thanks and survey_until(self.piece) is None
        asks = self.step is Step.survey or closes_with_meeting
        return self.snapshot.surveyed.unfinished if asks else 0

    @property
    def _over(self) -> tuple[int, ...]:
        """Numbers of the tables with more votes than people."""
        return tuple(table.number for table in self.snapshot.hands if table.is_over)

    @found_once
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
                shown=tuple(sorted(self.put_up.items())),
                ideas=self.ideas if self.step in (Step.ideas, Step.axis, Step.proposals) else (),
                vote=newest.state if newest else None,
                over=self._over if self.step is Step.vote else (),
                without_voters=round_lines.without_voters(self.snapshot)
                if self.step in (Step.proposals, Step.vote)
                else (),
                actions=tuple(line.face for line in self.actions),
                unfinished=self._unfinished,
                ended=piece.meeting.ended,
                to_come=self.to_come,
                result_told=self.step in (Step.vote, Step.agreement) and piece.is_result_told,
                foreign=self._foreign,
                places=has_axis(piece.rows),
            )
        )
