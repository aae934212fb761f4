"""The one writer: the only way in which live data is written.

A thread with its own connection takes all commands that wait, runs each inside a savepoint, commits
them together on the disk, and only then announces what was touched and answers. A command that is
refused or fails is rolled back alone.

When nothing can be saved (no room on the disk, another program, a server that is away) every
command is answered with that at once, and the writer tries by itself until saving works again. None
of these ends the thread.
"""

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any, Generic, TypeVar

from app.db import Book, Database
from app.faults import Lasting, tell
from app.frozen import frozen
from app.live.intents import Intent, Intents
from app.live.stamping import GONE, Touched, next_number, stamped
from app.live.store import Store
from app.method.act import Act
from app.method.noting import NotingBook
from app.method.refusals import NotYoursError, OvertakenError, RefusedError
from app.trouble import StoreError, Trouble, as_told

T = TypeVar("T")
EXPECTED = (RefusedError, NotYoursError, OvertakenError, StoreError)
MOST_TOGETHER = 64
# Seconds between two attempts while nothing can be saved; doubled each time.
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 2.0


@frozen
class Done(Generic[T]):
    """What a command returned; None if its intent need not be done, and then `repeated` is True.
    `leads`: where the form leads, now or when it was done; see `Intent`.
    """

    value: T | None
    repeated: bool = False
    leads: str = ""


@dataclass
class _Waiting:
    """`meeting_id`: 0 if it is of no meeting."""

    meeting_id: int
    command: Callable[[Act], Any]
    intent: Intent | None
    answer: "Future[Done[Any]]"
    outcome: Done[Any] | Exception | None = None
    act: Act | None = None
    touched: list[Touched] = field(default_factory=list)


