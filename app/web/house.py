"""What every door reaches through the application's state."""

from dataclasses import dataclass, field

from starlette.requests import HTTPConnection

from app.live.hub import Hub
from app.live.moves import Moves
from app.live.presence import Presence
from app.live.show import Show
from app.live.writer import Writer
from app.settings import Settings
from app.web.codes import Codes


@dataclass(frozen=True)
class House:
    """What every handler reaches through the application's state."""

    settings: Settings
    writer: Writer
    show: Show
    hub: Hub
    presence: Presence
    codes: Codes
    moves: Moves = field(default_factory=Moves)


def house_of(connection: HTTPConnection) -> House:
    return connection.app.state.house  # type: ignore[no-any-return]
