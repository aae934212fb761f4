"""The page of all links of a meeting: its code, the hall's links, and those of the reports."""

from app.db import Book
from app.frozen import frozen
from app.links import link_path
from app.models import Gathering, Link
from app.qr import QrPath, qr_path
from app.screens.speaker import Said, Speaker
from app.vocabulary import HALL_DOORS, Door
from app.web.desk.asked import Asked
from app.web.desk.gathered import planned
from app.web.desk.pages import Head


@frozen
class DoorLine:
    """A link with its secret. `present`: a page opened by it is connected now.

    `address`: empty if the link is closed.
    """

    id: int
    door: Door
    address: str
    present: bool


@frozen
class ReportDoor:
    """The link to the report of one session. `link`: None if nobody has made it."""

    gathering_id: int
    group: Said
    held_on: str
    organisation: str
    link: DoorLine | None


@frozen
class LinksPage:
    """`qr`: path data of the join address, and its width in modules. `is_hosted`: the address outlives the evening.
    `followed`: each language with its interpreters, and the address where the talk is followed in it.
    """

    head: Head
    code: str
    join: str
    qr: QrPath
    doors: tuple[DoorLine, ...]
    reports: tuple[ReportDoor, ...]
    is_hosted: bool = False
    followed: tuple[tuple[str, int, str], ...] = ()


def links_page(head: Head, book: Book, say: Speaker, asked: Asked) -> LinksPage:
    meeting = say.piece.meeting
    join = f"{asked.base}/{meeting.code}"
    links = book.all(Link, meeting_id=meeting.id)
    by_door = {link.door: link for link in links}
    reports = {link.gathering_id: link for link in links if link.gathering_id}
    return LinksPage(
        head=head,
        code=meeting.code,
        join=join,
        qr=qr_path(join.upper()),
        doors=tuple(_door(by_door[door], asked) for door in HALL_DOORS),
        reports=tuple(
            _report(say, session, reports.get(session.id), asked)
            for session in planned(book, meeting.round_id)
        ),
        is_hosted=asked.is_hosted,
        followed=tuple(
            (tag, interpreting.interpreters, interpreting.talk)
            for tag, interpreting in say.piece.followed.items()
        ),
    )


def _door(link: Link, asked: Asked) -> DoorLine:
    address = "" if link.revoked else asked.base + link_path(asked.secret, link)
    return DoorLine(link.id, link.door, address, link.present)


def _report(say: Speaker, session: Gathering, link: Link | None, asked: Asked) -> ReportDoor:
    return ReportDoor(
        session.id,
        say.population_group(session.population_group_id),
        session.held_on,
        session.organisation,
        _door(link, asked) if link else None,
    )
