"""Texts and their wordings: cleaned when stored, chosen by language when shown."""

from collections.abc import Mapping

from app import texts
from app.db import Book
from app.languages import HALL_LANGUAGES
from app.limits import LIMIT
from app.method.cleaning import clean
from app.method.refusals import empty, require, too_long
from app.models import Text, Wording
from app.vocabulary import Language, Standing, WordingSource

# The wordings of a text by their language; and of several texts, by the text's id.
Words = Mapping[str, str]
WordsById = Mapping[int, Words]

_PLACES = {language.value: place for place, language in enumerate(Language)}


def of_hall(sentence: str) -> Words:
    """What a sentence of the program says, as a text that a meeting begins with: in each language of
    the hall.
    """
    return {language.value: texts.say(sentence, language) for language in HALL_LANGUAGES}


def line(words: str, limit: int, *, may_be_empty: bool = False) -> str:
    """Return the cleaned text as one line. Refuses if it is empty or longer than `limit`."""
    return text(" ".join(clean(words).split()), limit, may_be_empty=may_be_empty)


def text(words: str, limit: int = LIMIT.text, *, may_be_empty: bool = False) -> str:
    cleaned = clean(words)
    require(empty if not cleaned and not may_be_empty else None)
    require(too_long.saying(limit=limit) if len(cleaned) > limit else None)
    return cleaned


def is_silent(words: Words) -> bool:
    """Whether there is nothing to read in any language, invisible characters aside."""
    return not any(map(clean, words.values()))


def write(book: Book, words: Mapping[str, str]) -> int:
    """Make a text with these clean wordings, leaving out empty ones. Returns its id."""
    new = Text()
    book.add(new)
    for language, said in words.items():
        if said:
            book.add(Wording(text_id=new.id, language=language, words=said))
    return new.id


def copied(book: Book, text_id: int) -> int:
    """Copy a text with all its current wordings and their sources; returns the new id."""
    new = Text()
    book.add(new)
    for wording in book.all(Wording, text_id=text_id, standing=Standing.current):
        book.add(
            Wording(
                text_id=new.id,
                language=wording.language,
                words=wording.words,
                source=wording.source,
            )
        )
    return new.id


def say(
    book: Book,
    text_id: int,
    language: str,
    words: str,
    source: WordingSource = WordingSource.written,
) -> None:
    """Makes `words` the text's current wording in this language; empty words remove it.

    If written words change or go, the interpreters' wordings are removed: they were made from the
    old words.
    """
    current = book.one(Wording, text_id=text_id, language=language, standing=Standing.current)
    if current is None:
        if words:
            book.add(Wording(text_id=text_id, language=language, words=words, source=source))
        return
    if not words:
        book.remove(Wording, id=current.id)
    elif (current.words, current.source) != (words, source):
        book.change(Wording, {"id": current.id}, words=words, source=source)
    if current.words != words and WordingSource.interpreted not in (current.source, source):
        book.remove(Wording, text_id=text_id, source=WordingSource.interpreted)


def say_beside(book: Book, text_id: int, language: str, words: str) -> None:
    """Keeps words that were written while somebody else saved. Overwrites nothing."""
    if not words or book.one(Wording, text_id=text_id, words=words):
        return
    book.add(
        Wording(
            text_id=text_id,
            language=language,
            words=words,
            standing=Standing.beside,
        )
    )


def put_in_place(book: Book, chosen: Wording) -> None:
    """Puts a wording that was kept beside in place of the current ones of all languages."""
    book.remove(Wording, text_id=chosen.text_id, standing=Standing.current)
    book.change(Wording, {"id": chosen.id}, standing=Standing.current)


def said(book: Book, text_id: int) -> dict[str, str]:
    """The current wordings of a text."""
    current = book.all(Wording, text_id=text_id, standing=Standing.current)
    return {wording.language: wording.words for wording in current}


def written(book: Book, text_id: int) -> dict[str, str]:
    """The current wordings, without those of interpreters."""
    current = book.all(Wording, text_id=text_id, standing=Standing.current)
    return {
        wording.language: wording.words
        for wording in current
        if wording.source is not WordingSource.interpreted
    }


def original(book: Book, text_id: int) -> dict[str, str]:
    """The current wordings that were not made from another one."""
    current = book.all(
        Wording, text_id=text_id, standing=Standing.current, source=WordingSource.written
    )
    return {wording.language: wording.words for wording in current}


def interpreted(book: Book, text_id: int) -> list[str]:
    """The languages whose current wording was typed by an interpreter."""
    current = book.all(Wording, text_id=text_id, standing=Standing.current)
    return sorted(
        wording.language for wording in current if wording.source is WordingSource.interpreted
    )


def remove(book: Book, text_id: int) -> None:
    book.remove(Wording, text_id=text_id)
    book.remove(Text, id=text_id)


def chosen(words: Mapping[str, str], language: str, *others: str) -> tuple[str, str]:
    """Choose (language, words): in `language`, else one of `others`, else the first, else empty.

    Of those that nobody asked for, everybody gets the same, whatever order they were read in.
    """
    for wanted in (language, *others):
        if wanted in words:
            return wanted, words[wanted]
    first = min(words, key=_place, default=language)
    return first, words.get(first, "")


def _place(tag: str) -> tuple[int, str]:
    """The languages of screens in their order, then all others."""
    return _PLACES.get(tag, len(_PLACES)), tag


def rewrite(book: Book, text_id: int, words: Mapping[str, str]) -> None:
    """Replaces a text that its readers share. Removes the translations of the old words."""
    for wording in book.all(Wording, text_id=text_id, standing=Standing.current):
        if wording.language not in words:
            book.remove(Wording, id=wording.id)
    for language, new_words in words.items():
        say(book, text_id, language, new_words)
