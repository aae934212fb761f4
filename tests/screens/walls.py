"""Every wall, in all its states, made without a meeting; and what a wall says of its tables."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from app.assembly import assembled
from app.method.vote_tallies import Turnout
from app.models.followup import FollowState
from app.screens import (
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
)
from app.screens.agreed_actions import ActionFace, ActionLine
from app.screens.hung import ProposalLine
from app.screens.on_plane import Point
from app.screens.picture import on_wall as picture
from app.screens.screen import Part
from app.screens.speaker import Pair, Said
from app.screens.vote import on_wall
from app.screens.wall.skyline import Counts
from app.screens.wall_look import WallScreen
from app.screens.wall_parts import (
    FootClock,
    FootDoor,
    GroupAtTable,
    LargeClock,
    Qr,
    Seats,
    WallPart,
    crowd,
    groups_at_tables,
    street,
)
from app.vocabulary import Language, RoundState, Theme
from tests.web.elements import tree

WORDS = "Flera har frågat kommunen något"
STEP = "Nämnden tar upp ärendet på sitt möte i januari, utser en kontaktperson och bjuder in invånarna."
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


def action(number: int, **changed: Any) -> ActionLine:
    face = ActionFace(number, number, said(), said("Skolan"), said(), "2027-01-15")
    return ActionLine(replace(face, **changed), group_number=number)


def bar(number: int) -> picture.PictureBar:
    quoted = {1: "agreed_more", 4: "divided", 8: "agreed_less"}.get(number, "")
    return picture.PictureBar(
        pair(), pair("somalisktalande"), Counts(9 - number, 1, number), quoted, alike=number
    )


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
    told = on_wall.ToldTurnout(SV, Turnout(by_phone=25, voters=38).said)
    return on_wall.Wall(**FRAME, again=None, state=RoundState.closed, told_turnout=told, **result)


def sun(turnout: int, people: int, *, shown: bool) -> on_wall.Sun:
    said_on = Turnout(by_phone=turnout, voters=people).said_on
    return on_wall.Sun(SV, turnout, people, said_on, shown=shown)


def open_vote(turnout: int, people: int) -> on_wall.Wall:
    return on_wall.Wall(
        **FRAME,
        again=None,
        state=RoundState.open,
        sun=sun(turnout, people, shown=True),
        is_secret=True,
    )


def of_tables(kind: type[GroupAtTable], count: int) -> dict[str, Any]:
    return {**FRAME, "tables": groups_at_tables(kind, SV, seats(count))}


def walls(count: int) -> list[WallScreen]:
    """Every wall, in all its states, of a meeting with so many small groups."""
    houses, numbers = street(SV, seats(count)), range(1, count + 1)
    gathering = opening.WallGathering(pair(), "2026-09-15", pair(), 11)
    column = results.WallColumn(pair("somalisktalande"), (pair(),))
    hung = tuple(proposal(number, count - number) for number in numbers)
    lit = tuple(replace(hanging, spotlit=hanging.id == 1) for hanging in hung)
    actions = tuple(action(number) for number in numbers[:4])
    first_in_front = tuple(replace(agreed, in_front=agreed.face.id == 1) for agreed in actions)
    return [
        lobby(count),
        lobby(count, is_open=False),
        opening.Wall(**FRAME, gatherings=(gathering,) * count, participants=70),
        opening.Became(**FRAME, became=((Pair(said()), FollowState.done),), size=44),
        results.Wall(**FRAME, theme=Theme.security, columns=(column,) * min(count, 6)),
        supper.Wall(
            **of_tables(supper.SupperTable, count), large_clock=LARGE_CLOCK, groups_come=True
        ),
        groups.Wall(
            **of_tables(groups.FoundTable, count), here=groups.Here(SV, 9, at_tables=count > 0)
        ),
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
            on_wall.Wall(**FRAME, again=None, state=state, sun=sun(2, 9, shown=False))
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
            is_closed=False,
            is_empty=False,
            through=survey.Through(SV, count, 24),
            crowd=crowd(SV, count, 24),
        ),
        thanks.Wall(**FRAME, meeting=MEETING, actions=tuple(agreed.face for agreed in actions)),
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


def tables_on(wall: str) -> list[str]:
    """What a wall says of each small group, in its first language."""
    return [windows.held["aria-label"] for windows in tree(wall).all("svg", id="windows-")]
