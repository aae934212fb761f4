"""The README's map of the house, written from what each module says of itself: `python -m tests.readme`."""

import ast
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
README = HOME / "README.md"
BEGINNING, END = "<!-- the map begins -->", "<!-- the map ends -->"

ROOMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Words and stored things", (".", "models")),
    (
        "The method",
        ("method", "method/people", "method/people/mixing", "method/preparing", "method/survey"),
    ),
    (
        "What each viewer sees, and how it reaches them",
        ("reading", "screens", "screens/vote", "screens/wall", "live"),
    ),
    ("The doors", ("web", "web/desk")),
    ("What goes out and comes in", ("papers",)),
    ("The whole, tried and shown", ("sample", "rehearsal")),
)


def written_map() -> str:
    """Every module of `app/` with the first sentence of its docstring, room by room."""
    return "\n".join([BEGINNING, *(_room(name, folders) for name, folders in ROOMS), END])


def mapped(readme: str) -> str:
    """The README with its map written anew."""
    before, _, rest = readme.partition(BEGINNING)
    return before + written_map() + rest.partition(END)[2]


def modules(folder: str) -> list[Path]:
    """Those that say something: an empty `__init__.py` is no room."""
    return sorted(file for file in (HOME / "app" / folder).glob("*.py") if file.stat().st_size)


def _room(name: str, folders: tuple[str, ...]) -> str:
    lines = [_line(file) for folder in folders for file in modules(folder)]
    return "\n".join([f"\n**{name}**\n", "| `app/` | |", "|---|---|", *lines, ""])


def _line(file: Path) -> str:
    said = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    first = " ".join(said.split("\n\n")[0].split())
    return f"| `{file.relative_to(HOME / 'app').as_posix()}` | {first.replace('|', '&#124;')} |"


if __name__ == "__main__":
    README.write_text(mapped(README.read_text("utf-8")), "utf-8")
