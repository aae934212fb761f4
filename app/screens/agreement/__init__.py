"""The agreed actions: taken part in on a phone, read back on the wall."""

from collections.abc import Sequence
from typing import Any, ClassVar

from app.frozen import frozen
from app.screens.agreed_actions import (
    NONE_AGREED,
    ActionFace,
    ActionLine,
    OwnAction,
    action_lines,
    own_actions,
)
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.screen import Part
from app.screens.turns import InTurn, PhoneTurn
from app.screens.wall import light, sheet
from app.screens.wall_look import WallLook, WallScreen
from app.screens.wall_parts import WallPart
from app.texts import Saying
from app.vocabulary import N_, Language, Step


@frozen
class Agreed(Part, InTurn):
    """An agreed action on a phone. `joining`: people can say here that they want to take part."""

    template: ClassVar[str] = "agreement/action.html"
    at: str
    action: OwnAction
    joining: bool
    turn: PhoneTurn | None

    @property
    def id(self) -> str:
        return f"action-{self.action.face.id}"


@frozen
class Phone(PhoneScreen):
    """`is_hosts`: it is the table's own phone."""

    template: ClassVar[str] = "agreement/phone.html"
    actions: tuple[Agreed, ...]
    is_hosts: bool


@frozen
class AgreedRow(WallPart):
    """An agreed action in the list of all. `origins`: numbers of the groups that it comes from.
    `steps`: see `sheet.Sheet`.
    """

    template: ClassVar[str] = "agreement/agreed_row.html"
    action: ActionFace
    origins: tuple[int, ...]
    steps: bool
    setting: sheet.Setting

    @property
    def id(self) -> str:
        return f"action-{self.action.number}"

    @property
    def are_joined(self) -> bool:
        """Several groups' proposals stand behind it."""
        return len(self.origins) > 1

    @property
    def names_origins(self) -> bool:
        """There is room for where it comes from, in words."""
        return bool(self.origins) and not self.setting.dense

    @property
    def is_date_beside_owner(self) -> bool:
        return self.setting.joined and bool(self.action.owner.words and self.action.due_on)

    @property
    def is_date_alone(self) -> bool:
        return bool(self.action.due_on) and not self.is_date_beside_owner

    @property
    def marked(self) -> int | None:
        """The group whose mark stands beside the number where there is no room for all."""
        return next(iter(self.origins), None)


@frozen
class InFront(WallPart):
    """The action that is read aloud, shown alone."""

    template: ClassVar[str] = "agreement/in_front.html"
    setting: ClassVar[sheet.Setting] = sheet.SETTINGS[0]
    action: ActionFace

    @property
    def id(self) -> str:
        return f"in-front-{self.action.number}"

    @property
    def size(self) -> int:
        """The title's size, in units of the wall; see `light`."""
        action = self.action
        texts = (action.owner.words or "-", action.first_step.words, action.due_on)
        return light.size(action.title.words, texts, light.ALONE)


@frozen
class ReadBack(WallPart):
    """`number`: of the action that is in front, 0 if none is."""

    template: ClassVar[str] = "agreement/read_back.html"
    name: ClassVar[str] = "read-back"
    number: int
    total: int


@frozen
class Wall(WallScreen):
    """`in_front`: None where all actions are shown, in the sizes of `sheet`. `steps_later`: there
    is no room for first steps; each is shown when its action is read back.
    """

    template: ClassVar[str] = "agreement/wall.html"
    step: ClassVar[Step] = Step.agreement
    nothing: ClassVar[str] = NONE_AGREED
    sheet: sheet.Sheet
    steps_later: bool
    rows: tuple[AgreedRow, ...]
    in_front: InFront | None
    read_back: ReadBack | None

    @property
    def shows(self) -> Saying:
        return super().shows if self.read_back else Saying(self.nothing)


def phone(look: PhoneLook) -> Phone:
    frame, actions = look.frame(N_("This is what we agree")), agreed(look)
    newest = tuple(shown.action.face.title for shown in actions[-1:])
    frame |= {"news": look.news(frame["bar"].title, words=newest)}
    return Phone(**frame, actions=actions, is_hosts=look.is_hosts)


def agreed(look: PhoneLook) -> tuple[Agreed, ...]:
    part = look.own.part
    lines = own_actions(look.say, part.interests, part.contacts)
    return tuple(
        Agreed(
            look.member.language,
            look.at,
            line,
            not look.is_hosts,
            look.turn,
            drafts=look.drafts_of(f"actions/{line.face.id}/contact"),
        )
        for line in lines
    )


def wall(look: WallLook) -> Wall:
    lines = action_lines(look.say)
    return Wall(**look.frame, **on_sheet(look.language, lines, look.both["second_language"]))


def on_sheet(
    language: Language, actions: Sequence[ActionLine], second_language: Language | None = None
) -> dict[str, Any]:
    """What a wall shows of the agreed actions."""
    words = [
        sheet.ActionWords(face.title.words, face.owner.words, face.first_step.words)
        for face in (action.face for action in actions)
    ]
    drawn = sheet.sheet(words, in_two=second_language is not None)
    front = next((action for action in actions if action.in_front), None)
    both: dict[str, Any] = {"language": language, "second_language": second_language}
    number = front.face.number if front else 0
    return {
        "sheet": drawn,
        "steps_later": not drawn.steps and any(said.first_step for said in words),
        "rows": () if front else tuple(_row(both, action, drawn) for action in actions),
        "in_front": InFront(**both, action=front.face) if front else None,
        "read_back": ReadBack(**both, number=number, total=len(actions)) if actions else None,
    }


def _row(both: dict[str, Any], action: ActionLine, drawn: sheet.Sheet) -> AgreedRow:
    return AgreedRow(
        **both,
        action=action.face,
        origins=action.origins,
        steps=drawn.steps,
        setting=drawn.setting,
    )
