"""A text in several languages at once, as the coordinator writes it."""

from app.method import wordings
from app.method.act import Act
from app.method.preparing.pattern import Words
from app.method.refusals import empty, require


def written(act: Act, words: Words, limit: int, *, may_be_empty: bool = False) -> int:
    """A new text, returned by its id; refused without a word in any language."""
    return wordings.write(act.book, _cleaned(words, limit, may_be_empty=may_be_empty))


def reword(act: Act, text_id: int, words: Words, limit: int, *, may_be_empty: bool = False) -> None:
    """Says a text anew in the given languages; empty words take that language away."""
    for language, said in _cleaned(words, limit, may_be_empty=may_be_empty).items():
        wordings.say(act.book, text_id, language, said)


def _cleaned(words: Words, limit: int, *, may_be_empty: bool) -> Words:
    cleaned = {
        language: wordings.line(said, limit, may_be_empty=True) for language, said in words.items()
    }
    require(empty if not any(cleaned.values()) and not may_be_empty else None)
    return cleaned
