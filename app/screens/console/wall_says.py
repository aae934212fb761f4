"""What the wall shows now, in a sentence. Nothing is said here that the wall does not show."""

from collections.abc import Callable
from typing import NamedTuple

from app.screens import agreement, groups, ideas, opening, proposals, results, sorting, survey
from app.screens.console_look import ConsoleLook
from app.screens.picture import on_wall as picture
from app.screens.vote import on_wall as voting
from app.texts import Saying, saying
from app.vocabulary import N_, Cover, RoundState, Shown, Step


class PuttingUp(NamedTuple):
    """What can be put up in a step, and what the wall shows then."""

    kind: Shown
    told: str


_PUT_UP = {
    Step.opening: PuttingUp(Shown.principles, opening.Principles.told),
    Step.picture: PuttingUp(Shown.picture, Step.picture.says["heading"]),
    Step.axis: PuttingUp(Shown.axis_titles, N_("Settled points, with titles")),
    Step.vote: PuttingUp(Shown.result, N_("The result of the vote")),
}


def shown(look: ConsoleLook) -> Saying:
    cover = Cover.over(look.put_up)
    return Saying(cover.says["shows"]) if cover else _of_step(look)


def _of_step(look: ConsoleLook) -> Saying:
    step, vote = look.step, look.piece.round
    if step is None:
        return Saying(_OPEN_DOOR if look.opens_door else _CLOSED_DOOR)
    if step is Step.results:
        return saying(step.says["shows"], theme=results.theme_shown(look.piece))
    if step is Step.opening and is_became(look):
        return Saying(opening.Became.told)
    lacking = _LACKING.get(step)
    if lacking and (words := lacking(look)):
        return Saying(words)
    if step is Step.vote and vote and not is_up(look):
        return Saying(vote.state.says["shows"])
    return Saying(_PUT_UP[step].told if is_up(look) and step in _PUT_UP else step.says["shows"])


def is_up(look: ConsoleLook) -> bool:
    """Whether what can be put up in this step is on the wall."""
    put = _PUT_UP.get(look.step) if look.step else None
    if put is None:
        return False
    return look.piece.is_result_told if put.kind is Shown.result else put.kind in look.put_up


def is_became(look: ConsoleLook) -> bool:
    return Shown.became in look.put_up


_OPEN_DOOR = N_("How to join, and how many have joined")
_CLOSED_DOOR = N_("That joining is closed, and how many have joined")


def _opening(look: ConsoleLook) -> str:
    return "" if look.piece.gatherings or is_up(look) else opening.Wall.nothing


def _supper(look: ConsoleLook) -> str:
    return N_("The break for the meal, and how many sit at each table") if look.groups else ""


def _of_groups(nothing: str) -> Callable[[ConsoleLook], str]:
    return lambda look: "" if look.groups else nothing


def _picture(look: ConsoleLook) -> str:
    if not is_up(look):
        return "" if look.groups else N_("That the picture is shown soon")
    decided = (look.snapshot.group(group.id).decisions for group in look.piece.deciding)
    return "" if any(decided) else picture.Wall.nothing


def _axis(look: ConsoleLook) -> str:
    placed = any(idea.settled for idea in look.shown_ideas)
    return "" if placed else N_("The plane, with no idea on it yet")


def _proposals(look: ConsoleLook) -> str:
    return "" if look.proposals else proposals.Wall.nothing


def _vote(look: ConsoleLook) -> str:
    return voting.Wall.nothing if voting.has_nothing(look.snapshot) else ""


def _survey(look: ConsoleLook) -> str:
    return survey.CLOSED if look.piece.survey.state is RoundState.closed else ""


def _agreement(look: ConsoleLook) -> str:
    return "" if look.actions else agreement.Wall.nothing


def _thanks(look: ConsoleLook) -> str:
    return "" if look.actions else Step.thanks.says["name"]


# What the wall shows in place of what its step is for, as long as there is nothing of it, or beside it; "": neither.
_LACKING: dict[Step, Callable[[ConsoleLook], str]] = {
    Step.opening: _opening,
    Step.supper: _supper,
    Step.groups: _of_groups(groups.Wall.nothing),
    Step.sorting: _of_groups(sorting.Wall.nothing),
    Step.picture: _picture,
    Step.ideas: _of_groups(ideas.Wall.nothing),
    Step.axis: _axis,
    Step.proposals: _proposals,
    Step.vote: _vote,
    Step.agreement: _agreement,
    Step.survey: _survey,
    Step.thanks: _thanks,
}
