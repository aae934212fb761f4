"""A municipality's rounds side by side, and the next one's cost; never a trend of opinion."""

from collections.abc import Mapping
from dataclasses import replace

from app.frozen import frozen
from app.method.followup import next_round
from app.method.followup.next_round import Budget
from app.papers.outcome import CAVEAT, CardOutcome
from app.papers.public.numbers import MIXED, leaning
from app.papers.result import read_result
from app.screens.speaker import Said
from app.vocabulary import Category, Theme
from app.web.desk.pages import Head
from app.web.desk.reading import Reader


@frozen
class RoundCard:
    """`most`: what most groups decided; None if they are divided, or none decided."""

    text: Said
    population_group: Said
    most: Category | None
    is_divided: bool


@frozen
class RoundColumn:
    """`heard`: population groups, each with how many sessions. `cards`: by theme."""

    name: Said
    held_on: str
    heard: tuple[tuple[Said, int], ...]
    cards: Mapping[Theme, tuple[RoundCard, ...]]


@frozen
class RoundsPage:
    """`rounds`: this one first, then the earlier ones, newest first."""

    head: Head
    rounds: tuple[RoundColumn, ...]
    unheard: tuple[Said, ...]
    budget: Budget
    asks_again_on: str
    caveat: str = CAVEAT

    @property
    def has_earlier(self) -> bool:
        return len(self.rounds) > 1


def rounds_page(reader: Reader) -> RoundsPage:
    book, meeting = reader.book, reader.piece.meeting
    before = next_round.earlier(book, meeting.id)
    return RoundsPage(
        replace(reader.head, tab="followup"),
        tuple(_column(reader, held.id) for held in (meeting, *before)),
        tuple(reader.say.stored(book, name_id) for name_id in next_round.unheard(book, meeting.id)),
        next_round.budget(book, meeting.id),
        meeting.asks_again_on,
    )


def _column(reader: Reader, meeting_id: int) -> RoundColumn:
    round_reader = Reader(reader.book, meeting_id, reader.asked)
    result = read_result(reader.book, meeting_id, reader.say.language)
    sessions: dict[int, int] = {}
    for session in round_reader.piece.gatherings:
        sessions[session.population_group_id] = sessions.get(session.population_group_id, 0) + 1
    return RoundColumn(
        result.name,
        result.held_on,
        tuple(
            (round_reader.say.population_group(group_id), count)
            for group_id, count in sessions.items()
        ),
        {
            theme: tuple(_card(outcome) for outcome in result.cards if outcome.card.theme is theme)
            for theme in Theme
        },
    )


def _card(outcome: CardOutcome) -> RoundCard:
    most = leaning([outcome.count(category) for category in Category])
    is_divided = most == MIXED
    strongest = Category(most) if most and not is_divided else None
    return RoundCard(outcome.card.text, outcome.card.population_group, strongest, is_divided)
