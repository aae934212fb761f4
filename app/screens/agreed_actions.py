"""The agreed actions in the order of their numbers, for all screens and papers that show them."""

from collections.abc import Collection, Iterable

from app.frozen import frozen
from app.models import AgreedAction
from app.reading.meeting_pieces import MeetingPiece
from app.screens.speaker import Said, Speaker, originals
from app.vocabulary import N_, Shown

NONE_AGREED = N_("No action is agreed yet.")


@frozen
class ActionFace:
    """What all screens show of an agreed action. `owner_says_yes`: False while the owner is still
    to be asked. `said_yes_to`: the earlier words to which the owner said yes, or None.
    """

    id: int
    number: int
    title: Said
    owner: Said
    first_step: Said
    due_on: str
    owner_says_yes: bool = False
    said_yes_to: Said | None = None

    @property
    def originals(self) -> tuple[Said, ...]:
        return originals(self.title, self.owner, self.first_step)


@frozen
class ActionLine:
    """An agreed action as everybody may see it, on the wall too.

    `in_front`: the wall shows it alone, to be read back. `also_from`: numbers of the other groups
    whose proposals were joined with its own. For the console: `idea_hidden`: the idea that it was
    made from is hidden; `is_translated`: one of its texts has several languages.
    """

    face: ActionFace
    group_number: int | None = None
    also_from: tuple[int, ...] = ()
    revision: int = 1
    idea_id: int | None = None
    in_front: bool = False
    idea_hidden: bool = False
    is_translated: bool = False

    @property
    def origins(self) -> tuple[int, ...]:
        """The numbers of all groups that it comes from."""
        return (self.group_number, *self.also_from) if self.group_number else ()


@frozen
class OwnAction:
    """An action with one person's own interest in it: `taking_part`, and whether a contact is
    given.
    """

    face: ActionFace
    taking_part: bool
    contact_given: bool


def action_lines(speaker: Speaker) -> tuple[ActionLine, ...]:
    words = speaker.piece.proposed_words
    return tuple(
        ActionLine(
            ActionFace(
                id=action.id,
                number=number,
                title=speaker(action.title_id, words),
                owner=speaker(action.owner_id, words),
                first_step=speaker(action.first_step_id, words),
                due_on=action.due_on,
                owner_says_yes=action.owner_says_yes,
                said_yes_to=said_yes_to(speaker, action),
            ),
            group_number=_origin(speaker.piece, action),
            also_from=_also_from(speaker.piece, action),
            revision=action.revision,
            idea_id=action.idea_id,
            in_front=speaker.piece.is_shown(Shown.read_back, action.id),
            idea_hidden=is_idea_hidden(speaker.piece, action),
            is_translated=any(
                len(words.get(text_id, ())) > 1
                for text_id in (action.title_id, action.owner_id, action.first_step_id)
            ),
        )
        for number, action in enumerate(speaker.piece.actions, 1)
    )


def said_yes_to(speaker: Speaker, action: AgreedAction) -> Said | None:
    """The earlier words to which the owner said yes; None if they say yes to the present ones, or
    have said none.
    """
    if action.owner_says_yes or action.said_yes_to_id is None:
        return None
    earlier = speaker(action.said_yes_to_id, speaker.piece.proposed_words)
    return earlier if earlier.words else None


def action_faces(speaker: Speaker) -> tuple[ActionFace, ...]:
    return tuple(line.face for line in action_lines(speaker))


def own_actions(
    speaker: Speaker, mine: Collection[int], contacts: Collection[int]
) -> tuple[OwnAction, ...]:
    return tuple(
        OwnAction(face, taking_part=face.id in mine, contact_given=face.id in contacts)
        for face in action_faces(speaker)
    )


def incomplete_actions(actions: Iterable[ActionFace]) -> list[int]:
    """The numbers of the actions without owner, first step or date."""
    return [
        action.number
        for action in actions
        if not (action.owner.words and action.first_step.words and action.due_on)
    ]


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
