"""An act: the one shape of every change. Who acts, on which meeting, and which scopes it touches."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from app.db import Book
from app.vocabulary import Language, ScopeKind, Source


class Touch(NamedTuple):
    """A scope of a meeting. `subject_id`: the group's or the person's id, else 0."""

    meeting_id: int
    kind: ScopeKind
    subject_id: int = 0


@dataclass(frozen=True)
class Member:
    """A person who acts, and the small group that this person belongs to now (None until groups are formed).

    `source`: how what the person does for the group comes in.
    """

    meeting_id: int
    person_id: int
    group_id: int | None
    language: Language
    source: Source = Source.phone


@dataclass
class Act:
    """One change under the writer's lock.

    `sequence`: the meeting's number of this act. `keys`: the folder of open rounds' keys.
    `woken`: scopes that are announced and stamped nowhere: who did a sealed act stands in no row.
    `afterwards`: run once the change is on the disk. `erases`: what was removed must leave the disk too.
    """

    book: Book
    meeting_id: int
    sequence: int
    keys: Path
    now: int = field(default_factory=lambda: int(time.time()))
    touched: set[Touch] = field(default_factory=set)
    woken: set[Touch] = field(default_factory=set)
    afterwards: list[Callable[[], None]] = field(default_factory=list)
    erases: bool = False

    def touch_meeting(self) -> None:
        """Everybody's screen may change."""
        self._touch(ScopeKind.meeting)

    def touch_group(self, group_id: int) -> None:
        self._touch(ScopeKind.group, group_id)

    def touch_person(self, person_id: int) -> None:
        self._touch(ScopeKind.person, person_id)

    def wake_person(self, person_id: int) -> None:
        """The same, after an act that is sealed: the order of such acts is stored for nobody."""
        self.woken.add(Touch(self.meeting_id, ScopeKind.person, person_id))

    def touch_console(self) -> None:
        self._touch(ScopeKind.console)

    def touch_projector(self) -> None:
        self._touch(ScopeKind.projector)

    def _touch(self, kind: ScopeKind, subject_id: int = 0) -> None:
        self.touched.add(Touch(self.meeting_id, kind, subject_id))
