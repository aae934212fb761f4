"""A participant's phone: one function a step."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from app.frozen import frozen
from app.method.on_paper import SORTED
from app.reading.snapshot import Snapshot
from app.screens import (
    agreement,
    axis,
    groups,
    ideas,
    on_paper,
    onwards,
    opening,
    pause,
    picture,
    proposals,
    results,
    sorting,
    supper,
    survey,
    thanks,
    vote,
)
from app.screens.onwards import Onwards
from app.screens.own import Own
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.screen import AskedBeside
from app.viewer import OnePhone
from app.vocabulary import N_, Step

AT_A_TABLE = frozenset({Step.sorting, Step.ideas, Step.axis})


@frozen
class Waiting(PhoneScreen):
    """A phone whose person has no group yet in a step of group work. `seat`: the tag by which the
    facilitator can find this phone.
    """

    template: ClassVar[str] = "door/waiting.html"
    seat: str
    onwards: Onwards


def made_alone(snapshot: Snapshot, viewer: OnePhone, own: Own, asked: AskedBeside) -> PhoneScreen:
    """Makes the screen for this viewer alone: no whole screen is shared with others."""
    look = PhoneLook(snapshot, viewer, own, asked)
    step = look.piece.step
    if look.piece.meeting.ended:
        return thanks.ended(look)
    if step is not Step.groups and (told := groups.new_mark(look)):
        return told
    if step in AT_A_TABLE and not look.member.has_group:
        return Waiting(
            **look.frame(N_("No group yet")), seat=look.seat, onwards=onwards.onwards(look)
        )
    return _with_paper(look, _STEPS[step](look))


def _with_paper(look: PhoneLook, made: PhoneScreen) -> PhoneScreen:
    """Adds to the menu of a table's own phone the forms for typing what the table has on paper."""
    if not look.is_hosts or look.piece.step not in SORTED or look.member.group_id is None:
        return made
    paper = on_paper.own(look.snapshot, look.say, look.at, look.member.group_id, look.asked)
    return replace(made, help=replace(made.help, paper=paper))


_STEPS: dict[Step | None, Callable[[PhoneLook], PhoneScreen]] = {
    None: opening.phone,
    Step.opening: opening.phone,
    Step.results: results.phone,
    Step.supper: supper.phone,
    Step.groups: groups.phone,
    Step.sorting: sorting.phone,
    Step.picture: picture.phone,
    Step.ideas: ideas.phone,
    Step.axis: axis.phone,
    Step.proposals: proposals.phone,
    Step.vote: vote.phone,
    Step.agreement: agreement.phone,
    Step.survey: survey.phone,
    Step.thanks: thanks.phone,
    Step.pause: pause.phone,
}
