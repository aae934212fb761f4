"""Writes the README's steps, its map of `app/` and its promises anew: `python -m tests.readme`."""

import ast
import re
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path

from app.vocabulary import Step
from tests.faults import promises

HOME = Path(__file__).resolve().parent.parent
README = HOME / "README.md"
STEPS_MARKS = ("<!-- the steps begin -->", "<!-- the steps end -->")
PROMISES_MARKS = ("<!-- the promises begin -->", "<!-- the promises end -->")
WITHOUT = "What comes of it without each defence is in `tests/faults/PROMISES.md`."
MAP_MARKS = ("<!-- the map begins -->", "<!-- the map ends -->")


# Where a step has a test that is called after it, in this order.
TESTED = ("method", "screens", "web")

APP = HOME / "app"
# A room without a module says what it is at the head of this file.
LOCALES = APP / "locales" / "glossary.toml"


def written_steps() -> str:
    """The table of steps: for each its method, its screens and templates, and its tests."""
    floors = ("`app/method/`", "`app/screens/`", "`templates/`", "`tests/`")
    head = [f"| step | {' | '.join(floors)} |", "|---" * 5 + "|"]
    return "\n".join([STEPS_MARKS[0], *head, *map(_row, Step), STEPS_MARKS[1]])


def written_map() -> str:
    """The packages and top modules of `app/`, each with its docstring's first paragraph."""
    lines = ["| room of `app/` | |", "|---|---|", *map(_line, rooms())]
    return "\n".join([MAP_MARKS[0], *lines, MAP_MARKS[1]])


def written_promises() -> str:
    """The results of `python3 -m app test faults`."""
    head = f"`python3 -m app test faults`, on {promises.by_what()}. {WITHOUT}"
    return "\n".join([PROMISES_MARKS[0], head, "", *promises.told(), PROMISES_MARKS[1]])


def packages() -> list[Path]:
    """Each before those inside it."""
    return sorted(file.parent for file in APP.rglob("__init__.py") if file.parent != APP)


def rooms() -> list[Path]:
    """The packages that are of no single step; then the modules that are in no package."""
    shared = [package for package in packages() if package.name not in {*Step}]
    return [
        *sorted([*shared, LOCALES.parent]),
        *sorted(file for file in APP.glob("*.py") if file.name != "__init__.py"),
    ]


def written_anew(readme: str) -> str:
    """The README with its steps, its map and its promises written anew."""
    written = {
        STEPS_MARKS: written_steps(),
        MAP_MARKS: written_map(),
        PROMISES_MARKS: written_promises(),
    }
    for (beginning, end), words in written.items():
        before, _, rest = readme.partition(beginning)
        readme = before + words + rest.partition(end)[2]
    return readme


def own_rooms(folder: str, step: Step) -> list[str]:
    """The module or package of a folder that is named after the step."""
    there = HOME / folder
    module, package = there / f"{step}.py", there / step / "__init__.py"
    return [f"{step}/"] * package.exists() + [module.name] * module.exists()


def _other_screens(step: Step) -> list[str]:
    """The modules outside its room that make a part in its templates."""
    screens, own = APP / "screens", own_rooms("app/screens", step)
    modules = {path.relative_to(screens).as_posix(): path for path in screens.rglob("*.py")}
    return sorted(
        name
        for name, path in modules.items()
        if re.search(rf'"{step}/\w+\.html"', path.read_text("utf-8"))
        if not name.startswith(tuple(own))
    )


def templates_of(step: Step) -> list[str]:
    return sorted(path.name for path in (HOME / "templates" / step).glob("*.html"))


def has_test(floor: str, step: Step) -> bool:
    """Whether this floor of the tests has one that is called after the step."""
    there = HOME / "tests" / floor
    return (there / f"test_{step}.py").exists() or bool(own_rooms(f"tests/{floor}", step))


def _tests_of(step: Step) -> list[str]:
    """The floors where a test is called after the step; and its further tests."""
    further = sorted((HOME / "tests").glob(f"*/**/test_{step}_*.py"))
    paths = [path.relative_to(HOME / "tests").as_posix() for path in further]
    return [*(f"{floor}/" for floor in TESTED if has_test(floor, step)), *paths]


def _row(step: Step) -> str:
    beside = sorted(path.name for path in (APP / "method").glob(f"{step}_*.py"))
    method = _with_modules("method", _cell([*own_rooms("app/method", step), *beside]), step)
    screens = _cell([*own_rooms("app/screens", step), *_other_screens(step)])
    seen = _with_modules("screens", screens, step)
    shown = " ".join(Path(path).stem for path in templates_of(step))
    return f"| {step} | {method} | {seen} | `{step}/` {shown} | {_cell(_tests_of(step))} |"


def _with_modules(floor: str, cell: str, step: Step) -> str:
    """The cell with the modules of the step's room on this floor behind its name, as templates have them."""
    inside = sorted(path.stem for path in (APP / floor / step).glob("[!_]*.py"))
    return cell.replace(f"`{step}/`", " ".join([f"`{step}/`", *inside]))


def _cell(paths: Iterable[str]) -> str:
    return ", ".join(f"`{path}`" for path in paths) or "–"


def _line(room: Path) -> str:
    said = _head_of_locales() if room == LOCALES.parent else _docstring(room)
    first = " ".join(said.split("\n\n")[0].split())
    name = room.relative_to(APP).as_posix() + "/" * room.is_dir()
    return f"| `{name}` | {first.replace('|', '&#124;')} |"


def _docstring(room: Path) -> str:
    file = room / "__init__.py" if room.is_dir() else room
    return ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""


def _head_of_locales() -> str:
    head = takewhile(lambda line: line.startswith("#"), LOCALES.read_text("utf-8").splitlines())
    return "\n".join(line.removeprefix("#").strip() for line in head)


if __name__ == "__main__":
    README.write_text(written_anew(README.read_text("utf-8")), "utf-8")
