"""The facilitator's console: the whole meeting at a glance, and what the current step needs (`<step>/on_console.py`).

Of a small group it shows only what is in the `GroupPiece`. The `GroupWorkPiece` is for the group's
own phones; the console reads from it only which card is on, since that text may wait for a
translation.
"""

from collections.abc import Callable
from typing import ClassVar

from app.frozen import frozen
from app.reading.snapshot import Snapshot
from app.screens.agreement.on_console import agreement_panel
from app.screens.axis.on_console import axis_panel
from app.screens.console import (
    arriving,
    day,
    frame,
    hall,
    interpreting,
    last,
    on_paper,
    wall,
)
from app.screens.console.arriving import JoiningPanel, Reaching
from app.screens.console.day import OtherDay
from app.screens.console.frame import ClockActs, ConsoleHead, Go, Programme, Remarks, Time
from app.screens.console.hall import Away, Calls, Heads, Merging, Moving
from app.screens.console.interpreting import Interpreted
from app.screens.console.invitation import invitation_panel
from app.screens.console.last import LastDone
from app.screens.console.moved import Moved, moved
from app.screens.console.on_paper import OnPaper
from app.screens.console.wall import WallActs, WallLanguages, WallNow
from app.screens.console_look import ConsoleLook, Count
from app.screens.console_panel import ConsolePanel, Heading, ToSay, to_say
from app.screens.groups.on_console import groups_panel
from app.screens.ideas.on_console import ideas_panel
from app.screens.picture.on_console import picture_panel
from app.screens.proposals.on_console import proposals_panel
from app.screens.results.on_console import results_panel
from app.screens.screen import AskedBeside, Part
from app.screens.sorting.on_console import sorting_panel
from app.screens.supper import supper_panel
from app.screens.survey.on_console import survey_panel
from app.screens.thanks import thanks_panel
from app.screens.this_computer import ThisComputer, WarnedScreen
from app.screens.vote.on_console import vote_panel
from app.viewer import Facilitator
from app.vocabulary import Step

PANELS: dict[Step, Callable[[ConsoleLook], ConsolePanel]] = {
    Step.results: results_panel,
    Step.supper: supper_panel,
    Step.groups: groups_panel,
    Step.sorting: sorting_panel,
    Step.picture: picture_panel,
    Step.ideas: ideas_panel,
    Step.axis: axis_panel,
    Step.proposals: proposals_panel,
    Step.vote: vote_panel,
    Step.agreement: agreement_panel,
    Step.survey: survey_panel,
    Step.thanks: thanks_panel,
}


@frozen
class Console(WarnedScreen):
    """Its parts, where the template places them. `step` None: the evening has not begun.

    `heading`, `above`, `lines`, `lines_count`, `is_open`, `below`: see `ConsolePanel`.
    """

    template: ClassVar[str] = "console/console.html"
    asks_again: ClassVar[int] = 0
    step: Step | None
    ended: bool
    projector_present: bool
    head: ConsoleHead
    programme: Programme
    calls: Calls
    remarks: Remarks
    moved: Moved | None
    other_day: OtherDay | None
    heading: Heading
    to_say: ToSay
    above: tuple[Part, ...]
    lines: tuple[Part, ...]
    lines_count: Count | None
    is_open: bool
    below: tuple[Part, ...]
    heads: Heads | None
    on_paper: OnPaper | None
    interpreted: Interpreted | None
    moving: Moving | None
    away: Away
    merging: Merging | None
    wall_now: WallNow
    wall_acts: WallActs
    last_done: LastDone
    wall_languages: WallLanguages
    joining: JoiningPanel | None
    reaching: Reaching | None
    time: Time
    clock_acts: ClockActs
    go: Go


def screen(
    snapshot: Snapshot, viewer: Facilitator, here: ThisComputer, asked: AskedBeside
) -> Console:
    meeting, addresses = snapshot.meeting.meeting, here.addresses
    look = ConsoleLook(snapshot, viewer, asked, opens_door=addresses.opens_door(meeting))
    programme = look.made("programme", lambda: frame.evening(look))
    made = PANELS.get(look.step) if look.step else None
    panel = made(look) if made else invitation_panel(look, addresses)
    return Console(
        **look.own,
        **vars(panel),
        step=look.step,
        ended=look.is_over,
        projector_present=look.crowd.projector_present,
        head=frame.head(look),
        programme=programme,
        calls=hall.calls(look),
        to_say=to_say(look),
        remarks=frame.missing(look),
        moved=moved(look, addresses),
        other_day=day.other_day(look),
        heads=hall.heads(look),
        on_paper=on_paper.typed(look),
        interpreted=interpreting.interpreted(look),
        moving=hall.moving(look),
        away=look.made("away", lambda: hall.away(look)),
        merging=hall.merging(look),
        wall_now=wall.now(look, addresses),
        wall_acts=wall.acts(look),
        last_done=look.made("last done", lambda: last.last_done(look)),
        wall_languages=wall.languages(look),
        joining=arriving.joining_panel(look, addresses),
        reaching=arriving.reaching(look, addresses),
        time=frame.time(look),
        clock_acts=frame.clock_acts(look),
        go=frame.go(look, programme.lines),
        trouble=here.said,
        warning=here.warning,
    )
