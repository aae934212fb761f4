"""Texts that people are to read now and that lack their language, the most urgent first."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from app.method.ideas import FIELDS
from app.method.preparing.ends import ENDS
from app.method.preparing.usual_words import usual_in
from app.method.text_columns import most_letters
from app.method.wordings import Words, WordsById
from app.models import (
    AgreedAction,
    Card,
    Idea,
    KeyResult,
    Meeting,
    Principle,
    ProgrammeRow,
    SuggestedAction,
    SurveyQuestion,
)
from app.reading.meeting_pieces import MeetingPiece, Wordings, without_interpreted
from app.reading.snapshot import Snapshot
from app.screens import hung, results
from app.texts import Saying, saying
from app.vocabulary import N_, Language, Shown, Step

_LIT = N_("Presented now")
_VOTED = N_("Proposal")
_AGREED = N_("Agreed action")
_WRITTEN = N_("Idea of group %(number)s")
_ON_TABLE = N_("The card that group %(number)s is at")
_PRINCIPLE = N_("Principle")
_RESULT = N_("Key result")
_CARD = N_("Card")
_SUGGESTION = N_("Suggestion by residents")
_END = N_("What an end of the four-field means")
_QUESTION = N_("Question of the survey")
_ANSWER = N_("Answer at the end of a scale in the survey")
_PAUSE = N_("Name of the pause")


class _Column(NamedTuple):
    """The text of a column; 0 if it is in the usual words. `most`: how many letters it may have."""

    text_id: int
    most: int


class TextInUse(NamedTuple):
    """A text that is read now. `given`: its wordings by language. `what`: what the interpreter is
    told that it is. `most`: how many letters it may have.
    """

    text_id: int
    given: Words
    what: Saying
    most: int

    def lacks(self, tag: str) -> bool:
        """Not if it is a usual text, of which phones have the translation."""
        is_usual = tag in {*Language} and usual_in(Language(tag), self.given)
        return tag not in self.given and not is_usual

    def is_typed(self, tag: str) -> bool:
        return isinstance(self.given, Wordings) and tag in self.given.interpreted

    @property
    def written(self) -> Words:
        return without_interpreted(self.given)


def in_use(snapshot: Snapshot, tag: str) -> list[TextInUse]:
    """What readers of this language are to read now: first the proposal that is presented, then
    what is voted on and agreed, then the rest.
    """
    texts: dict[int, TextInUse] = {}
    for what, (text_id, most), words in _all(snapshot, tag):
        if words.get(text_id) and text_id not in texts:
            texts[text_id] = TextInUse(text_id, words[text_id], what, most)
    return list(texts.values())


def voted_texts(piece: MeetingPiece) -> set[int]:
    """The proposals' texts, once a vote was opened: somebody may have voted on these words."""
    proposed = piece.proposed.values() if piece.rounds else ()
    return {text.text_id for idea in proposed for text in _texts(idea)}


def waiting(snapshot: Snapshot, tag: str) -> int:
    return sum(text.lacks(tag) for text in in_use(snapshot, tag))


_Told = tuple[Saying, _Column, WordsById]


def _all(snapshot: Snapshot, tag: str) -> Iterator[_Told]:
    yield from _proposed(snapshot)
    yield from _at_tables(snapshot, tag)
    yield from _prepared(snapshot)


def _proposed(snapshot: Snapshot) -> Iterator[_Told]:
    piece = snapshot.meeting
    proposed, words = [idea for _, idea in hung.proposals(piece)], piece.proposed_words
    for idea in proposed:
        if piece.is_shown(Shown.spotlight, idea.id) and piece.step is Step.proposals:
            yield from ((saying(_LIT), text, words) for text in _texts(idea))
    yield from ((saying(_VOTED), _of(Idea, idea, "title_id"), words) for idea in proposed)
    for action in piece.actions:
        for column in ("title_id", "owner_id", "first_step_id"):
            yield saying(_AGREED), _of(AgreedAction, action, column), words
    for idea in proposed:
        yield from ((saying(_VOTED), text, words) for text in _texts(idea))


def _at_tables(snapshot: Snapshot, tag: str) -> Iterator[_Told]:
    """Texts at those tables where somebody reads the language."""
    piece = snapshot.meeting
    for group in piece.live_groups:
        written = snapshot.group(group.id)
        if not written.languages.get(tag):
            continue
        if piece.step is Step.sorting and (current := snapshot.group_work(group.id).pack.current):
            card = saying(_ON_TABLE, number=group.number)
            yield card, _of(Card, piece.cards[current]), piece.words
        what = saying(_WRITTEN, number=group.number)
        for idea in written.shown:
            yield from ((what, text, written.words) for text in _texts(idea))


def _prepared(snapshot: Snapshot) -> Iterator[_Told]:
    """What was prepared for the step that is on."""
    piece = snapshot.meeting
    for what, text in _of_step(piece):
        yield saying(what), text, piece.words


def _of_step(piece: MeetingPiece) -> Iterator[tuple[str, _Column]]:
    match piece.step:
        case Step.opening:
            yield from ((_PRINCIPLE, _of(Principle, principle)) for principle in piece.principles)
        case Step.results:
            theme = results.theme_shown(piece)
            shown = (result for result in piece.results if result.theme is theme)
            yield from ((_RESULT, _of(KeyResult, result)) for result in shown)
        case Step.sorting:
            yield from ((_CARD, _of(Card, card)) for card in piece.cards.values())
        case Step.ideas:
            yield from ((_SUGGESTION, _of(SuggestedAction, action)) for action in piece.suggested)
        case Step.axis:
            yield from ((_END, _of(Meeting, piece.meeting, column)) for column in ENDS)
        case Step.survey:
            for question in piece.questions:
                yield _QUESTION, _of(SurveyQuestion, question)
                for end in ("low_id", "high_id"):
                    yield _ANSWER, _of(SurveyQuestion, question, end)
        case Step.pause if piece.row:
            yield _PAUSE, _of(ProgrammeRow, piece.row, "name_id")


def _texts(idea: Idea) -> list[_Column]:
    return [_of(Idea, idea, f"{name}_id") for name in FIELDS]


def _of(kind: type[Any], row: Any, column: str = "text_id") -> _Column:
    return _Column(getattr(row, column) or 0, most_letters(kind, column))
