"""Reads agreed actions and proposals, with what the coordinator added and answered afterwards."""

from app.db import Book
from app.method.agreement import interest_count
from app.method.answers import answers
from app.models import AgreedAction, Idea, Proposal, ProposalAnswer
from app.papers.outcome import ActionOutcome, ProposalOutcome
from app.reading.meeting_pieces import MeetingPiece
from app.screens import hung
from app.screens.agreed_actions import ActionLine, action_lines
from app.screens.hung import JoinedLine, ProposalLine
from app.screens.speaker import Said, Speaker


def proposal_mark(line: ProposalLine | JoinedLine) -> str:
    """The proposal's mark as on the wall, of the group's number and the idea's letter: 2A."""
    return f"{line.group_number}{line.letter}"


def proposal_marks(line: ProposalLine) -> tuple[str, ...]:
    """Its own, and those of all that are joined with it."""
    return (proposal_mark(line), *map(proposal_mark, line.joined))


class AgreedReader:
    """Reads the agreed actions and the proposals of one meeting, in the language of `say`."""

    def __init__(self, book: Book, piece: MeetingPiece, say: Speaker) -> None:
        self.book = book
        self.piece = piece
        self.say = say

    def proposals(self) -> tuple[ProposalOutcome, ...]:
        """The proposals that are on the wall, answered or not."""
        given = answers(self.book, self.piece.meeting.id)
        return tuple(
            self.proposal(proposal, idea, given.get(proposal.id))
            for proposal, idea in hung.proposals(self.piece)
        )

    def proposal(
        self, proposal: Proposal, idea: Idea, given: ProposalAnswer | None
    ) -> ProposalOutcome:
        line = hung.proposal_line(self.say, proposal, idea)
        return ProposalOutcome(
            marks=proposal_marks(line),
            title=line.title,
            what=line.what,
            answer=given.answer if given else None,
            because=self._said(given.because_id) if given else None,
            action=self.piece.agreed_as(proposal.id),
        )

    def actions(self) -> tuple[ActionOutcome, ...]:
        rows = {row.id: row for row in self.piece.actions}
        return tuple(self._action(line, rows[line.face.id]) for line in action_lines(self.say))

    def _action(self, line: ActionLine, row: AgreedAction) -> ActionOutcome:
        face = line.face
        return ActionOutcome(
            number=face.number,
            title=face.title,
            owner=face.owner,
            owner_says_yes=face.owner_says_yes,
            said_yes_to=face.said_yes_to,
            first_step=face.first_step,
            due_on=face.due_on,
            theme=row.theme,
            goal=self._said(row.goal_id),
            partners=self._said(row.partners_id),
            indicator=self._said(row.indicator_id),
            review_on=row.review_on,
            corrected_on=row.corrected_on,
            group_number=line.group_number,
            also_from=line.also_from,
            origin=self._origin(line),
            interest=interest_count(self.book, face.id),
        )

    def _origin(self, line: ActionLine) -> Said | None:
        """The residents' suggestion that the action's idea began as, or None."""
        idea = self.piece.proposed.get(line.idea_id or 0)
        texts = {suggestion.id: suggestion.text_id for suggestion in self.piece.suggested}
        return self._said(texts.get(idea.suggested_action_id or 0)) if idea else None

    def _said(self, text_id: int | None) -> Said | None:
        """The text; None without an id, and for an empty text."""
        if text_id is None:
            return None
        text = self.say.stored(self.book, text_id)
        return text if text.words else None
