"""The wall: one function a step. It is given the hall's numbers and the groups' results, never a person's."""

from collections.abc import Callable

from app.addresses import Addresses
from app.reading.snapshot import Snapshot
from app.screens import (
    agreement,
    axis,
    blank,
    groups,
    ideas,
    opening,
    pause,
    proposals,
    results,
    sorting,
    supper,
    survey,
    thanks,
)
from app.screens.picture import on_wall as picture
from app.screens.vote import on_wall as vote
from app.screens.wall_look import WallLook, WallScreen
from app.vocabulary import Cover, Language, Step


def screen(snapshot: Snapshot, language: Language, addresses: Addresses) -> WallScreen:
    look = WallLook(snapshot, language, addresses)
    cover = Cover.over(look.put_up)
    return (_COVERS[cover] if cover else _STEPS[look.piece.step])(look)


_COVERS: dict[Cover, Callable[[WallLook], WallScreen]] = {
    Cover.blank: blank.wall,
    Cover.qr: opening.lobby,
}
_STEPS: dict[Step | None, Callable[[WallLook], WallScreen]] = {
    None: opening.lobby,
    Step.opening: opening.wall,
    Step.results: results.wall,
    Step.supper: supper.wall,
    Step.groups: groups.wall,
    Step.sorting: sorting.wall,
    Step.picture: picture.wall,
    Step.ideas: ideas.wall,
    Step.axis: axis.wall,
    Step.proposals: proposals.wall,
    Step.vote: vote.wall,
    Step.agreement: agreement.wall,
    Step.survey: survey.wall,
    Step.thanks: thanks.wall,
    Step.pause: pause.wall,
}
