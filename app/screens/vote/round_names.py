"""What a round of voting is called."""

from app.texts import Saying, saying
from app.vocabulary import N_

_NAMED = {1: N_("First round"), 2: N_("Second round"), 3: N_("Third round")}


def round_name(number: int) -> Saying:
    return saying(_NAMED.get(number, N_("Round %(number)s")), number=number)


def later_round(number: int) -> Saying | None:
    """Of the first, which nobody calls so before there is another one, None."""
    return round_name(number) if number > 1 else None
