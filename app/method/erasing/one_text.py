"""Texts that people wrote during a meeting: found on request, and erased to the last byte."""

from collections.abc import Iterable, Iterator

from sqlalchemy import bindparam
from sqlmodel import col, select

from app.db import Book
from app.frozen import frozen
from app.method import wordings
from app.method.act import Act
from app.method.erasing import left_over, typed_words, whole
from app.method.erasing.typed_words import ErasedText
from app.method.followup import following, publishing
from app.method.followup.publishing import PublishedWords
from app.method.preparing import basket, brought
from app.method.refusals import NotYoursError
from app.method.reports.erasing import erase_report, erase_reports
from app.models import (
    AgreedAction,
    AxisSpread,
    BroughtIdea,
    FollowEntry,
    Idea,
    Placement,
    Proposal,
    Removed,
    Report,
    ReportAnswer,
    SmallGroup,
    SurveyAnswer,
    SurveyQuestion,
    TalkLine,
    Text,
    Wording,
)
from app.models.report import ReportState
from app.vocabulary import N_, Standing, Word


class Wrote(Word):
    """Kinds of texts: a line of talk, an idea, an agreed action, a free survey answer, an entry of
    an action's log (`report`), the report of a session, a text that was prepared at the desk, and
    what lies in its basket (`removed`).
    """

    talk = "talk", N_("A line of talk")
    idea = "idea", N_("An idea")
    action = "action", N_("An agreed action")
    answer = "answer", N_("An answer in the survey")
    report = "report", N_("A report on an action")
    session = "session", N_("A report of a session")
    prepared = "prepared", N_("What was prepared, or written at the desk")
    removed = "removed", N_("Removed")


@frozen
class WrittenText:
    """`key`: the id of the row or of the text. `words`: in every language that there is."""

    kind: Wrote
    key: str
    words: tuple[str, ...]

    @property
    def is_removed(self) -> bool:
        """It was prepared, and lies in the basket."""
        return self.kind is Wrote.removed

    @property
    def begins(self) -> str:
        """In the first language that there is, by which it is told from others."""
        return next(iter(self.words), "")


_ANSWERS = (
    select(SurveyAnswer.id, SurveyAnswer.words)
    .join(SurveyQuestion, col(SurveyQuestion.id) == col(SurveyAnswer.survey_question_id))
    .where(
        col(SurveyQuestion.meeting_id) == bindparam("meeting_id"),
        col(SurveyAnswer.words).is_not(None),
    )
    .order_by(col(SurveyAnswer.id))
)
_IDEAS = (
    select(Idea.id)
    .join(SmallGroup, col(SmallGroup.id) == col(Idea.small_group_id))
    .where(col(SmallGroup.meeting_id) == bindparam("meeting_id"))
    .order_by(col(SmallGroup.number), col(Idea.number))
)
_TALK = (
    select(TalkLine.small_group_id, TalkLine.card_id)
    .join(SmallGroup, col(SmallGroup.id) == col(TalkLine.small_group_id))
    .where(col(SmallGroup.meeting_id) == bindparam("meeting_id"))
    .order_by(col(SmallGroup.number), col(TalkLine.card_id))
)


def all_written(book: Book, meeting_id: int) -> Iterator[WrittenText]:
    """All that people wrote, also hidden or dropped texts; then the prepared texts, also those that
    were removed and can be put back, and what only a published page still tells.
    """
    told = publishing.told_words(book, meeting_id)
    yield from _by_people(book, meeting_id, told)
    gone = {text_id for text_id in told if not book.count(Text, id=text_id)}
    prepared = whole.texts_of_meeting(book, meeting_id) - _of_people(book, meeting_id)
    for text_id in sorted(prepared | gone):
        yield WrittenText(Wrote.prepared, str(text_id), _words(book, [text_id], told))
    for row in book.all(Removed, order=("removed_at", "id"), meeting_id=meeting_id):
        yield WrittenText(Wrote.removed, str(row.id), basket.words_of(row))


def _by_people(book: Book, meeting_id: int, told: PublishedWords) -> Iterator[WrittenText]:
    for line in _talk(book, meeting_id):
        key = f"{line.small_group_id}-{line.card_id}"
        yield WrittenText(Wrote.talk, key, _words(book, [line.text_id], told))
    for idea in ideas_of(book, meeting_id):
        yield WrittenText(Wrote.idea, str(idea.id), _words(book, _texts(idea), told))
    for action in book.all(AgreedAction, order=("position",), meeting_id=meeting_id):
        yield WrittenText(
            Wrote.action, str(action.id), _words(book, _texts_of_action(action), told)
        )
        for entry in following.log(book, action.id):
            yield WrittenText(Wrote.report, str(entry.id), _words(book, [entry.text_id], told))
    for row in book.rows(_ANSWERS, meeting_id=meeting_id):
        yield WrittenText(Wrote.answer, str(row.id), (row.words,))
    # Nobody at the desk reads a report that has not been sent yet.
    for report in book.all(Report, meeting_id=meeting_id, state=ReportState.sent):
        said = book.all(ReportAnswer, report_id=report.id)
        if said:
            yield WrittenText(Wrote.session, str(report.id), tuple(answer.words for answer in said))


