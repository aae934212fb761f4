"""Leaving a phone, or replacing it by another one. Its old cookie then belongs to nobody."""

import secrets

from app.method.act import Act
from app.method.groups import stand_up
from app.method.people.calls import forget_call
from app.method.people.seating import get_up
from app.method.people.sharing import seats_at
from app.method.refusals import NotYoursError
from app.models import Device, Draft, Seat


def leave(act: Act, hashed: str) -> None:
    """Ends the part of the phone's people; nobody can find them again. What they did stays."""
    device = _device(act, hashed)
    forget_call(act, device.id)
    for seat in seats_at(act.book, device.id):
        act.book.remove(Draft, person_id=seat.person_id)
        if not seat.gone:
            stand_up(act, seat.person_id)
            get_up(act, seat.person_id)
        act.book.change(Seat, {"id": seat.id}, gone=True, taken_out=False)
    nobodys = secrets.token_hex(32)
    act.book.change(Device, {"id": device.id}, token_hash=nobodys, present=False, turn=None)


def take_over(act: Act, left: str, taken: str) -> None:
    """Lets another phone (its token's hash: `taken`) take the place of `left`. Its people stay the same."""
    device = _device(act, left)
    if act.book.count(Device, token_hash=taken):
        raise NotYoursError
    act.book.change(Device, {"id": device.id}, token_hash=taken)


def _device(act: Act, hashed: str) -> Device:
    device = act.book.one(Device, token_hash=hashed, meeting_id=act.meeting_id)
    if device is None:
        raise NotYoursError
    return device
