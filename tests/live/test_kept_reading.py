"""What is kept of a meeting that has been read: so many pieces, and so large where all have written all they may."""

import gc
import sys
import types
from collections import Counter

import pytest

from app.limits import LIMIT
from app.live.show import Show
from app.method import ideas, sorting
from app.method.act import Act, Member
from app.method.people.joining import token_hash
from app.models import Card
from app.reading import kept_reading
from app.viewer import Claim, PhoneClaim
from app.vocabulary import Category, Step
from tests.cast import Evening
from tests.house import SECRET, House
from tests.live.full_hall import AT_A_TABLE, GROUPS, full_evening, name_of

# Bytes: of a piece of which there may be many, since it is one table's or one person's; and of all that is kept, for
# each table.
A_PIECE, A_TABLE = 40_000, 150_000
OF_ONE = {"group", "group work", "leanings", "person", "own groups"}
# What is kept beside the pieces: stamps, and what was made of pieces.
OF_ALL = ("stamps", "made", "common", "unsealed")
# What is there anyway.
SHARED = (type, types.ModuleType, types.FunctionType, types.MethodType, types.BuiltinFunctionType)


def test_what_is_kept_of_the_fullest_tables_is_bounded_in_bytes(house: House) -> None:
    evening, show = full_evening(house), house.app.state.house.show
    members = [evening.member(name_of(table * AT_A_TABLE)) for table in range(GROUPS)]
    evening.go_to(Step.sorting)
    evening.do(_decide, members, evening.ids(Card))
    evening.go_to(Step.ideas)
    evening.do(_write, members)
    largest, whole = Counter[str](), 0
    for step in (Step.sorting, Step.ideas, Step.axis, Step.vote, Step.agreement):
        evening.go_to(step)
        _all_look(evening, show)
        kept, seen = show._kept[evening.id], set[int]()  # noqa: SLF001
        for (name, _), piece in kept.items():
            largest |= Counter({name.removeprefix("steady "): _size(piece, seen)})
        whole = max(whole, _size(kept, set()))
    assert largest.keys() >= OF_ONE
    assert max(largest[name] for name in OF_ONE) < A_PIECE
    assert whole < GROUPS * A_TABLE


def test_only_so_many_pieces_of_a_meeting_are_kept(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening, show = full_evening(house), house.app.state.house.show
    evening.go_to(Step.sorting)
    monkeypatch.setattr(kept_reading, "MOST_KEPT", GROUPS)
    _all_look(evening, show)
    assert len(show._kept[evening.id]) <= GROUPS + len(OF_ALL)  # noqa: SLF001


def _decide(act: Act, members: list[Member], cards: list[int]) -> None:
    for member in members:
        for card in cards:
            sorting.decide(act, member, card, Category.less)


def _write(act: Act, members: list[Member]) -> None:
    """In letters of four bytes."""
    for member in members:
        for _ in range(LIMIT.ideas):
            ideas.write(act, member, "𐐷" * LIMIT.title, "𐐷" * LIMIT.text, "𐐷" * LIMIT.text)


def _all_look(evening: Evening, show: Show) -> None:
    claims: list[Claim] = [
        PhoneClaim(evening.id, token_hash(SECRET, f"{evening.id}{name_of(place)}"))
        for place in range(GROUPS * AT_A_TABLE)
    ]
    with show.moment(evening.id, len(claims)) as moment:
        for claim in claims:
            viewer = moment.viewer(claim)
            assert viewer
            moment.sight(viewer)


def _size(kept: object, seen: set[int]) -> int:
    """The bytes of an object and of all that it refers to, except what is there anyway."""
    size, left = 0, [kept]
    while left:
        value = left.pop()
        is_shared = isinstance(value, SHARED) or type(value).__module__.startswith("sqlalchemy")
        if id(value) not in seen and not is_shared:
            seen.add(id(value))
            size += sys.getsizeof(value)
            left += gc.get_referents(value)
    return size
