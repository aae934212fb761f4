"""A hall in which nobody has a table yet."""

import pytest

from app.vocabulary import Language
from tests.cast import Evening, bare_evening
from tests.house import House


@pytest.fixture
def ungrouped(house: House) -> Evening:
    """Another meeting of the same house: Ann, who reads English, is in; no groups are formed."""
    state = house.app.state.house
    hall = bare_evening(state.database, state.writer, code="FARHA77")
    hall.join("Ann", language=Language.en)
    return hall
