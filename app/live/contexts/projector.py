"""What the wall shows. No field here can hold one person's answer; people's words only by the facilitator's act."""

from dataclasses import dataclass
from typing import ClassVar

from app.live.contexts.shared import Clock, Pair, Point, Said, Screen
from app.vocabulary import Language, RoundState, Step, Theme


@dataclass(frozen=True)
class WallScreen(Screen):
    """`address`: short, without http://. `qr`: SVG path data of the joining QR, on a square of `qr_side` modules."""

    second_language: Language | None
    step: Step | None
    meeting: Pair
    address: str
    code: str
    joining_open: bool
    clock: Clock
    qr: str
    qr_side: int


@dataclass(frozen=True)
class Seats:
    """A group as a house on the wall: `done` of `total` windows are lit."""

    number: int
    done: int
    total: int


@dataclass(frozen=True)
class Lobby(WallScreen):
    template: ClassVar[str] = "projector/lobby.html"
    people: int


@dataclass(frozen=True)
class WallGathering:
    population_group: Pair
    held_on: str
    place: Pair
    participants: int


@dataclass(frozen=True)
class Opening(WallScreen):
    template: ClassVar[str] = "projector/opening.html"
    gatherings: tuple[WallGathering, ...]
    participants: int
    people: int


@dataclass(frozen=True)
class WallColumn:
    population_group: Pair
    texts: tuple[Pair, ...]


@dataclass(frozen=True)
class Results(WallScreen):
    template: ClassVar[str] = "projector/results.html"
    theme: Theme
    columns: tuple[WallColumn, ...]


@dataclass(frozen=True)
class Supper(WallScreen):
    """`groups`: empty until formed; then each with how many sit in it (`total`)."""

    template: ClassVar[str] = "projector/supper.html"
    groups: tuple[Seats, ...]


@dataclass(frozen=True)
class Groups(WallScreen):
    """`done`: phones that are in; `total`: members."""

    template: ClassVar[str] = "projector/groups.html"
    groups: tuple[Seats, ...]
    people: int


@dataclass(frozen=True)
class Sorting(WallScreen):
    """`done`: decided cards of the pack."""

    template: ClassVar[str] = "projector/sorting.html"
    groups: tuple[Seats, ...]


@dataclass(frozen=True)
class PictureBar:
    """A card between More and Less, in groups. `quoted`: stands with its words where there is space."""

    text: Pair
    population_group: Pair
    more: int
    dunno: int
    less: int
    quoted: str


@dataclass(frozen=True)
class Picture(WallScreen):
    """`bars` from most wanted to least, empty until revealed. `quoted`: "", agreed_more, agreed_less or divided."""

    template: ClassVar[str] = "projector/picture.html"
    revealed: bool
    bars: tuple[PictureBar, ...]
    groups: tuple[Seats, ...]


@dataclass(frozen=True)
class Ideas(WallScreen):
    """`done`: ideas written, of at most four."""

    template: ClassVar[str] = "projector/ideas.html"
    groups: tuple[Seats, ...]


@dataclass(frozen=True)
class SettledPoint:
    """`title` None until the titles are revealed."""

    group_number: int
    letter: str
    point: Point
    proposed: bool
    title: Said | None


@dataclass(frozen=True)
class Axis(WallScreen):
    template: ClassVar[str] = "projector/axis.html"
    points: tuple[SettledPoint, ...]
    groups: tuple[Seats, ...]


@dataclass(frozen=True)
class WallProposal:
    group_number: int
    letter: str
    title: Said
    what: Said
    who: Said
    votes: int = 0
    tied: bool = False


@dataclass(frozen=True)
class Wall(WallScreen):
    """`spotlit` None: only the marks of the groups that propose stand there."""

    template: ClassVar[str] = "projector/wall.html"
    marks: tuple[tuple[int, str], ...]
    spotlit: WallProposal | None


@dataclass(frozen=True)
class Vote(WallScreen):
    """While open only `turnout` of `people`; `results` when closed, most votes first; `tie` at the top."""

    template: ClassVar[str] = "projector/vote.html"
    round_number: int
    state: RoundState | None
    turnout: int
    people: int
    results: tuple[WallProposal, ...]
    tie: bool


@dataclass(frozen=True)
class WallAction:
    number: int
    title: Said
    owner: Said
    first_step: Said
    due_on: str
    group_number: int | None


@dataclass(frozen=True)
class Agreement(WallScreen):
    template: ClassVar[str] = "projector/agreement.html"
    actions: tuple[WallAction, ...]


@dataclass(frozen=True)
class Survey(WallScreen):
    """`through`: people who are through the questions."""

    template: ClassVar[str] = "projector/survey.html"
    through: int
    people: int


@dataclass(frozen=True)
class Thanks(WallScreen):
    template: ClassVar[str] = "projector/thanks.html"
    actions: tuple[WallAction, ...]
