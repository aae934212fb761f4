"""The table host: a phone or tablet that acts for its table, and says how many sit at it."""

from app.db import Book
from app.method.act import Act, Member
from app.method.declaring import done_by
from app.method.doers import Who
from app.method.groups import group_of
from app.method.people.headcount import HeadsField, count_heads
from app.method.people.sharing import seats_at
from app.method.refusals import Refusal
from app.method.rules import own_table
from app.method.sorting import close_if_all_leaned
from app.models import Device
from app.vocabulary import N_

acts_for_table = Refusal(
    "acts_for_table",
    N_(
        "The table uses this phone together. Is it your own? Say so in the menu, then choose again."
    ),
)


@done_by(Who.phone, "host", undone_by="host/withdrawn", fixed={"hosts": True})
@done_by(Who.phone, "host/withdrawn", undone_by="host", fixed={"hosts": False})
def host(act: Act, device_id: int, *, hosts: bool) -> None:
    """Makes the phone the table's, or its owner's again. What was done by it stays as it is."""
    act.book.change(Device, {"id": device_id}, hosts=hosts)
    if group_id := group_at(act.book, device_id):
        close_if_all_leaned(act, group_id)  # leaning does not wait for a table's phone


@done_by(Who.host, "headcount", undone_by="headcount/cleared")
@done_by(Who.host, "headcount/cleared", undone_by="headcount", fixed={"headcount": None})
def tell_heads(act: Act, member: Member, headcount: HeadsField) -> None:
    """ "We are 6 at this table"; None: as many as have phones."""
    count_heads(act, own_table(member), headcount)


def group_at(book: Book, device_id: int) -> int | None:
    """The group of the people at this phone."""
    groups = (group_of(book, seat.person_id) for seat in seats_at(book, device_id) if not seat.gone)
    return next(groups, None)
