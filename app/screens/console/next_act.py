"""The step's own next act: it is the facilitator's big button as long as there is one."""

from collections.abc import Callable

from app.frozen import frozen
from app.method.results import theme_of
from app.screens.agreed_actions import incomplete_actions
from app.screens.console.wall import on_the_wall
from app.screens.console_look import ConsoleLook
from app.texts import Saying, saying
from app.vocabulary import N_, Press, RoundState, Shown, Step


@frozen
class NextAct:
    """`id`: of its form, or of its button or link; `path`, `fields`: what that form sends.

    `sends`: the id of a form of the step, which the button sends as it is filled in, in place of
    its own. `leads_to`: the id of the place where an act that cannot be undone is explained first.
    """

    id: str
    words: Saying
    path: str = ""
    fields: tuple[tuple[str, str | int], ...] = ()
    sends: str = ""
    leads_to: str = ""


def next_act(look: ConsoleLook) -> NextAct | None:
    made = _OF_STEP.get(look.step) if look.step else None
    return None if made is None or look.is_over else made(look)


def _on(press: Press) -> Saying:
    return Saying(press.says["name"])


def _shows(id_: str, what: Shown, subject: str | int, words: Saying) -> NextAct:
    return NextAct(id_, words, "wall", (("what", what), ("subject", subject)))


def _theme(look: ConsoleLook) -> NextAct | None:
    after = on_the_wall(look).after
    if not after:
        return None
    words = saying(N_("Next theme: %(theme)s"), theme=theme_of(after))
    return _shows("theme-next", Shown.theme, after, words)


def _groups(look: ConsoleLook) -> NextAct | None:
    if look.groups or not look.crowd.people:
        return None
    return NextAct("form-now", _on(Press.form_groups), sends="form-groups")


def _picture(look: ConsoleLook) -> NextAct | None:
    if Shown.picture in look.piece.shown:
        return None
    return _shows("picture-up", Shown.picture, "", _on(Press.show_picture))


def _spotlight(look: ConsoleLook) -> NextAct | None:
    now = on_the_wall(look)
    press = Press.next_proposal if now.is_up else Press.first_proposal
    return _shows("spotlight-next", Shown.spotlight, now.after, _on(press)) if now.after else None


def _vote(look: ConsoleLook) -> NextAct | None:
    newest = look.piece.round
    is_void = newest is not None and newest.state is RoundState.void
    if (newest is None or is_void) and look.vote.open_refusal is None:
        opens = _on(Press.open_round if is_void else Press.open_vote)
        after = newest.number if newest else 0
        return NextAct("open-vote", opens, "vote/opened", (("after", after),))
    if newest and newest.state is RoundState.open:
        return NextAct("to-close-vote", _on(Press.to_close_vote), leads_to="closing-words")
    if newest and newest.state is RoundState.closed and not look.piece.is_result_told:
        return _shows("result-up", Shown.result, newest.number, _on(Press.show_result))
    return None


def _read_back(look: ConsoleLook) -> NextAct | None:
    """None while something of an action is still to be written."""
    now = on_the_wall(look)
    if not now.after or incomplete_actions(line.face for line in look.actions):
        return None
    press = Press.read_next if now.is_up else Press.read_first
    return _shows("read-next", Shown.read_back, now.after, _on(press))


def _end(_look: ConsoleLook) -> NextAct:
    return NextAct("to-end", _on(Press.to_end), leads_to="ending")


_OF_STEP: dict[Step, Callable[[ConsoleLook], NextAct | None]] = {
    Step.results: _theme,
    Step.groups: _groups,
    Step.picture: _picture,
    Step.proposals: _spotlight,
    Step.vote: _vote,
    Step.agreement: _read_back,
    Step.thanks: _end,
}
