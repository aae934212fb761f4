"""The panels of the steps in which tables work: each line of a table or an idea is its own part."""

from statistics import median
from typing import Any, ClassVar

from app import texts
from app.frozen import frozen
from app.limits import LIMIT
from app.method.people.mixing import suggested_number
from app.method.rules import has_axis
from app.screens import picture
from app.screens.console.hall import GroupChoice, choices
from app.screens.console_look import ConsoleLook, ConsolePart
from app.screens.console_panel import ConsolePanel, heading, hidden_texts
from app.screens.groups import GroupLine, PersonLine, person_line
from app.screens.idea_lines import IdeaLine
from app.screens.picture import PictureCard
from app.vocabulary import N_


@frozen
class TablePart(ConsolePart):
    """A part about one small group."""

    group_id: int
    number: int

    @property
    def id(self) -> str:
        return f"group-{self.group_id}"


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
    def are_more(self) -> bool:
        """People than phones."""
        return self.headcount > self.phones

    @property
    def is_done(self) -> bool:
        return 0 < self.total <= self.done


@frozen
class TablePeople(TablePart):
    """`opened`: those whose panel for moving is open, None once the meeting has ended; `choices`: the
    groups to move them to.
    """

    template: ClassVar[str] = "groups/sitting.html"
    people: tuple[PersonLine, ...]
    opened: frozenset[int] | None
    choices: tuple[GroupChoice, ...]


@frozen
class Unseated(ConsolePart):
    template: ClassVar[str] = "groups/unseated.html"
    name: ClassVar[str] = "unseated"
    people: tuple[PersonLine, ...]
    opened: frozenset[int] | None
    choices: tuple[GroupChoice, ...]


@frozen
class Forming(ConsolePart):
    """`number`: of groups, as they are or as suggested. `at_tables`: how many people have told
    their table, and `tables`: how many tables these are. `language_ties`: people who would like to
    sit with somebody who speaks the same language.
    """

    template: ClassVar[str] = "groups/forming.html"
    are_formed: bool
    are_counted: bool
    number: int
    people: int
    at_tables: int
    tables: int
    language_ties: int

    @property
    def id(self) -> str:
        return "form-anew" if self.are_formed else "forming"


@frozen
class TableIdeas(TablePart):
    """`present`: at least one of its phones is connected."""

    template: ClassVar[str] = "ideas/listed.html"
    present: bool
    ideas: tuple[IdeaLine, ...]


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


@frozen
class Picture(ConsolePart):
    template: ClassVar[str] = "picture/counted.html"
    name: ClassVar[str] = "picture"
    cards: tuple[PictureCard, ...]


def supper_panel(look: ConsoleLook) -> ConsolePanel:
    """The meal is the natural moment to form the groups."""
    return ConsolePanel(
        heading=heading(look, note=_how_many(look)),
        below=() if look.is_over else (_forming(look),),
    )


def groups_panel(look: ConsoleLook) -> ConsolePanel:
    unseated = tuple(map(person_line, look.crowd.without_group)) if look.groups else ()
    return ConsolePanel(
        heading=heading(look, note=_how_many(look)),
        above=(Unseated(**look.own, **_movable(look, unseated)),),
        lines=tuple(
            TablePeople(**look.own, **_of(group), **_movable(look, group.people))
            for group in look.groups
        ),
        below=() if look.is_over else (_forming(look),),
    )


def _how_many(look: ConsoleLook) -> str:
    number = len(look.groups)
    told = texts.ngettext("%(num)s group", "%(num)s groups", number, look.language)
    return told if number else ""


def _movable(look: ConsoleLook, people: tuple[PersonLine, ...]) -> dict[str, Any]:
    if look.is_over:
        return {"people": people, "opened": None, "choices": ()}
    opened = frozenset(line.id for line in people if look.opens(f"move-{line.id}"))
    return {"people": people, "opened": opened, "choices": choices(look) if opened else ()}


def _forming(look: ConsoleLook) -> Forming:
    crowd = look.crowd
    suggested = suggested_number(crowd.people) if crowd.people else 1
    return Forming(
        **look.own,
        are_formed=bool(look.groups),
        are_counted=any(group.counted for group in look.groups),
        number=len(look.groups) or suggested,
        people=crowd.people,
        at_tables=len(crowd.tables),
        tables=len(set(crowd.tables.values())),
        language_ties=crowd.language_ties,
    )


def sorting_panel(look: ConsoleLook) -> ConsolePanel:
    groups = look.groups
    done, total = sum(group.done for group in groups), sum(group.total for group in groups)
    middle = int(median(group.done for group in groups)) if groups else 0
    title = texts.say(
        N_("%(done)s of %(total)s cards are sorted"), look.language, done=done, total=total
    )
    return ConsolePanel(
        heading=heading(look, title if total else ""),
        lines=tuple(_progress(look, group, _behind(group, middle)) for group in groups),
    )


def _progress(look: ConsoleLook, group: GroupLine, behind: int) -> TableProgress:
    def make() -> TableProgress:
        return TableProgress(
            **look.own,
            **_of(group),
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


def picture_panel(look: ConsoleLook) -> ConsolePanel:
    cards = picture.cards_by_groups(look.say, look.snapshot)
    shown = (Picture(**look.own, cards=cards),) if cards else ()
    note = texts.say(N_("how many groups decided what"), look.language)
    return ConsolePanel(heading=heading(look, note=note), lines=shown)


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
                **_of(group),
                present=group.phones_here > 0,
                ideas=tuple(of_group.get(group.number, ())),
            )
            for group in look.groups
        ),
        below=() if has_axis(look.piece.rows) else _setting(look),
    )


def _setting(look: ConsoleLook) -> tuple[ProposalsSetting, ...]:
    most = look.piece.meeting.proposals_a_group
    return () if look.is_over else (ProposalsSetting(**look.own, proposals_a_group=most),)


def axis_panel(look: ConsoleLook) -> ConsolePanel:
    settled = sum(idea.settled is not None for idea in look.shown_ideas)
    return ConsolePanel(
        heading=heading(
            look,
            texts.say(
                N_("%(settled)s of %(ideas)s ideas have a settled point"),
                look.language,
                settled=settled,
                ideas=len(look.shown_ideas),
            ),
            texts.say(
                N_("work: 0 little to %(most)s a lot; impact: 0 small to %(most)s large"),
                look.language,
                most=LIMIT.plane,
            ),
        ),
        lines=tuple(IdeaPlaced(**look.own, idea=idea) for idea in look.ideas),
        below=(*hidden_texts(look), *_setting(look)),
    )


def _of(group: GroupLine) -> dict[str, Any]:
    return {"group_id": group.id, "number": group.number}
