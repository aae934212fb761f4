"""Coming in: a device, a person on it, a seat. Nothing that could name anybody is asked or kept."""

import hashlib
import hmac
import secrets

from app.db import Book
from app.method.act import Act, Member
from app.method.forming import group_of, place_late
from app.method.refusals import (
    Refusal,
    groups_formed,
    joining_closed,
    meeting_ended,
    require,
)
from app.method.rules import meeting_of
from app.method.seating import sit_down
from app.method.sorting import close_if_all_leaned
from app.models import Device, Meeting, Person, Seat
from app.vocabulary import Background, Language

TAG_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def token() -> str:
    """What a device's cookie holds: 256 random bits."""
    return secrets.token_urlsafe(32)


def token_hash(secret: bytes, value: str) -> str:
    """What is stored instead of the cookie's value."""
    return hmac.new(secret, b"device:" + value.encode(), hashlib.sha256).hexdigest()


def may_join(meeting: Meeting) -> Refusal | None:
    if meeting.ended:
        return meeting_ended
    return None if meeting.joining_open else joining_closed


def join(
    act: Act,
    hashed: str,
    background: Background,
    language: Language,
    table: int | None = None,
    *,
    tie: bool = False,
) -> Person:
    """A new device with one person. Who comes late is placed in the group that needs one most.

    `tie`: would like to sit with somebody who speaks the same language.
    """
    require(may_join(meeting_of(act.book, act.meeting_id)))
    device = Device(meeting_id=act.meeting_id, token_hash=hashed)
    person = Person(
        meeting_id=act.meeting_id, background=background, language=language, language_tie=tie
    )
    act.book.add(device)
    act.book.add(person)
    act.book.add(Seat(device_id=device.id, person_id=person.id))
    if table is not None:
        sit_down(act, person.id, table)
    place_late(act, person.id, table)
    act.touch_person(person.id)
    act.touch_console()
    act.touch_projector()
    return person


def member_of(book: Book, meeting_id: int, hashed: str) -> tuple[int, Member] | None:
    """The device and the person who acts on it, found by the hash of its cookie; None for a stranger."""
    device = book.one(Device, token_hash=hashed, meeting_id=meeting_id)
    seat = book.one(Seat, device_id=device.id) if device else None
    person = book.one(Person, id=seat.person_id) if seat else None
    if device is None or person is None:
        return None
    return device.id, Member(meeting_id, person.id, group_of(book, person.id), person.language)


def speak(act: Act, member: Member, language: Language) -> None:
    """Changes the language of a person's screen."""
    act.book.change(Person, {"id": member.person_id}, language=language)
    act.touch_person(member.person_id)


def may_tie(meeting: Meeting, group_id: int | None) -> Refusal | None:
    """Asking for somebody of the same language, or leaving it: until there is a group."""
    if meeting.ended:
        return meeting_ended
    return groups_formed if group_id is not None else None


def tie(act: Act, member: Member, *, wanted: bool) -> None:
    """Whether somebody would like to sit with one who speaks the same language."""
    require(may_tie(meeting_of(act.book, act.meeting_id), member.group_id))
    act.book.change(Person, {"id": member.person_id}, language_tie=wanted)
    act.touch_person(member.person_id)
    act.touch_console()


def set_presence(act: Act, device_id: int, *, present: bool) -> None:
    """Latches that a device came or went: its group, the console and the wall see it. Nothing is kept of when."""
    if not act.book.change(Device, {"id": device_id, "present": not present}, present=present):
        return
    for seat in act.book.all(Seat, device_id=device_id):
        group_id = group_of(act.book, seat.person_id)
        if group_id is not None:
            close_if_all_leaned(act, group_id)
            act.touch_group(group_id)
    act.touch_console()
    act.touch_projector()


def seat_tag(person_id: int) -> str:
    """Three characters by which the facilitator and a person can find each other; it says nothing else."""
    letters = []
    for _ in range(3):
        person_id, place = divmod(person_id, len(TAG_ALPHABET))
        letters.append(TAG_ALPHABET[place])
    return "".join(letters)
