"""The agreed actions: taken part in on a phone, read back on the wall, written on the console."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar

from app.frozen import frozen
from app.models import AgreedAction
from app.reading.meeting_pieces import MeetingPiece
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.screen import Part
from app.screens.speaker import Said, Speaker
from app.screens.turns import PhoneTurn
from app.screens.wall import light, sheet
from app.screens.wall_look import WallLook, WallScreen
from app.screens.wall_parts import WallPart
from app.vocabulary import N_, Language, Shown


@frozen
class ActionLine:
    """An agreed action as everybody may see it, on the wall too.

    `owner_says_yes`: False while the owner is still to be asked. `in_front`: the wall shows it
    alone, to be read back. `also_from`: numbers of the other groups whose proposals were joined
    with its own. For the console: `idea_hidden`: the idea that it was made from is hidden;
    `is_translated`: one of its texts has several languages.
    """

    id: int
    number: int
    title: Said
    owner: Said
    first_step: Said
    due_on: str
    group_number: int | None = None
    also_from: tuple[int, ...] = ()
    revision: int = 1
    idea_id: int | None = None
    owner_says_yes: bool = False
    in_front: bool = False
    idea_hidden: bool = False
    is_translated: bool = False

    @property
    def origins(self) -> tuple[int, ...]:
        """The numbers of all groups that it comes from."""
        return (self.group_number, *self.also_from) if self.group_number else ()


@frozen
class InterestLine(ActionLine):
    """An action with the number of people who want to take part."""

    interest: int = 0


@frozen
class OwnAction:
    """An action as a phone shows it, with this person's own interest in it: `taking_part`, and
    whether a contact is given.
    """

    id: int
    number: int
    title: Said
    owner: Said
    first_step: Said
    due_on: str
    owner_says_yes: bool
    taking_part: bool
    contact_given: bool


@frozen
class Agreed(Part):
    """An agreed action on a phone. `joining`: people can say here that they want to take part.
    `turn`: see `PhoneScreen`.
    """

    template: ClassVar[str] = "agreement/action.html"
    at: str
    action: OwnAction
    joining: bool
    turn: PhoneTurn | None

    @property
    def id(self) -> str:
        return f"action-{self.action.id}"


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
    number: int
    title: Said
    owner: Said
    first_step: Said
    due_on: str
    owner_says_yes: bool
    origins: tuple[int, ...]
    steps: bool
    setting: sheet.Setting

    @property
    def id(self) -> str:
        return f"action-{self.number}"

    @property
    def are_joined(self) -> bool:
        """Several groups' proposals stand behind it."""
        return len(self.origins) > 1


@frozen
class InFront(WallPart):
    """The action that is read aloud, shown alone."""

    template: ClassVar[str] = "agreement/in_front.html"
    setting: ClassVar[sheet.Setting] = sheet.SETTINGS[0]
    number: int
    title: Said
    owner: Said
    first_step: Said
    due_on: str
    owner_says_yes: bool

    @property
    def id(self) -> str:
        return f"in-front-{self.number}"

    @property
    def size(self) -> int:
        """The title's size, in units of the wall; see `light`."""
        texts = (self.owner.words or "-", self.first_step.words, self.due_on)
        return light.size(self.title.words, texts, light.ALONE)


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
    sheet: sheet.Sheet
    steps_later: bool
    rows: tuple[AgreedRow, ...]
    in_front: InFront | None
    read_back: ReadBack | None


def phone(look: PhoneLook) -> Phone:
    frame, actions = look.frame(N_("This is what we agree")), agreed(look)
    newest = tuple(shown.action.title for shown in actions[-1:])
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
            drafts=look.drafts_of(f"actions/{line.id}/contact"),
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
        sheet.ActionWords(action.title.words, action.owner.words, action.first_step.words)
        for action in actions
    ]
    drawn = sheet.sheet(words, in_two=second_language is not None)
    front = next((action for action in actions if action.in_front), None)
    both: dict[str, Any] = {"language": language, "second_language": second_language}
    number = front.number if front else 0
    return {
        "sheet": drawn,
        "steps_later": not drawn.steps and any(said.first_step for said in words),
        "rows": () if front else tuple(_row(both, action, drawn) for action in actions),
        "in_front": InFront(**both, **_told(front)) if front else None,
        "read_back": ReadBack(**both, number=number, total=len(actions)) if actions else None,
    }


def _row(both: dict[str, Any], action: ActionLine, drawn: sheet.Sheet) -> AgreedRow:
    told = _told(action) | {"origins": action.origins}
    return AgreedRow(**both, **told, steps=drawn.steps, setting=drawn.setting)


def _told(action: ActionLine) -> dict[str, Any]:
    told = ("number", "title", "owner", "first_step", "due_on", "owner_says_yes")
    return {name: getattr(action, name) for name in told}


def action_lines(speaker: Speaker) -> tuple[ActionLine, ...]:
    words = speaker.piece.proposed_words
    return tuple(
        ActionLine(
            id=action.id,
            number=number,
            title=speaker(action.title_id, words),
            owner=speaker(action.owner_id, words),
            first_step=speaker(action.first_step_id, words),
            due_on=action.due_on,
            group_number=_origin(speaker.piece, action),
            also_from=_also_from(speaker.piece, action),
            revision=action.revision,
            idea_id=action.idea_id,
            owner_says_yes=action.owner_says_yes,
            in_front=speaker.piece.shown.get(Shown.read_back) == str(action.id),
            idea_hidden=is_idea_hidden(speaker.piece, action),
            is_translated=any(
                len(words.get(text_id, ())) > 1
                for text_id in (action.title_id, action.owner_id, action.first_step_id)
            ),
        )
        for number, action in enumerate(speaker.piece.actions, 1)
    )


def interest_lines(speaker: Speaker, interests: Mapping[int, int]) -> tuple[InterestLine, ...]:
    return tuple(
        InterestLine(**vars(line), interest=interests.get(line.id, 0))
        for line in action_lines(speaker)
    )


def own_actions(
    speaker: Speaker, mine: Collection[int], contacts: Collection[int]
) -> tuple[OwnAction, ...]:
    return tuple(
        OwnAction(
            id=line.id,
            **_told(line),
            taking_part=line.id in mine,
            contact_given=line.id in contacts,
        )
        for line in action_lines(speaker)
    )


def is_idea_hidden(piece: MeetingPiece, action: AgreedAction) -> bool:
    """Whether the idea that the action was made from is hidden. The action keeps its words: they
    are the facilitator's.
    """
    idea = piece.proposed.get(action.idea_id) if action.idea_id else None
    return idea is not None and idea.hidden


def _origin(piece: MeetingPiece, action: AgreedAction) -> int | None:
    idea = piece.proposed.get(action.idea_id) if action.idea_id else None
    return piece.numbers.get(idea.small_group_id) if idea else None


def _also_from(piece: MeetingPiece, action: AgreedAction) -> tuple[int, ...]:
    proposal = next((row for row in piece.proposals if row.idea_id == action.idea_id), None)
    heads = {proposal.id, proposal.joined_into} - {None} if proposal else set()
    groups = {row.small_group_id for row in piece.proposals if {row.id, row.joined_into} & heads}
    return tuple(sorted({piece.numbers[group] for group in groups} - {_origin(piece, action)}))
