"""How many cards a small group gets to: the minutes of the sorting, by reading aloud and by talk."""

from collections.abc import Collection, Mapping

from app.frozen import frozen
from app.vocabulary import Language

# Read aloud, slowly enough for who is not at home in the language.
WORDS_A_MINUTE = 120
# A short talk, and deciding together.
TALK_SECONDS = 45


@frozen
class Reach:
    """`cards`: so many of `all` are reached. Seconds a card: `reading`, in so many `languages`, and `talk`."""

    cards: int
    all: int
    minutes: int
    reading: int
    languages: int
    talk: int = TALK_SECONDS

    @property
    def is_whole(self) -> bool:
        return self.cards >= self.all


def reach(
    minutes: int, texts: Collection[Mapping[str, str]], languages: Collection[Language]
) -> Reach | None:
    """`texts`: of the cards, by language. `languages`: in which a card is read aloud. None without a card or a minute.

    A card that lacks a language is read in those that it has.
    """
    if not texts or not minutes:
        return None
    words = sum(len(said[one].split()) for said in texts for one in languages if one in said)
    reading = round(words / len(texts) / WORDS_A_MINUTE * 60)
    reached = minutes * 60 // (reading + TALK_SECONDS)
    return Reach(min(reached, len(texts)), len(texts), minutes, reading, len(languages))
