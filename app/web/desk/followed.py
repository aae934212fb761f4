"""What the coordinator completes afterwards: agreed actions in full, and answers to proposals."""

from collections.abc import Mapping

from app.db import Book
from app.frozen import frozen
from app.method.answers import answers
from app.method.correcting import LIMITS
from app.method.wordings import Words, said
from app.models import AgreedAction
from app.papers.agreed import AgreedReader
from app.papers.outcome import ProposalOutcome
from app.reading.meeting_pieces import MeetingPiece
from app.screens import hung
from app.screens.agreed_actions import ActionFace, action_faces
from app.screens.speaker import Speaker
from app.vocabulary import Theme


@frozen
class ActionEntry:
    """`interest`: how many people want to take part. `words`: the words of each text, by its name
    in `correcting.LIMITS`.
    """

    face: ActionFace
    interest: int
    words: Mapping[str, Words]
    theme: Theme | None
    review_on: str
    corrected_on: str


@frozen
class ProposalEntry:
    """`told`: as papers tell it. `because`: in each language, as it is written."""

    id: int
    told: ProposalOutcome
    because: Words

    @property
    def says_answer(self) -> bool:
        """An agreed action is an answer by itself."""
        return self.told.answer is not None or self.told.action is None


def action_entries(say: Speaker, interests: Mapping[int, int]) -> tuple[ActionEntry, ...]:
    rows = {action.id: action for action in say.piece.actions}
    return tuple(
        _action(say.piece, face, interests.get(face.id, 0), rows[face.id])
        for face in action_faces(say)
    )


def _action(piece: MeetingPiece, face: ActionFace, interest: int, row: AgreedAction) -> ActionEntry:
    ids = {name: getattr(row, f"{name}_id") for name in LIMITS}
    words = {name: dict(piece.proposed_words.get(text_id, {})) for name, text_id in ids.items()}
    return ActionEntry(face, interest, words, row.theme, row.review_on, row.corrected_on)


def proposal_entries(book: Book, say: Speaker) -> tuple[ProposalEntry, ...]:
    given, agreed = answers(book, say.piece.meeting.id), AgreedReader(book, say.piece, say)
    entries = []
    for proposal, idea in hung.proposals(say.piece):
        answered = given.get(proposal.id)
        because = said(book, answered.because_id) if answered else {}
        told = agreed.proposal(proposal, idea, answered)
        entries.append(ProposalEntry(proposal.id, told, because))
    return tuple(entries)
