"""Sealing: what makes a vote secret while its round is open, and for ever once it is closed.

Each round has a key of its own, in a file that no backup holds. Without it a ballot tells neither who nor what;
with it the program finds a person's ballot again, so that the choice can be changed. Closing destroys it.
"""

import hmac
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.db import Book
from app.machine import destroy_file, private_file, settle_folder
from app.models import VoteRound
from app.vocabulary import RoundState

KEY_BYTES = 32
NONCE_BYTES = 12
ID_BYTES = 8
_SUFFIX = ".key"


def make_key(keys: Path, round_id: int) -> None:
    """On the disk before the first ballot can be: a round whose key is lost cannot be counted."""
    private_file(_file(keys, round_id), lambda: secrets.token_bytes(KEY_BYTES))
    settle_folder(keys)


def key_of(keys: Path, round_id: int) -> bytes | None:
    """The key of a round, or None if it is lost."""
    try:
        key = _file(keys, round_id).read_bytes()
    except FileNotFoundError:
        return None
    return key if len(key) == KEY_BYTES else None


def destroy_key(keys: Path, round_id: int) -> None:
    destroy_file(_file(keys, round_id))


def sweep_keys(book: Book, keys: Path) -> None:
    """At the program's start: destroys the keys of counted rounds, should it have died just before doing so.

    A key whose round is not known here is left: another process may be opening that round now.
    """
    for path in keys.glob(f"*{_SUFFIX}"):
        if path.stem.isdecimal() and _is_counted(book, int(path.stem)):
            destroy_file(path)


def mark(key: bytes, person_id: int) -> bytes:
    """Finds a person's ballot, and tells nobody without the key whose it is."""
    return hmac.digest(key, b"mark" + _packed(person_id), "sha256")


def seal(key: bytes, ballot_mark: bytes, proposal_id: int) -> bytes:
    """Of equal length for every choice, never twice the same, and bound to its mark."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + _cipher(key).encrypt(nonce, _packed(proposal_id), ballot_mark)


def unseal(key: bytes, ballot_mark: bytes, sealed: bytes) -> int:
    """The proposal's id. Raises `cryptography.exceptions.InvalidTag` for what this key did not seal."""
    nonce, hidden = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    return int.from_bytes(_cipher(key).decrypt(nonce, hidden, ballot_mark), "big")


def _cipher(key: bytes) -> AESGCM:
    # Marks and seals never share key material: one does not weaken the other.
    return AESGCM(hmac.digest(key, b"seal", "sha256"))


def _packed(number: int) -> bytes:
    return number.to_bytes(ID_BYTES, "big")


def _file(keys: Path, round_id: int) -> Path:
    return keys / f"{round_id}{_SUFFIX}"


def _is_counted(book: Book, round_id: int) -> bool:
    found = book.one(VoteRound, id=round_id)
    return found is not None and found.state is not RoundState.open
