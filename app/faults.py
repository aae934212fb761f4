"""Telling what went wrong inside, without anybody's words."""

import logging
import traceback


def tell(what: str, fault: BaseException) -> None:
    """Where it went wrong and what kind of fault it is; its own words may be somebody's, so they are left out."""
    where = "".join(traceback.format_tb(fault.__traceback__))
    logging.getLogger("app").error("%s: %s\n%s", what, type(fault).__name__, where)


class Lasting:
    """What goes wrong for a while: told when it begins and when it is over, however many meet it meanwhile."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._why = ""

    def note(self, why: str) -> None:
        """`why` is empty when all is well."""
        before, self._why = self._why, why
        if why != before:
            logging.getLogger("app").error("%s: %s", self._what, why or "no longer")
