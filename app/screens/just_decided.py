"""What a table has just decided, or how it leaned, and what a screen reader announces of it."""

from typing import ClassVar

from app.frozen import frozen
from app.screens.phone_parts import News
from app.screens.screen import Part
from app.screens.speaker import CardFace
from app.screens.table_look import LeaningSpread, TableLook
from app.texts import Saying, saying
from app.vocabulary import N_, Category, Word


@frozen
class JustDecided(Part):
    """The group's last decision: shown on each of its phones for a while, before the next card.

    `all_decided`: there is no next card. `laying`: see `CardTurn`.
    """

    template: ClassVar[str] = "sorting/just_decided.html"
    name: ClassVar[str] = "just-decided"
    at: str
    card: CardFace
    said: Word
    category: Category
    all_decided: bool
    laying: int


def just_decided(look: TableLook) -> JustDecided | None:
    last = look.far.last
    if last is None:
        return None
    return JustDecided(
        look.language,
        look.at,
        look.say.card(look.piece.cards[last.card_id]),
        last.reason or last.category,
        last.category,
        all_decided=look.far.card_id is None,
        laying=last.laying,
    )


def news(
    look: TableLook,
    title: Saying,
    card: CardFace | None,
    spread: LeaningSpread | None,
    lean: Category | None,
) -> News:
    """A new card is announced with its words; what happens to it later, without them."""
    if spread:
        return News(look.language, (_spread(spread),), ())
    if lean:
        return News(look.language, (saying(N_("Saved. Only you see your choice.")),), ())
    last = look.made(just_decided)
    decided = (saying(N_("Decided: %(said)s."), said=last.said),) if last else ()
    heavy = (saying(N_("This card describes racism or threats.")),) if card and card.heavy else ()
    words = (card.text, card.population_group) if card else ()
    return News(look.language, (*decided, title, *heavy), words)


def _spread(spread: LeaningSpread) -> Saying:
    if spread.too_few:
        return saying(N_("Talk about the card"))
    return saying(
        N_("More %(more)s, less %(less)s, don't know %(dunno)s"),
        more=spread.more,
        less=spread.less,
        dunno=spread.dunno,
    )
