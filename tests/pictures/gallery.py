"""The page that shows all pictures, scene by scene: a file that opens from the disk, without a server."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from app.vocabulary import DOORS_OF_ONE_THING
from tests.pictures.camera import Shot

VIEWERS = ("phone", *DOORS_OF_ONE_THING, "console", "desk", "wall", "organisation", "owner")


@dataclass(frozen=True)
class Chapter:
    """A scene, with its pictures by viewer."""

    name: str
    rows: tuple[tuple[str, tuple[Shot, ...]], ...]
    faults: int

    @property
    def anchor(self) -> str:
        return "".join(letter if letter.isalnum() else "-" for letter in self.name)


def write_gallery(out: Path, shots: Sequence[Shot]) -> Path:
    """Returns the page's path."""
    templates = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
    chapters = list(_chapters(shots))
    words = templates.get_template("gallery.html").render(
        chapters=chapters,
        languages=sorted({shot.language for shot in shots}),
        themes=sorted({shot.theme for shot in shots}),
        count=len(shots),
        faulty=sum(bool(shot.faults) for shot in shots),
    )
    out.mkdir(parents=True, exist_ok=True)
    page = out / "index.html"
    page.write_text(words, "utf-8")
    return page


def _chapters(shots: Sequence[Shot]) -> Iterable[Chapter]:
    """In the order in which the scenes were played."""
    names = list(dict.fromkeys(shot.scene for shot in shots))
    for name in names:
        own = sorted(
            (shot for shot in shots if shot.scene == name),
            key=lambda shot: VIEWERS.index(shot.viewer),
        )
        rows = tuple(
            (viewer, tuple(group)) for viewer, group in groupby(own, lambda shot: shot.viewer)
        )
        yield Chapter(name, rows, sum(bool(shot.faults) for shot in own))
