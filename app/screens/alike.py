"""Phones for which the same facts hold share one screen, made once for an anonymous viewer."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import TypeVar, cast

from app.method.act import Member
from app.reading.snapshot import Snapshot
from app.screens.own import Own
from app.screens.screen import AskedBeside, Screen
from app.viewer import OnePhone, Participant, TableHost

Shown = TypeVar("Shown", bound=Screen)
# Key in `Snapshot.makings`: the names of personal values that screens of this step have asked for.
ASKED = "asked of one's own"
# Key in `Snapshot.makings`: screens of this step depend on the table, so that making one without
# a table is not tried again for each phone.
PARTED = "parted"
_LIKE = "_like"
# A key of all facts that phones have in common, and an anonymous viewer with these facts alone.
Like = tuple[tuple[Hashable, ...], OnePhone]


class AskedWhoError(Exception):
    """The screen asked for a person, group, table or device that the anonymous viewer does not
    have, so it must be made for fewer viewers, or for this one alone.
    """


class AskedMoreError(Exception):
    """The screen read personal values (`Own`) that are not in the key it would be kept under."""


class _Nobody(Member):
    """A member without a person id; everything else is known. Asking for the id raises, so it
    cannot get into a screen that is made for others too.
    """

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
    """A member of some group at some table: without person id, group id and table."""

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
    """Returns the anonymous versions of a phone of one person, each with its key: first without
    group and table (if the person is in a group), then with them. They are kept on the viewer
    object, which is reused for as long as none of these facts changes.
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
    """Returns the screen that `make` makes, shared by all phones with the same facts and the same
    personal values. A phone of several people, or with drafts or opened panels, has its own screen.
    """
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
    """Returns the shared screen, or None if it turned out to depend on who looks.

    The personal values that any screen of this step has asked for so far are read first and are
    part of the key. If this screen asks for more, those are added to the key and it is tried again.
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
