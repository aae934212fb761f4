"""Which numbers stand on the public page. Each passes the small cells, and stays what it was when first published:
so nothing is learnt by subtracting one version of the page from another.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from app.method.small_cells import countable, may_stand, too_few
from app.papers.public.told import ToldCard, ToldGroup, ToldPage
from app.vocabulary import Category

Key = TypeVar("Key")
MIXED = "mixed"


def told_people(people: int) -> int | None:
    return None if too_few(people) else people


def told_participants(counts: Mapping[Key, int]) -> dict[Key, int | None]:
    """Of each population group, beside all of them together."""
    shown = countable(counts)
    return {one: count if one in shown else None for one, count in counts.items()}


def told_row(row: Sequence[int]) -> list[int] | None:
    """How many small groups decided what, where that may be told in numbers."""
    return list(row) if may_stand(row) else None


def leaning(row: Sequence[int]) -> str:
    """What most groups decided, in the order of the piles: never whether all did. Nothing where nobody decided."""
    if not any(row):
        return ""
    most = max(row)
    found = [category for category, count in zip(Category, row, strict=True) if count == most]
    return found[0].value if len(found) == 1 else MIXED


def frozen(first: ToldPage | None, now: ToldPage) -> ToldPage:
    """With the numbers of the first version; what is new since has none."""
    if first is None:
        return now
    heard = {one["group"]["text"]: one for one in first["heard"]}
    cards = {one["card"]: one for one in first["cards"]}
    made = now.copy()
    made["people"] = first["people"]
    made["heard_people"] = first["heard_people"]
    made["heard"] = [_heard(heard.get(one["group"]["text"]), one) for one in now["heard"]]
    made["cards"] = [_card(cards.get(one["card"]), one) for one in now["cards"]]
    return made


def _heard(first: ToldGroup | None, now: ToldGroup) -> ToldGroup:
    made = now.copy()
    made["participants"] = first["participants"] if first else None
    return made


def _card(first: ToldCard | None, now: ToldCard) -> ToldCard:
    made = now.copy()
    made["row"] = first["row"] if first else None
    made["leaning"] = first["leaning"] if first else ""
    return made
