"""Phones of which the same is true show the same screen: it is made once, for a viewer that is nobody, nowhere."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import TypeVar, cast

from app.method.act import Member
from app.reading.snapshot import Snapshot
from app.screens.own import Own
from app.screens.screen import AskedBeside, Screen
from app.viewer import OnePhone, Participant, TableHost

Shown = TypeVar("Shown", bound=Screen)
# What screens of the step that is on have asked for of what is one's own.
ASKED = "asked of one's own"
# Screens of this step have been found to hang on the table: it is not tried again for each phone.
PARTED = "parted"
_LIKE = "_like"
# What phones are the same by; and a viewer of whom no more is known than that.
Like = tuple[tuple[Hashable, ...], OnePhone]


class AskedWhoError(Exception):
    """A screen that asks at which table somebody is, or who it is, is made for that table, or person, alone."""


class AskedMoreError(Exception):
    """It depends on what it was not told apart by."""


class _Nobody(Member):
    """All that is known of a person but who it is: so that is in nothing that is made for others too."""

    @property
    def person_id(self) -> int:
        raise AskedWhoError

    @classmethod
    def like(cls, member: Member) -> Member:
        made = cls.__new__(cls)
        vars(made).update(vars(member))
        del vars(made)["person_id"]
        return made


class _Anywhere(_Nobody):
    """In one of the groups, at one of the tables."""

    @property
    def group_id(self) -> int:
        raise AskedWhoError

    @property
    def table(self) -> int:
        raise AskedWhoError

    @property
    def has_group(self) -> bool:
        return True

    @classmethod
    def like(cls, member: Member) -> Member:
        made = super().like(member)
        del vars(made)["group_id"], vars(made)["table"]
        return made


class _AnyPhone(Participant):
    @property
    def device_id(self) -> int:
        raise AskedWhoError


class _AnyHost(TableHost):
    @property
    def device_id(self) -> int:
        raise AskedWhoError


def _likes(viewer: OnePhone) -> Sequence[Like]:
    """All that is known of a phone of one person but which it is, and at which table; and then but which it is. They
    stand with the viewer, who is kept for as long as nothing of that changes.
    """
    known = vars(viewer).get(_LIKE)
    if known is None:
        kinds = [_Anywhere, _Nobody] if viewer.member.has_group else [_Nobody]
        known = vars(viewer)[_LIKE] = [_like(viewer, kind.like(viewer.member)) for kind in kinds]
    return cast("Sequence[Like]", known)


def _like(viewer: OnePhone, nobody: Member) -> Like:
    kind: type[_AnyHost | _AnyPhone] = _AnyHost if isinstance(viewer, TableHost) else _AnyPhone
    made = kind.__new__(kind)
    known = {name: value for name, value in dict(vars(viewer)).items() if name != "device_id"}
    seats = tuple(position for position, _ in viewer.seats)
    vars(made).update(known, member=nobody, seats=tuple((one, nobody) for one in seats))
    same = known | {"member": tuple(vars(nobody).values()), "seats": seats}
    return (type(nobody), kind, *same.values()), made


def shown(
    snapshot: Snapshot,
    viewer: OnePhone,
    asked: AskedBeside,
    make: Callable[[OnePhone, Own, AskedBeside], Shown],
) -> Shown:
    """What `make` makes: the same for all of whom the same is true, and who have chosen the same."""
    own = Own(snapshot, viewer.member)
    is_alone = asked.drafts or asked.opened or len(viewer.seats) + len(viewer.gone) != 1
    try:
        for like in () if is_alone else _likes(viewer):
            where, kind, *_ = like[0]
            parted = (PARTED, where, kind, viewer.knows_table is None)
            if parted in snapshot.makings:
                continue
            screen = _alike(snapshot, like, own, lambda nobody: make(nobody, own, asked))
            if screen is not None:
                return screen
            if where is _Anywhere:
                snapshot.makings[parted] = True
        return make(viewer, own, asked)
    finally:
        snapshot.asked |= own.scopes


def _alike(
    snapshot: Snapshot, like: Like, own: Own, make: Callable[[OnePhone], Shown]
) -> Shown | None:
    """What is one's own is asked for before, as far as any screen of this step has: so it tells screens apart.

    None of what is not the same for all who are like this.
    """
    same, nobody = like
    while True:
        told_apart = snapshot.makings.get(ASKED, ())
        key = ("phone", same, told_apart, own.all(told_apart))
        try:
            return snapshot.made(key, partial(_made_for_all, nobody, own, told_apart, make))
        except AskedMoreError:
            snapshot.makings[ASKED] = own.names


def _made_for_all(
    nobody: OnePhone, own: Own, told_apart: Sequence[str], make: Callable[[OnePhone], Shown]
) -> Shown | None:
    try:
        screen = make(nobody)
    except AskedWhoError:
        return None
    if own.names != told_apart:
        raise AskedMoreError
    return screen
