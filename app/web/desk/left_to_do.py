"""What is left to do before the meeting, found in all its texts; said on each of its pages."""

from collections.abc import Iterable, Iterator, Mapping

from app.db import Book
from app.method.preparing.ends import USUAL
from app.method.preparing.lacks import Lack, lacks, untranslated
from app.method.preparing.meeting import municipality_of
from app.method.wordings import said
from app.models import Gathering
from app.reading.meeting_pieces import MeetingPiece
from app.web.desk.gathered import planned


def left_to_do(book: Book, piece: MeetingPiece) -> tuple[Lack, ...]:
    """Returns what is lacking, in the order of the pages."""

    def words(text_ids: Iterable[int]) -> list[Mapping[str, str]]:
        return [piece.words.get(text_id, {}) for text_id in text_ids]

    meeting = piece.meeting
    sessions = planned(book, meeting.round_id)
    municipality = said(book, municipality_of(book, meeting.id).name_id)
    return (
        *untranslated("basics", [*words([meeting.name_id, meeting.place_id]), municipality]),
        *untranslated("programme", words(row.name_id or 0 for row in piece.rows)),
        *([] if sessions else [Lack("gatherings")]),
        *untranslated("gatherings", words(_of_gatherings(piece, sessions))),
        *lacks("results", [result.text_id for result in piece.results], piece.words),
        *untranslated("notes", words(piece.notes.values())),
        *lacks("cards", [card.text_id for card in piece.cards.values()], piece.words),
        *lacks("suggestions", [suggestion.text_id for suggestion in piece.suggested], piece.words),
        *untranslated("texts", words(_of_principles_and_survey(piece))),
        *untranslated("people", words(owner.name_id for owner in piece.owners)),
    )


def _of_gatherings(piece: MeetingPiece, sessions: list[Gathering]) -> Iterator[int]:
    for group in piece.population_groups.values():
        yield group.name_id
    for held in sessions:
        yield from (held.place_id, held.language_id, held.how_id)


def _of_principles_and_survey(piece: MeetingPiece) -> Iterator[int]:
    for principle in piece.principles:
        yield principle.text_id
    yield from (getattr(piece.meeting, end) or 0 for end in USUAL)
    for question in piece.questions:
        yield from (
            text_id for text_id in (question.text_id, question.low_id, question.high_id) if text_id
        )
