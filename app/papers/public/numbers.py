"""Decides which numbers the public page shows.

Each obeys the rules of small cells, and stays as it was first published, so that nothing can be
learnt by subtracting one version of the page from another.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from app.method.small_cells import countable, may_stand, told_people, too_few
from app.papers.public.told import ToldCard, ToldGroup, ToldPage
from app.vocabulary import Category

MIXED = "mixed"


class Heard(NamedTuple):
    """How many people were heard, by population group and as a whole; None if not to be shown."""

    groups: dict[int, int | None]
    whole: int | None

    @property
    def hides(self) -> bool:
        return None in self.groups.values()


def told_heard(counts: Mapping[int, int], beside: Sequence[Heard] = ()) -> Heard:
    """The numbers to show. `beside`: what the pages of other meetings show of the same sessions.

    A number is hidden if it is nearly the one on another page, since their difference would tell of
    the few who came in between; and if it is hidden there. The whole is hidden if a number of
    either page is, or if it is nearly the other page's whole.
    """
    shown = countable(counts)
    groups = {
        group_id: count
        if group_id in shown
        and all(_may_follow(count, other.groups.get(group_id, count)) for other in beside)
        else None
        for group_id, count in counts.items()
    }
    whole = told_people(sum(counts.values())) if counts else None
    heard = Heard(groups, whole)
    is_learnt = any(heard.hides or other.hides or _is_close(whole, other.whole) for other in beside)
    return Heard(groups, None) if is_learnt else heard


def _may_follow(count: int, other: int | None) -> bool:
    """Whether a number may be shown beside the one on another page; never beside a hidden one."""
    return other is not None and not _is_close(count, other)


def _is_close(count: int | None, other: int | None) -> bool:
    """Whether two numbers differ by so few people that the difference must not be shown."""
    return (
        count is not None and other is not None and count != other and too_few(abs(count - other))
    )


def told_row(row: Sequence[int]) -> list[int] | None:
    """How many small groups decided what; None if that must not be shown in numbers."""
    return list(row) if may_stand(row) else None


def leaning(row: Sequence[int]) -> str:
    """What most groups decided, never whether all did; `MIXED` for a tie; "" if none decided.

    `row`: in the order of the piles.
    """
    if not any(row):
        return ""
    most = max(row)
    strongest = [category for category, count in zip(Category, row, strict=True) if count == most]
    return strongest[0].value if len(strongest) == 1 else MIXED


def as_first_published(first: ToldPage | None, now: ToldPage) -> ToldPage:
    """The content with the numbers of the first version; what is new since has none."""
    if first is None:
        return now
    heard = {group["group"]["text"]: group for group in first["heard"]}
    cards = {card["card"]: card for card in first["cards"]}
    page = now.copy()
    page["people"] = first["people"]
    page["heard_people"] = first["heard_people"]
    page["heard"] = [_heard(heard.get(group["group"]["text"]), group) for group in now["heard"]]
    page["cards"] = [_card(cards.get(card["card"]), card) for card in now["cards"]]
    return page


def _heard(first: ToldGroup | None, now: ToldGroup) -> ToldGroup:
    group = now.copy()
    group["participants"] = first["participants"] if first else None
    return group


def _card(first: ToldCard | None, now: ToldCard) -> ToldCard:
    card = now.copy()
    card["row"] = first["row"] if first else None
    card["leaning"] = first["leaning"] if first else ""
    return card
