"""Sets of languages: what phone and wall speak, what the hall's screens and papers speak, what texts are written in."""

import unicodedata
from functools import cache

from app.frozen import frozen
from app.texts import is_checked
from app.vocabulary import Language

# Each of these has a sentence for whatever a phone shows, and for the wall's second voice.
PHONE_LANGUAGES = tuple(one for one in Language if one is not Language.pseudo)
HALL_LANGUAGES = (Language.sv, Language.fi, Language.en)


def unchecked() -> tuple[Language, ...]:
    """Whose catalogue no native reader has gone through."""
    return tuple(one for one in PHONE_LANGUAGES if not is_checked(one))


@cache
def of_phones(turned_on: str) -> tuple[Language, ...]:
    """What a meeting's phones are offered: the checked ones, and of the others those that it has turned on."""
    return tuple(one for one in PHONE_LANGUAGES if is_checked(one) or one in turned_on.split())


def of_papers(*own: Language | None) -> tuple[Language, ...]:
    """Of a meeting's own languages those that papers speak too."""
    return tuple(one for one in own if one in HALL_LANGUAGES)


@frozen
class TextLanguage:
    """A language in which texts are prepared, whether the program speaks it or not."""

    tag: str
    own_name: str


TEXT_LANGUAGES = tuple(TextLanguage(one.tag, one.own_name) for one in HALL_LANGUAGES)

# In these a text can be written as well; nothing lacks them.
OTHER_LANGUAGES = (
    *(TextLanguage(one.tag, one.own_name) for one in PHONE_LANGUAGES if one not in HALL_LANGUAGES),
    TextLanguage("ckb", "کوردی"),
    TextLanguage("kmr", "Kurmancî"),
    TextLanguage("sq", "Shqip"),
    TextLanguage("th", "ไทย"),
    TextLanguage("tr", "Türkçe"),
    TextLanguage("vi", "Tiếng Việt"),
    TextLanguage("zh", "中文"),
)
WRITTEN_LANGUAGES = (*TEXT_LANGUAGES, *OTHER_LANGUAGES)
_NAMES = {one.tag: one.own_name for one in WRITTEN_LANGUAGES}

_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}
# U+2068 and U+2069: what stands between them is ordered by itself, in a text that knows no markup.
_ALONE = "\u2068%s\u2069"


def direction(words: str) -> str:
    """Of words, by their first letter that has one: not of the screen on which somebody wrote them."""
    kinds = (unicodedata.bidirectional(letter) for letter in words)
    return next((_STRONG[kind] for kind in kinds if kind in _STRONG), "ltr")


def alone(words: str, around: str) -> str:
    """People's words inside a sentence of ours, that runs `around` them; as they are where all runs one way."""
    kinds = {_STRONG.get(unicodedata.bidirectional(letter), around) for letter in words}
    return _ALONE % words if kinds - {around} else words
