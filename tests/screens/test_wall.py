"""The wall: read by the whole hall, touched by nobody, and never telling what one person did."""

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from itertools import combinations
from typing import Any, get_args, get_type_hints

import pytest

from app.assembly import assembled
from app.method.preparing.pattern import usual
from app.models.followup import FollowState
from app.screens import (
    agreed_actions,
    agreement,
    axis,
    groups,
    ideas,
    on_plane,
    opening,
    proposals,
    results,
    sorting,
    supper,
    survey,
    thanks,
    vote,
)
from app.screens.agreed_actions import ActionLine
from app.screens.hung import ProposalLine
from app.screens.on_plane import Point
from app.screens.picture import on_wall as picture
from app.screens.screen import Part
from app.screens.speaker import Pair, Said
from app.screens.vote import on_wall
from app.screens.wall import light, plane, sheet, skyline, slides, tally, windows
from app.screens.wall_look import WallScreen
from app.screens.wall_parts import (
    CrowdRow,
    FootClock,
    FootDoor,
    GroupAtTable,
    GroupHouse,
    LargeClock,
    Qr,
    Seats,
    WallPart,
    crowd,
    street,
    tables,
)
from app.vocabulary import Language, RoundState, Theme
from tests.web.elements import Element, tree

WORDS = "Flera har frågat kommunen något"
STEP = "Nämnden tar upp ärendet på sitt möte i januari, utser en kontaktperson och bjuder in invånarna."
CONTROLS = {"a", "button", "form", "input", "select", "textarea"}
SV, ADDRESS, CODE = Language.sv, "mote.sundby.example", "KX47PRM"
MEETING = Pair(Said("Möte med beslutsfattare", SV))
BOTH: dict[str, Any] = {"language": SV, "second_language": None}
FRAME: dict[str, Any] = {
    **BOTH,
    "at": "/projector/1",
    "door": FootDoor(SV, ADDRESS, CODE, joining_open=True),
    "clock": FootClock(SV, 1_800_000_000),
}
# Where more has to fit in two languages, it is laid out for them.
IN_TWO = {"second_language": Language.fi}
QR = Qr(SV, ADDRESS, "M4 4h1v1h-1z", 33)
LARGE_CLOCK = LargeClock(SV, None, 25)
COUNTS = (0, 1, 3, 8, 16, 24)
IN_FIGURES = re.compile(r"\u202e(until \d|\d+ of \d+$|by \d|from group )")
"""What a wall in two languages tells by figures, by the group's mark, or by a clock that counts down."""


def whole(screen: WallScreen) -> str:
    return assembled(screen).whole


def said(words: str = WORDS) -> Said:
    return Said(words, SV)


def pair(words: str = WORDS) -> Pair:
    return Pair(said(words), Said("Useat ovat kysyneet kunnalta jotain", Language.fi, foreign=True))


def seats(count: int) -> tuple[Seats, ...]:
    return tuple(Seats(number + 1, number % 5, 4) for number in range(count))


def point(number: int, title: str | None) -> on_plane.SettledPoint:
    place = Point(number * 37 % 101, number * 61 % 101)
    return on_plane.SettledPoint(
        number, "A", place, number % 2 == 0, said(title) if title else None
    )


def proposal(number: int, votes: int = 0, *, tied: bool = False) -> ProposalLine:
    return ProposalLine(
        number,
        number,
        number,
        "A",
        said(),
        said(),
        said("Skolan"),
        place=1 if tied else number,
        votes=votes,
        tied=tied,
    )


def action(number: int) -> ActionLine:
    return ActionLine(number, number, said(), said("Skolan"), said(), "2027-01-15", number)


def bar(number: int) -> picture.PictureBar:
    quoted = {1: "agreed_more", 4: "divided", 8: "agreed_less"}.get(number, "")
    return picture.PictureBar(pair(), pair("somalisktalande"), 9 - number, 1, number, quoted)


