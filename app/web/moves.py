"""Codes by which another phone takes the place of one that is in: valid for some minutes, once, and
kept in memory only.
"""

import time

from app.limits import LIMIT
from app.links import new_code
from app.viewer import PhoneClaim


class Moves:
    """A code does not say whose it is, and there are too many to guess one while it is valid."""

    def __init__(self) -> None:
        self._moves: dict[str, tuple[PhoneClaim, float]] = {}

    def begin(self, claim: PhoneClaim) -> str:
        """Returns a new code for this phone. The one before is no longer valid."""
        now = time.monotonic()
        for code, (of, until) in list(self._moves.items()):
            if of == claim or until <= now:
                self._moves.pop(code, None)
        code = new_code()
        self._moves[code] = (claim, now + LIMIT.minutes_to_move * 60)
        return code

    def code_of(self, claim: PhoneClaim) -> str:
        """Returns the code that is valid now, else ""."""
        return next((code for code in list(self._moves) if self.claim_of(code) == claim), "")

    def claim_of(self, code: str) -> PhoneClaim | None:
        """Returns whose place this code takes; None if it is not valid."""
        claim, until = self._moves.get(code, (None, 0.0))
        return claim if until > time.monotonic() else None

    def end(self, code: str) -> None:
        self._moves.pop(code, None)
