"""The ideas of a small group: written and improved on its phones, counted on the wall."""

from typing import ClassVar

from app.frozen import frozen
from app.limits import LIMIT
from app.method import ideas, ideas_rewording, proposals
from app.method.refusals import Refusal
from app.method.rules import has_axis
from app.models import Idea, SuggestedAction
from app.reading.group_pieces import GroupPiece
from app.screens import speaker
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.proposals import choice_refusal, vote_was_opened
from app.screens.screen import Part
from app.screens.speaker import Said, originals
from app.screens.wall_look import NO_GROUPS, WallLook, WallOfTables
from app.screens.wall_parts import GroupAtTable, LargeClock
from app.texts import Saying, saying
from app.vocabulary import N_, Step


@frozen
class SuggestedLine:
    """`needs_title`: its text is too long to be the title of an idea."""

    id: int
    text: Said
    developed: bool
    needs_title: bool


@frozen
class FieldWords:
    """One field of an idea: its words now, and other wordings that were written at the same time."""

    said: Said
    beside: tuple[tuple[int, Said], ...] = ()


@frozen
class IdeaCard:
    """`refusal`: why its words cannot be changed. `hidden`: its words are not shown here. `seen`:
    digests of the words shown, so that a change based on older words is noticed.
    """

    id: int
    letter: str
    revision: int
    seen: str
    title: FieldWords
    what: FieldWords
    who: FieldWords
    origin: Said | None
    hidden: bool
    has_beside: bool
    refusal: Refusal | None

    @property
    def asks_to_choose(self) -> bool:
        """Between wordings that were written at the same time."""
        return self.has_beside and self.refusal is None

    @property
    def originals(self) -> tuple[Said, ...]:
        return originals(self.title.said, self.what.said, self.who.said)


@frozen
class OwnIdea(Part):
    """An idea of the group, to read and to change. `drop_refusal`: why it cannot be taken away."""

    template: ClassVar[str] = "ideas/idea.html"
    at: str
    group_number: int
    idea: IdeaCard
    drop_refusal: Refusal | None

    @property
    def id(self) -> str:
        return f"idea-{self.idea.id}"


@frozen
class Suggested(Part):
    """What residents have suggested. `may_develop`: the group may still write another idea."""

    template: ClassVar[str] = "ideas/suggested.html"
    name: ClassVar[str] = "suggested"
    at: str
    lines: tuple[SuggestedLine, ...]
    may_develop: bool

    @property
    def total(self) -> int:
        return len(self.lines)

    @property
    def has_several(self) -> bool:
        return self.total > 1


@frozen
class ToPropose:
    id: int
    letter: str
    title: Said
    proposed: bool
    refusal: Refusal | None


@frozen
class Proposing(Part):
    """In a programme without the axis: which ideas the group proposes. Hidden ones are left out."""

    template: ClassVar[str] = "ideas/proposing.html"
    name: ClassVar[str] = "proposing"
    at: str
    group_number: int
    ideas: tuple[ToPropose, ...]


@frozen
class DroppedIdea:
    id: int
    title: Said
    hidden: bool


@frozen
class Phone(PhoneScreen):
    """`refusal`: why no idea can be written or put back; `drop_refusal`: why none can be taken away or put back."""

    template: ClassVar[str] = "ideas/phone.html"
    asks_again: ClassVar[int] = 0
    suggested: Suggested | None
    ideas: tuple[OwnIdea, ...]
    proposing: Proposing | None
    dropped: tuple[DroppedIdea, ...]
    refusal: Refusal | None
    drop_refusal: Refusal | None

    @property
    def may_put_back(self) -> bool:
        return not (self.refusal or self.drop_refusal)


class IdeasTable(GroupAtTable):
    """`done`: ideas written; `total`: as many as a group may write."""

    template: ClassVar[str] = "ideas/table.html"


@frozen
class Wall(WallOfTables):
    template: ClassVar[str] = "ideas/wall.html"
    step: ClassVar[Step] = Step.ideas
    nothing: ClassVar[str] = NO_GROUPS
    large_clock: LargeClock


