"""Coming back at another address, where the meeting goes on but browsers do not send their cookie.

Each phone's page holds a code, which it shows once it has no connection. The code is derived from
two things that the meeting takes along wherever it goes: the secret of its console link, and the
stored hash of the phone's token.
"""

import hmac

from app.db import Book
from app.limits import LIMIT
from app.links import CODE_LETTERS, secret_of
from app.method import on_the_wall
from app.method.act import Act
from app.method.people.joining import set_presence
from app.models import Device, Link
from app.vocabulary import Door, Shown


def begin(act: Act) -> None:
    """Shows the way in on the wall, and marks all phones as absent, whatever held elsewhere."""
    on_the_wall.show(act, Shown.qr)
    for device in act.book.all(Device, meeting_id=act.meeting_id, present=True):
        set_presence(act, device.id, present=False)


def code_of(book: Book, secret: bytes, meeting_id: int, hashed: str) -> str:
    """The code of the phone whose token has this hash. There are too many codes for guessing one."""
    link = book.one(Link, meeting_id=meeting_id, door=Door.console)
    return _code(secret_of(secret, link), hashed) if link else ""


def phone_of(book: Book, secret: bytes, meeting_id: int, code: str) -> str | None:
    """The hash of the token of the phone that has this code, or None."""
    link = book.one(Link, meeting_id=meeting_id, door=Door.console)
    if link is None:
        return None
    key = secret_of(secret, link)
    hashes = (device.token_hash for device in book.all(Device, meeting_id=meeting_id))
    return next(
        (hashed for hashed in hashes if hmac.compare_digest(_code(key, hashed), code)), None
    )


def _code(key: str, hashed: str) -> str:
    digest = hmac.digest(key.encode(), f"again:{hashed}".encode(), "sha256")
    number = int.from_bytes(digest[:16], "big")
    quotients = (number // len(CODE_LETTERS) ** place for place in range(LIMIT.code))
    return "".join(CODE_LETTERS[quotient % len(CODE_LETTERS)] for quotient in quotients)
