"""An act: the one shape of every change. What it touches is found from the rows that it wrote."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from app.db import Book
from app.frozen import frozen
from app.kept import found_once
from app.method import sealing
from app.method.noting import NotingBook
from app.models.scope import ScopeKind
from app.vocabulary import Language, Source, Step


class Touch(NamedTuple):
    """A scope of a meeting. `subject_id`: the id of the group, person, phone or link; else 0."""

    meeting_id: int
    kind: ScopeKind
    subject_id: int = 0


@frozen
class Member:
    """A person who acts, with the small group of that person now (None until groups are formed).

    `language`: of the screen. `reads`: the tag of another language for people's words, or empty.
    `source`: how acts for the group come in. `table`: the table at which the person said they sit.
    `language_tie`: see `Person`; `knows_table`: see `Device`. `is_alone`: at a phone that nobody
    else takes part by.
    """

    meeting_id: int
    person_id: int
    group_id: int | None
    language: Language
    source: Source = Source.phone
    reads: str = ""
    table: int | None = None
    language_tie: bool = False
    knows_table: str | None = None
    is_alone: bool = False

    @property
    def has_group(self) -> bool:
        return self.group_id is not None

    @property
    def written_in(self) -> str:
        """The tag of the language in which this person writes."""
        return self.reads or self.language.value


@dataclass
class Act:
    """One change under the writer's lock.

    `sequence`: the number of this act within the meeting. `keys`: the folder with the keys of open
    rounds.
    `is_over`: the meeting has ended before this act. `step`: where its programme was then; None
    before the evening has begun.
    `made_id`: the meeting that an act of no meeting has made.
    `actor_id`: the person who does it, if it is a person's act.
    `afterwards`: functions to call once the change is on the disk.
    `blurs`: what changed rows held before must be erased from the disk too.
    `disorders`: so must all that was removed, and the order in which rows were written, which their
    place in the file shows.
    `unsealed`: the rounds and surveys whose keys are destroyed afterwards.
    """

    book: NotingBook
    meeting_id: int
    sequence: int
    keys: Path
    is_over: bool = False
    step: Step | None = None
    made_id: int = 0
    actor_id: int = 0
    afterwards: list[Callable[[], None]] = field(default_factory=list)
    blurs: bool = False
    disorders: bool = False
    unsealed: list[int] = field(default_factory=list)

    @found_once
    def now(self) -> int:
        """UTC seconds. The same during the whole act."""
        return int(time.time())

    def destroy_key(self, sealed_id: int) -> None:
        """Once the change is on the disk, nobody can read what was sealed with it."""
        self.unsealed.append(sealed_id)
        self.afterwards.append(partial(sealing.destroy_key, self.keys, sealed_id))


class DueAct(NamedTuple):
    """What is to be done in a meeting now, without anybody's tap."""

    meeting_id: int
    do: Callable[[Act], object]


# Finds what is due by the time of day, in UTC seconds.
Finder = Callable[[Book, int], Iterable[DueAct]]
