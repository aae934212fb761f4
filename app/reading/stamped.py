"""A piece that was read, or something made of pieces, with the stamps of its scopes, by which it is
known to be up to date.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.kept import found_once
from app.method.act import Touch


@dataclass
class Stamped:
    """`at`: the sequence at which these stamps were last the newest."""

    made: Any
    stamps: Mapping[Touch, int]
    at: int

    @found_once
    def scopes(self) -> frozenset[Touch]:
        return frozenset(self.stamps)

    def is_newest(self, sequence: int, stamps: Mapping[Touch, int]) -> bool:
        if self.at != sequence:
            if any(stamps.get(scope, 0) != stamp for scope, stamp in self.stamps.items()):
                return False
            self.at = sequence
        return True
