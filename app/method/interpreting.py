"""Interpreters: they join by links, count in no number, and type texts that lack a language.

What they type appears at once on all screens in that language, beside the original words, and is
marked. If the original is rewritten, the interpreted words are removed. Once a proposal is voted
on, the words that they have typed for it cannot be changed. Once the meeting has ended, they type
nothing more.
"""

import hashlib
from typing import Any

from app.db import Book
from app.languages import WRITTEN_TAGS
from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act
from app.method.declaring import ITSELF, done_by
from app.method.doers import Who
from app.method.proposals import are_voted_on, with_text
from app.method.refusals import (
    NotYoursError,
    Refusal,
    bad_number,
    require,
    unknown_field,
    voted_on,
)
from app.method.rules import meeting_of
from app.method.sent import GivenBackWords, SeenWords
from app.method.text_columns import (
    OF_ACTIONS,
    OF_IDEAS,
    OF_MEETING,
    OF_ROUND,
    OF_TALK,
    TextColumns,
    most_letters,
)
from app.models import Idea, Interpreting, SmallGroup, Wording
from app.vocabulary import N_, Standing, WordingSource

# Two interpreters take turns, because nobody listens well for longer.
TURN_SECONDS = LIMIT.turn_minutes * 60

has_own_words = Refusal(
    "has_own_words", N_("This text has words of its own in that language already.")
)
changed_since = Refusal(
    "changed_since", N_("The text has changed meanwhile. Read it again, then change your words.")
)
nobody_else = Refusal(
    "nobody_else", N_("This language has one interpreter, so there is nobody to change with.")
)
already_followed = Refusal(
    "already_followed",
    N_(
        "Somebody else has added this language meanwhile. It stands above: change it there, "
        "and throw away what you typed here."
    ),
)
no_address = Refusal("no_address", N_("Write the whole address, beginning with https://"))


@done_by(Who.interpreter, "texts/{text_id}", undone_by=ITSELF)
def interpret(
    act: Act, text_id: int, language: str, words: GivenBackWords, seen: SeenWords
) -> None:
    """Stores an interpreter's words; empty ones take them back. `seen`: the original's `digest`."""
    require(None if language in WRITTEN_TAGS else unknown_field)
    most = _most_letters(act.book, act.meeting_id, text_id)
    now = act.book.one(Wording, text_id=text_id, language=language, standing=Standing.current)
    require(has_own_words if now and now.source is not WordingSource.interpreted else None)
    require(changed_since if seen != digest(wordings.written(act.book, text_id)) else None)
    typed = wordings.text(words, most, may_be_empty=True)
    changes = now is not None and now.words != typed
    ideas = with_text(act.book, text_id) if changes else []
    require(may_change(typed=changes, voted=are_voted_on(act.book, act.meeting_id, ideas)))
    wordings.say(act.book, text_id, language, typed, WordingSource.interpreted)


def may_change(*, typed: bool, voted: bool) -> Refusal | None:
    """People may have voted by what is typed already. A language without words can get them."""
    return voted_on if typed and voted else None


@done_by(Who.interpreter, "turn", about=("language",), final="The other one has begun.")
def take_over(act: Act, language: str) -> None:
    """One of two interpreters has begun; after `TURN_SECONDS` the other one goes on."""
    at = {"meeting_id": act.meeting_id, "language": language}
    interpreting = act.book.one(Interpreting, **at)
    require(nobody_else if interpreting is None or interpreting.interpreters < 2 else None)
    act.book.change(Interpreting, at, since=act.now)


def add_followed(act: Act, language: str, interpreters: int, talk: str) -> None:
    """Adds a language. If it is there already, refuses: another coordinator has just added it."""
    there = followed(act.book, act.meeting_id)
    require(already_followed if language in there else None)
    set_followed(act, language, interpreters, talk)


def set_followed(act: Act, language: str, interpreters: int, talk: str) -> None:
    """Stores a language's interpreters and address; without either it leaves the list."""
    require(None if language in WRITTEN_TAGS else unknown_field)
    is_number = 0 <= interpreters <= LIMIT.interpreters
    require(None if is_number else bad_number.saying(low=0, high=LIMIT.interpreters))
    address = wordings.line(talk, LIMIT.web_address, may_be_empty=True)
    is_address = not address or address.startswith(("https://", "http://", "tel:"))
    require(None if is_address else no_address)
    meeting_id = meeting_of(act.book, act.meeting_id).id
    if not (interpreters or address):
        act.book.remove(Interpreting, meeting_id=meeting_id, language=language)
        return
    known = act.book.one(Interpreting, meeting_id=meeting_id, language=language)
    act.book.put(
        Interpreting,
        ("meeting_id", "language"),
        meeting_id=meeting_id,
        language=language,
        interpreters=interpreters,
        talk=address,
        since=known.since if known else None,
    )


def followed(book: Book, meeting_id: int) -> dict[str, Interpreting]:
    """The rows by language."""
    rows = book.all(Interpreting, order=("language",), meeting_id=meeting_id)
    return {row.language: row for row in rows}


def digest(words: wordings.Words) -> str:
    """A short digest of the wordings, by which a form says what it was made from."""
    joined = "\n".join(f"{language} {words[language]}" for language in sorted(words))
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


def _most_letters(book: Book, meeting_id: int, text_id: int) -> int:
    """How many letters the text may have. Raises NotYoursError if no screen of this meeting can show
    it.
    """
    groups: set[int] = {group.id for group in book.all(SmallGroup, meeting_id=meeting_id)}
    round_id = meeting_of(book, meeting_id).round_id
    places: tuple[tuple[TextColumns, set[int]], ...] = (
        (OF_MEETING, {meeting_id}),
        (OF_ACTIONS, {meeting_id}),
        (OF_ROUND, {round_id}),
        (OF_IDEAS, groups),
        (OF_TALK, groups),
    )
    most = [
        most_letters(owner.class_, column.key)
        for held, ids in places
        for column, owner in held
        for row in _rows(book, owner.class_, column.key, text_id)
        if getattr(row, owner.key) in ids and not (owner.class_ is Idea and row.hidden)
    ]
    if not most:
        raise NotYoursError
    return min(most)


def _rows(book: Book, kind: Any, column: str, text_id: int) -> list[Any]:
    named: dict[str, Any] = {column: text_id}
    return book.all(kind, **named)
