"""Sealing: keeps votes and survey answers secret, while they can be changed and for ever after.

Each vote round and each survey has its own key, in a file that no backup contains. Without the key,
sealed data shows neither the person nor the content. With it the program finds a person's sealed
row, so that it can be changed or taken back. Closing destroys the key.
"""

import hmac
import secrets
import time
from pathlib import Path

from app.db import Book
from app.disk import destroy_file, private_file, settle_folder
from app.encryption import decrypted, encrypted
from app.limits import DAY, LIMIT
from app.models import RemovedMeeting, Survey, SurveyForm, VoteRound
from app.vocabulary import RoundState

KEY_BYTES = 32
ID_BYTES = 8
_SUFFIX = ".key"
PURPOSE = b"seal"


def make_key(keys: Path, sealed_id: int) -> bytes:
    """Make the key of a round or survey, and write it to disk before anything is sealed with it."""
    key = private_file(_file(keys, sealed_id), lambda: secrets.token_bytes(KEY_BYTES))
    settle_folder(keys)
    return key


def key_of(keys: Path, sealed_id: int) -> bytes | None:
    """The key of a round or a survey; None if there is none or it is lost."""
    try:
        key = _file(keys, sealed_id).read_bytes()
    except FileNotFoundError:
        return None
    return key if len(key) == KEY_BYTES else None


def hand_on_key(keys: Path, from_id: int, to_id: int) -> None:
    """Gives the key also to the other id, if there is one. Each of the two is destroyed by itself."""
    key = key_of(keys, from_id)
    if key is not None:
        private_file(_file(keys, to_id), lambda: key)
        settle_folder(keys)


def destroy_key(keys: Path, sealed_id: int) -> None:
    destroy_file(_file(keys, sealed_id))


def sweep_keys(book: Book, keys: Path, *, by_age: bool) -> None:
    """At start: destroy the keys of closed rounds and surveys, but not of what waits in a removed
    meeting.

    The program may have died just before doing so. A key with an unknown id is of what was erased,
    or of what is newer than a backup that was put back. With `by_age` it goes too, a week after it
    was made: False as long as anything of before such a backup is kept, which may be put back.
    """
    kept_since = time.time() - LIMIT.aside_days * DAY
    for path in keys.glob(f"*{_SUFFIX}"):
        is_over = _is_over(book, int(path.stem)) if path.stem.isdecimal() else False
        if is_over or (is_over is None and by_age and path.stat().st_mtime < kept_since):
            destroy_file(path)


def pseudonym(key: bytes, person_id: int) -> bytes:
    """Identifies a person's sealed row. Without the key it does not reveal the person."""
    # Another word than this one would find no ballot that was cast before an upgrade.
    return hmac.digest(key, b"mark" + as_bytes(person_id), "sha256")


def seal(key: bytes, owner: bytes, content: bytes) -> bytes:
    """Encrypt the content, bound to its owner's pseudonym, with a new nonce. The caller pads to
    equal length.
    """
    return encrypted(key, PURPOSE, content, owner)


def unseal(key: bytes, owner: bytes, sealed: bytes) -> bytes:
    """Raises `cryptography.exceptions.InvalidTag` if this key did not seal it for this owner."""
    return decrypted(key, PURPOSE, sealed, owner)


def as_bytes(number: int) -> bytes:
    """Every id as bytes of the same length."""
    return number.to_bytes(ID_BYTES, "big")


def unpacked(content: bytes) -> int:
    return int.from_bytes(content, "big")


def padded(content: bytes, room: int) -> bytes:
    """The content, padded to a fixed length. Raises `OverflowError` if it is longer than `room`."""
    if len(content) > room:
        raise OverflowError(len(content))
    return as_bytes(len(content)) + content + bytes(room - len(content))


def unpadded(content: bytes) -> bytes:
    return content[ID_BYTES : ID_BYTES + unpacked(content[:ID_BYTES])]


def _file(keys: Path, sealed_id: int) -> Path:
    return keys / f"{sealed_id}{_SUFFIX}"


def _is_over(book: Book, sealed_id: int) -> bool | None:
    """Whether nothing is sealed with it any more; None if nothing has this id."""
    vote_round = book.one(VoteRound, id=sealed_id)
    if vote_round is not None:
        return vote_round.state is not RoundState.open
    survey = book.one(Survey, id=sealed_id)
    # Paper forms that came after the close stay sealed until there are five of them.
    if survey is None:
        return False if book.one(RemovedMeeting, id=sealed_id) else None
    waits = book.count(SurveyForm, survey_id=survey.id) > 0
    return survey.state is not RoundState.open and not waits