def lobby(count: int, *, is_open: bool = True) -> opening.Lobby:
    return opening.Lobby(
        **{**FRAME, "door": FootDoor(SV, ADDRESS, CODE, joining_open=is_open)},
        meeting=MEETING,
        address=ADDRESS,
        code=CODE,
        qr=QR if is_open else None,
        people=opening.People(SV, count),
        crowd=crowd(SV, count, count),
    )


def closed_vote(lines: Sequence[ProposalLine], *, tie: bool = False) -> on_wall.Wall:
    result = on_wall.result(BOTH, lines, tie=tie, again=False)
    told = on_wall.ToldTurnout(SV, 25, 38)
    return on_wall.Wall(
        **FRAME, number=1, again="", state=RoundState.closed, told_turnout=told, **result
    )


def open_vote(turnout: int, people: int) -> on_wall.Wall:
    sun = on_wall.Sun(SV, turnout, people, shown=True)
    return on_wall.Wall(**FRAME, number=1, again="", state=RoundState.open, sun=sun)


def of_tables(kind: type[GroupAtTable], count: int) -> dict[str, Any]:
    return {**FRAME, "tables": tables(kind, SV, seats(count))}


def walls(count: int) -> list[WallScreen]:
    """Every wall, in all its states, of a meeting with so many small groups."""
    houses, numbers = street(SV, seats(count)), range(1, count + 1)
    gathering = opening.WallGathering(pair(), "2026-09-15", pair(), 11)
    column = results.WallColumn(pair("somalisktalande"), (pair(),))
    hung = tuple(proposal(number, count - number) for number in numbers)
    lit = tuple(replace(hanging, spotlit=hanging.id == 1) for hanging in hung)
    actions = tuple(action(number) for number in numbers[:4])
    first_in_front = tuple(replace(agreed, in_front=agreed.id == 1) for agreed in actions)
    return [
        lobby(count),
        lobby(count, is_open=False),
        opening.Wall(**FRAME, gatherings=(gathering,) * count, participants=70),
        opening.Became(**FRAME, became=((Pair(said()), FollowState.done),), size=44),
        results.Wall(**FRAME, theme=Theme.security, columns=(column,) * min(count, 6)),
        supper.Wall(**of_tables(supper.SupperTable, count), large_clock=LARGE_CLOCK),
        groups.Wall(**of_tables(groups.FoundTable, count), here=groups.Here(SV, 9)),
        sorting.Wall(**FRAME, large_clock=LARGE_CLOCK, **houses),
        picture.Wall(**FRAME, revealed=False, **houses),
        picture.Wall(
            **FRAME, revealed=True, **picture.drawn(SV, [bar(number) for number in numbers[:8]])
        ),
        ideas.Wall(**of_tables(ideas.IdeasTable, count), large_clock=LARGE_CLOCK),
        axis.Wall(**FRAME, **on_plane.drawn_from(SV, [point(n, None) for n in numbers])),
        axis.Wall(**FRAME, **on_plane.drawn_from(SV, [point(n, WORDS) for n in numbers])),
        proposals.Wall(**FRAME, **proposals.hanging(SV, hung)),
        proposals.Wall(**FRAME, **proposals.hanging(SV, lit)),
        *(
            on_wall.Wall(
                **FRAME, number=1, again="", state=state, sun=on_wall.Sun(SV, 2, 9, shown=False)
            )
            for state in (None, RoundState.void)
        ),
        open_vote(2, 9),
        closed_vote(hung),
        agreement.Wall(**FRAME | IN_TWO, **agreement.on_sheet(SV, actions, Language.fi)),
        agreement.Wall(**FRAME | IN_TWO, **agreement.on_sheet(SV, first_in_front, Language.fi)),
        survey.Wall(
            **FRAME,
            address=ADDRESS,
            qr=QR,
            through=survey.Through(SV, count, 24),
            crowd=crowd(SV, count, 24),
        ),
        thanks.Wall(**FRAME, meeting=MEETING, actions=actions),
    ]


def spoken(wall: WallScreen, language: Language, second: Language | None) -> WallScreen:
    """The wall with all its parts in these languages."""
    told = {
        field.name: _spoken(getattr(wall, field.name), language, second) for field in fields(wall)
    }
    return type(wall)(**{**told, "language": language, "second_language": second})


