"""A text in several languages at once, as the coordinator writes it."""

import hashlib

from app.method import wordings
from app.method.act import Act
from app.method.cleaning import clean
from app.method.refusals import Refusal, RefusedError, require
from app.method.wordings import Words
from app.vocabulary import N_

written_meanwhile = Refusal(
    "written_meanwhile",
    N_(
        "Somebody else has saved this meanwhile. Both wordings are on this page: "
        "leave in the field the one that is to hold, and save again."
    ),
)


no_words = Refusal("no_words", N_("Write something first, in at least one language."))


class Typed(dict[str, str]):
    """Words typed on a page. `seen`: by language, the digest of what was in the field before."""

    def __init__(self, words: Words, seen: Words) -> None:
        super().__init__(words)
        self.seen = seen


def digest(words: str) -> str:
    """A short digest, by which a form tells which words a text was typed over."""
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:12]


def merged(words: Words, now: Words) -> Words:
    """The typed words over the current ones: a field that was not touched keeps what others saved.

    Refuses if somebody else has written other words in the same field.
    """
    if not isinstance(words, Typed):
        return words
    return {language: _over(words, language, now.get(language, "")) for language in words}


def _over(typed: Typed, language: str, now: str) -> str:
    words, seen = clean(typed[language]), typed.seen.get(language)
    if seen is None or digest(now) == seen or words == now:
        return typed[language]
    if digest(words) == seen:
        return now
    raise RefusedError(written_meanwhile)


def new_text(act: Act, words: Words, limit: int, *, may_be_empty: bool = False) -> int:
    """Make a text; returns its id. Refuses if there is no word in any language."""
    cleaned = _cleaned(words, limit)
    require(no_words if not any(cleaned.values()) and not may_be_empty else None)
    return wordings.write(act.book, cleaned)


def reword(act: Act, text_id: int, words: Words, limit: int, *, may_be_empty: bool = False) -> None:
    """Rewords a text in the given languages; empty words remove the language.

    Refuses to remove the last words that a person has written.
    """
    now = wordings.said(act.book, text_id)
    cleaned = _cleaned(merged(words, now), limit)
    changed = {tag: said for tag, said in cleaned.items() if said != now.get(tag, "")}
    left = wordings.written(act.book, text_id) | changed
    require(no_words if not any(left.values()) and not may_be_empty else None)
    for language, said in changed.items():
        wordings.say(act.book, text_id, language, said)


def _cleaned(words: Words, limit: int) -> Words:
    return {
        language: wordings.line(said, limit, may_be_empty=True) for language, said in words.items()
    }
