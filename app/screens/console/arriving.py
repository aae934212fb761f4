"""How phones come here: the code, how many may join, the addresses, and the Wi-Fi."""

from typing import ClassVar

from app.addresses import Addresses
from app.frozen import frozen
from app.method.phone_network import hides_blanks
from app.screens.console_look import ConsoleLook, ConsolePart


@frozen
class AddressLine:
    """An address by which phones may come. `chosen`: all links and QRs begin with it. `reached`: a
    phone came by it.
    """

    address: str
    chosen: bool
    reached: bool


@frozen
class JoiningPanel(ConsolePart):
    template: ClassVar[str] = "console/parts/joining_panel.html"
    name: ClassVar[str] = "joining-panel"
    code: str
    join_url: str
    joining_open: bool
    most_phones: int


@frozen
class Reaching(ConsolePart):
    """By which address phones come here, whether one has, and the Wi-Fi that they use."""

    template: ClassVar[str] = "console/parts/reaching.html"
    name: ClassVar[str] = "reaching"
    addresses: tuple[AddressLine, ...]
    network: str
    network_password: str
    hides_blanks: bool

    @property
    def is_tried(self) -> bool:
        return any(line.chosen and line.reached for line in self.addresses)


def joining_panel(look: ConsoleLook, addresses: Addresses) -> JoiningPanel | None:
    """None once the meeting has ended."""
    meeting = look.piece.meeting
    if meeting.ended:
        return None
    return JoiningPanel(
        **look.own,
        code=meeting.code,
        join_url=joined_at(look, addresses),
        joining_open=meeting.joining_open,
        most_phones=meeting.most_phones,
    )


def joined_at(look: ConsoleLook, addresses: Addresses) -> str:
    return addresses.joining(look.piece.meeting)


def reaching(look: ConsoleLook, addresses: Addresses) -> Reaching | None:
    """The address in all links, the other addresses, and the Wi-Fi. None once no phone has anything to come for."""
    if look.is_over and not look.snapshot.forms.is_open:
        return None
    piece, meeting = look.piece, look.piece.meeting
    used = addresses.used(meeting.address)
    return Reaching(
        **look.own,
        addresses=tuple(
            AddressLine(address, address == used, address in piece.reached)
            for address in addresses.offered()
        ),
        network=meeting.network,
        network_password=meeting.network_password,
        hides_blanks=hides_blanks(meeting),
    )
