"""What the wall shows. No field here can hold one person's answer; people's words only by the facilitator's act."""

from dataclasses import dataclass
from typing import ClassVar

from app.screens.contexts.shared import Clock, JoinedLine, Pair, Point, Said, Screen
from app.screens.wall import plane, sheet, skyline, slides
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
class Network:
    """The Wi-Fi for phones. `qr`: as of the wall's own."""

    name: str
    password: str
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
    network: Network | None = None


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

    @property
    def slide(self) -> slides.Slide:
        return slides.slide(
            [
                slides.Told(
                    _words(column.population_group), tuple(_words(text) for text in column.texts)
                )
                for column in self.columns
            ]
        )


def _words(pair: Pair) -> tuple[str, str]:
    return pair.first.words, pair.second.words if pair.second else ""


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
    not_reached: int = 0


@dataclass(frozen=True)
class Picture(WallScreen):
    """`bars` from most wanted to least, empty until revealed. `quoted`: "", agreed_more, agreed_less or divided."""

    template: ClassVar[str] = "projector/picture.html"
    revealed: bool
    bars: tuple[PictureBar, ...]
    groups: tuple[Seats, ...]

    @property
    def quotes(self) -> tuple[PictureBar, ...]:
        """Those that say something: a card that no group wants less of is not the one agreed to be less."""
        return tuple(bar for bar in self.bars if _is_telling(bar))

    @property
    def skyline(self) -> skyline.Skyline:
        counts = [skyline.Counts(bar.more, bar.dunno, bar.less) for bar in self.bars]
        quoted = [place for place, bar in enumerate(self.bars) if _is_telling(bar)]
        return skyline.drawn(counts, quoted, _longest(self.quotes))


def _is_telling(bar: PictureBar) -> bool:
    told = {"agreed_more": bar.more, "agreed_less": bar.less, "divided": bar.more + bar.dunno}
    return told.get(bar.quoted, 0) > 0


def _longest(quotes: tuple[PictureBar, ...]) -> tuple[int, int]:
    """Letters of the longest quote with its group, and of the longest in the second language."""
    first = [len(bar.text.first.words) + len(bar.population_group.first.words) for bar in quotes]
    second = [len(bar.text.second.words) for bar in quotes if bar.text.second]
    return max(first, default=0) + 3, max(second, default=0)


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

    @property
    def plane(self) -> plane.Plane:
        points = [(settled.point.effort, settled.point.impact) for settled in self.points]
        titles = [settled.title.words if settled.title else None for settled in self.points]
        return plane.drawn(points, titles)


@dataclass(frozen=True)
class WallProposal:
    group_number: int
    letter: str
    title: Said
    what: Said
    who: Said
    votes: int = 0
    hands: int = 0
    tied: bool = False
    joined: tuple[JoinedLine, ...] = ()
    hidden: bool = False


@dataclass(frozen=True)
class Wall(WallScreen):
    """`spotlit` None: only the marks of the groups that propose stand there. `joined`: how many stand with another."""

    template: ClassVar[str] = "projector/proposals.html"
    marks: tuple[tuple[int, str], ...]
    spotlit: WallProposal | None
    joined: int = 0


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
    also_from: tuple[int, ...] = ()
    owner_says_yes: bool = False
    in_front: bool = False


@dataclass(frozen=True)
class Agreement(WallScreen):
    template: ClassVar[str] = "projector/agreement.html"
    actions: tuple[WallAction, ...]

    @property
    def in_front(self) -> WallAction | None:
        """The one that is read aloud; None while all of them stand there."""
        return next((action for action in self.actions if action.in_front), None)

    @property
    def sheet(self) -> sheet.Sheet:
        return sheet.sheet(
            [
                sheet.Agreed(action.title.words, action.owner.words, action.first_step.words)
                for action in self.actions
            ]
        )


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
