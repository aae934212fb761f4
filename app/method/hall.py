"""The hall: by which address phones reach the meeting, whether one has, and the Wi-Fi that they use."""

from dataclasses import replace

from app.limits import LIMIT
from app.method.act import Act
from app.method.declared import ITSELF, Who, done_by
from app.method.rules import meeting_of
from app.method.wordings import line
from app.models import Meeting
from app.settings import MeetingSettings

# What the standard of Wi-Fi allows: 32 bytes of name, 63 characters of password.


def choose_address(act: Act, address: str) -> None:
    """The address goes into every link and QR code at once; choosing the other one is the way back."""
    _set(act, replace(_settings(act), address=address))


@done_by(Who.facilitator, "network", undone_by=ITSELF)
def name_network(act: Act, name: str, password: str) -> None:
    """The Wi-Fi for phones; an empty name takes it away."""
    named = line(name, LIMIT.network, may_be_empty=True)
    given = line(password, LIMIT.network_password, may_be_empty=True) if named else ""
    _set(act, replace(_settings(act), network=named, network_password=given))


def note_reached(act: Act, address: str) -> None:
    """Latches that a phone has come by this address; nothing is kept of which or when."""
    settings = _settings(act)
    if address not in settings.reached:
        _set(act, replace(settings, reached=(*settings.reached, address)))


def _settings(act: Act) -> MeetingSettings:
    return MeetingSettings.read(meeting_of(act.book, act.meeting_id).settings)


def _set(act: Act, settings: MeetingSettings) -> None:
    act.book.change(Meeting, {"id": act.meeting_id}, settings=settings.written())