def phone(look: PhoneLook) -> Phone:
    group = look.group
    refusal = ideas.may_write(len(group.standing_ideas))
    drop_refusal = ideas.may_drop(has_begun=vote_was_opened(look.piece))
    number = len(group.standing_ideas)
    within = N_("Ideas, %(number)s of at most %(limit)s")
    title = within if number <= LIMIT.ideas else N_("Ideas, %(number)s in all")  # after a merge
    frame = look.frame(title, number=number, limit=LIMIT.ideas)
    proposing = None if has_axis(look.piece.rows) else _proposing(look)
    return Phone(
        **frame | {"news": look.news(_told(proposing))},
        suggested=_suggested(look, may_develop=refusal is None),
        ideas=tuple(_own_idea(look, idea, drop_refusal) for idea in group.standing_ideas),
        proposing=proposing,
        dropped=tuple(
            DroppedIdea(idea.id, look.say(idea.title_id, group.words), idea.hidden)
            for idea in group.ideas
            if idea.dropped
        ),
        refusal=refusal,
        drop_refusal=drop_refusal,
    )


def _told(proposing: Proposing | None) -> Saying:
    proposed = [idea.letter for idea in proposing.ideas if idea.proposed] if proposing else []
    if not proposed:
        return saying(N_("Write your group's ideas."))
    return saying(N_("Your group proposes: %(ideas)s."), ideas=", ".join(proposed))


def _proposing(look: PhoneLook) -> Proposing | None:
    group = look.group
    lines = tuple(
        ToPropose(
            idea.id,
            ideas.letter(idea),
            look.say(idea.title_id, group.words),
            idea.id in group.proposed,
            choice_refusal(look, idea, placed_first=False),
        )
        for idea in group.shown
    )
    number = look.group_number or 1
    return Proposing(look.member.language, look.at, number, lines) if lines else None


def _suggested(look: PhoneLook, *, may_develop: bool) -> Suggested | None:
    developed = {idea.suggested_action_id for idea in look.group.standing_ideas}
    lines = tuple(
        _suggested_line(look, line, is_developed=line.id in developed)
        for line in look.piece.suggested
    )
    drafts = tuple(draft for draft in look.drafts if draft[0].startswith("suggestions/"))
    return (
        Suggested(look.member.language, look.at, lines, may_develop, drafts=drafts)
        if lines
        else None
    )


def _suggested_line(look: PhoneLook, line: SuggestedAction, *, is_developed: bool) -> SuggestedLine:
    words = look.piece.words.get(line.text_id, {}).values()
    is_long = any(len(said) > LIMIT.title for said in words)
    return SuggestedLine(line.id, look.say(line.text_id), is_developed, is_long)


def _own_idea(look: PhoneLook, idea: Idea, drop_refusal: Refusal | None) -> OwnIdea:
    return OwnIdea(
        look.member.language,
        look.at,
        look.group_number or 1,
        _idea_card(look, idea),
        drop_refusal,
        drafts=look.drafts_of(f"ideas/{idea.id}"),
    )


def _idea_card(look: PhoneLook, idea: Idea) -> IdeaCard:
    texts = {name: _words(look, getattr(idea, f"{name}_id")) for name in ideas.FIELDS}
    origins = {line.id: line.text_id for line in look.piece.suggested}
    origin = origins.get(idea.suggested_action_id or 0)
    is_voted_on = proposals.is_voted_on(
        idea.id, look.group.proposed, has_begun=vote_was_opened(look.piece)
    )
    return IdeaCard(
        id=idea.id,
        letter=ideas.letter(idea),
        revision=idea.revision,
        seen=ideas_rewording.digests(texts[name].said.words for name in ideas.FIELDS),
        origin=look.say(origin) if origin else None,
        hidden=idea.hidden,
        has_beside=any(words.beside for words in texts.values()),
        refusal=ideas.may_improve(idea, is_voted_on=is_voted_on),
        **texts,
    )


def _words(look: PhoneLook, text_id: int) -> FieldWords:
    group, main = look.group, look.piece.meeting.main_language
    beside = tuple(
        (
            kept.id,
            speaker.say({text_id: {kept.language: kept.words}}, text_id, look.say.language, main),
        )
        for kept in sorted(look.work.beside.get(text_id, []), key=lambda kept: kept.id)
    )
    return FieldWords(look.say(text_id, group.words), beside)


def wall(look: WallLook) -> Wall:
    tables = look.groups_at_tables(IdeasTable, progress)
    return Wall(**look.frame, large_clock=look.large_clock, tables=tables)


def progress(group: GroupPiece) -> tuple[int, int]:
    return len(group.shown), max(LIMIT.ideas, len(group.shown))
