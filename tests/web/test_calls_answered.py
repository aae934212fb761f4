"""A call that the facilitator has answered does not come back while they stand at the table."""

import time
from collections.abc import Callable

from app.models import TableCall
from app.vocabulary import Call, Step
from tests.house import House

LONG = 3


def test_a_table_that_was_gone_to_is_called_for_again_only_after_another_wait(
    open_house: Callable[..., House],
) -> None:
    house = open_house(stuck_seconds=LONG)
    evening, console = house.evening, house.console()
    group, wire = evening.groups[1], console.wire()
    evening.go_to(Step.sorting)

    def is_called() -> bool:
        return bool(evening.all(TableCall, small_group_id=group, call=Call.stuck))

    wire.wait(lambda _: is_called())
    answered = time.monotonic()
    console.tap(f"groups/{group}/visited")
    assert not is_called()
    wire.wait(lambda _: is_called())
    assert time.monotonic() - answered > LONG / 2
