"""Telling what went wrong inside, without anybody's words."""

import logging
import traceback


def tell(what: str, fault: BaseException) -> None:
    """Where it went wrong and what kind of fault it is; its own words may be somebody's, so they are left out."""
    where = "".join(traceback.format_tb(fault.__traceback__))
    logging.getLogger("app").error("%s: %s\n%s", what, type(fault).__name__, where)
