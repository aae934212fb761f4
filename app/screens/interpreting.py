"""An interpreter's own screen: by language, the texts that lack it, the turns of two interpreters,
and where their readers sit.
"""

from collections.abc import Collection
from typing import ClassVar

from app.frozen import frozen
from app.method import interpreting
from app.method.interpreting import TURN_SECONDS
from app.method.refusals import Refusal
from app.method.wordings import chosen
from app.reading.snapshot import Snapshot
from app.screens.screen import AskedBeside, Part, PartOfParts, Screen
from app.screens.speaker import Said, Speaker
from app.screens.texts_in_use import TextInUse, in_use, voted_texts
from app.texts import Saying
from app.viewer import Interpreter
from app.vocabulary import Language


@frozen
class TextToType(Part):
    """A text that lacks a language, or that was typed in it. `seen`: a digest of its original words.
    `most`: how many letters it may have.

    `refusal`: why what was typed cannot be changed.
    """

    template: ClassVar[str] = "interpreting/text.html"
    at: str
    text_id: int
    tag: str
    what: Saying
    original: Said
    typed: str
    seen: str
    most: int
    refusal: Refusal | None

    @property
    def id(self) -> str:
        return f"text-{self.tag}-{self.text_id}"


@frozen
class DeskOfLanguage(PartOfParts):
    """`people`: how many read it. `waiting`: how many texts lack it. `tables`: the numbers of those
    where its readers sit.

    `until`: when the other of two interpreters takes over; None: nobody has begun. `waits`,
    `typed`: empty while the desk is shut.
    """

    template: ClassVar[str] = "interpreting/desk.html"
    at: str
    tag: str
    people: int
    waiting: int
    interpreters: int
    tables: tuple[int, ...]
    until: int | None
    is_open: bool
    waits: tuple[TextToType, ...]
    typed: tuple[TextToType, ...]

    @property
    def id(self) -> str:
        return f"desk-{self.tag}"

    @property
    def take_turns(self) -> bool:
        return self.interpreters > 1


@frozen
class InterpretersScreen(Screen):
    template: ClassVar[str] = "interpreting/screen.html"
    asks_again: ClassVar[int] = 0
    meeting: Said
    ended: bool
    desks: tuple[DeskOfLanguage, ...]


def screen(snapshot: Snapshot, viewer: Interpreter, asked: AskedBeside) -> InterpretersScreen:
    piece, at = snapshot.meeting, f"/interpreter/{viewer.meeting_id}"
    say = Speaker(piece, viewer.language)
    tags = {*snapshot.crowd.languages, *_served(snapshot)} - {Language.pseudo.value}
    desks = [_desk(snapshot, say, tag, at, asked) for tag in sorted(tags)]
    return InterpretersScreen(
        language=viewer.language,
        at=at,
        meeting=say(piece.meeting.name_id),
        ended=piece.meeting.ended,
        desks=() if piece.meeting.ended else tuple(sorted(desks, key=_need, reverse=True)),
    )


def _need(desk: DeskOfLanguage) -> tuple[bool, int]:
    """A sort key: languages with an interpreter, then by how many people wait for how much."""
    return desk.interpreters > 0, desk.waiting * desk.people


def tables_of(snapshot: Snapshot, tag: str) -> tuple[int, ...]:
    """The numbers of the small groups in which somebody reads the language."""
    groups = snapshot.meeting.live_groups
    return tuple(group.number for group in groups if snapshot.group(group.id).languages.get(tag))


def whispered_at(snapshot: Snapshot, group_id: int) -> tuple[str, ...]:
    """The languages that an interpreter may whisper at this table."""
    languages = snapshot.group(group_id).languages
    return tuple(tag for tag in sorted(_served(snapshot)) if languages.get(tag))


def _served(snapshot: Snapshot) -> set[str]:
    return {tag for tag, followed in snapshot.meeting.followed.items() if followed.interpreters}


def _desk(
    snapshot: Snapshot, say: Speaker, tag: str, at: str, asked: AskedBeside
) -> DeskOfLanguage:
    used, followed = in_use(snapshot, tag), snapshot.meeting.followed.get(tag)
    drafts = tuple(draft for draft in asked.drafts if draft[0].startswith("texts/"))
    is_open = f"desk-{tag}" in asked.opened or bool(drafts)
    shown = [text for text in used if text.lacks(tag) or text.is_typed(tag)] if is_open else []
    voted = voted_texts(snapshot.meeting)
    texts = [_text(say, text, tag, at, voted) for text in shown]
    return DeskOfLanguage(
        say.language,
        at=at,
        tag=tag,
        people=snapshot.crowd.languages[tag],
        waiting=sum(text.lacks(tag) for text in used),
        interpreters=followed.interpreters if followed else 0,
        tables=tables_of(snapshot, tag),
        until=followed.since + TURN_SECONDS if followed and followed.since else None,
        is_open=is_open,
        waits=tuple(text for text in texts if not text.typed),
        typed=tuple(text for text in texts if text.typed),
        drafts=drafts,
    )


def _text(say: Speaker, text: TextInUse, tag: str, at: str, voted: Collection[int]) -> TextToType:
    spoken, words = chosen(text.written, say.language, say.piece.meeting.main_language)
    return TextToType(
        say.language,
        at=at,
        text_id=text.text_id,
        tag=tag,
        what=text.what,
        original=Said(words, spoken, foreign=spoken != say.language),
        typed=text.given[tag] if text.is_typed(tag) else "",
        seen=interpreting.digest(text.written),
        most=text.most,
        refusal=interpreting.may_change(typed=text.is_typed(tag), voted=text.text_id in voted),
    )
