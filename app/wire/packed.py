"""What goes out packed, made once for many: blocks of deflate (RFC 1951) that stand side by side, and gzip around."""

import zlib
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

Words = TypeVar("Words", str, bytes)
WINDOW_BITS = 13  # how far back what is packed for all refers
# Of what is no longer than a few thousand characters it takes a small part of the usual memory, and of the time.
LEVEL, MEMORY = 6, 5
# RFC 1952: what follows is deflate, of no file and no time.
_HEAD = bytes.fromhex("1f8b08000000000000ff")
_LAST = b"\x03\0"  # a block with nothing in it, which ends the stream


def block(words: bytes) -> bytes:
    """It refers to nothing before it and ends at a whole byte, so that others may stand beside it."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -WINDOW_BITS, MEMORY)
    return packer.compress(words) + packer.flush(zlib.Z_SYNC_FLUSH)


def as_it_is(words: bytes) -> bytes:
    """A block that is not packed, of up to 65,535 bytes (section 3.2.4)."""
    length = len(words)
    return b"\0" + length.to_bytes(2, "little") + (0xFFFF - length).to_bytes(2, "little") + words


def blocks_around(words: Sequence[bytes], gaps: Sequence[int]) -> list[bytes]:
    """One block each. Between them stand gaps of so many bytes, in which anything may go `as_it_is`: of what is in a
    gap they know the length alone. The words hold no zero byte.
    """
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    blocks = []
    for one, gap in zip(words, (*gaps, 0), strict=True):
        blocks.append(packer.compress(one) + packer.flush(zlib.Z_SYNC_FLUSH))
        # No words refer to zeros; so what comes after this may refer past the gap, and never into it.
        packer.compress(bytes(gap))
        packer.flush(zlib.Z_SYNC_FLUSH)
    return blocks


def interleaved(words: Sequence[Words], between: Sequence[Words]) -> list[Words]:
    """Words, and what goes between each two of them. Raises ValueError where that is not one less."""
    found: list[Any] = [*words, *between]
    found[::2], found[1::2] = words, between
    return found


def in_gzip(blocks: Iterable[bytes], words: Iterable[bytes]) -> bytes:
    """`words`: what the blocks unpack to, in whatever pieces."""
    check = length = 0
    for one in words:
        check = zlib.crc32(one, check)
        length += len(one)
    told = (number.to_bytes(4, "little") for number in (check, length))
    return b"".join((_HEAD, *blocks, _LAST, *told))
