"""Which screen each viewer sees, and what in a shared one is this viewer's own."""

from functools import partial

from app.method.people.joining import seat_tag
from app.reading.snapshot import Snapshot
from app.screens import alike, console, interpreting, on_paper, phone, projector, remote, turns
from app.screens.alike import Like
from app.screens.phone_parts import OwnMark
from app.screens.screen import SEAT_NAME, AskedBeside, Screen
from app.screens.this_computer import ThisComputer
from app.viewer import (
    Facilitator,
    Helper,
    Interpreter,
    JoinedPhone,
    LinkViewer,
    Presenter,
    Projector,
    Viewer,
)


def seen(
    snapshot: Snapshot, viewer: Viewer, here: ThisComputer, asked: AskedBeside
) -> tuple[Viewer, Screen, Like | None]:
    """Returns who looks, at a shared phone the person whose turn it is, and what they see. The
    third: see `alike.shown`.
    """
    if isinstance(viewer, JoinedPhone):
        at_turn = turns.in_turn(snapshot, viewer)
        made = partial(phone.made_alone, snapshot)
        return at_turn, *alike.shown(snapshot, at_turn, asked, made)
    return viewer, _behind_link(snapshot, viewer, here, asked), None


def _behind_link(
    snapshot: Snapshot, viewer: LinkViewer, here: ThisComputer, asked: AskedBeside
) -> Screen:
    match viewer:
        case Facilitator():
            return console.screen(snapshot, viewer, here, asked)
        case Projector():
            return projector.screen(snapshot, viewer.language, here.addresses)
        case Presenter():
            return remote.screen(snapshot, viewer, here.addresses)
        case Helper():
            return on_paper.screen(snapshot, viewer, asked)
        case Interpreter():
            return interpreting.screen(snapshot, viewer, asked)


def own_part(snapshot: Snapshot, viewer: JoinedPhone) -> OwnMark | None:
    """The part that is put into the `OwnPlace` of a phone's screen: the mark of its group, one object
    for all its phones of one language. None until the small groups are formed.
    """
    member = viewer.member
    if member.group_id is None:
        return None
    shown = member.language, snapshot.meeting.numbers[member.group_id]
    return snapshot.common((OwnMark, *shown), lambda: OwnMark(*shown))


def own_words(viewer: JoinedPhone) -> dict[str, str]:
    """The words that are put into the other blanks, by the names of these."""
    return {SEAT_NAME: seat_tag(viewer.member.person_id)}
