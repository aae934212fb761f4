"""Compiled files are cached beside their source, and used only if whole and of the same source."""

import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from app.kept import kept_beside


def test_what_is_kept_is_given_again_only_whole_and_of_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    source, made = tmp_path / "source.html", []

    def given(of: bytes) -> bytes:
        def make() -> bytes:
            made.append(of)
            return b"made of " + of

        return kept_beside(source, "made", of, make)

    assert [given(b"a"), given(b"a"), given(b"b")] == [b"made of a", b"made of a", b"made of b"]
    assert made == [b"a", b"b"]
    place = Path(cache_from_source(str(source))).parent / "made"
    place.write_bytes(place.read_bytes()[:-1])
    assert given(b"b") == b"made of b"
    assert [file.name for file in place.parent.iterdir()] == ["made"]
    # Nothing is written if Python writes no byte-code, and an unusable path does no harm.
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    place.unlink()
    assert given(b"b") == b"made of b"
    assert not place.exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    place.mkdir()
    assert given(b"b") == b"made of b"
