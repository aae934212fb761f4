"""Phones for which the same facts hold share one screen, made once for an anonymous viewer."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, fields
from functools import partial
from typing import TypeVar

from app.method.act import Member
from app.reading.snapshot import Snapshot
from app.screens.own import Own
from app.screens.screen import AskedBeside, Screen
from app.viewer import JoinedPhone, OnePhone, Participant, TableHost

AnyScreen = TypeVar("AnyScreen", bound=Screen)
# In a key in `Snapshot.makings`: the names of personal values that screens of this step, for phones
# that are parted alike, have asked for.
ASKED = "asked of one's own"
# Key in `Snapshot.makings`: screens of this step depend on the table, so that making one without
# a table is not tried again for each phone.
PARTED = "parted"
_LIKES = "_likes"
FACTS = [field.name for field in fields(JoinedPhone) if field.name != "device_id"]


@dataclass(frozen=True, eq=False)
class Like:
    """What is true of a phone, without who it is; one object for all phones with the same facts.

    `viewer`: an anonymous viewer with these facts alone. `parted`: see `PARTED`.
    """

    viewer: OnePhone
    parted: Hashable
    is_anywhere: bool


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


def likes(viewer: OnePhone) -> Sequence[Like]:
    """Returns what is true of this phone, as far as a screen has been made for it: first without
    group and table (if the person is in a group), then with them. Empty for a phone of several
    people. It is kept on the viewer object, which is reused while none of these facts changes.
    """
    known: Sequence[Like] = vars(viewer).get(_LIKES, ())
    return known


def _likes(snapshot: Snapshot, viewer: OnePhone) -> Sequence[Like]:
    if _LIKES not in vars(viewer):
        kinds = [_Anywhere, _Nobody] if viewer.member.has_group else [_Nobody]
        vars(viewer)[_LIKES] = [_like(snapshot, viewer, kind.like(viewer.member)) for kind in kinds]
    return likes(viewer)


def _like(snapshot: Snapshot, viewer: OnePhone, nobody: Member) -> Like:
    kind: type[_AnyHost | _AnyPhone] = _AnyHost if isinstance(viewer, TableHost) else _AnyPhone
    known = {name: getattr(viewer, name) for name in FACTS}
    seats = tuple(position for position, _ in viewer.seats)
    facts = known | {"member": tuple(vars(nobody).values()), "seats": seats}

    def make() -> Like:
        made = kind.__new__(kind)
        vars(made).update(
            known, member=nobody, seats=tuple((position, nobody) for position in seats)
        )
        parted = (PARTED, type(nobody), kind, viewer.knows_table is None)
        return Like(made, parted, isinstance(nobody, _Anywhere))

    return snapshot.common((type(nobody), kind, *facts.values()), make)


def shown(
    snapshot: Snapshot,
    viewer: OnePhone,
    asked: AskedBeside,
    make: Callable[[OnePhone, Own, AskedBeside], AnyScreen],
) -> tuple[AnyScreen, Like | None]:
    """Returns the screen that `make` makes, shared by all phones with the same facts and the same
    personal values. A phone of several people, or with drafts or opened panels, has its own screen.

    The second is set if no personal value is in it: all phones of which this is true see it now.
    """
    own = Own(snapshot, viewer.member)
    is_alone = asked.drafts or asked.opened or len(viewer.seats) + len(viewer.gone) != 1
    try:
        for like in () if is_alone else _likes(snapshot, viewer):
            if like.parted in snapshot.makings:
                continue
            screen = _alike(snapshot, like, own, lambda nobody: make(nobody, own, asked))
            if screen is not None:
                return screen, None if own.names else like
            if like.is_anywhere:
                snapshot.makings[like.parted] = True
        return make(viewer, own, asked), None
    finally:
        snapshot.asked |= own.scopes


def _alike(
    snapshot: Snapshot, like: Like, own: Own, make: Callable[[OnePhone], AnyScreen]
) -> AnyScreen | None:
    """Returns the shared screen, or None if it turned out to depend on who looks.

    The personal values that any such screen of this step has asked for so far are read first and
    are part of the key. If this screen asks for more, those are added to the key and it is tried again.
    """
    asked = ASKED, like.parted
    while True:
        told_apart = snapshot.makings.get(asked, ())
        key = ("phone", like, told_apart, own.all(told_apart))
        try:
            return snapshot.made(key, partial(_made_for_all, like.viewer, own, told_apart, make))
        except AskedMoreError:
            snapshot.makings[asked] = own.names


def _made_for_all(
    nobody: OnePhone, own: Own, told_apart: Sequence[str], make: Callable[[OnePhone], AnyScreen]
) -> AnyScreen | None:
    try:
        screen = make(nobody)
    except AskedWhoError:
        return None
    if own.names != told_apart:
        raise AskedMoreError
    return screen
