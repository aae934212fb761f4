"""The README describes the project as it is."""

import re
import tomllib

from app.vocabulary import Step
from tests.readme import HOME, README, STEPS, rooms, written_map, written_promises, written_steps


def test_the_steps_are_where_the_readme_says_in_the_order_of_an_evening() -> None:
    assert written_steps() in README.read_text("utf-8"), "write it anew: python -m tests.readme"
    assert list(STEPS) == list(Step)


def test_the_map_is_what_the_rooms_say_of_themselves() -> None:
    assert written_map() in README.read_text("utf-8"), "write it anew: python -m tests.readme"


def test_what_is_promised_stands_with_its_figures() -> None:
    assert written_promises() in README.read_text("utf-8"), "write it anew: python -m tests.readme"


def test_every_room_says_what_it_is() -> None:
    assert [line for line in written_map().splitlines() if line.endswith("|  |")] == []
    inside = {file.parent for file in (HOME / "app").rglob("*.py")} - {HOME / "app"}
    assert inside <= {room for room in rooms() if room.is_dir()}


def test_the_readme_is_a_page_that_is_used() -> None:
    assert len(README.read_text("utf-8").splitlines()) <= 220


def test_every_picture_that_is_shown_is_there() -> None:
    shown = [part.split(")")[0] for part in README.read_text("utf-8").split("](")[1:]]
    pictures = [HOME / name for name in shown if name.endswith(".png")]
    assert pictures
    assert all(picture.exists() for picture in pictures)


def test_every_direct_package_has_its_reason() -> None:
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [re.split(r"[>\[]", name)[0] for name in project["dependencies"]]
    packages = README.read_text("utf-8").split("## Packages, and why")[1].split("## Licence")[0]
    assert [name for name in wanted if name not in packages] == []
