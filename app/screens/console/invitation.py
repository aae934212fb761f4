"""The panel of a step that has none of its own, and of the time before the evening: how people join."""

from typing import ClassVar

from app.addresses import Addresses
from app.frozen import frozen
from app.screens.console.arriving import joined_at
from app.screens.console_look import ConsoleLook, ConsolePart
from app.screens.console_panel import ConsolePanel, heading
from app.screens.programme import called
from app.screens.speaker import Said
from app.vocabulary import Step


@frozen
class Invitation(ConsolePart):
    """How people join, and how many have. `is_before`: the evening has not begun. `first`: the step
    with which it begins; `first_called`: the coordinator's name for it, if there is one.
    """

    template: ClassVar[str] = "console/parts/invitation.html"
    name: ClassVar[str] = "invitation"
    is_before: bool
    first: Step | None
    first_called: Said | None
    joining_open: bool
    people: int
    present: int
    code: str
    join_url: str


def invitation_panel(look: ConsoleLook, addresses: Addresses) -> ConsolePanel:
    first = next(iter(look.piece.rows), None)
    invitation = Invitation(
        **look.own,
        is_before=look.step is None,
        first=first.kind if first else None,
        first_called=called(look.say, first),
        joining_open=look.piece.meeting.joining_open,
        people=look.crowd.people,
        present=look.crowd.present,
        code=look.piece.meeting.code,
        join_url=joined_at(look, addresses),
    )
    return ConsolePanel(heading=heading(look), lines=(invitation,))
