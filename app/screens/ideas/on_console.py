"""The ideas of each table on the console."""

from typing import ClassVar

from app import texts
from app.frozen import frozen
from app.method.rules import has_axis
from app.screens.axis.on_console import setting
from app.screens.console_look import ConsoleLook
from app.screens.console_panel import ConsolePanel, TablePart, heading, of_table
from app.screens.idea_lines import IdeaLine
from app.vocabulary import N_


@frozen
class TableIdeas(TablePart):
    """`present`: at least one of its phones is connected."""

    template: ClassVar[str] = "ideas/listed.html"
    present: bool
    ideas: tuple[IdeaLine, ...]


def ideas_panel(look: ConsoleLook) -> ConsolePanel:
    of_group: dict[int, list[IdeaLine]] = {}
    for idea in look.ideas:
        of_group.setdefault(idea.group_number, []).append(idea)
    return ConsolePanel(
        heading=heading(
            look,
            texts.ngettext("%(num)s idea", "%(num)s ideas", len(look.shown_ideas), look.language),
            texts.say(N_("a hidden text is shown on this page only"), look.language),
        ),
        lines=tuple(
            TableIdeas(
                **look.own,
                **of_table(group),
                present=group.phones_here > 0,
                ideas=tuple(of_group.get(group.number, ())),
            )
            for group in look.groups
        ),
        below=() if has_axis(look.piece.rows) else setting(look),
    )
