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
from app.frozen import frozen
from app.live.sight import Sight, Unseen, filling
from app.method import phone_network
from app.method.people import coming_back
from app.models import Meeting
from app.qr import qr_path, wifi
from app.reading.snapshot import Snapshot
from app.screens import console, interpreting, on_paper, phone, projector, remote, turns
from app.screens.console import Console
from app.screens.screen import NOTHING_BESIDE, AskedBeside, Drafts, Screen
from app.screens.wall_look import Joining, Network
from app.settings import Settings
from app.texts import Saying
from app.trouble import Trouble
from app.viewer import (
    Claim,
    Facilitator,
    Helper,
    Interpreter,
    JoinedPhone,
    LinkViewer,
    OnePhone,
    Participant,
    PhoneClaim,
    Presenter,
    Projector,
    TableHost,
    Viewer,
    find,
    phone_viewers,
)

# For more pages than this, all phones are found by one statement.
FEW = 10


@frozen
class GivenBack:
    """The words of a refused form, which its page gives back. `seat`: of the form at a shared
    phone, else None.
    """

    drafts: Drafts
    seat: int | None


class Show:
    """Finds out who looks, and what they see; for many viewers in one read transaction.

    `trouble`: what keeps anything from being saved now; it is in no database. `warning`: what else
    a console should know about this computer.
    `epoch`: a number that grows with each start. Sequences of different epochs cannot be compared,
    because an older state of the data may have been restored in between.
    """

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._settings = settings
        self._kept: defaultdict[int, dict[Any, Any]] = defaultdict(dict)
        self.trouble: Trouble | None = None
        self.warning: Saying | None = None
        self.epoch = note_epoch(settings.data)
        with database.reading() as book:
            came = phone_network.under_way(book)
        self.addresses = Addresses(settings, came=came)

    def forget(self) -> None:
        """Clears what has been read and rendered, so that it is read and rendered again."""
        self._kept.clear()
        assembly.forget()

    def keep_only(self, meeting_ids: Container[int]) -> None:
        """Drops what has been read of other meetings. A snapshot that still has it may go on."""
        for meeting_id in list(self._kept):
            if meeting_id not in meeting_ids:
                self._kept.pop(meeting_id, None)

    def moved(self) -> list[int]:
        """Returns the meetings that go on here at another address than the one by which their
        phones came.
        """
        with self._database.reading() as book:
            there = book.all(Meeting, ended=False)
        return [meeting.id for meeting in there if self.addresses.has_moved(meeting)]

    def take_up(self, meeting_id: int) -> bool:
        """For a meeting that has been carried in now: returns whether it goes on here at another
        address than the one by which its phones came.
        """
        with self._database.reading() as book:
            meeting, on = book.one(Meeting, id=meeting_id), phone_network.under_way(book)
        self.addresses.goes_on_here(meeting_id, on.get(meeting_id, frozenset()))
        return meeting is not None and self.addresses.has_moved(meeting)

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
                drafts = self._drafts(snapshot, viewer, given_back) if whole else ()
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
            yield HallMoment(
                at_once,
                partial(find, book, self._settings.secret),
                partial(self._attempted, snapshot),
                partial(filling, snapshot),
            )

    def _code_again(self, book: Book, claim: Claim) -> str:
        if not isinstance(claim, PhoneClaim):
            return ""
        return coming_back.code_of(book, self._settings.secret, claim.meeting_id, claim.hashed)

    def in_trouble(self, last: Sight) -> Sight | None:
        """Returns a console's last screen with the current trouble, for when nothing can be read;
        else None.
        """
        if self.trouble is None or not isinstance(last.screen, Console):
            return None
        return replace(last, screen=replace(last.screen, trouble=Saying(self.trouble.says["name"])))

    def snapshot(self, book: Book, meeting_id: int) -> AbstractContextManager[Snapshot]:
        """A snapshot of what is committed. Not for use inside an act: what is read here is cached
        for later snapshots, and an act can still be undone.
        """
        return Snapshot.of(book, self._settings.keys, meeting_id, self._kept[meeting_id])

    def _attempted(self, snapshot: Snapshot, viewer: Viewer, asked: AskedBeside) -> Sight | Unseen:
        try:
            return self._sight(snapshot, viewer, asked)
        except Exception as fault:  # noqa: BLE001 -- logged by the caller, which sends the frames
            return Unseen(fault, snapshot.sequence, frozenset(snapshot.asked))

    def _drafts(self, snapshot: Snapshot, viewer: Viewer, given_back: GivenBack | None) -> Drafts:
        """Returns what could not be saved. At a shared phone the words of one person are never
        shown to the next one whose turn it is.
        """
        if not isinstance(viewer, Participant | TableHost):
            return given_back.drafts if given_back else ()
        turn = turns.turn_of(snapshot, viewer)
        member = turns.in_turn(snapshot, viewer).member
        is_theirs = given_back is not None and given_back.seat == (turn.now if turn else None)
        return (
            *snapshot.drafts(member.person_id),
            *(given_back.drafts if given_back and is_theirs else ()),
        )

    def _sight(self, snapshot: Snapshot, viewer: Viewer, asked: AskedBeside) -> Sight:
        """Makes the screen. Its scopes are those of everything that it asks for."""
        snapshot.asked = set(snapshot.of_all)
        own, like = Filling(), None
        screen: Screen
        if isinstance(viewer, JoinedPhone):
            viewer = turns.in_turn(snapshot, viewer)
            own = filling(snapshot, viewer)
            screen, like = phone.screen(snapshot, viewer, asked)
        else:
            screen = self._screen(snapshot, viewer, asked)
        scopes, meeting = frozenset(snapshot.asked), snapshot.meeting.meeting
        return Sight(viewer, screen, snapshot.sequence, scopes, meeting, own, like)

    def _screen(self, snapshot: Snapshot, viewer: LinkViewer, asked: AskedBeside) -> Screen:
        match viewer:
            case Facilitator():
                said = Saying(self.trouble.says["name"]) if self.trouble else None
                return console.screen(snapshot, viewer, self.addresses, (said, self.warning), asked)
            case Projector():
                return projector.screen(snapshot, viewer, self._joining(snapshot))
            case Presenter():
                opens_door = self.addresses.opens_door(snapshot.meeting.meeting)
                return remote.screen(snapshot, viewer, opens_door=opens_door)
            case Helper():
                return on_paper.screen(snapshot, viewer, asked)
            case Interpreter():
                return interpreting.screen(snapshot, viewer, asked)

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
            opens_door=self.addresses.opens_door(meeting),
            has_moved=self.addresses.has_moved(meeting),
        )


class HallMoment:
    """One moment of a meeting, at which screens are made for many pages."""

    def __init__(
        self,
        at_phones: Mapping[str, OnePhone | None],
        find_out: Callable[[Claim], Viewer | None],
        see: Callable[[Viewer, AskedBeside], Sight | Unseen],
        fill: Callable[[JoinedPhone], Filling],
    ) -> None:
        self._at_phones = at_phones
        self._find_out = find_out
        self._see = see
        self.filling = fill

    def viewer(self, claim: Claim) -> Viewer | None:
        """None if the claim is no longer valid."""
        known = self._at_phones.get(claim.hashed) if isinstance(claim, PhoneClaim) else None
        return known or self._find_out(claim)

    def sight(self, viewer: Viewer, opened: frozenset[str] = frozenset()) -> Sight | Unseen:
        """Never raises: a screen that cannot be made is an `Unseen`, and the others are not
        affected.
        """
        return self._see(viewer, AskedBeside(opened) if opened else NOTHING_BESIDE)
