"""The wall: read by the whole hall, touched by nobody, and never telling what one person did."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from typing import Any, get_args, get_type_hints

import pytest

from app.screens import agreed_actions, ideas, on_plane, sorting, supper, vote
from app.screens.agreed_actions import ActionFace, ActionLine
from app.screens.agreement import on_console
from app.screens.console_look import ConsolePart
from app.screens.hung import ProposalLine
from app.screens.screen import Part
from app.screens.speaker import Said
from app.screens.vote import on_wall
from app.screens.wall import fitting, windows
from app.screens.wall_look import WallScreen
from app.screens.wall_parts import CrowdRow, GroupHouse, street
from app.vocabulary import Language
from tests.screens.walls import (
    COUNTS,
    FRAME,
    LARGE_CLOCK,
    SV,
    closed_vote,
    of_tables,
    proposal,
    seats,
    spoken,
    walls,
    whole,
)
from tests.web.elements import Element, tree

CONTROLS = {"a", "button", "form", "input", "select", "textarea"}
IN_FIGURES = re.compile(r"\u202e(planned until \d|\d+ of \d+$|by \d|from group )")
"""What a wall in two languages tells by figures, by the group's mark, or by a clock that counts down."""


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: Counter[str] = Counter()
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names[tag] += 1
        self.attributes += [(name, value or "") for name, value in attrs]


def held(kind: type, known: set[type]) -> None:
    """Everything of ours that a value of this kind can hold."""
    if is_dataclass(kind) and kind not in known:
        known.add(kind)
        for hint in get_type_hints(kind).values():
            for part in parts(hint):
                held(part, known)


def standing(wall: WallScreen) -> Iterator[Part]:
    """The parts that the wall is made of."""
    for field in fields(wall):
        value = getattr(wall, field.name)
        yield from (
            part
            for part in (value if isinstance(value, tuple) else (value,))
            if isinstance(part, Part)
        )


def parts(hint: Any) -> Iterator[type]:
    inside = get_args(hint)
    yield from (part for inner in inside for part in parts(inner)) if inside else (hint,)


PERSONS = (vote.Choice, agreed_actions.OwnAction, on_console.Action)


def test_no_field_of_the_wall_can_hold_what_one_person_did() -> None:
    known: set[type] = set()
    for wall in walls(3):
        held(type(wall), known)
        for part in standing(wall):
            held(type(part), known)
    fields_of = {field.name for kind in known for field in fields(kind)}
    persons = {
        *(field.name for kind in PERSONS for field in fields(kind)),
        *("mine", "leaning", "voted", "person_id"),
    } - {
        field.name
        for kind in (ProposalLine, ActionFace, ActionLine, ConsolePart)
        for field in fields(kind)
    }
    assert {"chosen", "taking_part", "contact_given", "interest"} <= persons
    assert {
        Said,
        GroupHouse,
        CrowdRow,
        on_wall.Sun,
        on_wall.TallyRow,
        on_plane.PlacedMark,
        ActionFace,
    } <= known
    assert not fields_of & persons


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("second", [None, Language.fi])
@pytest.mark.parametrize("language", [Language.sv, Language.pseudo])
def test_a_wall_is_one_screen_with_one_heading_and_nothing_to_press(
    language: Language, second: Language | None, count: int
) -> None:
    for wall in walls(count):
        tags = Tags(whole(spoken(wall, language, second)))
        ids = Counter(value for name, value in tags.attributes if name == "id")
        assert (tags.names["main"], tags.names["h1"]) == (1, 1), wall.template
        assert not CONTROLS & tags.names.keys(), wall.template
        assert not {"style", "onload", "onclick"} & {name for name, _ in tags.attributes}
        assert [repeated for repeated, times in ids.items() if times > 1] == [], wall.template


def test_what_a_wall_says_in_words_of_the_program_it_says_in_both_its_languages() -> None:
    few = closed_vote([replace(proposal(number), votes=None) for number in (1, 2)])
    in_one = [
        (wall.template, words)
        for wall in (*walls(3), few)
        for words in said_in(wall, Language.pseudo, None) - said_in(wall, SV, Language.pseudo)
        if not IN_FIGURES.match(words)
    ]
    assert in_one == []


def said_in(wall: WallScreen, language: Language, second: Language | None) -> Counter[str]:
    return read(whole(spoken(wall, language, second)))


def read(html: str) -> Counter[str]:
    """The sentences of the pseudo language that stand before everybody's eyes."""
    return Counter(re.findall("\u202e[^\u202c]+", " ".join(seen(tree(html)))))


def seen(element: Element) -> Iterator[str]:
    for part in element.within:
        if isinstance(part, str):
            yield part
        elif part.tag != "title" and "unseen" not in part.held.get("class", "").split():
            yield from seen(part)


@pytest.mark.parametrize("count", COUNTS[1:])
def test_every_group_is_on_the_wall_of_its_work(count: int) -> None:
    for made in (
        supper.Wall(
            **of_tables(supper.SupperTable, count), large_clock=LARGE_CLOCK, groups_come=True
        ),
        sorting.Wall(**FRAME, large_clock=LARGE_CLOCK, **street(SV, seats(count))),
        ideas.Wall(**of_tables(ideas.IdeasTable, count), large_clock=LARGE_CLOCK),
    ):
        shown = whole(made)
        numbers = re.findall(r'<text [^>]*text-anchor="middle">(\d+)</text>', shown)
        assert [int(number) for number in numbers] == list(range(1, count + 1))


@pytest.mark.parametrize("people", [1, 40, 80, 81, 200, 252])
def test_each_person_has_a_window_in_the_street_of_people(people: int) -> None:
    lit_and_all = windows.crowd(people, people).rows
    assert sum(count for count, _ in lit_and_all) == people
    assert all(count == lit for count, lit in lit_and_all)
    counts = [count for count, _ in lit_and_all]
    assert counts == sorted(counts), "the street is filled from below"
    assert all(lit == 0 for _, lit in windows.crowd(0, people).rows)


def test_up_to_twelve_houses_stand_in_one_street_and_more_in_two() -> None:
    assert windows.streets(12).edges == ((0, 12),)
    assert windows.streets(13).edges == ((0, 7), (7, 13))
    assert windows.streets(0).edges == ()


def test_a_title_is_cut_after_a_whole_word_and_not_for_a_few_letters() -> None:
    title = "A café where everybody meets"
    assert fitting.cut(title, len(title) - 3) == title
    assert fitting.cut(title, len(title) - 4) == "A café where everybody…"
    assert fitting.cut("Meeting-place", 5) == "Meet…"
