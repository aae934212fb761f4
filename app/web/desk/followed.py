"""What the coordinator completes afterwards: agreed actions in full, and answers to proposals."""

from collections.abc import Mapping

from app.db import Book
from app.frozen import frozen
from app.method.answers import answers
from app.method.correcting import LIMITS
from app.method.wordings import Words, said
from app.models import AgreedAction
from app.papers.agreed import proposal_marks
from app.reading.meeting_pieces import MeetingPiece
from app.screens import hung
from app.screens.agreed_actions import ActionFace, action_faces
from app.screens.speaker import Said, Speaker
from app.vocabulary import MunicipalAnswer, Theme


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
    """`action`: the number of the agreed action that the proposal became, if it became one."""

    id: int
    marks: str
    title: Said
    answer: MunicipalAnswer | None
    because: Words
    action: int | None


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
    piece = say.piece
    given = answers(book, piece.meeting.id)
    entries = []
    for proposal, idea in hung.proposals(piece):
        line, answered = hung.proposal_line(say, proposal, idea), given.get(proposal.id)
        entries.append(
            ProposalEntry(
                proposal.id,
                " + ".join(proposal_marks(line)),
                line.title,
                answered.answer if answered else None,
                said(book, answered.because_id) if answered else {},
                piece.agreed_as(proposal.id),
            )
        )
    return tuple(entries)
