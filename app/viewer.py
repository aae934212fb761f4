"""Who looks: found in one place for pages, acts and sockets alike, and found again for every frame.

A claim is what a browser brings along (a cookie, the meeting in the path). A viewer is what a claim
proves.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from app import links
from app.db import Book
from app.frozen import frozen
from app.method.act import Member
from app.method.people.at_phone import AT_PHONE, SEATS, member_at
from app.method.refusals import RefusedError, whose_turn
from app.method.sent import whole_number
from app.models import Link, Meeting
from app.vocabulary import Door, Language


@frozen
class JoinedPhone:
    """A phone that has joined. If several people share it, `member` is the one that the screen is
    for.

    `seats`: all who take part by this phone, by position. `gone`: positions of those who no longer
    do. `is_shared`: several people take part by it.
    `turn`, `knows_table`: see `Device`. `is_out`: it has been taken out, and its people take part
    again once it is heard of. `help_comes`: somebody is on the way to the person who called
    quietly.
    """

    meeting_id: int
    code: str
    device_id: int
    member: Member
    seats: tuple[tuple[int, Member], ...] = ()
    gone: tuple[int, ...] = ()
    is_shared: bool = False
    turn: int | None = None
    is_out: bool = False
    knows_table: str | None = None
    help_comes: bool = False


@frozen
class Participant(JoinedPhone):
    """A person at a phone, or several who share it."""

    def at(self, seat: int | None) -> Member:
        """Returns the person at this position of the phone; None stands for the only one. Raises
        RefusedError, so that nobody is taken for anybody else.
        """
        if seat is None and not self.is_shared:
            return self.member
        person = next((member for position, member in self.seats if position == seat), None)
        if person is None:
            raise RefusedError(whose_turn)
        return person


@frozen
class TableHost(JoinedPhone):
    """A phone or tablet that acts for its table, and for no single person at it."""


@frozen
class Facilitator:
    """Somebody who opened the console's link; two of them see the same."""

    meeting_id: int
    link_id: int
    language: Language


@frozen
class Projector:
    """The wall: looks, and can do nothing."""

    meeting_id: int
    link_id: int
    language: Language


@frozen
class Presenter:
    """Somebody who presents the results. What it can do: see `Door.presenter`."""

    meeting_id: int
    link_id: int
    language: Language


@frozen
class Helper:
    """Somebody in the hall who types what tables have put on paper, and can do nothing else."""

    meeting_id: int
    link_id: int
    language: Language


@frozen
class Interpreter:
    """Somebody who types texts in other languages, and can do nothing else. Counted nowhere."""

    meeting_id: int
    link_id: int
    language: Language


OnePhone = Participant | TableHost
LinkViewer = Facilitator | Projector | Presenter | Helper | Interpreter
Viewer = OnePhone | LinkViewer
_AT_DOOR: dict[Door, type[Facilitator | Presenter | Helper | Interpreter]] = {
    Door.console: Facilitator,
    Door.presenter: Presenter,
    Door.helper: Helper,
    Door.interpreter: Interpreter,
}


@frozen
class PhoneClaim:
    """`holder`: the device's cookie, hashed, which is the same for every socket of one phone; the
    cookie itself goes no further than the door.
    """

    meeting_id: int
    holder: str


@frozen
class LinkClaim:
    """`opened`: id and secret of the link, as the cookie of its door holds them.

    `watches`: it asks for the wall, which a console shows in small.
    """

    meeting_id: int
    door: Door
    opened: str
    language: Language | None = None
    watches: bool = False

    @property
    def holder(self) -> str:
        """The link's id: the same for every version of its secret."""
        return self.opened.partition(".")[0]


Claim = PhoneClaim | LinkClaim


def phone_cookie(meeting_id: int) -> str:
    return f"phone-{meeting_id}"


def link_cookie(door: Door, opens_id: int) -> str:
    """`opens_id`: the meeting's id; the session's, if the link opens its report."""
    return f"{door}-{opens_id}"


def find(book: Book, secret: bytes, claim: Claim) -> Viewer | None:
    """The viewer that this claim proves now; None for a stranger, a left phone, a revoked link."""
    if isinstance(claim, PhoneClaim):
        seats = book.rows(AT_PHONE, hashed=claim.holder, meeting_id=claim.meeting_id)
        return _at_phone(claim.meeting_id, seats)
    meeting = book.one(Meeting, id=claim.meeting_id)
    link = opened_link(book, secret, claim.opened) if meeting else None
    if meeting is None or link is None:
        return None
    if link.meeting_id != meeting.id or link.door is not claim.door:
        return None
    language = claim.language or meeting.main_language
    if claim.door is Door.projector or claim.watches:
        return Projector(meeting.id, link.id, meeting.main_language)
    kind = _AT_DOOR.get(claim.door)
    return kind(meeting.id, link.id, language) if kind else None


def phone_viewers(book: Book, meeting_id: int) -> Mapping[str, OnePhone | None]:
    """The viewers that the claims of all phones of a meeting prove now."""
    by_phone = groupby(book.rows(SEATS, meeting_id=meeting_id), lambda seat: seat.token_hash)
    return {hashed: _at_phone(meeting_id, [*seats]) for hashed, seats in by_phone}


def _at_phone(meeting_id: int, seats: Sequence[Any]) -> OnePhone | None:
    """None if everybody has left the phone."""
    sitting = [seat for seat in seats if seat.taken_out or not seat.gone]
    if not sitting:
        return None
    phone, is_shared = sitting[0], len(sitting) > 1
    members = [member_at(seat, meeting_id, is_alone=not is_shared) for seat in sitting]
    kind = TableHost if phone.hosts else Participant
    return kind(
        meeting_id,
        phone.code,
        phone.device_id,
        members[0],
        seats=tuple(zip((seat.position for seat in sitting), members, strict=True)),
        gone=tuple(seat.position for seat in seats if seat.gone and not seat.taken_out),
        is_shared=is_shared,
        turn=phone.turn,
        is_out=any(seat.taken_out for seat in seats),
        knows_table=phone.knows_table,
        help_comes=phone.answered_at is not None,
    )


def opened_link(book: Book, secret: bytes, opened: str) -> Link | None:
    """The link of an `id.secret`, if the secret is right and the link is not revoked."""
    number, _, given = opened.partition(".")
    if (link_id := whole_number(number)) is None:
        return None
    link = book.one(Link, id=link_id)
    return link if link and links.opens(secret, link, given) else None
