"""Sorting: a group's cards one by one, how its members lean, and what it decided."""

from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from app.frozen import frozen
from app.reading.group_pieces import GroupPiece
from app.screens import at_card, just_decided, piles
from app.screens.at_card import Below, Choosing, OpenCard
from app.screens.just_decided import JustDecided
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.phone_parts import News
from app.screens.piles import Piles
from app.screens.screen import Part
from app.screens.table_look import TableLook
from app.screens.wall.windows import Streets
from app.screens.wall_look import NO_GROUPS, WallLook, WallScreen
from app.screens.wall_parts import GroupHouse, HouseCount, LargeClock, WithStreets
from app.texts import Saying, saying
from app.vocabulary import N_, Step

CARD = N_("Card %(number)s of %(total)s")


@frozen
class Panes(Part):
    """One word a card in the group's order: done, now or later. `done`: how many are."""

    template: ClassVar[str] = "sorting/panes.html"
    name: ClassVar[str] = "panes"
    panes: tuple[str, ...]
    done: int

    @property
    def total(self) -> int:
        return len(self.panes)


@frozen
class Phone(PhoneScreen):
    """A card and what stands below it; or, once all are decided, the piles and what was decided last.
    `picture_comes`: the hall looks at the cards of all groups afterwards.
    """

    template: ClassVar[str] = "sorting/phone.html"
    asks_again: ClassVar[int] = 20
    panes: Panes
    card: OpenCard | None
    below: Below | None
    piles: Piles | None
    just_decided: JustDecided | None
    picture_comes: bool


@frozen
class Wall(WallScreen, WithStreets):
    """A window is a card of the group's pack, and is lit when it is decided."""

    template: ClassVar[str] = "sorting/wall.html"
    step: ClassVar[Step] = Step.sorting
    nothing: ClassVar[str] = NO_GROUPS
    large_clock: LargeClock
    streets: Streets
    houses: tuple[GroupHouse, ...]
    counts: tuple[HouseCount, ...]

    @property
    def shows(self) -> Saying:
        return super().shows if self.houses else Saying(self.nothing)


def phone(look: PhoneLook) -> Phone:
    alike, choosing = look.alike, at_card.choosing(look)
    frame, card, own = _frame(look), alike.made(at_card.open_card), piles.own(look)
    chosen = partial(_chosen, alike, choosing, frame["bar"].title)
    news, below = look.snapshot.made((alike, choosing), chosen)
    return Phone(
        **frame | {"news": news},
        panes=alike.made(_panes),
        card=replace(card, piles=own) if card and own else card,
        below=below,
        piles=None if card else piles.piles(look),
        just_decided=None if card else alike.made(just_decided.just_decided),
        picture_comes=look.piece.comes(Step.picture),
    )


def _frame(look: PhoneLook) -> dict[str, Any]:
    far = look.alike.far
    done, total = far.done, len(far.panes)
    at_card: dict[str, int] = {"number": done + 1, "total": total} if done < total else {}
    frame = look.frame(CARD if at_card else N_("All cards are sorted"), **at_card)
    just_now = saying(CARD, number=done, total=total) if far.last else None
    return frame | {"bar": replace(frame["bar"], just_now=just_now)}


def _chosen(look: TableLook, choosing: Choosing, title: Saying) -> tuple[News, Below | None]:
    """What is announced of the card, and what stands below it."""
    card = look.made(at_card.open_card)
    face = card.face if card else None
    news = just_decided.news(look, title, face, choosing.leaned.spread, choosing.lean)
    return news, at_card.below(look, choosing)


def _panes(look: TableLook) -> Panes:
    return Panes(look.language, look.far.panes, look.far.done)


def wall(look: WallLook) -> Wall:
    return Wall(**look.frame, large_clock=look.large_clock, **look.street(progress))


def progress(group: GroupPiece) -> tuple[int, int]:
    return len(group.decisions), group.cards
