"""A phone that several people share: who they are, and whose turn it is."""

from collections.abc import Callable

from sqlalchemy import bindparam
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from app.db import Book
from app.method.act import Act, Member
from app.method.declaring import ITSELF, done_by
from app.method.doers import Who
from app.method.refusals import NotYoursError, require, whose_turn
from app.method.rules import own_row, person_gone
from app.models import Device, Person, Seat

_PHONES = (
    select(Seat.person_id, Seat.device_id)
    .join(Device, col(Device.id) == col(Seat.device_id))
    .where(col(Device.meeting_id) == bindparam("meeting_id"), col(Seat.gone).is_(False))
)
_TAKEN = select(Device.id).where(
    col(Device.meeting_id) == bindparam("meeting_id"), col(Device.turn).is_not(None)
)
_OWN = aliased(Seat)
_SEATS_WITH = (
    select(*Seat.__table__.columns)  # type: ignore[attr-defined]
    .join(_OWN, col(_OWN.device_id) == col(Seat.device_id))
    .where(col(_OWN.person_id) == bindparam("person_id"), col(Seat.gone).is_(False))
    .order_by(col(Seat.position))
)


def phones(book: Book, meeting_id: int) -> dict[int, int]:
    """The phone of each person who takes part. People with the same phone sit at one table."""
    return {row.person_id: row.device_id for row in book.rows(_PHONES, meeting_id=meeting_id)}


def require_here(act: Act, person_id: int) -> None:
    """A person of this meeting who takes part. Whoever has left is refused."""
    own_row(act, Person, person_id)
    require(None if person_id in phones(act.book, act.meeting_id) else person_gone)


def company(book: Book, person_id: int) -> list[int]:
    """Those who take part by this person's phone, by seat; this one alone without a phone."""
    return [seat.person_id for seat in _seats_with(book, person_id)] or [person_id]


def seats_at(book: Book, device_id: int) -> list[Seat]:
    """All seats at the phone, also those of people who take part no more."""
    return book.all(Seat, order=("position",), device_id=device_id)


@done_by(Who.phone, "turn", after_the_end=True, undone_by=ITSELF)
def take_turn(act: Act, device_id: int, seat: int | None) -> None:
    """Sets whose turn it is at the phone. None: the first person's who has not done it yet."""
    every = seats_at(act.book, device_id)
    if seat is not None and seat not in {row.position for row in every}:
        raise NotYoursError
    seats = [row for row in every if not row.gone]
    require(None if seat in {None, *(row.position for row in seats)} else whose_turn)
    _give(act, seats, seat)


def pass_on(act: Act, member: Member, is_done: Callable[[int], bool]) -> None:
    """After an act of this person: gives the turn to the next one who has not done the same.

    If this person has more of it to do, the turn stays. If somebody else has taken the turn
    meanwhile, nothing changes.
    """
    seats = [] if member.is_alone else _seats_with(act.book, member.person_id)
    if len(seats) < 2:
        return
    device = act.book.one(Device, id=seats[0].device_id)
    place = next(place for place, seat in enumerate(seats) if seat.person_id == member.person_id)
    if device is None or device.turn not in (None, seats[place].position):
        return
    from_here_on = seats[place:] + seats[:place]
    left = (seat.position for seat in from_here_on if not is_done(seat.person_id))
    _give(act, seats, next(left, None))


def nobodys_turn(act: Act) -> None:
    """Clears the turn on every phone: what comes next begins with the first person, and a turn shows who acted last."""
    for row in act.book.rows(_TAKEN, meeting_id=act.meeting_id):
        act.book.change(Device, {"id": row.id}, turn=None)


def keep_turn(act: Act, member: Member) -> None:
    """For an act that takes several taps: the person keeps the turn until somebody changes it."""
    pass_on(act, member, lambda _: False)


def _seats_with(book: Book, person_id: int) -> list[Seat]:
    return book.rows(_SEATS_WITH, person_id=person_id)


def _give(act: Act, seats: list[Seat], position: int | None) -> None:
    act.book.change(Device, {"id": seats[0].device_id}, turn=position)
