"""Phones that are not there: the facilitator takes one out; it is in again once it is heard of."""

from app.method.act import Act
from app.method.declaring import done_by
from app.method.doers import Who
from app.method.groups import sit_again, stand_up
from app.method.people.seating import at_tables
from app.method.people.sharing import seats_at
from app.method.people.telling import remember
from app.method.refusals import Refusal, meeting_ended, require
from app.method.rules import meeting_of, own_row
from app.method.undoing import as_sent
from app.models import Device, Meeting, Seat
from app.vocabulary import N_

phone_connected = Refusal(
    "phone_connected",
    N_("That phone is connected. Only a phone that is not connected can be removed."),
)


def may_take_out(meeting: Meeting, device: Device) -> Refusal | None:
    if meeting.ended:
        return meeting_ended
    return phone_connected if device.present else None


@done_by(
    Who.facilitator,
    "phones/out",
    about=("device_id",),
    undone_by="phones/in",
    back=as_sent,
)
def take_out(act: Act, device_id: int) -> None:
    """Takes a phone out. Nobody waits for its people any more; what they did stays where it is."""
    device = own_row(act, Device, device_id)
    require(may_take_out(meeting_of(act.book, act.meeting_id), device))
    present = [seat for seat in seats_at(act.book, device.id) if not seat.gone]
    # What the phone has still to send is meant for this table, whichever it comes back to.
    remember(act, [seat.person_id for seat in present])
    for seat in present:
        act.book.change(Seat, {"id": seat.id}, gone=True, taken_out=True)
        stand_up(act, seat.person_id)


@done_by(
    Who.facilitator, "phones/in", after_the_end=True, about=("device_id",), undone_by="phones/out"
)
def take_in_again(act: Act, device_id: int) -> None:
    """Lets those whom `take_out` made leave take part again, in their group."""
    device = own_row(act, Device, device_id)
    back = [seat for seat in seats_at(act.book, device.id) if seat.taken_out]
    if not back:
        return
    for seat in back:
        act.book.change(Seat, {"id": seat.id}, gone=False, taken_out=False)
    people = [seat.person_id for seat in back]
    sit_again(act, people, at_tables(act.book, act.meeting_id).get(people[0]))
