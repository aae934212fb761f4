"""A screen put together from its parts, and what of it differs from what a page has.

The screen's element and each part's carry a mark, made of their words. By its marks, in the order of the document, a
page says what it has; so nothing is told of a change but what is different.
"""

from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, cached_property
from hashlib import blake2b
from typing import Any, NamedTuple

from markupsafe import Markup

from app import texts
from app.kept import Kept
from app.screens.screen import Part, Screen
from app.templating import EDGE, environment, forget_words
from app.texts import Corrections
from app.vocabulary import Language

MARK = "data-v"
MOST_KEPT = 24_000_000  # characters; a phone's screen has about ten thousand, most of them the same as others'


class Element(NamedTuple):
    """A rendered part, or a screen around its parts' places."""

    id: str
    mark: str
    html: str


@dataclass(frozen=True)
class PartPlace:
    """Where a part stands: all that the screen around it knows of it."""

    id: str


@dataclass(frozen=True)
class Assembled:
    """`around`: the screen's own HTML, cut where a part stands; one more than there are parts."""

    mark: str
    around: tuple[str, ...]
    parts: tuple[Element, ...]

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """Of the screen, and of its parts in the order of the document."""
        return (self.mark, *(part.mark for part in self.parts))

    @property
    def whole(self) -> str:
        """The `<main id="screen">`."""
        first, *rest = self.around
        pieces = (
            html
            for part, after in zip(self.parts, rest, strict=True)
            for html in (part.html, after)
        )
        return "".join((first, *pieces))

    def differing(self, has: Sequence[str]) -> tuple[Element, ...] | None:
        """The parts that a page with these marks lacks; None: it shows another screen, or parts in other places."""
        if not has or has[0] != self.mark or len(has) != len(self.marks):
            return None
        return tuple(
            part for part, mark in zip(self.parts, has[1:], strict=True) if part.mark != mark
        )


kept: Kept[Element] = Kept(MOST_KEPT, lambda element: len(element.html))


def say_otherwise(corrected: Mapping[Language, Corrections]) -> None:
    """From now on these are said: nothing that was made with other words is given again."""
    if texts.correct(corrected):
        forget_words()
        kept.clear()


def assembled(screen: Screen) -> Assembled:
    """Equal parts are rendered once, for everybody; what somebody could not save is kept by nobody here."""
    parts: dict[str, Part] = {}
    names = _names(type(screen))  # type: ignore[arg-type]  # a class can be hashed
    seen = {name: _placed(getattr(screen, name), parts) for name in names}
    around = _element((type(screen), *seen.values()), "screen", screen, seen)
    first, *rest = around.html.split(EDGE)
    stand = [parts[name] for name in rest[::2]]
    return Assembled(
        around.mark, (first, *rest[1::2]), tuple(_element(part, part.id, part) for part in stand)
    )


@cache
def _names(kind: type[Screen]) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def _placed(value: Any, parts: dict[str, Part]) -> Any:
    """The value as the screen around it knows it; the parts in it are noted."""
    if isinstance(value, Part):
        parts[value.id] = value
        return PartPlace(value.id)
    if isinstance(value, tuple) and value and isinstance(value[0], Part):
        return tuple(_placed(one, parts) for one in value)
    return value


def _element(
    key: Any, name: str, shown: Part | Screen, seen: dict[str, Any] | None = None
) -> Element:
    """`seen`: of a screen, all that its own template is to know."""

    def make() -> Element:
        view = shown if seen is None else _Around(shown, seen)
        template = environment(shown.language).get_template(shown.template)
        return marked(name, template.render(s=view, part=_place).strip())

    return make() if shown.drafts else kept.get(key, make)


class _Around:
    """A screen without what is in its parts."""

    def __init__(self, screen: Any, seen: dict[str, Any]) -> None:
        self._screen = screen
        self.__dict__ |= seen

    def __getattr__(self, name: str) -> Any:
        return getattr(self._screen, name)


def _place(part: PartPlace | None) -> str:
    return Markup(f"{EDGE}{part.id}{EDGE}") if part else ""  # noqa: S704 -- an id of ours


def marked(name: str, html: str) -> Element:
    """Raises ValueError if the part is not one element with its id."""
    mark = urlsafe_b64encode(blake2b(html.encode(), digest_size=6).digest()).decode()
    before, told, after = html.partition(f' id="{name}"')
    if not before.startswith("<") or not told or ">" in before:
        raise ValueError(f"what is rendered is not one element with the id {name}")
    return Element(name, mark, f'{before}{told} {MARK}="{mark}"{after}')
