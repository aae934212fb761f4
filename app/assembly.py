"""Puts a screen together from its parts, and finds which of these a page lacks.

The element of the screen and that of each part carry a digest of their words. A page sends
its digests, in the order of the document, to say what it has; so of a change only what is different
is sent.
"""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from hashlib import blake2b
from sys import getsizeof
from typing import Any, NamedTuple, get_args, get_type_hints

from markupsafe import Markup

from app import texts
from app.kept import Kept, found_once
from app.reading.lasting import LastingPiece
from app.screens.screen import OF_DIGEST, OwnPlace, Part, PartOfParts, Screen, blank
from app.templating import cut, environment, forget_words, gap, shell
from app.texts import Corrections
from app.vocabulary import Language

DIGEST = "data-v"
# Bytes of words and of parts; a phone's screen has about ten thousand characters, most of them
# shared with others. Each is kept together with its compressed form, a third of it if it is long.
MOST_KEPT = 24_000_000


class Element(NamedTuple):
    """A rendered element and its digest."""

    digest: str
    html: str


@dataclass(frozen=True, eq=False)
class Parted(LastingPiece):
    """The HTML of a screen or a part, cut where other parts stand in it. `names`: the ids of those,
    in order.
    """

    digest: str
    html: tuple[str, ...]
    names: tuple[str, ...]

    @found_once
    def size(self) -> int:
        """In bytes, as it lies in memory."""
        return sum(map(getsizeof, self.html))


class PartPlace(NamedTuple):
    """The place of a part. It is all that the template around the part knows of it."""

    id: str


@dataclass(frozen=True, eq=False)
class Assembled(LastingPiece):
    """A rendered screen or part. `own`: its own HTML, around its `parts`. `spoken`: identifies the
    translations in it, see `say_otherwise`.

    `is_private`: a part that holds what somebody could not save.
    """

    id: str
    own: Parted
    parts: tuple["Assembled", ...]
    spoken: object
    is_private: bool = False

    @found_once
    def digests(self) -> tuple[str, ...]:
        """The digest of its own HTML and those of its parts, in the order of the document."""
        return (self.own.digest, *(digest for part in self.parts for digest in part.digests))

    @property
    def whole(self) -> str:
        """The HTML with that of its parts; of a screen, the `<main id="screen">`. It is joined each
        time: every connection holds a screen, and few need it whole.
        """
        first, *rest = self.own.html
        pieces = [first]
        for part, after in zip(self.parts, rest, strict=True):
            pieces += part.whole, after
        return "".join(pieces)

    def lacking(self, known: frozenset[str]) -> Iterator["Assembled"]:
        """Yields the parts whose digests are not known, each whole: inside such a part nothing is
        looked for. For a page that shows this screen: screens with the same digest have the same
        parts in the same places, since these places are in the digest.
        """
        for part in self.parts:
            if part.own.digest in known:
                yield from part.lacking(known)
            else:
                yield part


@dataclass(frozen=True, eq=False)
class Filling(LastingPiece):
    """What is put into the blanks of a screen, which is therefore the same for many. `alone`: words
    of one viewer, by the names of the blanks. `part`: what stands in its `OwnPlace`.
    """

    alone: Mapping[str, str] = field(default_factory=dict)
    part: Assembled | None = None

    @property
    def words(self) -> dict[str, str]:
        """By the names of the blanks."""
        part = self.part
        of_part = {part.id: part.whole, part.id + OF_DIGEST: part.own.digest} if part else {}
        return {**self.alone, **of_part}


_words: Kept[Parted] = Kept(MOST_KEPT, lambda own: own.size)
# Equal parts are one object, so that what is made of it for sending is made once.
_parts: Kept[Assembled] = Kept(
    MOST_KEPT, lambda part: part.own.size, lambda part: not part.is_private
)
# The attribute in which a screen or part keeps its `Assembled`; it holds while the translations
# stay the same.
_MADE = "_put_together"
# That in which a part keeps its `PartPlace`: a wall places a hundred parts of which one is new.
_PLACE = "_place"
_spoken: object = object()


def say_otherwise(corrected: Mapping[Language, Corrections]) -> None:
    """Uses these corrected translations from now on, and drops everything that was rendered with
    others.
    """
    global _spoken  # noqa: PLW0603 -- identifies the translations in use
    if texts.correct(corrected):
        forget_words()
        _spoken = object()
        forget()


def forget() -> None:
    """Drops everything that has been rendered."""
    _words.clear()
    _parts.clear()
    shell.cache_clear()


