"""Shown where the evening goes on at another address: the new code, and how many are not back."""

from typing import ClassVar

from app.addresses import Addresses
from app.frozen import frozen
from app.qr import QrPath, qr_path
from app.screens.console_look import ConsoleLook, ConsolePart
from app.vocabulary import Shown


@frozen
class Moved(ConsolePart):
    """`address`: the new one. `qr`: its path data, and its width. `away`: how many phones are not back yet.
    `on_wall`: the wall shows the code.
    """

    template: ClassVar[str] = "console/parts/moved.html"
    name: ClassVar[str] = "moved"
    address: str
    qr: QrPath
    away: int
    on_wall: bool


def moved(look: ConsoleLook, addresses: Addresses) -> Moved | None:
    """None where the address is the same, or all phones are back."""
    meeting, away = look.piece.meeting, len(look.crowd.away)
    if meeting.ended or not away or not addresses.has_moved(meeting):
        return None
    address = addresses.joining(meeting)
    return Moved(
        **look.own,
        address=address,
        qr=qr_path(address.upper()),
        away=away,
        on_wall=Shown.blank not in look.put_up and (look.step is None or Shown.qr in look.put_up),
    )
