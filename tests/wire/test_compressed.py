"""What is packed once for many unpacks to what each of them was sent."""

import gzip
from random import Random

import pytest

from app.wire.compressed import as_it_is, blocks_around, in_gzip


def put_between(words: list[bytes], between: list[bytes]) -> list[bytes]:
    return [part for pair in zip(words, [*between, b""], strict=True) for part in pair]


@pytest.mark.parametrize("seed", range(20))
def test_words_around_gaps_are_packed_once_whatever_goes_into_the_gaps(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 -- the same in each run
    said = [b"<form>the same words again and again</form>", b"", b"\xc3\xa5" * 300]
    words = [b"".join(chance.choices(said, k=chance.randrange(4))) for _ in range(6)]
    # As many as a page has, and more than what is around them can refer past.
    lengths = [chance.choice([0, 1, 7, 300, 40_000]) for _ in words[1:]]
    blocks = blocks_around(words, lengths)
    for own in (bytes(40_000), b"the same words again and again</form>" * 2000, b"1" * 40_000):
        between = [own[:length] for length in lengths]
        packed = put_between(blocks, [as_it_is(part) for part in between])
        plain = put_between(words, between)
        assert gzip.decompress(in_gzip(packed, plain)) == b"".join(plain)