class Writer:
    """`announce` is called from the writer's thread, after the commit, with every touched scope and
    its sequence.

    `alarm` is called from there too: with what keeps anything from being saved, and with None once
    that is over.
    `look_seconds`: how often the writer tests whether something could be saved, besides saving.
    `forget`: called when something was removed for good, so that no cache keeps any of it.
    """

    def __init__(
        self,
        database: Database,
        keys: Path,
        announce: Callable[[list[Touched]], None],
        alarm: Callable[[Trouble | None], None] = lambda _: None,
        look_seconds: float = 5.0,
        forget: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._keys = keys
        self._announce = announce
        self._alarm = alarm
        self._look_seconds = look_seconds
        self._forget = forget
        self._store = Store(database)
        self._intents = Intents()
        self.led = self._intents.saved_leads
        self._unsaved = Lasting("nothing can be saved")
        self._trouble: Trouble | None = None
        self._pause = FIRST_PAUSE
        self._look_at = 0.0
        self._waiting: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._stopped = False
        self._lock = threading.Lock()

    @property
    def trouble(self) -> Trouble | None:
        """What keeps anything from being saved now, according to the last attempt."""
        return self._trouble or (None if self._thread.is_alive() else Trouble.broken)

    def start(self) -> None:
        self._store.open()
        try:
            self._thread.start()
        except RuntimeError:  # no thread can start, so nobody closes it later
            self._store.close()
            raise

    def stop(self) -> None:
        """Runs the commands that still wait, then ends the thread."""
        with self._lock:
            self._stopped = True
            self._waiting.put(None)
        self._thread.join()
        self._store.close()

    def submit(
        self, meeting_id: int | None, command: Callable[[Act], T], *, intent: Intent | None = None
    ) -> "Future[Done[T]]":
        """Returns a future that is done when the change is on the disk. It raises what the command
        raised (also a `RefusedError`). A `StoreError`: it is not saved, and can be submitted again.
        """
        answer: Future[Done[T]] = Future()
        with self._lock:
            if self._stopped or not self._thread.is_alive():
                answer.set_exception(StoreError(self.trouble or Trouble.broken))
            else:
                self._waiting.put(_Waiting(meeting_id or 0, command, intent, answer))
        return answer

    def do(self, meeting_id: int | None, command: Callable[[Act], T]) -> T:
        """Submits and waits; for code outside the event loop."""
        return self.submit(meeting_id, command).result().value  # type: ignore[return-value]

    def _work(self) -> None:
        more = True
        try:
            while more:
                try:
                    more = self._turn()
                except Exception as error:  # noqa: BLE001 -- these are answered; the next ones wait
                    tell("the writer stumbled", error)
        finally:
            self._let_go()

    def _let_go(self) -> None:
        """Answers who still waits, whatever ended the thread; `submit` answers who comes later."""
        with self._lock:
            self._stopped = True
        while not self._waiting.empty():
            waiting = self._waiting.get()
            if waiting and waiting.answer.set_running_or_notify_cancel():
                waiting.answer.set_exception(StoreError(self.trouble or Trouble.broken))

    def _turn(self) -> bool:
        """Looks, or has the commands that wait written, and answers them. Returns False once no
        more can come.
        """
        patience = self._look_at - time.monotonic()
        if patience <= 0:
            self._look()
            return True
        try:
            taken = [self._waiting.get(timeout=patience)]
        except queue.Empty:
            return True
        while taken[-1] and len(taken) < MOST_TOGETHER and not self._waiting.empty():
            taken.append(self._waiting.get())
        # Whoever has gone away by now was told nothing: what they asked for changes nothing.
        together = [each for each in taken if each and each.answer.set_running_or_notify_cancel()]
        # Every process locks meetings in the same order: no two of them wait for each other.
        together.sort(key=attrgetter("meeting_id"))
        try:
            if together and self._trouble is None:
                self._write(together)
        finally:
            for waiting in together:
                if isinstance(waiting.outcome, Done):
                    waiting.answer.set_result(waiting.outcome)
                else:
                    unsaved = StoreError(self.trouble or Trouble.broken)
                    waiting.answer.set_exception(waiting.outcome or unsaved)
        return taken[-1] is not None

    def _write(self, together: list[_Waiting]) -> None:
        try:
            with self._store.transaction() as book:
                for waiting in together:
                    self._run(book, waiting)
        except StoreError as error:  # none of them is on the disk: each must hear it
            self._intents.not_saved()
            for waiting in together:
                waiting.outcome = None
            self._note(error.trouble)
            return
        self._intents.saved()
        for waiting in together:
            if isinstance(waiting.outcome, StoreError):
                self._note(waiting.outcome.trouble)
        self._finish(together)

    def _run(self, book: Book, waiting: _Waiting) -> None:
        """Runs a command inside its savepoint. What it returns or raises is its outcome."""
        meeting_id, intent = waiting.meeting_id, waiting.intent
        book.execute("SAVEPOINT act")
        try:
            sequence, is_over, step = next_number(book, meeting_id)
            if sequence == GONE:
                waiting.outcome = NotYoursError()
            elif intent and self._intents.is_done(book, meeting_id, intent):
                led = self._intents.led(book, meeting_id, intent) if intent.leads else None
                waiting.outcome = Done(None, repeated=True, leads=led or "")
            else:
                noting = NotingBook(book.connection, book.dialect)
                act = Act(noting, meeting_id, sequence, self._keys, is_over, step)
                value = waiting.command(act)
                waiting.touched = stamped(book, act)
                leads = ""
                if intent:
                    leads = intent.leads.replace("{0}", str(value))
                    changed = bool(waiting.touched)
                    self._intents.remember(book, act, intent, changed=changed, leads=leads)
                waiting.outcome, waiting.act = Done(value, leads=leads), act
        except Exception as error:  # noqa: BLE001 -- the answer carries it
            book.execute("ROLLBACK TO SAVEPOINT act")
            waiting.outcome = as_told(error)
            if not isinstance(waiting.outcome, EXPECTED):
                tell("a change failed", error)
        book.execute("RELEASE SAVEPOINT act")

    def _finish(self, together: list[_Waiting]) -> None:
        """Runs what follows a commit: the change is on the disk, whatever fails here."""
        acts = [waiting.act for waiting in together if waiting.act]
        steps: list[Callable[[], object]] = [later for act in acts for later in act.afterwards]
        if any(act.blurs or act.disorders or act.unsealed or act.book.has_erased for act in acts):
            # Something of what they removed must be erased from the disk too. On SQLite the first
            # step waits for those who began to read before the commit: they bring nothing of it
            # back into a cache.
            steps = [self._store.forget_removed, self._forget, *steps]
        if unsealed := {sealed_id for act in acts for sealed_id in act.unsealed}:
            steps = [partial(self._intents.forget_sealed, unsealed), *steps]
        if any(act.disorders for act in acts):
            steps = [self._store.write_anew, *steps]
        touched = [each for waiting in together if waiting.act for each in waiting.touched]
        steps.append(partial(self._announce, touched))
        for step in steps:
            _attempt(step)

    def _look(self) -> None:
        """Tests whether something could be saved, and retries what could not be erased before."""
        self._look_at = time.monotonic() + self._look_seconds
        try:
            with self._store.transaction() as book:
                if self._trouble:
                    self._store.try_out(book)
        except StoreError as error:
            self._note(error.trouble)
            return
        self._note(None)
        if self._store.tells:
            _attempt(self._store.write_anew)
            self._store.owes = True
        if self._store.owes:
            _attempt(self._store.forget_removed)

    def _note(self, trouble: Trouble | None) -> None:
        """Tells when the state of the store changes. In trouble the next look comes soon."""
        before, self._trouble = self._trouble, trouble
        if trouble:
            self._pause = min(self._pause * 2, LONGEST_PAUSE) if before else FIRST_PAUSE
            self._look_at = time.monotonic() + self._pause
        if trouble != before:
            self._unsaved.note(trouble or "")
            _attempt(partial(self._alarm, trouble))


def _attempt(step: Callable[[], object]) -> None:
    """Runs a step that is not part of the changes themselves: they stand, whatever it raises."""
    try:
        step()
    except Exception as error:  # noqa: BLE001 -- the writer goes on
        tell("something after a change failed", error)
