"""The catalogues: English sentences as keys, the other languages from `locales/`, and a pseudo right-to-left one."""

import gettext
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, partial
from hashlib import blake2b
from importlib.metadata import version
from io import BytesIO
from itertools import takewhile
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from app.frozen import frozen
from app.kept import kept_beside
from app.vocabulary import Language, Word

LOCALES = Path(__file__).resolve().parent / "locales"
# Babel has no name for these in any of our languages: the language that each is a part of, and its own name.
_PARTS = {"kmr": ("ku", "Kurmancî")}
# What somebody's sentence may end with already, in any script of the languages here.
_ENDS = (".", "!", "?", "…", "؟", "።")
_MADE_BY = Path(__file__).read_bytes() + version("babel").encode()


@frozen
class Saying:
    """A sentence of the program. `sentence` is a catalogue key with %(name)s values."""

    sentence: str
    values: tuple[tuple[str, Word | str | int], ...] = ()


def saying(sentence: str, /, **values: Word | str | int) -> Saying:
    return Saying(sentence, tuple(sorted(values.items())))


# By English sentence, see `key`: the translation in each plural form of the language.
Corrections = Mapping[str, tuple[str, ...]]
_corrected: Mapping[Language, Corrections] = {}


def key(english: str | Sequence[str]) -> str:
    """The key of a sentence in a table; for one that counts, both its forms."""
    return english if isinstance(english, str) else " / ".join(english)


def correct(corrected: Mapping[Language, Corrections]) -> bool:
    """Lays these over the catalogues, instead of those that lay there. Returns whether that changes
    anything.
    """
    global _corrected  # noqa: PLW0603 -- the same for the whole program
    if corrected == _corrected:
        return False
    _corrected = dict(corrected)
    catalogue.cache_clear()
    return True


def corrections(language: Language) -> Corrections:
    """What lies over the catalogue of this language now."""
    return _corrected.get(language, {})


@cache
def catalogue(language: Language) -> gettext.NullTranslations:
    """Compiled when first asked for, and again once anything in it has changed: no build step can
    be forgotten.
    """
    if language is Language.pseudo:
        return _Pseudo()
    if language is Language.en:
        return gettext.NullTranslations()
    source, laid_over = _source(language), corrections(language)
    of = source.read_bytes() + repr(sorted(laid_over.items())).encode() + _MADE_BY
    make = partial(_compiled, language, laid_over)
    made = _Spoken(BytesIO(kept_beside(source, f"{language.value}.mo", of, make)))
    made.digest = blake2b(of).digest()
    return made


class _Spoken(gettext.GNUTranslations):
    """`digest`: of all that it says."""

    digest = b""


def digest_of(said: gettext.NullTranslations) -> bytes:
    """A digest that changes with anything that is said. Empty for English and the pseudo language,
    which say what the code says.
    """
    return said.digest if isinstance(said, _Spoken) else b""


def _compiled(language: Language, laid_over: Corrections) -> bytes:
    messages = read(language)
    for message in messages:
        message.context = None
        if said := laid_over.get(key(message.id)):
            message.string = said[0] if isinstance(message.id, str) else said
    compiled = BytesIO()
    write_mo(compiled, messages)
    return compiled.getvalue()


def read(language: Language) -> Catalog:
    """A catalogue as the program brings it, with where each sentence is used and, for a short one,
    what it is.

    These are for translators. The program looks up by English alone, in which no wording means two
    things.
    """
    with _source(language).open("rb") as file:
        return read_po(file, locale=language.value)


@cache
def is_checked(language: Language) -> bool:
    """Whether a native reader has checked the catalogue: only if its header says so, which is read
    without the rest.
    """
    if language in {Language.en, Language.pseudo}:
        return True
    with _source(language).open(encoding="utf-8") as file:
        return '"X-Checked: yes\\n"\n' in takewhile(str.strip, file)


def _source(language: Language) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "messages.po"


def locale(language: Language) -> str:
    """The locale by which dates are written: the day before the month, as everywhere here."""
    return "en_GB" if language in {Language.en, Language.pseudo} else language.value


def comma(language: Language) -> str:
    """What separates two things in a list."""
    return {Language.ar: "، ", Language.fa: "، ", Language.ti: "፣ "}.get(language, ", ")


def ending(words: str, sign: str = ".") -> str:
    """What stands between somebody's words and what follows them: no sign after a full stop."""
    return " " if words.endswith(_ENDS) else f"{sign} "


def say(sentence: str, language: Language, /, **values: str | int) -> str:
    said = catalogue(language).gettext(sentence)
    return said % values if values else said


def ngettext(
    singular: str, plural: str, number: int, language: Language, /, **values: str | int
) -> str:
    """A sentence of the program that counts: `%(num)s` is the number."""
    return catalogue(language).ngettext(singular, plural, number) % {"num": number, **values}


def day(iso: str, language: Language) -> str:
    """A date written out; "" if there is none."""
    if not iso:
        return ""
    # The year's own word in full: shortened, it would end a sentence with two full stops.
    wanted = {Language.ru: "d MMMM y 'года'", Language.uk: "d MMMM y 'року'"}.get(language, "long")
    return format_date(date.fromisoformat(iso), wanted, locale=locale(language))


def name(word: Word, language: Language) -> str:
    return say(word.says["name"], language)


def named(words: Iterable[Word], language: Language) -> list[tuple[str, str]]:
    """Each word with its name, for a form in which one of them is chosen."""
    return [(word.value, say(word.says["name"], language)) for word in words]


def language_name(told: str, language: Language) -> str:
    """The name of a language inside a sentence of another one, by its tag; the tag itself if it is
    unknown.
    """
    names = Locale.parse(locale(language)).languages
    if told in names or told not in _PARTS:
        return str(names.get(told, told))
    whole, own = _PARTS[told]
    return f"{names[whole]} ({own})"


def language_names(languages: Iterable[Language], reader: Language) -> str:
    """The names of languages as a list, the reader's own first. They are as in a dictionary: a
    translation whose language has endings for them puts the list after a colon.
    """
    order = sorted(languages, key=lambda language: language is not reader)
    names = [language_name(language, reader) for language in order]
    return format_list(names, locale=locale(reader))


class _Pseudo(gettext.NullTranslations):
    """Every sentence reversed by a Unicode override, so that untranslated or unmirrored text is
    noticed.
    """

    def gettext(self, message: str) -> str:
        return f"\u202e{message}\u202c"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)
