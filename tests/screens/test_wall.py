"""The wall: read by the whole hall, touched by nobody, and never telling what one person did."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from itertools import combinations
from typing import Any, get_args, get_type_hints

import pytest

from app.assembly import assembled
from app.screens import (
    agreement,
    axis,
    groups,
    ideas,
    opening,
    picture,
    proposals,
    results,
    sorting,
    supper,
    survey,
    thanks,
    vote,
)
from app.screens.agreement import ActionLine
from app.screens.axis import Point
from app.screens.hung import ProposalLine
from app.screens.programme import Clock
from app.screens.screen import Part
from app.screens.wall import plane, sheet, slides
from app.screens.wall_look import Seats, WallScreen
from app.screens.wording import Pair, Said
from app.vocabulary import Language, RoundState, Step, Theme

WORDS = "Flera har frågat kommunen något"
CONTROLS = {"a", "button", "form", "input", "select", "textarea"}
FRAME: dict[str, Any] = {
    "language": Language.sv,
    "at": "/projector/1",
    "second_language": None,
    "step": Step.sorting,
    "meeting": Pair(Said("Möte med beslutsfattare", Language.sv)),
    "address": "mote.sundby.example",
    "code": "KX47PRM",
    "joining_open": True,
    "clock": Clock(None, 25),
    "qr": "M4 4h1v1h-1z",
    "qr_side": 33,
}
COUNTS = (0, 1, 3, 8, 16, 24)


def whole(screen: WallScreen) -> str:
    return assembled(screen).whole


def said(words: str = WORDS) -> Said:
    return Said(words, Language.sv)


def pair(words: str = WORDS) -> Pair:
    return Pair(said(words), Said("Useat ovat kysyneet kunnalta jotain", Language.fi, foreign=True))


def seats(count: int) -> tuple[Seats, ...]:
    return tuple(Seats(number + 1, number % 5, 4) for number in range(count))


def point(number: int, title: str | None) -> axis.SettledPoint:
    place = Point(number * 37 % 101, number * 61 % 101)
    return axis.SettledPoint(number, "A", place, number % 2 == 0, said(title) if title else None)


def proposal(number: int, votes: int = 0, *, tied: bool = False) -> ProposalLine:
    return ProposalLine(
        number, number, number, "A", said(), said(), said("Skolan"), votes=votes, tied=tied
    )


def action(number: int) -> ActionLine:
    return ActionLine(number, number, said(), said("Skolan"), said(), "2027-01-15", number)


def bar(number: int) -> picture.PictureBar:
    quoted = {1: "agreed_more", 4: "divided", 8: "agreed_less"}.get(number, "")
    return picture.PictureBar(pair(), pair("somalisktalande"), 9 - number, 1, number, quoted)


def walls(count: int) -> list[WallScreen]:
    """Every wall, in all its states, of a meeting with so many small groups."""
    houses, numbers = seats(count), range(1, count + 1)
    gathering = opening.WallGathering(pair(), "2026-09-15", pair(), 11)
    column = results.WallColumn(pair("somalisktalande"), (pair(),))
    hung = tuple(proposal(number, count - number) for number in numbers)
    before = vote.Wall(
        **FRAME, round_number=1, state=None, turnout=2, people=9, results=(), tie=False
    )
    return [
        opening.Lobby(**FRAME, people=count),
        opening.Lobby(**{**FRAME, "joining_open": False}, people=count),
        opening.Wall(**FRAME, gatherings=(gathering,) * count, participants=70, people=9),
        results.Wall(**FRAME, theme=Theme.security, columns=(column,) * min(count, 6)),
        supper.Wall(**FRAME, groups=houses),
        groups.Wall(**FRAME, groups=houses, people=9),
        sorting.Wall(**FRAME, groups=houses),
        picture.Wall(**FRAME, revealed=False, bars=(), groups=houses),
        picture.Wall(
            **FRAME, revealed=True, bars=tuple(bar(number) for number in numbers[:8]), groups=houses
        ),
        ideas.Wall(**FRAME, groups=houses),
        axis.Wall(**FRAME, points=tuple(point(n, None) for n in numbers), groups=houses),
        axis.Wall(**FRAME, points=tuple(point(n, WORDS) for n in numbers), groups=houses),
        proposals.Wall(**FRAME, marks=tuple((n, "A") for n in numbers), spotlit=None),
        proposals.Wall(**FRAME, marks=tuple((n, "A") for n in numbers), spotlit=proposal(1)),
        before,
        replace(before, state=RoundState.open),
        replace(before, state=RoundState.void),
        replace(before, state=RoundState.closed, results=hung),
        agreement.Wall(**FRAME, actions=tuple(action(number) for number in numbers[:4])),
        survey.Wall(**FRAME, through=count, people=24),
        thanks.Wall(**FRAME, actions=tuple(action(number) for number in numbers[:4])),
    ]


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


def parts(hint: Any) -> Iterator[type]:
    inside = get_args(hint)
    yield from (part for one in inside for part in parts(one)) if inside else (hint,)


def test_no_field_of_the_wall_can_hold_what_one_person_did() -> None:
    known: set[type] = set()
    for wall in walls(3):
        held(type(wall), known)
    fields_of = {field.name for kind in known for field in fields(kind)}
    persons = {
        *(field.name for kind in (vote.Choice, agreement.InterestLine) for field in fields(kind)),
        *("mine", "leaning", "voted", "person_id"),
    } - {field.name for kind in (ProposalLine, ActionLine, Part) for field in fields(kind)}
    assert {"chosen", "taking_part", "contact_given", "interest"} <= persons
    assert {ProposalLine, ActionLine, Seats} <= known
    assert not fields_of & persons


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("second", [None, Language.fi])
@pytest.mark.parametrize("language", [Language.sv, Language.pseudo])
def test_a_wall_is_one_screen_with_one_heading_and_nothing_to_press(
    language: Language, second: Language | None, count: int
) -> None:
    for wall in walls(count):
        tags = Tags(whole(replace(wall, language=language, second_language=second)))
        ids = Counter(value for name, value in tags.attributes if name == "id")
        assert (tags.names["main"], tags.names["h1"]) == (1, 1), wall.template
        assert not CONTROLS & tags.names.keys(), wall.template
        assert not {"style", "onload", "onclick"} & {name for name, _ in tags.attributes}
        assert [found for found, times in ids.items() if times > 1] == [], wall.template


@pytest.mark.parametrize("count", COUNTS[1:])
def test_every_group_is_on_the_wall_of_its_work(count: int) -> None:
    for made in (supper.Wall, sorting.Wall, ideas.Wall):
        shown = whole(made(**FRAME, groups=seats(count)))
        numbers = re.findall(r'<text [^>]*text-anchor="middle">(\d+)</text>', shown)
        assert [int(number) for number in numbers] == list(range(1, count + 1))


def test_while_a_vote_is_open_the_wall_tells_how_many_have_voted_and_nothing_else() -> None:
    open_vote = vote.Wall(
        **FRAME,
        round_number=1,
        state=RoundState.open,
        turnout=31,
        people=38,
        results=(proposal(2, 31),),
        tie=True,
    )
    shown = whole(open_vote)
    assert ">31</text>" in shown
    assert WORDS not in shown


def test_a_tie_is_said_in_words() -> None:
    counted = (proposal(2, 9, tied=True), proposal(7, 9, tied=True), proposal(5, 7))
    closed = vote.Wall(
        **FRAME,
        round_number=1,
        state=RoundState.closed,
        turnout=25,
        people=38,
        results=counted,
        tie=True,
    )
    assert 'id="tie"' in whole(closed)
    clear = replace(closed, tie=False, results=counted[1:])
    assert 'id="tie"' not in whole(clear)


def test_a_closed_door_shows_no_way_in() -> None:
    shown = whole(opening.Lobby(**{**FRAME, "joining_open": False}, people=3))
    assert 'id="qr"' not in shown
    assert "7PRM" not in shown


def test_no_label_on_the_plane_crosses_a_mark_or_another_label() -> None:
    seeded = random.Random(7)  # noqa: S311 -- places, not secrets
    for _ in range(40):
        points = [(seeded.randint(0, 100), seeded.randint(0, 100)) for _ in range(8)]
        drawn = plane.drawn(points, [WORDS if place % 2 else None for place in range(8)])
        boxes = [_mark(x, y) for x, y in drawn.marks]
        labels = [_label(label) for label in drawn.labels if label]
        assert drawn.listed or len(labels) == 4
        assert not any(one.meets(other) for one, other in combinations(labels, 2))
        assert not any(label.meets(box) for label in labels for box in boxes)


def _mark(x: float, y: float) -> plane.Box:
    return plane.Box(x - plane.MARK / 2, y - plane.MARK / 2, plane.MARK, plane.MARK)


def _label(label: plane.Label) -> plane.Box:
    width = max(map(len, label.lines)) * plane.LETTER
    start = label.x - width if label.ends_here else label.x
    top = label.y - plane.LINE * 0.76
    return plane.Box(start, top, width, len(label.lines) * plane.LINE)


def test_two_ideas_on_the_same_place_are_both_seen() -> None:
    drawn = plane.drawn([(50, 50)] * 4, [None] * 4)
    assert len(set(drawn.marks)) == 4


def test_results_drop_the_second_language_before_they_drop_a_result() -> None:
    text = ("Mer än hälften har blivit bekanta med andra föräldrar genom hobbyer. ",) * 2
    short, long = (
        slides.slide([slides.Told(("finskspråkiga", "suomenkieliset"), (text,) * texts)] * 5)
        for texts in (1, 3)
    )
    assert (short.texts, short.doubled) == (1, True)
    assert (long.texts, long.doubled) == (3, False)


def test_agreed_actions_stand_whole_while_they_fit() -> None:
    usual = sheet.sheet([sheet.Agreed("Svar inom två veckor på varje fråga", "Skolan", WORDS)] * 4)
    assert usual.cut >= len(WORDS)
    long = sheet.sheet([sheet.Agreed("t" * 8 + " ord" * 18, "ord " * 20, "ord " * 125)] * 4)
    assert long.cut < 500
