"""Encryption: AES-GCM under a key for one purpose alone, derived from another key, so that none weakens the other."""

import hmac
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12


def encrypted(key: bytes, purpose: bytes, content: bytes, of: bytes) -> bytes:
    """Encrypts with a new nonce. `of`: whose content it is; nobody else's place can hold it."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + _cipher(key, purpose).encrypt(nonce, content, of)


def decrypted(key: bytes, purpose: bytes, kept: bytes, of: bytes) -> bytes:
    """Raises `cryptography.exceptions.InvalidTag` unless it was encrypted so, and with the same
    `of`.
    """
    return _cipher(key, purpose).decrypt(kept[:NONCE_BYTES], kept[NONCE_BYTES:], of)


def _cipher(key: bytes, purpose: bytes) -> AESGCM:
    return AESGCM(hmac.digest(key, purpose, "sha256"))
