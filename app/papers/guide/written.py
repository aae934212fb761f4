"""The guide's own words: reads a text file per language into the blocks of its pages and booklet.

A line begins with its kind: `=` a part, `#` a heading, `-` a point, `[]` a box to tick, `||` the
head of a table, `|` a row of it, `>` a note, `{}` the name of what is inserted from elsewhere
(`inserted.py`); any other line is a paragraph. «» encloses a name on a screen, by its English key
in the catalogues; `%(name)s` is the limit of that name, and `%(reasons)s` the reasons for not knowing.
"""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

from babel.lists import format_list

from app import texts
from app.limits import LIMIT
from app.papers.document import Block, Boxes, Grid, Headline, Inlines, Paragraph, Points
from app.vocabulary import GuidePart, Language, Reason

WORDS = Path(__file__).with_name("words")
Inserted = Callable[[str], Iterator[Block]]
_MARK = re.compile(r"(=|#|-|\[\]|\|\||\||>|\{(?=\w+\}$)|)")
_NAMED = re.compile("«([^»]+)»")
_LIMITED = re.compile(r"%\((\w+)\)s")
# A column is as wide as its longest cell, within these.
NARROWEST, WIDEST = 8, 40


def source(language: Language) -> str:
    return (WORDS / f"{language}.txt").read_text("utf-8")


def parts(language: Language, inserted: Inserted) -> dict[GuidePart, tuple[Block, ...]]:
    """The blocks of each part. `inserted`: makes the blocks for a name in `{}`."""
    by_part: dict[GuidePart, tuple[Block, ...]] = {}
    for chapter in source(language).removeprefix("= ").split("\n= "):
        name, _, rest = chapter.partition("\n")
        by_part[GuidePart(name)] = tuple(_blocks(rest, language, inserted))
    return by_part


def _blocks(chapter: str, language: Language, inserted: Inserted) -> Iterator[Block]:
    lines = [_line(line, language) for line in chapter.strip().splitlines()]
    for mark, run in groupby(lines, key=lambda line: line[0].replace("||", "|")):
        marked = list(run)
        if mark == "|":
            yield _grid([words for _, words in marked])
        elif mark in ("-", "[]"):
            items: tuple[Inlines, ...] = tuple((words,) for _, words in marked)
            yield Points(items) if mark == "-" else Boxes(items, several=True)
        else:
            for _, words in marked:
                yield from _single(mark, words, inserted)


def _single(mark: str, words: str, inserted: Inserted) -> Iterator[Block]:
    if mark == "{":
        yield from inserted(words.removesuffix("}"))
    elif mark == "#":
        yield Headline((words,), 2)
    else:
        yield Paragraph((words,), quiet=mark == ">")


def _line(line: str, language: Language) -> tuple[str, str]:
    """Returns the line's mark, and its words: names on screens are in the guide's language, limits
    have their numbers, and the reasons are those that a group chooses from.
    """
    mark = next(_MARK.finditer(line))[0]  # a paragraph has no mark: then the match is empty
    words = line.removeprefix(mark).strip()
    words = words.replace("%(reasons)s", _reasons(language))
    words = _LIMITED.sub(lambda limit: str(getattr(LIMIT, limit[1])), words)
    return mark, _NAMED.sub(lambda name: texts.say(name[1], language), words)


def _reasons(language: Language) -> str:
    """As they stand on the buttons, one or another."""
    begin = "“" if language is Language.en else "”"
    named = [f"{begin}{texts.name(reason, language)}”" for reason in Reason]
    return format_list(named, "or", texts.locale(language))


def _grid(lines: list[str]) -> Grid:
    head, *rows = [[cell.strip() for cell in line.split(" | ")] for line in lines]
    longest = (max(map(len, column)) for column in zip(head, *rows, strict=True))
    widths = tuple(max(NARROWEST, min(WIDEST, length)) for length in longest)
    return Grid(tuple(head), tuple(tuple((cell,) for cell in row) for row in rows), widths)
