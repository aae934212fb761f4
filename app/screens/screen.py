"""What one viewer sees, whoever looks: a frozen context made of parts, since equal ones are rendered once."""

from dataclasses import field
from typing import ClassVar

from app.db import BLANK
from app.frozen import frozen
from app.vocabulary import Language


def blank(name: str) -> str:
    """Where in a screen that is the same for many something is put that is the own of each, under this name.

    JSON writes its sign as it is, so that nothing that is typed can come to look like it.
    """
    return f"{BLANK}{name}{BLANK}"


def name_of_mark(name: str) -> str:
    """Of the blank for the mark of the part of this name."""
    return f"{name} mark"


def blanks_of(words: str) -> tuple[list[str], list[str]]:
    """What stands around the blanks, and the names of those."""
    pieces = words.split(BLANK)
    return pieces[::2], pieces[1::2]


# Of the one who looks, the tag.
SEAT_NAME = "seat"
SEAT = blank(SEAT_NAME)
# What could not be saved: (form, field, words).
Drafts = tuple[tuple[str, str, str], ...]


@frozen
class AskedBeside:
    """What a page asks for beside its screen. `opened`: ids of those panels that are not sent while they are shut.

    `drafts`: what this viewer sent in vain; in a page alone, never in a push.
    """

    opened: frozenset[str] = frozenset()
    drafts: Drafts = ()


NOTHING_BESIDE = AskedBeside()


@frozen
class Part:
    """One element of a screen, and nothing in it that the element does not show.

    `template` renders it as `s`: one element, whose `id` is the part's. `drafts`: see `Screen`.
    """

    template: ClassVar[str] = ""
    name: ClassVar[str] = ""
    language: Language
    drafts: Drafts = field(default=(), kw_only=True)

    @property
    def id(self) -> str:
        return self.name


@frozen
class OwnPlace(Part):
    """Where a part of this `name` is put that is the own of each: what is around it is the same whichever that is."""

    @property
    def mark(self) -> str:
        """A blank for the mark by which a page knows the part, see `assembly`."""
        return blank(name_of_mark(self.name))


@frozen
class PartOfParts(Part):
    """A part that holds others. Fields that are parts, or tuples of parts, are no more than their places in it, as in a
    screen: what changes in one of them is sent alone, and it goes whole, with all of them, once it is another itself.
    """


@frozen
class Screen:
    """What one viewer sees. `template` renders it as `s`, and its parts where it says `part(s.…)`.

    Fields that are parts, or tuples of parts, are no more than their places to the template: a change in one of them
    changes nothing around it. `at` is the path under which its forms post.
    `asks_again`: seconds after which a page without script asks for itself; 0 where somebody may be writing.
    `drafts`: what this viewer sent in vain; in a page alone, never in a push.
    """

    template: ClassVar[str] = ""
    asks_again: ClassVar[int] = 5
    language: Language
    at: str
    drafts: Drafts = field(default=(), kw_only=True)
