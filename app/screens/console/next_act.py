"""The step's own next act: the facilitator's big button as long as there is one."""

from collections.abc import Callable
from dataclasses import dataclass

from app.method import groups as grouping
from app.method.results import theme_of
from app.screens.console.look import ConsoleLook
from app.screens.console.wall import on_the_wall
from app.screens.remarks import lacking
from app.texts import Saying, saying
from app.vocabulary import N_, RoundState, Shown, Step


@dataclass(frozen=True)
class NextAct:
    """`id`: of its form; `path` and `fields`: what that sends."""

    id: str
    path: str
    fields: tuple[tuple[str, str | int], ...]
    words: Saying


def next_act(look: ConsoleLook) -> NextAct | None:
    made = _OF_STEP.get(look.step) if look.step else None
    return None if made is None or look.piece.meeting.ended else made(look)


def _shows(id_: str, what: Shown, subject: str | int, words: Saying) -> NextAct:
    return NextAct(id_, "wall", (("what", what), ("subject", subject)), words)


def _theme(look: ConsoleLook) -> NextAct | None:
    after = on_the_wall(look).after
    if not after:
        return None
    named = saying(N_("Next theme: %(theme)s"), theme=theme_of(after))
    return _shows("theme-next", Shown.theme, after, named)


def _groups(look: ConsoleLook) -> NextAct | None:
    people = look.crowd.people
    if look.groups or not people:
        return None
    number = grouping.suggested_number(people)
    words = saying(N_("Form %(number)s groups"), number=number)
    return NextAct("form-suggested", "groups", (("number", number), ("ties", 1)), words)


def _picture(look: ConsoleLook) -> NextAct | None:
    if Shown.picture in look.piece.shown:
        return None
    return _shows("picture-up", Shown.picture, "", Saying(N_("Show the picture")))


def _spotlight(look: ConsoleLook) -> NextAct | None:
    now = on_the_wall(look)
    words = N_("Next proposal") if now.is_up else N_("Show the first proposal")
    return (
        _shows("spotlight-next", Shown.spotlight, now.after, Saying(words)) if now.after else None
    )


def _vote(look: ConsoleLook) -> NextAct | None:
    newest = look.piece.round
    if newest is None and look.vote.open_refusal is None:
        return NextAct("open-vote", "vote/opened", (), Saying(N_("Open the vote")))
    if newest and newest.state is RoundState.closed and not look.piece.is_result_told:
        words = Saying(N_("Show the result"))
        return _shows("result-up", Shown.result, newest.number, words)
    return None


def _read_back(look: ConsoleLook) -> NextAct | None:
    """Once nothing is left to be written."""
    now = on_the_wall(look)
    if not now.after or lacking(look.actions):
        return None
    words = N_("Read back: the next") if now.is_up else N_("Read back: the first")
    return _shows("read-next", Shown.read_back, now.after, Saying(words))


_OF_STEP: dict[Step, Callable[[ConsoleLook], NextAct | None]] = {
    Step.results: _theme,
    Step.groups: _groups,
    Step.picture: _picture,
    Step.proposals: _spotlight,
    Step.vote: _vote,
    Step.agreement: _read_back,
}
