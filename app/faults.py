"""Logs what went wrong inside, without anybody's words."""

import logging
import time
import traceback

# One fault of each kind is logged in full. Those that follow within this time are counted.
SECONDS_A_KIND = 60.0
MOST_KINDS = 500

FaultKind = tuple[str, str, str]
told: dict[
    FaultKind, tuple[float, int]
] = {}  # when it was last logged, and how often it has occurred since


def tell(what: str, fault: BaseException) -> None:
    """Logs where it went wrong and what kind of fault it is. The fault's own words may be
    somebody's, so they are left out.
    """
    frames = traceback.format_tb(fault.__traceback__)
    kind = (what, type(fault).__name__, frames[-1] if frames else "")
    now = time.monotonic()
    at, met = told.get(kind, (-SECONDS_A_KIND, 0))
    if now - at < SECONDS_A_KIND:
        told[kind] = (at, met + 1)
        return
    if len(told) >= MOST_KINDS:
        told.clear()
    told[kind] = (now, 0)
    before = f", and {met} more like it before" if met else ""
    logging.getLogger("app").error("%s: %s%s\n%s", what, kind[1], before, "".join(frames))


class Lasting:
    """A fault that lasts for a while: it is logged when it begins and when it is over, however
    often it occurs meanwhile.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._why = ""

    def note(self, why: str) -> None:
        """`why` is empty when all is well."""
        before, self._why = self._why, why
        if why != before:
            logging.getLogger("app").error("%s: %s", self._what, why or "no longer")
