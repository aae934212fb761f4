"""By which code another phone takes the place of one that is in: for some minutes, once, and in this memory alone."""

import time

from app.limits import LIMIT
from app.links import new_code
from app.viewer import PhoneClaim


class Moves:
    """A code says nothing of whose it is, and there are too many for guessing while one holds."""

    def __init__(self) -> None:
        self._moves: dict[str, tuple[PhoneClaim, float]] = {}

    def begin(self, claim: PhoneClaim) -> str:
        """A new code for this phone; the one before holds no more."""
        now = time.monotonic()
        for code, (of, until) in list(self._moves.items()):
            if of == claim or until <= now:
                self._moves.pop(code, None)
        code = new_code()
        self._moves[code] = (claim, now + LIMIT.minutes_to_move * 60)
        return code

    def code_of(self, claim: PhoneClaim) -> str:
        """The one that holds now; none is ""."""
        return next((code for code in list(self._moves) if self.claim_of(code) == claim), "")

    def claim_of(self, code: str) -> PhoneClaim | None:
        """Whose place is taken by this code, while it holds."""
        claim, until = self._moves.get(code, (None, 0.0))
        return claim if until > time.monotonic() else None

    def end(self, code: str) -> None:
        self._moves.pop(code, None)
