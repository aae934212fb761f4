"""The panel of a step: its heading, what stands above and below its lines, and the lines themselves."""

from typing import Any, ClassVar

from app.frozen import frozen
from app.method.rules import has_axis
from app.screens.console_look import ConsoleLook, ConsolePart, Count
from app.screens.groups import GroupLine
from app.screens.idea_lines import IdeaLine
from app.screens.leading import BEFORE, doing
from app.screens.programme import called
from app.screens.screen import Part
from app.screens.speaker import Said
from app.texts import Saying
from app.vocabulary import Step


@frozen
class Heading(ConsolePart):
    """`title`: instead of the step's own heading, when something is counted. `note`: beside it, or "".

    `called`: what the coordinator calls the row.
    """

    template: ClassVar[str] = "console/parts/heading.html"
    name: ClassVar[str] = "step-head"
    step: Step | None
    title: str
    note: str
    called: Said | None

    @property
    def own_title(self) -> Said | None:
        """What the row is called, where this says more than the step: a speech, or lunch."""
        return self.called if self.step is Step.pause else None


@frozen
class ToSay(ConsolePart):
    """What the printed sheet says of the step, or of the time before it. Nothing once the meeting has
    ended. `principles`: to read aloud in the opening.
    """

    template: ClassVar[str] = "console/parts/to_say.html"
    name: ClassVar[str] = "to-say"
    doing: Saying | None
    principles: tuple[Said, ...]


@frozen
class ConsolePanel:
    """`lines`: the step's template makes one list of them, with `lines_count` beside its name.

    `is_open`: where the lines stand in a panel that can be shut: it is open. A shut one has no
    lines.
    """

    heading: Heading
    above: tuple[Part, ...] = ()
    lines: tuple[Part, ...] = ()
    below: tuple[Part, ...] = ()
    lines_count: Count | None = None
    is_open: bool = False


@frozen
class HiddenTexts(ConsolePart):
    """Shows hidden texts again; they stand on no other screen."""

    template: ClassVar[str] = "console/parts/hidden_ideas.html"
    name: ClassVar[str] = "hidden-ideas"
    ideas: tuple[IdeaLine, ...]

    @property
    def number(self) -> int:
        return len(self.ideas)


@frozen
class TablePart(ConsolePart):
    """A part about one small group."""

    group_id: int
    number: int

    @property
    def id(self) -> str:
        return f"group-{self.group_id}"


def heading(look: ConsoleLook, title: str = "", note: str = "") -> Heading:
    own = called(look.say, look.piece.row)
    return Heading(**look.own, step=look.step, title=title, note=note, called=own)


def to_say(look: ConsoleLook) -> ToSay:
    if look.step is None:
        return ToSay(**look.own, doing=Saying(BEFORE), principles=())
    if look.is_over:
        return ToSay(**look.own, doing=None, principles=())
    read = look.piece.principles if look.step is Step.opening else ()
    state = look.vote.state if look.step is Step.vote else None
    told = doing(look.step, places=has_axis(look.piece.rows), vote=state)
    return ToSay(
        **look.own, doing=told, principles=tuple(look.say(principle.text_id) for principle in read)
    )


def hidden_texts(look: ConsoleLook) -> tuple[HiddenTexts, ...]:
    hidden = look.hidden_ideas
    return (HiddenTexts(**look.own, ideas=hidden),) if hidden else ()


def of_table(group: GroupLine) -> dict[str, Any]:
    """The fields that every `TablePart` of this group has."""
    return {"group_id": group.id, "number": group.number}
