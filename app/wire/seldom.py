"""What the server's own parts say, once a minute a kind: whoever sends them nonsense writes no log full."""

import logging
import time

KIND_SECONDS = 60.0


class Seldom(logging.Filter):
    """Of the loggers that it is put on."""

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
        if not any(isinstance(one, Seldom) for one in logger.filters):
            logger.addFilter(Seldom())
