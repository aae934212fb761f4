"""What opens a meeting without an account: its seven-character code, and links with a derived
secret.

A link's secret is never stored: it is derived from the key file, the link's id and its version. So
it can be shown again, and a new version ends the old one at once.
"""

import hmac
import re
import secrets
import unicodedata
from base64 import urlsafe_b64encode

from app.encryption import decrypted, encrypted
from app.limits import LIMIT
from app.models import FollowedAction, Link, Meeting, Municipality
from app.models.column_kinds import LARGEST_ID

# Without 0, O, 1, I and L, which look alike on a wall.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
SECRET_LENGTH = 22
_LETTERS = frozenset(CODE_LETTERS)
# Letters of other alphabets that look like one of them. Only capitals, since codes are read in
# capitals.
_ALIKE = str.maketrans("АВСЕНКМРЅТУХЈԚԜΒΕΖΗΚΜΝΡΤΥΧΑϹ", "ABCEHKMPSTYXJQWBEZHKMNPTYXAC")
BROUGHT = b"brought link"


def bare(address: str) -> str:
    """An address as people type it, without what a browser puts before it."""
    return address.split("://", 1)[-1]


def new_code() -> str:
    """A join code: 27 thousand million of them, so guessing finds none."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(LIMIT.code))


def code_in(typed: str) -> str:
    """The join code in what somebody typed or pasted: by itself, in an address or among other
    words; "" if there is none.
    """
    parts = re.split(r"[\s/?#=&]+", typed)
    read = (_as_code(part) for part in (typed, *reversed(parts)))
    return next((code for code in read if len(code) == LIMIT.code and set(code) <= _LETTERS), "")


def _as_code(words: str) -> str:
    """Converts to the letters and digits of a code, whatever keyboard they were typed on, and drops
    all other signs.
    """
    plain = unicodedata.normalize("NFKC", words).upper().translate(_ALIKE)
    return "".join(_as_digit(letter) for letter in plain if letter.isalnum())


def _as_digit(letter: str) -> str:
    digit = unicodedata.digit(letter, None)
    return letter if digit is None else str(digit)


def secret(key: bytes, link_id: int, version: int) -> str:
    return derived(key, f"link:{link_id}:{version}")


def secret_of(key: bytes, link: Link) -> str:
    """The link's own secret; for a link from another installation, the one that was derived
    there.
    """
    return _opened(key, link.id, link.brought) or secret(key, link.id, link.version)


def brought(key: bytes, row_id: int, words: str) -> bytes:
    """Encrypts another installation's secret for its row here: the database alone opens no link."""
    return encrypted(key, BROUGHT, words.encode(), str(row_id).encode())


def derived(key: bytes, purpose: str) -> str:
    """A secret of 132 bits for one purpose; it is the same each time."""
    digest = hmac.digest(key, purpose.encode(), "sha256")
    return urlsafe_b64encode(digest).decode()[:SECRET_LENGTH]


def link_path(key: bytes, link: Link) -> str:
    return f"/open/{link.id}.{secret_of(key, link)}"


def opens(key: bytes, link: Link, given: str) -> bool:
    """Whether the given secret is this link's own, now."""
    return _is_same(secret_of(key, link), given) and not link.revoked


def report_path(key: bytes, followed: FollowedAction) -> str:
    """Where the owner of an action reports what has become of it."""
    return f"/report/{followed.agreed_action_id}.{of_owner(key, followed)}"


def may_report(key: bytes, followed: FollowedAction, given: str) -> bool:
    return followed.open and _is_same(of_owner(key, followed), given)


def calendar_path(key: bytes, municipality: Municipality) -> str:
    """Where another program fetches the calendar of what is due."""
    return f"/calendar/{municipality.id}.{_of_calendar(key, municipality)}.ics"


def may_read_calendar(key: bytes, municipality: Municipality, given: str) -> bool:
    return municipality.calendar_open and _is_same(_of_calendar(key, municipality), given)


def sign_up_path(key: bytes, meeting: Meeting) -> str:
    """Where people say that they come."""
    return f"/coming/{meeting.id}.{of_sign_up(key, meeting)}"


def may_sign_up(key: bytes, meeting: Meeting, given: str) -> bool:
    """Until the meeting ends. What people need is forgotten soon after, and what came later never."""
    is_open = meeting.sign_up_open and not meeting.ended
    return is_open and _is_same(of_sign_up(key, meeting), given)


def public_name(meeting_id: int) -> str:
    """The name of a meeting's public page in its address: the same for as long as the meeting is
    kept.
    """
    letters = ""
    while meeting_id:
        meeting_id, letter = divmod(meeting_id, len(CODE_LETTERS))
        letters = CODE_LETTERS[letter] + letters
    return letters


def of_public_name(name: str) -> int:
    """The meeting's id; 0 if no meeting has this name."""
    meeting_id = 0
    for letter in name.upper():
        if letter not in _LETTERS or meeting_id > LARGEST_ID:
            return 0
        meeting_id = meeting_id * len(CODE_LETTERS) + CODE_LETTERS.index(letter)
    return meeting_id


def of_owner(key: bytes, followed: FollowedAction) -> str:
    """The secret of the link by which the owner reports."""
    action_id = followed.agreed_action_id
    return _opened(key, action_id, followed.brought) or derived(
        key, f"report:{action_id}:{followed.version}"
    )


def of_sign_up(key: bytes, meeting: Meeting) -> str:
    """The secret of the page on which people say that they come."""
    return _opened(key, meeting.id, meeting.sign_up_brought) or derived(
        key, f"coming:{meeting.id}:{meeting.sign_up_version}"
    )


def _of_calendar(key: bytes, municipality: Municipality) -> str:
    return derived(key, f"calendar:{municipality.id}:{municipality.calendar_version}")


def _opened(key: bytes, row_id: int, kept: bytes | None) -> str:
    """The secret that came with a row from another installation; nothing for a row of this one."""
    if kept is None:
        return ""
    return decrypted(key, BROUGHT, kept, str(row_id).encode()).decode()


def _is_same(known: str, given: str) -> bool:
    """Compares in constant time."""
    return hmac.compare_digest(known.encode(), given.encode("utf-8", "replace"))
