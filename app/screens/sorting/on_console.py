"""The sorting on the console: how far each table is, and which of them are far behind."""

from statistics import median
from typing import ClassVar

from app import texts
from app.frozen import frozen
from app.limits import LIMIT
from app.screens.console_look import ConsoleLook
from app.screens.console_panel import ConsolePanel, TablePart, heading, of_table
from app.screens.groups import GroupLine
from app.vocabulary import N_


@frozen
class TableProgress(TablePart):
    """How far a table is in the sorting. `phones_here`: its connected phones. `behind`: how many
    cards it is behind the median table; 0 for few. `typed`: cards that it sorted on paper.

    Of the `GroupLine` it holds what it shows, and neither people nor calls.
    """

    template: ClassVar[str] = "sorting/table.html"
    phones: int
    phones_here: int
    headcount: int
    done: int
    total: int
    behind: int
    typed: int

    @property
    def panes(self) -> list[str]:
        return ["done"] * self.done + ["later"] * (self.total - self.done)

    @property
    def is_cut_off(self) -> bool:
        """Nothing comes from the table: by no phone, and by no paper."""
        return not (self.phones_here or self.typed)

    @property
    def are_more(self) -> bool:
        """People than phones."""
        return self.headcount > self.phones

    @property
    def is_done(self) -> bool:
        return 0 < self.total <= self.done


def sorting_panel(look: ConsoleLook) -> ConsolePanel:
    groups = look.groups
    done, total = sum(group.done for group in groups), sum(group.total for group in groups)
    middle = int(median(group.done for group in groups)) if groups else 0
    title = texts.say(
        N_("Cards that are sorted: %(done)s of %(total)s"), look.language, done=done, total=total
    )
    return ConsolePanel(
        heading=heading(look, title if total else ""),
        lines=tuple(_progress(look, group, _behind(group, middle)) for group in groups),
    )


def _progress(look: ConsoleLook, group: GroupLine, behind: int) -> TableProgress:
    def make() -> TableProgress:
        return TableProgress(
            **look.own,
            **of_table(group),
            phones=group.phones,
            phones_here=group.phones_here,
            headcount=group.headcount,
            done=group.done,
            total=group.total,
            behind=behind,
            typed=group.typed,
        )

    known = (TableProgress, look.own["language"], behind)
    return look.snapshot.group(group.id).once(known, make)


def _behind(group: GroupLine, middle: int) -> int:
    """A table's own pace says little, since some talk more; being far behind the others does."""
    return middle - group.done if middle - group.done >= LIMIT.behind_cards else 0
