"""What a viewer's screen says, as it is stored."""

from app.assembly import Assembled, Filling
from app.live.show import Show
from app.screens.screen import blanks_of
from app.viewer import Claim
from app.wire.compressed import interleaved
from tests.house import House


def stored(house: House, claim: Claim) -> str:
    """Made of nothing that was kept."""
    return seen(Show(house.app.state.house.database, house.settings), claim)


def seen(show: Show, claim: Claim) -> str:
    sight = show.see(claim)
    assert sight is not None
    return filled(sight.assembled, sight.filling)


def filled(screen: Assembled, filling: Filling) -> str:
    words, names = blanks_of(screen.whole)
    return "".join(interleaved(words, [filling.words[name] for name in names]))