def assembled(screen: Screen) -> Assembled:
    """Returns the rendered screen. Equal parts are rendered once, for everybody; what somebody
    could not save is kept in no cache.
    """
    return _as_before(screen, _screen)


def rendered_part(part: Part) -> Assembled:
    """Returns the rendered part, for one that is put into an `OwnPlace`."""
    return _as_before(part, _part)


def _screen(screen: Screen, spoken: object) -> Assembled:
    return Assembled("screen", *_holding("screen", screen), spoken)


def _holding(name: str, shown: Screen | PartOfParts) -> tuple[Parted, tuple[Assembled, ...]]:
    parts: dict[str, Part] = {}
    names, holding = _fields(shown)
    seen = {field: getattr(shown, field) for field in names}
    seen |= {held: _placed(seen[held], parts) for held in holding}

    def make() -> Parted:
        return _rendered(name, shown, _View(shown, seen))

    own = make() if shown.drafts else _words.get((type(shown), *seen.values()), make)
    return own, tuple([_as_before(parts[part_id], _part) for part_id in own.names])


def _as_before(shown: Any, put_together: Callable[[Any, object], Assembled]) -> Assembled:
    """The result is stored on the object itself, so the same object is never put together twice;
    equal objects share what `_words` and `_parts` keep.
    """
    spoken = _spoken  # read first: a correction made while it is rendered is not in it
    made: Assembled | None = vars(shown).get(_MADE)
    if made is None or made.spoken is not spoken:
        made = vars(shown)[_MADE] = put_together(shown, spoken)
    return made


def _part(part: Part, spoken: object) -> Assembled:
    def make() -> Assembled:
        if isinstance(part, PartOfParts):
            own, parts = _holding(part.id, part)
        elif isinstance(part, OwnPlace):
            own, parts = Parted(part.digest, (blank(part.id),), ()), ()
        else:
            own, parts = _rendered(part.id, part, part), ()
        is_private = bool(part.drafts) or any(inner.is_private for inner in parts)
        return Assembled(part.id, own, parts, spoken, is_private)

    return make() if part.drafts else _parts.get(part, make)


def _fields(shown: Screen | PartOfParts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Returns the names of the fields, and of those that are declared as parts or as tuples of
    parts.
    """
    return _names(type(shown))  # type: ignore[arg-type]  # a class can be hashed


@cache
def _names(kind: type[Screen | PartOfParts]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    declared = get_type_hints(kind)
    names = tuple(field.name for field in fields(kind))
    return names, tuple(name for name in names if _is_of_parts(declared[name]))


def _is_of_parts(declared: Any) -> bool:
    if isinstance(declared, type) and issubclass(declared, Part):
        return True
    return any(map(_is_of_parts, get_args(declared)))


def _placed(value: Any, parts: dict[str, Part]) -> Any:
    """Returns the value with places instead of parts, and notes the parts."""
    if isinstance(value, Part):
        place = vars(value).get(_PLACE)
        if place is None:
            place = vars(value)[_PLACE] = PartPlace(value.id)
        parts[place.id] = value
        return place
    if isinstance(value, tuple) and value and isinstance(value[0], Part):
        return tuple([_placed(part, parts) for part in value])
    return value


def _rendered(name: str, shown: Part | Screen, view: Any) -> Parted:
    """`view`: everything that its own template may read."""
    template = environment(shown.language).get_template(shown.template)
    digest, html = digested(name, template.render(s=view, part=_place).strip())
    around, names = cut(html)
    return Parted(digest, tuple(around), tuple(names))


class _View:
    """A screen or a part of parts as its own template sees it: with places instead of parts."""

    def __init__(self, screen: Any, seen: dict[str, Any]) -> None:
        self._screen = screen
        self.__dict__ |= seen

    def __getattr__(self, name: str) -> Any:
        return getattr(self._screen, name)


def _place(part: PartPlace | None) -> str:
    return Markup(gap(part.id)) if part else ""  # noqa: S704 -- cut out again before it is sent


def digested(name: str, html: str) -> Element:
    """Adds the digest to the element. Raises ValueError if the HTML is not one element with
    this id.
    """
    digest = urlsafe_b64encode(blake2b(html.encode(), digest_size=6).digest()).decode()
    before, told, after = html.partition(f' id="{name}"')
    if not before.startswith("<") or not told or ">" in before:
        raise ValueError(f"what is rendered is not one element with the id {name}")
    return Element(digest, f'{before}{told} {DIGEST}="{digest}"{after}')
