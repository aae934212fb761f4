"""An act: the one shape of every change. Who acts, and on which meeting; what it touches follows from its book."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from app.frozen import frozen
from app.kept import found_once
from app.method.noting import NotingBook
from app.models.scope import ScopeKind
from app.vocabulary import Language, Source


class Touch(NamedTuple):
    """A scope of a meeting. `subject_id`: the group's, the person's, the phone's or the link's id, else 0."""

    meeting_id: int
    kind: ScopeKind
    subject_id: int = 0


@frozen
class Member:
    """A person who acts, and the small group that this person belongs to now (None until groups are formed).

    `language`: of the screen; `reads`: the tag of another one for people's words, or nothing.
    `source`: how what the person does for the group comes in. `table`: where this person has told that they sit.
    `language_tie`: see `Person`.
    """

    meeting_id: int
    person_id: int
    group_id: int | None
    language: Language
    source: Source = Source.phone
    reads: str = ""
    table: int | None = None
    language_tie: bool = False

    @property
    def has_group(self) -> bool:
        return self.group_id is not None

    @property
    def written_in(self) -> str:
        """The language of what this person writes."""
        return self.reads or self.language.value


@dataclass
class Act:
    """One change under the writer's lock.

    `sequence`: the meeting's number of this act. `keys`: the folder of open rounds' keys. `is_over`: it comes after
    the meeting's end.
    `woken`: people who have sealed something: told to their phone, and stamped nowhere.
    `afterwards`: run once the change is on the disk. `erases`: what was removed must leave the disk too.
    `disorders`: so must the order in which rows came, which shows by where they lie in the file.
    """

    book: NotingBook
    meeting_id: int
    sequence: int
    keys: Path
    is_over: bool = False
    woken: set[Touch] = field(default_factory=set)
    afterwards: list[Callable[[], None]] = field(default_factory=list)
    erases: bool = False
    disorders: bool = False

    @found_once
    def now(self) -> int:
        """UTC seconds, for as long as the act takes."""
        return int(time.time())

    def wake(self, person_id: int) -> None:
        """After an act that is sealed: no row says who did it, and the order of such acts is stored for nobody."""
        self.woken.add(Touch(self.meeting_id, ScopeKind.sealed, person_id))
