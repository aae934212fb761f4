"""Joining: a device, a person on it, a seat. Nothing that could name anybody is asked or stored."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import bindparam, select
from sqlmodel import col

from app.languages import WRITTEN_TAGS
from app.limits import LIMIT
from app.links import CODE_LETTERS
from app.method.act import Act, Member
from app.method.declaring import ITSELF, done_by
from app.method.doers import Who
from app.method.groups import group_of, place_late, stand_up
from app.method.people.absent import take_in_again
from app.method.people.admitting import may_come, may_join
from app.method.people.seating import at_tables, get_up, sit_down
from app.method.people.sharing import company, seats_at
from app.method.refusals import (
    NotYoursError,
    Refusal,
    groups_formed,
    last_at_phone,
    meeting_ended,
    phone_full,
    require,
    unknown_field,
)
from app.method.rules import meeting_of, own_row
from app.method.sent import OwnLanguage
from app.method.sorting import close_if_all_leaned
from app.models import Device, Meeting, Person, Seat
from app.models.column_kinds import new_id
from app.vocabulary import Language, Role

TAGS = len(CODE_LETTERS) ** LIMIT.tag
MOST_DRAWN = 100  # a limit, so that a hall full of machines that join cannot stop the writer
_too_many = phone_full.saying(limit=LIMIT.sharing)
_SAME_TAG = select(col(Person.id)).where(
    col(Person.meeting_id) == bindparam("meeting_id"), col(Person.id) % TAGS == bindparam("tag")
)


def token() -> str:
    """A new value for a device's cookie: 256 random bits."""
    return secrets.token_urlsafe(32)


def token_hash(secret: bytes, value: str) -> str:
    """The keyed hash that is stored instead of the cookie's value."""
    return hmac.new(secret, b"device:" + value.encode(), hashlib.sha256).hexdigest()


def join(
    act: Act,
    hashed: str,
    role: Role,
    language: Language,
    table: int | None = None,
    others: Sequence[Role] = (),
    *,
    tie: bool = False,
    present: bool = False,
) -> Person:
    """Adds a device with one person, and `others` who share it. Returns the first person.

    A device that has joined already keeps its people, however often and with whatever values the
    form is sent. If groups exist, the people are placed as late ones. `tie`: the first person would
    like to sit with somebody who speaks the same language. `present`: the phone itself has sent the
    form.
    """
    if (known := act.book.one(Device, token_hash=hashed)) is not None:
        return _first_at(act, known, present=present)
    require(may_join(act.book, meeting_of(act.book, act.meeting_id)))
    device = act.book.make(Device, meeting_id=act.meeting_id, token_hash=hashed, present=present)
    roles = (role, *others)
    require(_too_many if len(roles) > LIMIT.sharing else None)
    people = [
        _take_seat(act, device.id, seat_role, language, place)
        for place, seat_role in enumerate(roles)
    ]
    if tie:
        act.book.change(Person, {"id": people[0].id}, language_tie=True)
    if table is not None:
        sit_down(act, people[0].id, table)
    place_late(act, people[0].id, table)
    return people[0]


def may_take_in(meeting: Meeting, seats: int) -> Refusal | None:
    """`seats`: how many there are at the phone, also of people who take part no more."""
    return may_come(meeting) or (_too_many if seats >= LIMIT.sharing else None)


@done_by(Who.phone, "people", adds=True, undone_by="people/{position}/gone")
def take_in(act: Act, device_id: int, role: Role, language: OwnLanguage) -> None:
    """Adds a person who shares this phone, at the table of the others."""
    seats = seats_at(act.book, device_id)
    require(may_take_in(meeting_of(act.book, act.meeting_id), len(seats)))
    person = _take_seat(act, device_id, role, language, len(seats))
    _sit_beside(act, person.id)


@done_by(
    Who.phone, "people/{position}/gone", after_the_end=True, undone_by="people/{position}/back"
)
def leave(act: Act, device_id: int, position: int) -> None:
    """Ends a person's part: nobody waits for them any more. What they did stays where it is."""
    seat = _seat(act, device_id, position)
    if seat.gone:
        return
    require(last_at_phone if len(company(act.book, seat.person_id)) < 2 else None)
    act.book.change(Seat, {"id": seat.id}, gone=True)
    act.book.change(Device, {"id": device_id}, turn=None)
    stand_up(act, seat.person_id)
    get_up(act, seat.person_id)


