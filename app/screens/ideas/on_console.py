"""The ideas of each table on the console."""

from typing import ClassVar

from app import texts
from app.frozen import frozen
from app.method.rules import has_axis
from app.screens.axis.on_console import setting
from app.screens.console_look import ConsoleLook
from app.screens.console_panel import ConsolePanel, TablePart, heading
from app.screens.idea_lines import IdeaLine
from app.vocabulary import N_


@frozen
class TableIdeas(TablePart):
    """`present`: at least one of its phones is connected, or it is dissolved."""

    template: ClassVar[str] = "ideas/listed.html"
    present: bool
    ideas: tuple[IdeaLine, ...]


def ideas_panel(look: ConsoleLook) -> ConsolePanel:
    """A dissolved group has a place in it as long as it has ideas."""
    of_group: dict[int, list[IdeaLine]] = {}
    for idea in look.ideas:
        of_group.setdefault(idea.group_number, []).append(idea)
    silent = {group.id for group in look.groups if not group.phones_here}
    return ConsolePanel(
        heading=heading(
            look,
            texts.ngettext("%(num)s idea", "%(num)s ideas", len(look.shown_ideas), look.language),
            texts.say(N_("a hidden text is shown on this page only"), look.language),
        ),
        lines=tuple(
            TableIdeas(
                **look.own,
                group_id=group.id,
                number=group.number,
                present=group.id not in silent,
                ideas=tuple(of_group.get(group.number, ())),
            )
            for group in look.piece.deciding
            if group.number in of_group or not group.dissolved
        ),
        below=() if has_axis(look.piece.rows) else setting(look),
    )
