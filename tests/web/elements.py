"""A page as a tree, to read facts out of it as somebody would who looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

VOID = frozenset({"input", "br", "meta", "link", "img", "hr"})


@dataclass
class Element:
    """`within`: its elements and words, in their order."""

    tag: str
    held: dict[str, str] = field(default_factory=dict)
    within: list[Element | str] = field(default_factory=list)

    @property
    def said(self) -> str:
        """All its words, with single spaces."""
        return " ".join("".join(self.words()).split())

    def all(self, tag: str = "", *, id: str = "", kind: str = "") -> list[Element]:  # noqa: A002
        """Below it, by tag, by the beginning of the id, by class."""
        return [
            element
            for element in self.below()
            if (not tag or element.tag == tag)
            and element.held.get("id", "").startswith(id)
            and (not kind or kind in element.held.get("class", "").split())
        ]

    def one(self, tag: str = "", *, id: str = "", kind: str = "") -> Element:  # noqa: A002
        return self.all(tag, id=id, kind=kind)[0]

    def words(self) -> Iterator[str]:
        """As they stand in the markup, apart at the end of each element."""
        for part in self.within:
            yield from part.words() if isinstance(part, Element) else (part,)
        yield " "

    def below(self) -> Iterator[Element]:
        waiting = self._parts()
        while waiting:
            element = waiting.pop()
            yield element
            waiting += element._parts()  # noqa: SLF001 -- its own kind

    def _parts(self) -> list[Element]:
        """The last first."""
        return [part for part in reversed(self.within) if isinstance(part, Element)]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].within.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].within.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.open[-1].within.append(data)

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and self.open[-1].tag == tag:
            self.open.pop()


@lru_cache(maxsize=64)
def tree(markup: str) -> Element:
    """For several readers, none of whom changes it."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.open[0]
