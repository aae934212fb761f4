"""One renderer for everything: the first GET, the answer to a tap, every push, every reconnect."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

from app import assembly
from app.addresses import Addresses
from app.assembly import Filling, assembled
from app.data_folder import note_epoch
from app.db import Book, Database
from app.live.sight import Sight, Unseen, filling
from app.method.people import coming_back
from app.reading.snapshot import Snapshot
from app.screens.by_viewer import seen
from app.screens.screen import NOTHING_BESIDE, AskedBeside
from app.screens.this_computer import ThisComputer, WarnedScreen
from app.screens.turns import GivenBack, unsaved
from app.settings import Settings
from app.viewer import (
    Claim,
    JoinedPhone,
    OnePhone,
    PhoneClaim,
    Viewer,
    find,
    phone_viewers,
)

# For more pages than this, all phones are found by one statement.
FEW = 10


class Show:
    """Finds out who looks, and what they see; for many viewers in one read transaction.

    `epoch`: a number that grows with each start. Sequences of different epochs cannot be compared,
    because an older state of the data may have been restored in between.
    """

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._settings = settings
        self._kept: defaultdict[int, dict[Any, Any]] = defaultdict(dict)
        self.epoch = note_epoch(settings.data)
        with database.reading() as book:
            self.here = ThisComputer(Addresses.of_start(settings, book))

    def forget(self) -> None:
        """Clears what has been read and rendered, so that it is read and rendered again."""
        self._kept.clear()
        assembly.forget()

    def keep_only(self, meeting_ids: Container[int]) -> None:
        """Drops what has been read of other meetings. A snapshot that still has it may go on."""
        for meeting_id in list(self._kept):
            if meeting_id not in meeting_ids:
                self._kept.pop(meeting_id, None)

    def knows(self, claim: Claim) -> bool:
        """Whether the claim is valid now."""
        with self._database.reading() as book:
            return find(book, self._settings.secret, claim) is not None

    def see(
        self,
        claim: Claim,
        opened: frozenset[str] = frozenset(),
        *,
        whole: bool = False,
        given_back: GivenBack | None = None,
    ) -> Sight | None:
        """Returns None if the claim is no longer valid. `opened`: see `AskedBeside`. `whole`: with
        what a page has and a frame has not: drafts, and the code by which the phone is recognised
        later.
        """
        with self._database.reading() as book:
            viewer = find(book, self._settings.secret, claim)
            if viewer is None:
                return None
            with self.snapshot(book, claim.meeting_id) as snapshot:
                drafts = unsaved(snapshot, viewer, given_back) if whole else ()
                sight = self._sight(snapshot, viewer, AskedBeside(opened, drafts))
                # Inside the reading: later, it could cache words that have been erased.
                assembled(sight.screen)
                return replace(sight, again=self._code_again(book, claim)) if whole else sight

    @contextmanager
    def moment(self, meeting_id: int, pages: int) -> Iterator["HallMoment"]:
        """Opens a moment of a meeting, for so many pages."""
        with self._database.reading() as book, self.snapshot(book, meeting_id) as snapshot:
            is_one_by_one = pages <= FEW or not snapshot.sequence  # or the meeting is gone
            at_once = (
                {} if is_one_by_one else snapshot.at_phones(lambda: phone_viewers(book, meeting_id))
            )
            find_out = partial(find, book, self._settings.secret)
            yield HallMoment(snapshot, at_once, find_out, self._sight)

    def _code_again(self, book: Book, claim: Claim) -> str:
        if not isinstance(claim, PhoneClaim):
            return ""
        return coming_back.code_of(book, self._settings.secret, claim.meeting_id, claim.holder)

    def in_trouble(self, last: Sight) -> Sight | None:
        """Returns what was seen last with the current trouble, for when nothing can be read; None if
        it does not say what is wrong, or if nothing is.
        """
        said, screen = self.here.said, last.screen
        if said is None or not isinstance(screen, WarnedScreen):
            return None
        return replace(last, screen=replace(screen, trouble=said))

    def snapshot(self, book: Book, meeting_id: int) -> AbstractContextManager[Snapshot]:
        """A snapshot of what is committed. Not for use inside an act: what is read here is cached
        for later snapshots, and an act can still be undone.
        """
        return Snapshot.of(book, self._settings.keys, meeting_id, self._kept[meeting_id])

    def _sight(self, snapshot: Snapshot, viewer: Viewer, asked: AskedBeside) -> Sight:
        """Makes the screen. Its scopes are those of everything that it asks for."""
        snapshot.asked = set(snapshot.of_all)
        viewer, screen, like = seen(snapshot, viewer, self.here, asked)
        own = filling(snapshot, viewer) if isinstance(viewer, JoinedPhone) else Filling()
        scopes, meeting = frozenset(snapshot.asked), snapshot.meeting.meeting
        return Sight(
            viewer=viewer,
            screen=screen,
            sequence=snapshot.sequence,
            scopes=scopes,
            meeting=meeting,
            filling=own,
            like=like,
        )


class HallMoment:
    """One moment of a meeting, at which screens are made for many pages."""

    def __init__(
        self,
        snapshot: Snapshot,
        at_phones: Mapping[str, OnePhone | None],
        find_out: Callable[[Claim], Viewer | None],
        see: Callable[[Snapshot, Viewer, AskedBeside], Sight],
    ) -> None:
        self._snapshot = snapshot
        self._at_phones = at_phones
        self._find_out = find_out
        self._see = see
        self.filling = partial(filling, snapshot)

    def viewer(self, claim: Claim) -> Viewer | None:
        """None if the claim is no longer valid."""
        known = self._at_phones.get(claim.holder) if isinstance(claim, PhoneClaim) else None
        return known or self._find_out(claim)

    def sight(self, viewer: Viewer, opened: frozenset[str] = frozenset()) -> Sight | Unseen:
        """Never raises: a screen that cannot be made is an `Unseen`, and the others are not
        affected.
        """
        snapshot = self._snapshot
        try:
            return self._see(snapshot, viewer, AskedBeside(opened) if opened else NOTHING_BESIDE)
        except Exception as fault:  # noqa: BLE001 -- logged by the caller, which sends the frames
            return Unseen(fault, snapshot.sequence, frozenset(snapshot.asked))
