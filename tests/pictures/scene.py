"""What a picture is of: who looks at what, after which acts, and what they do on the page first."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from playwright.async_api import Page

from app.vocabulary import DOORS_OF_ONE_THING
from tests.pictures.hall import Hall

Tap = Callable[[Page], Awaitable[object]]
Address = Callable[[Hall], str]

LIVE = frozenset({"phone", "console", "wall", *DOORS_OF_ONE_THING})


@dataclass(frozen=True)
class Look:
    """Somebody's look. `frame`: which kind of screen. `in_it`: this browser's phone has joined.

    `taps`: what is done on the page before the picture. `status`: of the page as it is asked for.
    """

    viewer: str
    frame: str
    path: Address
    in_it: bool = True
    taps: tuple[Tap, ...] = ()
    status: int = 200

    @property
    def is_live(self) -> bool:
        """Whether the page is told of changes by a socket."""
        return self.in_it and self.viewer in LIVE

    def after(self, *taps: Tap) -> "Look":
        return replace(self, taps=(*self.taps, *taps))


@dataclass(frozen=True)
class Scene:
    """`act` brings the meeting on from where the scene before left it."""

    name: str
    act: Callable[[Hall], object]
    looks: tuple[Look, ...]


def at_code(hall: Hall) -> str:
    return f"/{hall.code}"


def nothing(_hall: Hall) -> None:
    """The meeting stays as it is."""


PHONE = Look("phone", "phone", at_code)
STRANGER = Look("phone", "phone", at_code, in_it=False)
CONSOLE = Look("console", "console", lambda hall: f"/console/{hall.meeting_id}")
PRESENTER = Look("presenter", "phone", lambda hall: f"/presenter/{hall.meeting_id}")
HELPER = Look(
    "helper", "phone", lambda hall: f"/helper/{hall.meeting_id}?open={_first_paper(hall)}"
)
INTERPRETER = Look(
    "interpreter", "phone", lambda hall: f"/interpreter/{hall.meeting_id}?open=desk-ar.desk-fi"
)
WALL = Look("wall", "wall", lambda hall: f"/projector/{hall.meeting_id}")


def _first_paper(hall: Hall) -> str:
    return f"paper-{next(iter(hall.group_ids.values()), 0)}"


def door(path: str, status: int = 200) -> Look:
    """A page that anybody can ask for with a phone."""
    return Look("phone", "phone", lambda _hall: path, in_it=False, status=status)


def desk(path: str = "", status: int = 200) -> Look:
    """A page of the coordinator's; `path` below the meeting's."""
    return Look("desk", "laptop", lambda hall: _desk_path(hall, path), status=status)


def _desk_path(hall: Hall, path: str) -> str:
    return path if path.startswith("/") else f"/coordinator/meetings/{hall.meeting_id}/{path}"