def erase_text(act: Act, kind: Wrote, key: str) -> None:
    """Erases one text. A proposed or agreed idea keeps its place, point and votes, see
    `left_over`; what was removed cannot be put back any more. Files that wait at the desk are thrown away whole:
    in which words they tell the same, nobody knows.

    Raises `NotYoursError` if the text is not of this meeting.
    """
    matching = [
        text
        for text in all_written(act.book, act.meeting_id)
        if (text.kind, text.key) == (kind, key)
    ]
    if not matching:
        raise NotYoursError
    entries = frozenset(_entries(act.book, act.meeting_id, kind, key))
    typed_words.forget(act, ErasedText(entries, matching[0].words))
    brought.forget(act)
    match kind:
        case Wrote.talk:
            group, card = map(int, key.split("-"))
            _erase_line(act, group, card)
        case Wrote.idea:
            _erase_idea(act, int(key))
        case Wrote.action:
            _silence(act, _texts_of_action(act.book.all(AgreedAction, id=int(key))[0]))
        case Wrote.report:
            _silence(act, [act.book.all(FollowEntry, id=int(key))[0].text_id])
        case Wrote.answer:
            act.book.remove(SurveyAnswer, id=int(key))
        case Wrote.session:
            erase_report(act, int(key))
        case Wrote.prepared:
            _silence(act, [int(key)])
        case Wrote.removed:
            removed = act.book.all(Removed, id=int(key))[0]
            act.book.remove(Removed, id=removed.id)
            publishing.forget(act, basket.texts_of(removed))
    act.disorders = True


def erase_words(act: Act) -> None:
    """Erases talk, free answers, ideas not put forward, unchosen wordings and reports."""
    for line in _talk(act.book, act.meeting_id):
        _erase_line(act, line.small_group_id, line.card_id)
    for row in act.book.rows(_ANSWERS, meeting_id=act.meeting_id):
        act.book.remove(SurveyAnswer, id=row.id)
    erase_reports(act)
    brought.forget(act)
    for idea in ideas_of(act.book, act.meeting_id):
        if _is_bare(act.book, idea.id):
            _erase_idea(act, idea.id)
        for text_id in _texts(idea):
            act.book.remove(Wording, text_id=text_id, standing=Standing.beside)
    act.disorders = True


def _entries(book: Book, meeting_id: int, kind: Wrote, key: str) -> Iterable[str]:
    """By what the forms name it in which it is worded."""
    match kind:
        case Wrote.idea | Wrote.action:
            return [key]
        case Wrote.report:
            return [str(book.all(FollowEntry, id=int(key))[0].agreed_action_id)]
        case Wrote.prepared:
            return typed_words.entries_of(book, meeting_id, int(key))
        case Wrote.removed:
            return [str(basket.id_of(book.all(Removed, id=int(key))[0]))]
        case Wrote.talk | Wrote.answer | Wrote.session:
            return []


def _of_people(book: Book, meeting_id: int) -> set[int]:
    """The ids of the texts that people wrote."""
    actions = book.all(AgreedAction, meeting_id=meeting_id)
    return {
        *(line.text_id for line in _talk(book, meeting_id)),
        *(text_id for idea in ideas_of(book, meeting_id) for text_id in _texts(idea)),
        *(text_id for action in actions for text_id in _texts_of_action(action)),
        *(entry.text_id for action in actions for entry in following.log(book, action.id)),
    }


def _erase_idea(act: Act, idea_id: int) -> None:
    idea = act.book.all(Idea, id=idea_id)[0]
    if not _is_bare(act.book, idea_id):
        _silence(act, _texts(idea))
        return
    for kind in (Placement, AxisSpread, BroughtIdea):
        act.book.remove(kind, idea_id=idea_id)
    act.book.remove(Idea, id=idea_id)
    publishing.forget(act, _texts(idea))
    for text_id in _texts(idea):
        wordings.remove(act.book, text_id)


def _erase_line(act: Act, group_id: int, card_id: int) -> None:
    for line in act.book.all(TalkLine, small_group_id=group_id, card_id=card_id):
        act.book.remove(TalkLine, small_group_id=group_id, card_id=card_id)
        wordings.remove(act.book, line.text_id)


def _silence(act: Act, text_ids: Iterable[int]) -> None:
    for text_id in text_ids:
        left_over.silence(act.book, text_id)
        publishing.forget(act, [text_id])


def _is_bare(book: Book, idea_id: int) -> bool:
    """Whether the idea is neither proposed nor agreed."""
    return not (book.one(Proposal, idea_id=idea_id) or book.one(AgreedAction, idea_id=idea_id))


def _talk(book: Book, meeting_id: int) -> list[TalkLine]:
    return [
        line
        for row in book.rows(_TALK, meeting_id=meeting_id)
        for line in book.all(TalkLine, small_group_id=row.small_group_id, card_id=row.card_id)
    ]


def ideas_of(book: Book, meeting_id: int) -> list[Idea]:
    ideas = (book.one(Idea, id=key) for key in book.column(_IDEAS, meeting_id=meeting_id))
    return [idea for idea in ideas if idea]


def _texts(idea: Idea) -> tuple[int, ...]:
    return idea.title_id, idea.what_id, idea.who_id


def _texts_of_action(action: AgreedAction) -> list[int]:
    """What is to be done comes first: by it people know the action."""
    columns = whole.texts_of(whole.table_of(AgreedAction))
    text_ids = (getattr(action, column.name) for column in columns)
    return sorted(filter(None, text_ids), key=lambda text_id: text_id != action.title_id)


def _words(book: Book, text_ids: Iterable[int], told: PublishedWords) -> tuple[str, ...]:
    """All wordings of these texts, also those kept beside the current one, and those published."""
    said = [
        words
        for text_id in text_ids
        for words in (
            *(wording.words for wording in book.all(Wording, text_id=text_id)),
            *told.get(text_id, ()),
        )
    ]
    return left_over.without(tuple(dict.fromkeys(said)))
