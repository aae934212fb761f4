"""For the doors: a console, a desk, the presenter's remote, and an action that somebody takes part in."""

import pytest

from app.method import agreement
from app.vocabulary import Door, Language, Step
from tests.house import Browser, House


@pytest.fixture
def console(house: House) -> Browser:
    """It speaks English."""
    return house.console(Language.en)


@pytest.fixture
def desk(house: House) -> Browser:
    """It speaks English, at the cast's meeting."""
    return house.desk()


@pytest.fixture
def action(house: House) -> int:
    """An agreed action in which Amina takes part."""
    house.evening.go_to(Step.agreement)
    action = house.evening.do(agreement.agree, "Signs", "The town", "", "", Language.sv)
    house.phone("Amina").tap(f"actions/{action}/interest")
    return action


@pytest.fixture
def remote(house: House) -> Browser:
    return house.opened(Door.presenter, {"language": Language.en})
