"""The page for printing: which papers, in which languages, and for how many groups."""

from app.frozen import frozen
from app.languages import HALL_LANGUAGES, PHONE_LANGUAGES, of_papers, of_phones
from app.limits import LIMIT
from app.method.preparing.reach import Reach
from app.papers.printing.print_pack import DOCUMENTS, NAMES, ON_TABLES, WHOLE
from app.reading.meeting_pieces import MeetingPiece
from app.vocabulary import Language
from app.web.desk.pages import Head, InLanguages
from app.web.desk.programme_page import reach_of

# So many packs and table signs are offered before groups are formed or tables are counted.


@frozen
class PaperLine:
    """A paper, and the sentence that names it. `is_edited`: it is also a DOCX."""

    name: str
    called: str
    is_edited: bool


@frozen
class PrintPage(InLanguages):
    """`papers`: each alone; `pack`: what all together are called.

    `beside`: the further languages in which the papers of `on_tables` can be printed. `groups`: how
    many packs and signs are offered. `address`: on the table signs; `follow_up`: on the cards to
    take home.
    """

    head: Head
    papers: tuple[PaperLine, ...]
    pack: str
    on_tables: tuple[PaperLine, ...]
    languages: tuple[Language, ...]
    beside: tuple[Language, ...]
    groups: int
    address: str
    network: str
    follow_up: str
    reach: Reach | None


def print_page(head: Head, piece: MeetingPiece, base: str) -> PrintPage:
    return PrintPage(
        head,
        tuple(_paper(name) for name in NAMES if name != WHOLE),
        NAMES[WHOLE],
        tuple(map(_paper, ON_TABLES)),
        languages_of(piece),
        beside(piece),
        groups=len(piece.live_groups) or piece.meeting.tables or LIMIT.usual_tables,
        address=f"{base}/{piece.meeting.code}",
        network=piece.meeting.network,
        follow_up=piece.meeting.follow_up,
        reach=reach_of(piece),
    )


def _paper(name: str) -> PaperLine:
    return PaperLine(name, NAMES[name], name in DOCUMENTS)


def languages_of(piece: MeetingPiece) -> tuple[Language, ...]:
    """The one or two languages of the meeting that papers speak."""
    return of_papers(piece.meeting.main_language, piece.meeting.second_language)


def beside(piece: MeetingPiece) -> tuple[Language, ...]:
    """The languages that this meeting's phones speak, or that a card is written in, but papers do
    not speak.
    """
    spoken = of_phones(piece.meeting.unchecked_languages)
    written = {tag for card in piece.cards.values() for tag in piece.words.get(card.text_id, {})}
    others = (language for language in PHONE_LANGUAGES if language not in HALL_LANGUAGES)
    return tuple(language for language in others if language in spoken or language in written)
