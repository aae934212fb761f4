"""How a slow act is planned before it takes the writer's lock."""

from collections.abc import Callable
from typing import Any, NamedTuple

from app.db import Book


class Planned(NamedTuple):
    """`read` reads what the plan needs from a meeting; `plan` makes the plan from that and from
    what is sent. The act gets the plan as its `Known.plan` parameter. It raises `OvertakenError` if
    what the plan was made from has changed. `at_last` makes of a plan one that it carries out
    anyway.
    """

    read: Callable[[Book, int], Any]
    plan: Callable[..., Any]
    at_last: Callable[[Any], Any]
