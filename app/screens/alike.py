"""Phones of which the same is true show the same screen: it is made once, for a viewer that is nobody."""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from app.method.act import Member
from app.reading.snapshot import Snapshot
from app.screens.own import Own
from app.screens.screen import AskedBeside, Screen
from app.viewer import OnePhone, Participant, TableHost

Shown = TypeVar("Shown", bound=Screen)
# What screens of the step that is on have asked for of what is one's own.
ASKED = "asked of one's own"
_LIKE = "_like"


class AskedWhoError(Exception):
    """A screen that asks who looks is made for that person alone."""


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


class _AnyPhone(Participant):
    @property
    def device_id(self) -> int:
        raise AskedWhoError


class _AnyHost(TableHost):
    @property
    def device_id(self) -> int:
        raise AskedWhoError


def _like(viewer: OnePhone) -> tuple[Hashable, OnePhone]:
    """All that is known of a phone of one person but which it is, also as what it is the same by. It stands with the
    viewer, who is kept for as long as nothing of that changes.
    """
    known = vars(viewer).get(_LIKE)
    if known is None:
        known = vars(viewer)[_LIKE] = _found_like(viewer)
    return cast("tuple[Hashable, OnePhone]", known)


def _found_like(viewer: OnePhone) -> tuple[Hashable, OnePhone]:
    kind: type[_AnyHost | _AnyPhone] = _AnyHost if isinstance(viewer, TableHost) else _AnyPhone
    nobody = _Nobody.like(viewer.member)
    made = kind.__new__(kind)
    known = {name: value for name, value in dict(vars(viewer)).items() if name != "device_id"}
    seats = tuple(position for position, _ in viewer.seats)
    vars(made).update(known, member=nobody, seats=tuple((one, nobody) for one in seats))
    same = known | {"member": tuple(vars(nobody).values()), "seats": seats}
    return (kind, *same.values()), made


def shown(
    snapshot: Snapshot,
    viewer: OnePhone,
    asked: AskedBeside,
    make: Callable[[OnePhone, Own, AskedBeside], Shown],
) -> Shown:
    """What `make` makes: the same for all of whom the same is true, and who have chosen the same."""
    own = Own(snapshot, viewer.member)
    try:
        if asked.drafts or asked.opened or len(viewer.seats) + len(viewer.gone) != 1:
            return make(viewer, own, asked)
        return _alike(snapshot, viewer, asked, own, make)
    except AskedWhoError:
        return make(viewer, own, asked)
    finally:
        snapshot.asked |= own.scopes


def _alike(
    snapshot: Snapshot,
    viewer: OnePhone,
    asked: AskedBeside,
    own: Own,
    make: Callable[[OnePhone, Own, AskedBeside], Shown],
) -> Shown:
    """What is one's own is asked for before, as far as any screen of this step has: so it tells screens apart."""
    same, nobody = _like(viewer)

    def made_for_all() -> Shown:
        screen = make(nobody, own, asked)
        if own.names != told_apart:
            raise AskedMoreError
        return screen

    while True:
        told_apart = snapshot.makings.get(ASKED, ())
        key = ("phone", same, told_apart, own.all(told_apart))
        try:
            return snapshot.made(key, made_for_all)
        except AskedMoreError:
            snapshot.makings[ASKED] = own.names
