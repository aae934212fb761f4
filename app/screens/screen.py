"""What one viewer sees: a frozen context made of parts. Equal parts are rendered only once."""

import re
from dataclasses import field
from typing import ClassVar

from app.db import BLANK
from app.frozen import frozen
from app.vocabulary import Language


def blank(name: str) -> str:
    """A placeholder in a screen that many viewers share; each viewer's own value is put there
    later.

    JSON does not escape the sign around the name, and the sign is removed from all text that is
    stored, so typed text can never look like a placeholder.
    """
    return f"{BLANK}{name}{BLANK}"


def blanks_of(words: str) -> tuple[list[str], list[str]]:
    """Splits rendered text at its blanks: the pieces around them, and the names of the blanks."""
    pieces = words.split(BLANK)
    return pieces[::2], pieces[1::2]


# The blank for the digest of a part has the name of the part, with this after it.
OF_DIGEST = " digest"
# The blank for the viewer's own tag, by which the facilitator can find a phone.
SEAT_NAME = "seat"
SEAT = blank(SEAT_NAME)
# Input that could not be saved: (form, field, words).
Drafts = tuple[tuple[str, str, str], ...]


@frozen
class AskedBeside:
    """What a page asks for in addition to its screen. `opened`: ids of the panels that are open;
    the content of a closed panel is not sent.

    `drafts`: this viewer's input that could not be saved; only a page carries it, never a push.
    """

    opened: frozenset[str] = frozenset()
    drafts: Drafts = ()


NOTHING_BESIDE = AskedBeside()
MOST_OPENED = 20
_PANEL = re.compile(r"[a-z0-9-]{1,60}")


def opened_told(words: str | None) -> frozenset[str]:
    """Reads the ids of the panels that a page says are open."""
    names = (words or "").split(".")
    return frozenset(name for name in names[:MOST_OPENED] if _PANEL.fullmatch(name))


class Drafted:
    """What can carry input that could not be saved."""

    drafts: Drafts

    def draft_of(self, form: str, name: str) -> str:
        """What this person wrote in a field that could not be saved, or ""."""
        drafts = (
            words for in_form, field, words in self.drafts if (in_form, field) == (form, name)
        )
        return next(drafts, "")


@frozen
class Part(Drafted):
    """One element of a screen. It holds only what the element shows, so that equal elements are
    equal parts.

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
    """The place of the part called `name`, which differs from viewer to viewer. The markup around
    it is the same for all of them.
    """

    @property
    def digest(self) -> str:
        """A blank for the part's digest: by its digests a page says which parts it has, see `assembly`."""
        return blank(self.name + OF_DIGEST)


@frozen
class PartOfParts(Part):
    """A part that contains other parts. As in a screen, fields that are parts, or tuples of parts,
    are only places in its own markup: when one of them changes, that part alone is sent. When the
    markup around them changes, the whole is sent with all its parts.
    """


@frozen
class Screen(Drafted):
    """What one viewer sees. `template` renders it as `s`, and its parts where it says `part(s.…)`.

    To the template, fields that are parts, or tuples of parts, are only places: a change inside a
    part changes nothing around it. `at`: the path under which its forms post. `asks_again`: seconds
    after which a page without script reloads itself; 0 where somebody may be writing. `drafts`:
    this viewer's input that could not be saved; only a page carries it, never a push.
    """

    template: ClassVar[str] = ""
    asks_again: ClassVar[int] = 5
    language: Language
    at: str
    drafts: Drafts = field(default=(), kw_only=True)
