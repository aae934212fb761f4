"""The screens of the axis: no label covers another on the wall's plane, and its ends mean what the coordinator says."""

import random
from collections.abc import Callable
from itertools import combinations

import pytest

from app.method import axis, groups, ideas
from app.method.preparing import ends
from app.models import Idea
from app.screens.phone_plane import Spot
from app.screens.wall import plane
from app.vocabulary import Language, Step
from tests.house import House
from tests.screens.walls import WORDS
from tests.web.at_console import hidden
from tests.web.elements import tree


def test_no_label_on_the_plane_crosses_a_mark_or_another_label() -> None:
    seeded = random.Random(7)  # noqa: S311 -- places, not secrets
    for _ in range(40):
        points = [(seeded.randint(0, 100), seeded.randint(0, 100)) for _ in range(8)]
        drawn = plane.drawn(points, [WORDS if place % 2 else None for place in range(8)])
        boxes = [_mark(x, y) for x, y in drawn.marks]
        labels = [_label(label) for label in drawn.labels if label]
        assert drawn.listing or len(labels) == 4
        assert not any(label.meets(other) for label, other in combinations(labels, 2))
        assert not any(label.meets(box) for label in labels for box in boxes)


def _mark(x: float, y: float) -> plane.Box:
    return plane.Box(
        x - plane.MARK_SIDE / 2, y - plane.MARK_SIDE / 2, plane.MARK_SIDE, plane.MARK_SIDE
    )


def _label(label: plane.Label) -> plane.Box:
    width = max(map(len, label.lines)) * plane.LETTER
    start = label.x - width if label.ends_here else label.x
    top = label.y - plane.LINE * 0.76
    return plane.Box(start, top, width, len(label.lines) * plane.LINE)


# A phone's drawing: its width, the height and width of its letters; and once an idea is settled, its height and half a
# mark. While it is placed: half the handle with its rim, and how low the drawing gets.
WIDE, EM, LETTER = 332, 18, 9.5
TALL, HALF = 250, 20
LOW, HALF_HANDLE = 104, 11.5


ON_A_PLANE = pytest.mark.parametrize(
    "words",
    [
        ("stor verkan", "liten verkan", "lite arbete", "mycket arbete"),
        ("suuri vaikutus", "pieni vaikutus", "vähän työtä", "paljon työtä"),
    ],
)


@ON_A_PLANE
def test_no_mark_on_a_phones_plane_lies_on_its_words(words: tuple[str, str, str, str]) -> None:
    assert _covered(words, TALL, HALF, lambda at: at.work_below) == []


@ON_A_PLANE
@pytest.mark.parametrize("tall", [LOW, TALL, 288])
def test_nor_does_the_handle_where_it_was_let_go(
    words: tuple[str, str, str, str], tall: int
) -> None:
    assert _covered(words, tall, HALF_HANDLE, lambda at: at.work_below_handle) == []


def _covered(
    said: tuple[str, str, str, str], tall: int, half: float, work_below: Callable[[Spot], float]
) -> list[Spot]:
    """Where what has half this width would touch one of the words, none of which may touch another."""
    large, small, easy, laborious = said
    covered = []
    for at in (Spot(effort, impact) for effort in range(101) for impact in range(101)):
        x, y = at.x / 100 * WIDE, at.y / 100 * tall
        mark = plane.Box(x - half, y - half, 2 * half, 2 * half)
        work = tall / 2 + work_below(at) * EM
        words = (
            _words(large, 1.1 * EM, at_end=at.hides_large),
            _words(small, tall - EM / 2, at_end=at.hides_small),
            _words(easy, work, at_end=False),
            _words(laborious, work, at_end=True),
        )
        covered += [at for box in words if box.meets(mark)]
        assert not any(box.meets(other) for box, other in combinations(words, 2))
    return covered


def _words(words: str, baseline: float, *, at_end: bool) -> plane.Box:
    width = len(words) * LETTER
    return plane.Box(0.98 * WIDE - width if at_end else 8, baseline - 0.75 * EM, width, 0.95 * EM)


def test_two_ideas_on_the_same_place_are_both_seen() -> None:
    drawn = plane.drawn([(50, 50)] * 4, [None] * 4)
    assert len(set(drawn.marks)) == 4


def test_the_titles_of_an_evening_stand_whole_beside_the_plane() -> None:
    titles = [letters * "x" for letters in (50, 31, 84, 50, 78, 50, 24, 50, 43, 50)]
    drawn = plane.drawn([(place * 9, 90 - place * 8) for place in range(10)], titles)
    assert drawn.listing
    assert drawn.listing.letters >= 80, "as long as a title that stays whole may be"


def test_the_ends_of_the_plane_mean_what_the_coordinator_says(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.ideas)
    phone = house.phone("Olena")
    phone.tap("ideas", title="Café")
    evening.go_to(Step.axis)
    assert "this year, with our own staff" in phone.screen()
    evening.do(ends.set_ends, {"effort_low_id": {"en": "before the summer"}, "impact_low_id": {}})
    screen = phone.screen()
    assert "before the summer" in screen
    assert "a few people see the difference" in screen


def test_who_does_not_see_the_tabs_hears_which_ideas_are_placed_and_which_have_a_position(
    house: House,
) -> None:
    evening = house.evening
    evening.go_to(Step.ideas)
    amina = evening.member("Amina")
    settled, placed, _ = (
        evening.do(ideas.write, amina, title, "", "") for title in ("Bus", "Library", "Path")
    )
    evening.go_to(Step.axis)
    evening.do(axis.place, amina, settled, 30, 70)
    evening.do(axis.settle, amina, settled, 30, 70)
    evening.do(axis.place, amina, placed, 50, 50)
    tabs = tree(house.phone("Amina").screen()).all("summary", kind="tab-name")
    signs = [[sign.held.get("aria-label") for sign in tab.all("svg", kind="icon")] for tab in tabs]
    assert signs == [["Platsen är bestämd"], [], []]
    assert ["Placerad" in tab.said for tab in tabs] == [False, True, False]
    assert ["aria-label" in tab.held for tab in tabs] == [False, False, False]


def test_what_a_group_has_settled_stays_on_the_plane_when_fewer_groups_are_formed_unless_it_is_hidden(
    house: House,
) -> None:
    evening, console, wall = house.evening, house.console(Language.en), house.projector()
    evening.propose("Layla", "A path through the park")
    evening.propose("Amina", "Language café")
    evening.go_to(Step.ideas)
    evening.do(ideas.write, evening.member("Layla"), "A bench that nobody places", "", "")
    evening.go_to(Step.axis)
    console.tap("wall", what="axis_titles", subject="")
    assert "A path through the park" in wall.screen()
    assert "2 of 3 ideas with a settled point" in console.screen()
    evening.go_to(Step.groups)
    evening.do(groups.form, 2)
    evening.go_to(Step.axis)
    assert "A path through the park" in wall.screen()
    assert "2 of 2 ideas with a settled point" in console.screen()
    idea = evening.all(Idea, small_group_id=evening.groups[3], order=("number",))[0]
    assert f'id="idea-{idea.id}"' in console.screen()
    evening.go_to(Step.ideas)
    assert "3 ideas" in console.screen()
    console.tap(f"ideas/{idea.id}/hidden", **hidden(console.screen(), f"hide-{idea.id}"))
    evening.go_to(Step.axis)
    assert "A path through the park" not in wall.screen()
    assert f'action="{console.path}/ideas/{idea.id}/unhidden"' in console.screen()