@done_by(
    Who.phone, "people/{position}/back", after_the_end=True, undone_by="people/{position}/gone"
)
def come_back(act: Act, device_id: int, position: int) -> None:
    """Lets a person take part again, at the table of those who share the phone."""
    seat = _seat(act, device_id, position)
    if seat.gone:
        act.book.change(Seat, {"id": seat.id}, gone=False)
        _sit_beside(act, seat.person_id)


def speak(act: Act, member: Member, language: Language) -> None:
    """Changes the language of the person's screen."""
    act.book.change(Person, {"id": member.person_id}, language=language)


@done_by(Who.phone, "reads", after_the_end=True, undone_by=ITSELF)
def read_in(act: Act, device_id: int, reads: str) -> None:
    """Sets the language (a tag) in which people's words are shown; empty: that of the screen."""
    require(None if reads in {"", *WRITTEN_TAGS} else unknown_field)
    for seat in seats_at(act.book, device_id):
        act.book.change(Person, {"id": seat.person_id}, reads=reads)


def may_tie(meeting: Meeting, group_id: int | None) -> Refusal | None:
    """Whether the wish for somebody of the same language can be changed: until there is a group."""
    if meeting.ended:
        return meeting_ended
    return groups_formed if group_id is not None else None


@done_by(Who.table, "tie", undone_by="tie/withdrawn", fixed={"wanted": True})
@done_by(Who.table, "tie/withdrawn", undone_by="tie", fixed={"wanted": False})
def tie(act: Act, member: Member, *, wanted: bool) -> None:
    """Sets whether the person would like to sit with somebody of the same language."""
    require(may_tie(meeting_of(act.book, act.meeting_id), member.group_id))
    act.book.change(Person, {"id": member.person_id}, language_tie=wanted)


def set_presence(act: Act, device_id: int, *, present: bool) -> None:
    """Stores whether a device is connected, without a time. Group, console and wall show it.

    A device that was taken out is in again when it comes.
    """
    if not act.book.change(Device, {"id": device_id, "present": not present}, present=present):
        return
    if present:
        take_in_again(act, device_id)
    groups = {group_of(act.book, seat.person_id) for seat in seats_at(act.book, device_id)}
    for group_id in groups:
        if group_id is None:
            continue
        close_if_all_leaned(act, group_id)


def _first_at(act: Act, device: Device, *, present: bool) -> Person:
    """The first person of the device. Refuses a cookie that comes from another meeting."""
    seat = seats_at(act.book, device.id)[0]
    person = own_row(act, Person, seat.person_id)
    if present and not device.present:
        set_presence(act, device.id, present=True)
    return person


def _take_seat(act: Act, device_id: int, role: Role, language: Language, position: int) -> Person:
    free = _id_with_free_tag(act)
    person = act.book.make(Person, id=free, meeting_id=act.meeting_id, role=role, language=language)
    act.book.make(Seat, device_id=device_id, person_id=person.id, position=position)
    return person


def _id_with_free_tag(act: Act) -> int:
    """An id whose tag nobody has in the meeting: the facilitator finds a person by the tag."""
    drawn = new_id()
    for _ in range(MOST_DRAWN):
        if not _is_taken(act, drawn):
            break
        drawn = new_id()
    return drawn


def _is_taken(act: Act, person_id: int) -> bool:
    return bool(act.book.rows(_SAME_TAG, meeting_id=act.meeting_id, tag=person_id % TAGS))


def _sit_beside(act: Act, person_id: int) -> None:
    """Seats the person at the table and in the group of the others at the phone."""
    others = company(act.book, person_id)
    tables = at_tables(act.book, act.meeting_id)
    if table := next((tables[other] for other in others if other in tables), None):
        sit_down(act, person_id, table)
    place_late(act, person_id)


def _seat(act: Act, device_id: int, position: int) -> Seat:
    seat = act.book.one(Seat, device_id=device_id, position=position)
    if seat is None:
        raise NotYoursError
    return seat


@lru_cache(LIMIT.phones)
def seat_tag(person_id: int) -> str:
    """The characters by which the facilitator and a person find each other, and no more."""
    letters = []
    for _ in range(LIMIT.tag):
        person_id, place = divmod(person_id, len(CODE_LETTERS))
        letters.append(CODE_LETTERS[place])
    return "".join(letters)