def _spoken(value: Any, language: Language, second: Language | None) -> Any:
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(_spoken(part, language, second) for part in value)
    if isinstance(value, WallPart):
        return replace(value, language=language, second_language=second)
    return replace(value, language=language) if isinstance(value, Part) else value


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


PERSONS = (vote.Choice, agreed_actions.OwnAction, agreed_actions.InterestLine)


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
    } - {field.name for kind in (ProposalLine, ActionLine, Part) for field in fields(kind)}
    assert {"chosen", "taking_part", "contact_given", "interest"} <= persons
    assert {
        Said,
        GroupHouse,
        CrowdRow,
        on_wall.Sun,
        on_wall.TallyRow,
        on_plane.PlacedMark,
        ActionLine,
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
        supper.Wall(**of_tables(supper.SupperTable, count), large_clock=LARGE_CLOCK),
        sorting.Wall(**FRAME, large_clock=LARGE_CLOCK, **street(SV, seats(count))),
        ideas.Wall(**of_tables(ideas.IdeasTable, count), large_clock=LARGE_CLOCK),
    ):
        shown = whole(made)
        numbers = re.findall(r'<text [^>]*text-anchor="middle">(\d+)</text>', shown)
        assert [int(number) for number in numbers] == list(range(1, count + 1))


def test_while_a_vote_is_open_the_wall_tells_how_many_have_voted_and_nothing_else() -> None:
    shown = whole(open_vote(31, 38))
    assert ">31</text>" in shown
    assert "38" in shown
    assert 'id="tally"' not in shown


def test_why_the_order_alone_is_told_is_said_beside_it() -> None:
    told, order = ([replace(proposal(n), votes=votes) for n in (1, 2)] for votes in (5, None))
    assert 'id="order-alone"' in whole(closed_vote(order))
    assert 'id="order-alone"' not in whole(closed_vote(told))


def test_a_tie_is_said_in_words() -> None:
    counted = (proposal(2, 9, tied=True), proposal(7, 9, tied=True), proposal(5, 7))
    assert 'id="tie"' in whole(closed_vote(counted, tie=True))
    assert 'id="tie"' not in whole(closed_vote(counted[1:]))


def test_a_closed_door_shows_no_way_in() -> None:
    shown = whole(lobby(3, is_open=False))
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
        assert not any(label.meets(other) for label, other in combinations(labels, 2))
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


def test_the_titles_of_an_evening_stand_whole_beside_the_plane() -> None:
    titles = [letters * "x" for letters in (50, 31, 84, 50, 78, 50, 24, 50, 43, 50)]
    drawn = plane.drawn([(place * 9, 90 - place * 8) for place in range(10)], titles)
    assert drawn.listed
    assert drawn.letters >= 80, "as long as a title that stays whole may be"


def test_nine_principles_in_two_languages_are_read_from_afar() -> None:
    lines = [(words[Language.sv], words[Language.fi]) for words in usual().principles]
    assert len(lines) == 9
    assert light.listed(lines) >= 38
    assert light.listed([(first, "") for first, _ in lines]) >= 48


def told(texts: int) -> list[slides.Told]:
    text = ("Mer än hälften har blivit bekanta med andra föräldrar genom hobbyer. ",) * 2
    return [slides.Told(("finskspråkiga", "suomenkieliset"), (text,) * texts)] * 5


def test_results_keep_both_languages_and_leave_to_the_phones_what_has_no_room() -> None:
    short, long = (slides.slide(told(texts), in_rows=True) for texts in (1, 5))
    assert (short.texts, short.doubled) == (1, True)
    assert long.doubled
    assert 1 <= long.texts < 5


def test_the_themes_stand_alike_once_one_of_them_has_no_room_side_by_side() -> None:
    calm = [slides.Told(("finsk", "suomi"), (("Trygg hemma", "Turvassa kotona"),))] * 3
    assert not slides.stands_in_rows([calm])
    assert slides.stands_in_rows([calm, told(3)])
    assert slides.slide(calm, in_rows=True).in_rows


