"""The one writer: the only way in which live data is written.

A thread with its own connection takes all commands that wait, runs each inside a savepoint, commits them together on
the disk, and only then announces what was touched and answers. A refused or failing command undoes itself alone.
"""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from sqlalchemy import bindparam
from sqlmodel import col, select

from app.db import Book, Database
from app.faults import tell
from app.method.act import Act, Touch
from app.method.refusals import NotYoursError, RefusedError
from app.models import Meeting, Operation, Scope

Result = TypeVar("Result")
Touched = tuple[Touch, int]
MOST_TOGETHER = 64

_LOCKED_MEETING = (
    select(Meeting.sequence).where(col(Meeting.id) == bindparam("meeting_id")).with_for_update()
)


@dataclass(frozen=True)
class Done(Generic[Result]):
    """What a command gave back; `None` and `repeated` when its op_id had been done before."""

    value: Result | None
    repeated: bool = False


@dataclass
class _Waiting:
    meeting_id: int | None
    command: Callable[[Act], Any]
    op_id: str | None
    answer: "Future[Done[Any]]"
    outcome: Done[Any] | Exception | None = None
    act: Act | None = None


class Writer:
    """`announce` is called from the writer's thread, after the commit, with every touched scope and its sequence."""

    def __init__(
        self, database: Database, keys: Path, announce: Callable[[list[Touched]], None]
    ) -> None:
        self._database = database
        self._keys = keys
        self._announce = announce
        self._waiting: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._stopped = False
        self._door = threading.Lock()

    def start(self) -> None:
        self._connection = self._database.writing_connection()
        self._book = Book(self._connection, self._database.dialect)
        self._thread.start()

    def stop(self) -> None:
        """Does what still waits, then ends."""
        with self._door:
            self._stopped = True
            self._waiting.put(None)
        self._thread.join()
        self._connection.close()

    def submit(
        self, meeting_id: int | None, command: Callable[[Act], Result], *, op_id: str | None = None
    ) -> "Future[Done[Result]]":
        """Answered when the change is on the disk. Raises there what the command raised (`RefusedError` among it)."""
        answer: Future[Done[Result]] = Future()
        with self._door:
            if self._stopped:
                answer.set_exception(RuntimeError("the writer has stopped"))
            else:
                self._waiting.put(_Waiting(meeting_id, command, op_id, answer))
        return answer

    def do(
        self, meeting_id: int | None, command: Callable[[Act], Result], *, op_id: str | None = None
    ) -> Result:
        """Submits and waits; for code outside the event loop."""
        return self.submit(meeting_id, command, op_id=op_id).result().value  # type: ignore[return-value]

    def _work(self) -> None:
        while (first := self._waiting.get()) is not None:
            together, more = self._taken(first)
            self._write(together)
            if not more:
                return

    def _taken(self, first: _Waiting) -> tuple[list[_Waiting], bool]:
        together = [first]
        while len(together) < MOST_TOGETHER:
            try:
                following = self._waiting.get_nowait()
            except queue.Empty:
                return together, True
            if following is None:
                return together, False
            together.append(following)
        return together, True

    def _write(self, taken: list[_Waiting]) -> None:
        # Whoever went away before this has been told nothing, and changes nothing.
        together = [waiting for waiting in taken if waiting.answer.set_running_or_notify_cancel()]
        # Every process locks meetings in the same order, so that no two wait for each other in a circle.
        together.sort(key=lambda waiting: waiting.meeting_id or 0)
        try:
            self._book.execute("BEGIN IMMEDIATE" if self._database.is_sqlite else "BEGIN")
            for waiting in together:
                self._try(waiting)
            self._book.execute("COMMIT")
        except Exception as error:  # noqa: BLE001 -- none of them is on the disk: each must hear it
            tell("a group of changes could not be written", error)
            self._undo()
            for waiting in together:
                waiting.outcome, waiting.act = error, None
        self._finish([waiting.act for waiting in together if waiting.act])
        for waiting in together:
            _answer(waiting)

    def _try(self, waiting: _Waiting) -> None:
        self._book.execute("SAVEPOINT act")
        try:
            waiting.outcome = self._run(waiting)
        except Exception as error:  # noqa: BLE001 -- whoever waits for the answer hears it
            self._book.execute("ROLLBACK TO SAVEPOINT act")
            waiting.outcome, waiting.act = error, None
            if not isinstance(error, RefusedError | NotYoursError):
                tell("a change failed", error)
        self._book.execute("RELEASE SAVEPOINT act")

    def _run(self, waiting: _Waiting) -> Done[Any]:
        act = Act(
            self._book, waiting.meeting_id or 0, self._next_sequence(waiting.meeting_id), self._keys
        )
        if waiting.op_id and self._book.one(
            Operation, meeting_id=act.meeting_id, op_id=waiting.op_id
        ):
            return Done(None, repeated=True)
        value = waiting.command(act)
        if waiting.op_id:
            self._book.add(Operation(meeting_id=act.meeting_id, op_id=waiting.op_id))
        self._stamp(act)
        waiting.act = act
        return Done(value)

    def _next_sequence(self, meeting_id: int | None) -> int:
        if meeting_id is None:
            return 0
        found = self._book.rows(_LOCKED_MEETING, meeting_id=meeting_id)
        if not found:
            raise NotYoursError
        return int(found[0][0]) + 1

    def _stamp(self, act: Act) -> None:
        for meeting_id in {touch.meeting_id for touch in act.touched}:
            self._book.change(Meeting, {"id": meeting_id}, sequence=act.sequence)
        for touch in act.touched:
            scope = Scope(**touch._asdict(), sequence=act.sequence)
            self._book.put(scope, on=("meeting_id", "kind", "subject_id"))

    def _finish(self, done: list[Act]) -> None:
        """What follows a commit. It can fail without taking back that the change is on the disk."""
        steps: list[Callable[[], None]] = [later for act in done for later in act.afterwards]
        if any(act.erases for act in done):
            steps.insert(0, partial(self._database.forget_removed, self._connection))
        touched = [(touch, act.sequence) for act in done for touch in act.touched | act.woken]
        steps.append(partial(self._announce, touched))
        for step in steps:
            try:
                step()
            except Exception as error:  # noqa: BLE001 -- the change itself stands
                tell("something after a change failed", error)

    def _undo(self) -> None:
        try:
            self._book.execute("ROLLBACK")
        except Exception as error:  # noqa: BLE001 -- whatever it is, a new one has it not
            tell("the connection of the writer is replaced", error)
            self._connection = self._database.writing_connection()
            self._book = Book(self._connection, self._database.dialect)


def _answer(waiting: _Waiting) -> None:
    if isinstance(waiting.outcome, Exception):
        waiting.answer.set_exception(waiting.outcome)
    elif waiting.outcome is not None:
        waiting.answer.set_result(waiting.outcome)
