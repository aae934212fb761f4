"""The page from which everything is printed: what there is, in which languages, and for how many groups."""

from collections.abc import Mapping

from app.frozen import frozen
from app.languages import of_papers
from app.method.preparing.reach import Reach
from app.papers.printing.pack import DOCUMENTS, NAMES
from app.reading.pieces import MeetingPiece
from app.vocabulary import Language
from app.web.desk.pages import Head
from app.web.desk.programme_page import reach_of

# So many packs and table signs are offered before groups are formed.
USUAL_GROUPS = 8


@frozen
class PrintPage:
    """`papers`: each by its name with the sentence that names it; `edited`: those that are DOCX too.

    `groups`: packs and signs that are offered. `address`: what the table signs show; `follow_up`: what the
    cards to take home show.
    """

    head: Head
    papers: Mapping[str, str]
    edited: frozenset[str]
    languages: tuple[Language, ...]
    groups: int
    address: str
    network: str
    follow_up: str
    reach: Reach | None


def print_page(head: Head, piece: MeetingPiece, base: str) -> PrintPage:
    return PrintPage(
        head,
        NAMES,
        frozenset(DOCUMENTS),
        languages_of(piece),
        groups=len(piece.live_groups) or piece.meeting.tables or USUAL_GROUPS,
        address=f"{base}/{piece.meeting.code}",
        network=piece.meeting.network,
        follow_up=piece.meeting.follow_up,
        reach=reach_of(piece),
    )


def languages_of(piece: MeetingPiece) -> tuple[Language, ...]:
    """The meeting's own that papers speak, one or two."""
    return of_papers(piece.meeting.main_language, piece.meeting.second_language)