def test_agreed_actions_stand_whole_or_their_first_steps_are_left_to_the_reading() -> None:
    def wall(step: str) -> str:
        actions = [replace(action(number), first_step=said(step)) for number in range(1, 5)]
        return whole(agreement.Wall(**FRAME, **agreement.on_sheet(SV, actions)))

    assert STEP in wall(STEP)
    assert "steps-later" not in wall(STEP)
    long = wall("ord " * 125)
    assert "Det första steget visas när" in long
    assert "ord ord" not in long
    assert "…" not in wall(STEP) + long
    usual = [sheet.ActionWords("Svar inom två veckor på varje fråga", "Skolan", STEP)] * 4
    assert sheet.sheet(usual, in_two=True).steps
    full = sheet.ActionWords("t" * 8 + " ord" * 18, "ord " * 20, "ord " * 125)
    assert not sheet.sheet([full] * 4).steps
    assert sheet.sheet([full]).steps, "one has the whole wall"


def test_long_owners_in_two_languages_leave_first_steps_on_the_wall_and_say_once_what_stands_there() -> (
    None
):
    owner = "Bildningsnämnden och biblioteket tillsammans"
    step = "Nämnden tar upp ärendet på sitt möte i januari och utser en kontaktperson."
    actions = [replace(action(n), owner=said(owner), first_step=said(step)) for n in range(1, 5)]
    in_two = agreement.on_sheet(SV, actions, Language.fi)
    wall = whole(agreement.Wall(**FRAME | IN_TWO, **in_two))
    assert wall.count(step) == 4
    assert [wall.count(words) for words in ("Viimeistään", "viimeistään", "Ensimmäinen askel")] == [
        1,
        0,
        1,
    ]
    assert "steps-later" not in wall
    in_one = whole(agreement.Wall(**FRAME, **agreement.on_sheet(SV, actions)))
    assert "told-of-each" not in in_one


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


def test_the_sun_is_at_noon_when_everybody_has_voted() -> None:
    none, half, all_of_them = (tally.sun(turnout, 38) for turnout in (0, 19, 38))
    assert none.disc - tally.RADIUS == tally.FLOOR
    assert all_of_them.disc - tally.RADIUS == tally.NOON
    assert (none.inside, half.inside) == (False, True)
    assert tally.sun(39, 38) == all_of_them


def test_all_who_share_the_first_place_stand_on_the_wall() -> None:
    drawn = tally.tally([1] * 14 + [15], tie=True, again=False, nobody=False)
    assert (drawn.top, drawn.shown, drawn.rest) == (14, 14, 1)
    alone = tally.tally([1, 2, *[3] * 12], tie=False, again=True, nobody=False)
    assert (alone.top, alone.shown, alone.rest) == (1, 11, 3)


def test_what_the_groups_do_not_know_is_on_both_sides_of_the_horizon() -> None:
    bars = skyline.drawn([skyline.Counts(2, 1, 0), skyline.Counts(0, 0, 3)], [], (0, 0)).bars
    assert [(len(bar.above), len(bar.below)) for bar in bars] == [(3, 1), (0, 3)]
    assert all(cell.check for bar in bars for cell in bar.cells if cell.category == "dunno")


def test_a_quoted_card_is_counted_among_all_groups_of_the_room() -> None:
    quoted = picture.PictureBar(pair(), pair("somalisktalande"), 1, 0, 0, "agreed_more", 2)
    shown = whole(picture.Wall(**FRAME, revealed=True, **picture.drawn(SV, [quoted])))
    assert "Mer: 1 av 3 grupper" in shown


def test_the_picture_shows_which_cards_no_group_has_reached() -> None:
    reached, left = bar(1), replace(bar(2), more=0, dunno=0, less=0, not_reached=3)
    shown = whole(picture.Wall(**FRAME, revealed=True, **picture.drawn(SV, [reached, left])))
    assert shown.count("cell-unreached") == 1
    assert "Hann inte" in shown.partition('id="unreached"')[2].partition("</p>")[0]
    without = whole(picture.Wall(**FRAME, revealed=True, **picture.drawn(SV, [reached])))
    assert "cell-unreached" not in without
    assert 'id="unreached"' not in without
