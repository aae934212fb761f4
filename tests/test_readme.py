"""The README describes the project as it is."""

import re
import tomllib

from babel import Locale

from app.languages import PHONE_LANGUAGES, of_phones, unchecked
from app.vocabulary import Language
from tests.readme import HOME, README, packages, written_map, written_promises, written_steps

NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
)


def test_the_steps_are_where_the_readme_says_in_the_order_of_an_evening() -> None:
    assert written_steps() in README.read_text("utf-8"), "write it anew: python -m tests.readme"


def test_the_map_is_what_the_rooms_say_of_themselves() -> None:
    assert written_map() in README.read_text("utf-8"), "write it anew: python -m tests.readme"


def test_what_is_promised_stands_with_its_figures() -> None:
    assert written_promises() in README.read_text("utf-8"), "write it anew: python -m tests.readme"


def test_every_room_says_what_it_is() -> None:
    assert [line for line in written_map().splitlines() if line.endswith("|  |")] == []
    inside = {file.parent for file in (HOME / "app").rglob("*.py")} - {HOME / "app"}
    assert inside <= {*packages()}


def test_the_readme_is_a_page_that_is_used() -> None:
    assert len(README.read_text("utf-8").splitlines()) <= 220


def test_the_languages_are_those_of_the_vocabulary_checked_as_their_catalogues_say() -> None:
    told = re.search(
        r"Phones speak (\w+) languages, .+?: ([^:]+), and (\w+) that [^:]+: ([^.]+)\.",
        README.read_text("utf-8"),
    )
    assert told, "the sentence is worded otherwise: let this test read it again"
    number, checked, unchecked_number, not_yet = told.groups()
    assert (NUMBERS.index(number), NUMBERS.index(unchecked_number)) == (
        len(PHONE_LANGUAGES),
        len(unchecked()),
    )
    assert set(re.split(", | and ", checked)) == set(map(_in_english, of_phones("")))
    assert set(re.split(", | and ", not_yet)) == set(map(_in_english, unchecked()))


def _in_english(language: Language) -> str | None:
    return Locale.parse(language.tag).get_language_name("en")


def test_every_picture_that_is_shown_is_there() -> None:
    shown = [part.split(")")[0] for part in README.read_text("utf-8").split("](")[1:]]
    pictures = [HOME / name for name in shown if name.endswith(".png")]
    assert pictures
    assert all(picture.exists() for picture in pictures)


def reasons() -> dict[str, str]:
    """Why each package is there, by its name, as the table of packages tells it."""
    section = README.read_text("utf-8").split("## Packages, and why\n")[1].split("\n## ")[0]
    _head, _line, *rows = [line.split("|")[1:3] for line in section.splitlines() if line[:1] == "|"]
    return {
        name.split(" with ")[0].strip(): why.strip()
        for names, why in rows
        for name in names.split(",")
    }


def test_every_direct_package_has_its_reason_and_no_other_one() -> None:
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {re.split(r"[>\[]", name)[0] for name in project["dependencies"]}
    told = reasons()
    assert told.keys() - {"by hand"} == wanted
    assert [name for name, why in told.items() if not why] == []
