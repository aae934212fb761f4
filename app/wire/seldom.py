"""Limits what the server's own parts log to one record a minute of each kind: nobody can fill the
log by sending nonsense.
"""

import logging
import time

KIND_SECONDS = 60.0


class Seldom(logging.Filter):
    """For the loggers that it is added to."""

    def __init__(self) -> None:
        super().__init__()
        self._told: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        kind, now = (record.name, str(record.msg)[:80]), time.monotonic()
        if now - self._told.get(kind, float("-inf")) < KIND_SECONDS:
            return False
        self._told[kind] = now
        return True


def speak_seldom(*names: str) -> None:
    for name in names:
        logger = logging.getLogger(name)
        if not any(isinstance(rule, Seldom) for rule in logger.filters):
            logger.addFilter(Seldom())
