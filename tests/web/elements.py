"""A page as a tree, to read facts out of it as somebody would who looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

VOID = frozenset({"input", "br", "meta", "link", "img", "hr"})


@dataclass
class Element:
    """`within`: its elements and words, in their order.

    `page`: all elements of its page, of which those from `begin` to `end` are below it.
    """

    tag: str
    held: dict[str, str] = field(default_factory=dict)
    within: list[Element | str] = field(default_factory=list)
    page: list[Element] = field(default_factory=list, repr=False, compare=False)
    begin: int = field(default=0, repr=False, compare=False)
    end: int | None = field(default=None, repr=False, compare=False)

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

    def below(self) -> list[Element]:
        return self.page[self.begin : self.end]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.made: list[Element] = []
        self.open = [Element("", page=self.made)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = self._make(tag, attrs)
        if tag in VOID:
            made.end = made.begin
        else:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = self._make(tag, attrs)
        made.end = made.begin

    def handle_data(self, data: str) -> None:
        self.open[-1].within.append(data)

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and self.open[-1].tag == tag:
            self.open.pop().end = len(self.made)

    def _make(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        held = {name: value or "" for name, value in attrs}
        made = Element(tag, held, page=self.made, begin=len(self.made) + 1)
        self.made.append(made)
        self.open[-1].within.append(made)
        return made


@lru_cache(maxsize=64)
def tree(markup: str) -> Element:
    """For several readers, none of whom changes it."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.open[0]
