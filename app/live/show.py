"""One renderer for everything: the first GET, the answer to a tap, every push, every reconnect."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.db import Database
from app.live.contexts.shared import Screen
from app.live.qr import qr_path
from app.live.screens import console, phone, projector
from app.live.snapshot import Snapshot
from app.method.act import Touch
from app.settings import Settings
from app.templating import render
from app.viewer import Claim, Facilitator, Participant, Projector, Viewer, find
from app.vocabulary import ScopeKind


@dataclass(frozen=True)
class Sight:
    """What a viewer sees at one moment. `scopes`: its own, in one of which it is woken."""

    viewer: Viewer
    screen: Screen
    sequence: int
    scopes: frozenset[Touch]


class Show:
    """Finds who looks and what they see, many viewers in one reading."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._settings = settings
        self._kept: dict[Any, Any] = {}

    def see(self, claims: Sequence[Claim], *, with_drafts: bool = False) -> list[Sight | None]:
        """In the order of the claims, all of one meeting; None where a claim proves nothing any more."""
        if not claims:
            return []
        with self._database.reading() as book:
            snapshot = Snapshot(book, self._settings.keys, claims[0].meeting_id, self._kept)
            sights: list[Sight | None] = []
            for claim in claims:
                viewer = find(book, self._settings.secret, claim)
                sights.append(
                    self._sight(snapshot, viewer, with_drafts=with_drafts) if viewer else None
                )
            return sights

    def join_url(self, code: str) -> str:
        """Where phones join this meeting, as it stands in links and codes."""
        return f"{self._settings.base_url or self._settings.address}/{code}"

    def _sight(self, snapshot: Snapshot, viewer: Viewer, *, with_drafts: bool) -> Sight:
        screen = self._screen(snapshot, viewer, with_drafts=with_drafts)
        return Sight(viewer, screen, snapshot.sequence, scopes_of(viewer))

    def _screen(self, snapshot: Snapshot, viewer: Viewer, *, with_drafts: bool) -> Screen:
        match viewer:
            case Participant():
                drafts = snapshot.drafts(viewer.member.person_id) if with_drafts else ()
                return phone.screen(snapshot, viewer, drafts)
            case Facilitator():
                return console.screen(
                    snapshot, viewer, self.join_url(snapshot.meeting.meeting.code)
                )
            case Projector():
                return projector.screen(
                    snapshot, viewer, self._joining(snapshot.meeting.meeting.code)
                )

    def _joining(self, code: str) -> dict[str, Any]:
        url = self.join_url(code)
        qr, side = qr_path(url.upper())
        return {"address": url.split("://", 1)[1].rsplit("/", 1)[0], "qr": qr, "qr_side": side}


def scopes_of(viewer: Viewer) -> frozenset[Touch]:
    meeting_id = viewer.meeting_id
    scopes = {Touch(meeting_id, ScopeKind.meeting)}
    match viewer:
        case Participant():
            scopes.add(Touch(meeting_id, ScopeKind.person, viewer.member.person_id))
            if viewer.member.group_id is not None:
                scopes.add(Touch(meeting_id, ScopeKind.group, viewer.member.group_id))
        case Facilitator():
            scopes.add(Touch(meeting_id, ScopeKind.console))
        case Projector():
            scopes.add(Touch(meeting_id, ScopeKind.projector))
    return frozenset(scopes)


@lru_cache(maxsize=1024)
def main_of(screen: Screen) -> str:
    """The rendered `<main id="screen">`; equal contexts are rendered once."""
    return render(screen)


@lru_cache(maxsize=1024)
def frame_of(screen: Screen, sequence: int) -> str:
    """What goes down a socket: the screen, with the meeting's sequence beside it."""
    frame = {
        "sequence": sequence,
        "target": "#screen",
        "swap": "outerMorph",
        "content": main_of(screen),
    }
    return json.dumps(frame, ensure_ascii=False)
