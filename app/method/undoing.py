"""With what an act's inverse is sent from the console's list of last acts."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from app.method.act import Act

Sent = Mapping[str, Any]


class Back(NamedTuple):
    """What is sent to the act that undoes it, in its path and its form; a list once for each value.

    `said`: the values in the sentence that names the act; of a join, what it was joined `under`.
    """

    sent: Sent
    said: Sent


# Asked before the act is done: a `Back`, or a function that is asked for it afterwards. None if
# there is nothing to undo.
GoingBack = Callable[[Act, Sent], Back | Callable[[], Back | None] | None]


def as_sent(_act: Act, sent: Sent) -> Back:
    """Its inverse is sent with the same."""
    return Back(sent, {})
