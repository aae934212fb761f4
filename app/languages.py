"""Sets of languages: what phone and wall speak, what the hall's screens and papers speak, what texts are written in;
and what else a new language needs.

One of phones is named in `vocabulary/language.py`, and needs a catalogue in `locales/`, its words in the glossary
there, and its letters in the fonts (`static/fonts/make.py`). One of the hall needs every sentence in its catalogue, and
a native reader who has checked it (`X-Checked: yes` in its head); the guide's words (`papers/guide/words/`); the texts
of the sample meeting (`sample/sundby.toml`); and, in `papers/brought/headings.py`, the words of clerks' own tables.
Tests say what is lacking of all these but the last.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache

from app.frozen import frozen
from app.texts import is_checked
from app.vocabulary import Language

# Each of these has a translation of everything that a phone shows, and the wall beside its first
# language.
PHONE_LANGUAGES = tuple(language for language in Language if language is not Language.pseudo)
HALL_LANGUAGES = (Language.sv, Language.fi, Language.en)
# Those in which clerks write.
OFFICIAL_LANGUAGES = (Language.sv, Language.fi)


def unchecked() -> tuple[Language, ...]:
    """The languages whose catalogue no native reader has checked."""
    return tuple(language for language in PHONE_LANGUAGES if not is_checked(language))


def turned_on(stored: str) -> tuple[str, ...]:
    """The tags in a meeting's `unchecked_languages`."""
    return tuple(stored.split())


@cache
def of_phones(stored: str) -> tuple[Language, ...]:
    """The languages that a meeting's phones are offered: the checked ones, and those of the others
    that it has turned on, see `turned_on`.
    """
    return tuple(
        language
        for language in PHONE_LANGUAGES
        if is_checked(language) or language in turned_on(stored)
    )


def of_papers(*own: Language | None) -> tuple[Language, ...]:
    """Those of a meeting's own languages that papers speak too."""
    return tuple(language for language in own if language in HALL_LANGUAGES)


@frozen
class TextLanguage:
    """A language in which texts are prepared, whether the program speaks it or not."""

    tag: str
    own_name: str


def own_names(languages: Iterable[Language | TextLanguage]) -> list[tuple[str, str]]:
    """Each language with what its speakers call it, for a form in which one of them is chosen."""
    return [(language.tag, language.own_name) for language in languages]


TEXT_LANGUAGES = tuple(TextLanguage(language.tag, language.own_name) for language in HALL_LANGUAGES)

# A text can be written in these too, but it is complete without them. One that phones begin to speak
# leaves the list below.
OTHER_LANGUAGES = (
    *(
        TextLanguage(language.tag, language.own_name)
        for language in PHONE_LANGUAGES
        if language not in HALL_LANGUAGES
    ),
    TextLanguage("ckb", "کوردی"),
    TextLanguage("kmr", "Kurmancî"),
    TextLanguage("sq", "Shqip"),
    TextLanguage("th", "ไทย"),
    TextLanguage("tr", "Türkçe"),
    TextLanguage("vi", "Tiếng Việt"),
    TextLanguage("zh", "中文"),
)
WRITTEN_LANGUAGES = (*TEXT_LANGUAGES, *OTHER_LANGUAGES)
WRITTEN_TAGS = tuple(language.tag for language in WRITTEN_LANGUAGES)

_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}
# U+2068 and U+2069 isolate what is between them, so that its direction is found by itself, in text
# without markup.
_ALONE = "\u2068%s\u2069"


def direction(words: str) -> str:
    """The direction of words, by their first letter that has one: not that of the screen on which
    somebody wrote them.
    """
    kinds = (unicodedata.bidirectional(letter) for letter in words)
    return next((_STRONG[kind] for kind in kinds if kind in _STRONG), "ltr")


def alone(words: str, around: str) -> str:
    """Isolates people's words inside a sentence of ours, whose direction is `around`. Returns them
    unchanged if all runs one way.
    """
    kinds = {_STRONG.get(unicodedata.bidirectional(letter), around) for letter in words}
    return _ALONE % words if kinds - {around} else words
