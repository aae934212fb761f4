"""How many cards a small group can sort in the planned minutes, by reading aloud and by talk."""

from collections.abc import Collection, Mapping

from app.frozen import frozen
from app.limits import LIMIT
from app.vocabulary import Language


@frozen
class Reach:
    """How many `cards` of `all` are sorted. Seconds a card: `reading` (in `languages`), `talk`.

    `interpreted`: how many at a table where an interpreter says everything again; None if nobody
    interprets.
    """

    cards: int
    interpreted: int | None
    all: int
    minutes: int
    reading: int
    languages: int
    talk: int = LIMIT.talk_seconds

    @property
    def is_cut_by_interpreting(self) -> bool:
        return self.interpreted is not None and self.interpreted < self.all

    @property
    def is_whole(self) -> bool:
        return self.cards >= self.all


def reach(
    minutes: int,
    texts: Collection[Mapping[str, str]],
    languages: Collection[Language],
    *,
    is_interpreted: bool,
) -> Reach | None:
    """None without cards or minutes. `texts`: the cards' words. `languages`: those read aloud.

    A card that lacks a language is read in the languages that it has.
    """
    if not texts or not minutes:
        return None
    words = sum(
        len(said[language].split()) for said in texts for language in languages if language in said
    )
    reading = round(words / len(texts) / LIMIT.words_a_minute * 60)
    reached = minutes * 60 // (reading + LIMIT.talk_seconds)
    said_twice = 2 * (reading / len(languages) + LIMIT.talk_seconds)
    interpreted = int(minutes * 60 / said_twice) if is_interpreted else None
    return Reach(
        min(reached, len(texts)), interpreted, len(texts), minutes, reading, len(languages)
    )
