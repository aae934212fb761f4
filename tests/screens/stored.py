"""What a viewer's screen says, as it is stored."""

from app.live.show import Show
from app.screens.screen import SEAT
from app.viewer import Claim
from tests.house import House


def stored(house: House, claim: Claim) -> str:
    """Made of nothing that was kept."""
    return seen(Show(house.app.state.database, house.settings), claim)


def seen(show: Show, claim: Claim) -> str:
    sight = show.see(claim)
    assert sight is not None
    return sight.assembled.whole.replace(SEAT, sight.seat)
