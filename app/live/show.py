"""One renderer for everything: the first GET, the answer to a tap, every push, every reconnect."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from app.addresses import Addresses
from app.assembly import Assembled, assembled, kept as rendered
from app.db import Book, Database
from app.method.act import Touch
from app.qr import qr_path, wifi
from app.reading.snapshot import Snapshot
from app.screens import console, phone, presenter, projector, turns
from app.screens.console import Console
from app.screens.remarks import not_saved
from app.screens.screen import Screen
from app.screens.wall_look import Joining, Network
from app.settings import Settings
from app.trouble import Trouble
from app.viewer import (
    Claim,
    Facilitator,
    Participant,
    Presenter,
    Projector,
    TableHost,
    Viewer,
    find,
)
from app.vocabulary import ScopeKind


@dataclass(frozen=True)
class Sight:
    """What a viewer sees at one moment. `scopes`: its own, in one of which it is woken.

    `network`: the Wi-Fi to use, which a page must know before it loses contact.
    """

    viewer: Viewer
    screen: Screen
    sequence: int
    scopes: frozenset[Touch]
    network: str = ""

    @cached_property
    def assembled(self) -> Assembled:
        return assembled(self.screen)


@dataclass(frozen=True)
class Unseen:
    """A screen that could not be made; its viewer is still woken by its own scopes."""

    fault: Exception
    sequence: int
    scopes: frozenset[Touch]


class Show:
    """Finds who looks and what they see, many viewers in one reading.

    `trouble`: what keeps everything from being saved now; it stands in no database.
    `epoch`: since when this process shows what is stored. Sequences of an earlier one say nothing about those of a
    later one, as the data may have been put back to what it was.
    """

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._settings = settings
        self._kept: dict[Any, Any] = {}
        self.trouble: Trouble | None = None
        self.epoch = int(time.time() * 1000)
        self.addresses = Addresses(settings)

    def forget(self) -> None:
        """What was read and rendered until now is read and rendered anew."""
        self._kept.clear()
        rendered.clear()

    def knows(self, claim: Claim) -> bool:
        """Whether the claim proves anything now."""
        with self._database.reading() as book:
            return find(book, self._settings.secret, claim) is not None

    def see(self, claim: Claim, *, with_drafts: bool = False) -> Sight | None:
        """None where the claim proves nothing any more."""
        with self._database.reading() as book:
            viewer = find(book, self._settings.secret, claim)
            snapshot = self._snapshot(book, claim.meeting_id)
            return self._sight(snapshot, viewer, with_drafts=with_drafts) if viewer else None

    def see_all(self, claims: Sequence[Claim]) -> list[Sight | Unseen | None]:
        """In the order of the claims, all of one meeting. A screen that cannot be made is missing alone."""
        if not claims:
            return []
        with self._database.reading() as book:
            snapshot = self._snapshot(book, claims[0].meeting_id)
            viewers = [find(book, self._settings.secret, claim) for claim in claims]
            return [self._attempted(snapshot, viewer) if viewer else None for viewer in viewers]

    def in_trouble(self, last: Sight) -> Sight | None:
        """What a console showed last, with what is the matter now: while nothing can even be read."""
        if self.trouble is None or not isinstance(last.screen, Console):
            return None
        return replace(last, screen=replace(last.screen, trouble=not_saved(self.trouble)))

    def _snapshot(self, book: Book, meeting_id: int) -> Snapshot:
        return Snapshot(book, self._settings.keys, meeting_id, self._kept)

    def _attempted(self, snapshot: Snapshot, viewer: Viewer) -> Sight | Unseen:
        try:
            return self._sight(snapshot, viewer, with_drafts=False)
        except Exception as fault:  # noqa: BLE001 -- told by whoever sends the frames
            return Unseen(fault, snapshot.sequence, scopes_of(viewer))

    def _sight(self, snapshot: Snapshot, viewer: Viewer, *, with_drafts: bool) -> Sight:
        screen = self._screen(snapshot, viewer, with_drafts=with_drafts)
        network = snapshot.meeting.meeting.network
        return Sight(viewer, screen, snapshot.sequence, scopes_of(viewer), network)

    def _screen(self, snapshot: Snapshot, viewer: Viewer, *, with_drafts: bool) -> Screen:
        match viewer:
            case Participant() | TableHost():
                viewer = turns.in_turn(snapshot, viewer)
                drafts = snapshot.drafts(viewer.member.person_id) if with_drafts else ()
                return phone.screen(snapshot, viewer, drafts)
            case Facilitator():
                said = not_saved(self.trouble) if self.trouble else None
                return console.screen(snapshot, viewer, self.addresses, said)
            case Projector():
                return projector.screen(snapshot, viewer, self._joining(snapshot))
            case Presenter():
                return presenter.screen(snapshot, viewer)

    def _joining(self, snapshot: Snapshot) -> Joining:
        meeting = snapshot.meeting.meeting
        url = self.addresses.joining(meeting)
        network = wifi(meeting.network, meeting.network_password) if meeting.network else ""
        return Joining(
            url.split("://", 1)[1].rsplit("/", 1)[0],
            qr_path(url.upper()),
            Network(meeting.network, meeting.network_password, *qr_path(network))
            if network
            else None,
        )


def scopes_of(viewer: Viewer) -> frozenset[Touch]:
    meeting_id = viewer.meeting_id
    scopes = {Touch(meeting_id, ScopeKind.meeting)}
    match viewer:
        case Participant() | TableHost():
            for _, member in viewer.seats:
                scopes.add(Touch(meeting_id, ScopeKind.person, member.person_id))
            if viewer.member.group_id is not None:
                scopes.add(Touch(meeting_id, ScopeKind.group, viewer.member.group_id))
        case Facilitator():
            scopes.add(Touch(meeting_id, ScopeKind.console))
        case Projector() | Presenter():  # the remote follows the wall
            scopes.add(Touch(meeting_id, ScopeKind.projector))
    return frozenset(scopes)
