"""Sorting: a group's cards one by one, how its members lean, and what it decided."""

from typing import Any, ClassVar

from app.frozen import frozen
from app.reading.pieces import GroupPiece
from app.screens import at_card, just_decided, piles
from app.screens.at_card import Below, OpenCard
from app.screens.just_decided import JustDecided
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.piles import Piles
from app.screens.screen import Part
from app.screens.table_look import TableLook
from app.screens.wall.windows import Streets
from app.screens.wall_look import WallLook, WallScreen
from app.screens.wall_parts import GroupHouse, HouseCount, LargeClock
from app.vocabulary import N_


@frozen
class Panes(Part):
    """One word a card in the group's order: done, now or later. `done`: how many are."""

    template: ClassVar[str] = "sorting/panes.html"
    name: ClassVar[str] = "panes"
    panes: tuple[str, ...]
    done: int


@frozen
class Phone(PhoneScreen):
    """A card and what stands below it; or, once all are decided, the piles and what was decided last."""

    template: ClassVar[str] = "sorting/phone.html"
    asks_again: ClassVar[int] = 20
    panes: Panes
    card: OpenCard | None
    below: Below | None
    piles: Piles | None
    just_decided: JustDecided | None


@frozen
class Wall(WallScreen):
    """A window is a card of the group's pack, and is lit when it is decided."""

    template: ClassVar[str] = "sorting/wall.html"
    large_clock: LargeClock
    streets: Streets
    houses: tuple[GroupHouse, ...]
    counts: tuple[HouseCount, ...]


def phone(look: PhoneLook) -> Phone:
    pack, card_id = look.table.pack, look.table.pack.current
    frame = _frame(look, len(pack.decisions), len(pack.order))
    last = look.alike.made(just_decided.just_decided)
    card = at_card.open_card(look)
    below = at_card.below(look, card_id, last) if card_id else None
    told = just_decided.news(
        look,
        frame["bar"].title,
        card.face if card else None,
        below.spread if below else None,
        last,
    )
    return Phone(
        **frame | {"news": told},
        panes=look.alike.made(_panes),
        card=card,
        below=below,
        piles=None if card else piles.piles(look),
        just_decided=None if card else last,
    )


def _frame(look: PhoneLook, done: int, total: int) -> dict[str, Any]:
    if done >= total:
        return look.frame(N_("All cards are sorted"))
    return look.frame(N_("Card %(number)s of %(total)s"), number=done + 1, total=total)


def _panes(look: TableLook) -> Panes:
    pack = look.table.pack
    words = dict.fromkeys(pack.decisions, "done") | {pack.current: "now"}
    in_order = tuple(words.get(card_id, "later") for card_id in pack.order)
    return Panes(look.language, in_order, len(pack.decisions))


def wall(look: WallLook) -> Wall:
    return Wall(**look.frame, large_clock=look.large_clock, **look.street(progress))


def progress(group: GroupPiece) -> tuple[int, int]:
    return len(group.decisions), group.cards
