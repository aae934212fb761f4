"""The agreed actions on the console: those that stand, those taken away, and what can become one."""

from collections.abc import Iterator
from typing import ClassVar

from app import texts
from app.frozen import frozen
from app.limits import LIMIT
from app.method.agreement import may_agree
from app.method.refusals import Refusal
from app.models import AgreedAction
from app.screens.agreed_actions import ActionLine, is_idea_hidden
from app.screens.console_look import ConsoleLook, ConsolePart
from app.screens.console_panel import ConsolePanel, Heading, heading, hidden_texts
from app.screens.hung import ProposalLine
from app.screens.screen import Part
from app.screens.speaker import Said
from app.screens.vote.round_lines import newest_line
from app.vocabulary import N_


@frozen
class Action(ConsolePart):
    """`interest`: how many people want to take part. `on_wall`: the wall shows it alone."""

    template: ClassVar[str] = "agreement/written.html"
    line: ActionLine
    interest: int
    on_wall: bool

    @property
    def id(self) -> str:
        return f"action-{self.line.face.id}"


@frozen
class ActionToRead(Action):
    """Of a meeting that has ended: what comes after it is written on the desk."""

    template: ClassVar[str] = "agreement/to_read.html"


@frozen
class Dropped(ConsolePart):
    template: ClassVar[str] = "agreement/dropped.html"
    action_id: int
    title: Said
    idea_hidden: bool
    can_agree: bool

    @property
    def id(self) -> str:
        return f"dropped-{self.action_id}"


@frozen
class NewAction(ConsolePart):
    """`refusal`: why no more can be agreed. `owners`: prepared names, offered for every owner."""

    template: ClassVar[str] = "agreement/new_action.html"
    name: ClassVar[str] = "agreeing"
    refusal: Refusal | None
    owners: tuple[Said, ...]


@frozen
class Choices(ConsolePart):
    """Proposals that can become an action: in the newest round's order, then those that were not
    voted on.

    `agreed`: the ideas that have become one.
    """

    template: ClassVar[str] = "agreement/agreeable.html"
    name: ClassVar[str] = "agreeable"
    lines: tuple[ProposalLine, ...]
    agreed: frozenset[int | None]
    can_agree: bool

    @property
    def told(self) -> tuple[tuple[ProposalLine, bool], ...]:
        """Each with whether it has become an action."""
        return tuple((line, line.idea_id in self.agreed) for line in self.lines)

    def may_become(self, line: ProposalLine) -> bool:
        """Whether an action can be made of it."""
        return self.can_agree and not line.hidden


def agreement_panel(look: ConsoleLook) -> ConsolePanel:
    kind = ActionToRead if look.is_over else Action
    return ConsolePanel(
        heading=_heading(look),
        lines=tuple(
            kind(
                **look.own,
                line=line,
                on_wall=line.in_front and not look.is_covered,
                interest=look.snapshot.interests.get(line.face.id, 0),
                drafts=look.drafts_of(f"actions/{line.face.id}"),
            )
            for line in look.actions
        ),
        below=(*(() if look.is_over else _agreeing(look)), *hidden_texts(look)),
    )


def _heading(look: ConsoleLook) -> Heading:
    if look.is_over:
        return heading(look, title=texts.say(N_("Agreed actions"), look.language))
    note = texts.say(N_("1 to %(most)s actions"), look.language, most=LIMIT.actions)
    return heading(look, note=note)


def _agreeing(look: ConsoleLook) -> Iterator[Part]:
    refusal = may_agree(look.piece.actions)
    yield from (_dropped(look, action) for action in look.piece.dropped_actions)
    yield NewAction(
        **look.own,
        refusal=refusal,
        owners=tuple(look.say(owner.name_id) for owner in look.piece.owners),
        drafts=look.drafts_of("actions"),
    )
    yield from _choices(look, can_agree=refusal is None)


def _dropped(look: ConsoleLook, action: AgreedAction) -> Dropped:
    return Dropped(
        **look.own,
        action_id=action.id,
        title=look.say(action.title_id, look.piece.proposed_words),
        idea_hidden=is_idea_hidden(look.piece, action),
        can_agree=may_agree(look.piece.actions, action.idea_id) is None,
    )


def _choices(look: ConsoleLook, *, can_agree: bool) -> tuple[Choices, ...]:
    newest = newest_line(look.say)
    counted = newest.results if newest else ()
    ids = {line.id for line in counted}
    lines = (*counted, *(line for line in look.proposals if line.id not in ids))
    agreed = frozenset(action.idea_id for action in look.actions)
    chosen = Choices(**look.own, lines=lines, agreed=agreed, can_agree=can_agree)
    return (chosen,) if lines else ()
