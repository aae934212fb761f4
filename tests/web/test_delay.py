"""How late the evening is, to the nearest minute: half a minute is neither early nor late."""

import re

import pytest

from app.models import Meeting
from app.vocabulary import Language, Step
from tests.house import House


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (-90, "2 min early"),
        (-29, None),
        (0, None),
        (29, None),
        (61, "1 min late"),
        (100, "2 min late"),
    ],
)
def test_the_delay_is_the_nearest_minute(house: House, seconds: int, told: str | None) -> None:
    evening = house.evening
    evening.do(
        lambda act: act.book.change(Meeting, {"id": act.meeting_id}, starts_at=act.now - seconds)
    )
    evening.go_to(Step.opening)
    delay = re.search(r'id="delay">(.*?)</p>', house.console(Language.en).screen(), re.DOTALL)
    assert delay
    said = re.search(r"\d+ min \w+", delay[1])
    assert (said[0] if said else None) == told
