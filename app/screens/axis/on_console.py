"""The axis on the console: where each idea is placed, and how many proposals a table may have."""

from typing import ClassVar

from app import texts
from app.frozen import frozen
from app.limits import LIMIT
from app.screens.console_look import ConsoleLook, ConsolePart
from app.screens.console_panel import ConsolePanel, heading, hidden_texts
from app.screens.idea_lines import IdeaLine
from app.vocabulary import N_


@frozen
class IdeaPlaced(ConsolePart):
    template: ClassVar[str] = "axis/placed.html"
    idea: IdeaLine

    @property
    def id(self) -> str:
        return f"idea-{self.idea.id}"


@frozen
class ProposalsSetting(ConsolePart):
    template: ClassVar[str] = "axis/setting.html"
    name: ClassVar[str] = "settings-panel"
    proposals_a_group: int


def axis_panel(look: ConsoleLook) -> ConsolePanel:
    """Of a dissolved group only what it has settled counts: nobody settles the rest any more."""
    here = {group.number for group in look.piece.live_groups}
    settled = sum(idea.settled is not None for idea in look.shown_ideas)
    left = sum(idea.settled is None and idea.group_number in here for idea in look.shown_ideas)
    return ConsolePanel(
        heading=heading(
            look,
            texts.ngettext(
                "%(settled)s of %(num)s idea with a settled point",
                "%(settled)s of %(num)s ideas with a settled point",
                settled + left,
                look.language,
                settled=settled,
            ),
            texts.say(
                N_("work: 0 little to %(most)s a lot; impact: 0 small to %(most)s large"),
                look.language,
                most=LIMIT.plane,
            ),
        ),
        lines=tuple(IdeaPlaced(**look.own, idea=idea) for idea in look.ideas),
        below=(*hidden_texts(look), *setting(look)),
    )


def setting(look: ConsoleLook) -> tuple[ProposalsSetting, ...]:
    most = look.piece.meeting.proposals_a_group
    return () if look.is_over else (ProposalsSetting(**look.own, proposals_a_group=most),)
