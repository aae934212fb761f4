"""The catalogues: English sentences as keys, Swedish and Finnish from `locales/`, and a pseudo right-to-left one."""

import gettext
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from app.vocabulary import Language, Word

LOCALES = Path(__file__).resolve().parent / "locales"


@dataclass(frozen=True)
class Saying:
    """A sentence of the program. `sentence` is a catalogue key with %(name)s values."""

    sentence: str
    values: tuple[tuple[str, Word | str | int], ...] = ()


def saying(sentence: str, **values: Word | str | int) -> Saying:
    return Saying(sentence, tuple(sorted(values.items())))


@cache
def catalogue(language: Language) -> gettext.NullTranslations:
    """Compiled when first asked for, so that no build step can be forgotten."""
    if language is Language.pseudo:
        return _Pseudo()
    source = LOCALES / language / "LC_MESSAGES" / "messages.po"
    if not source.exists():
        return gettext.NullTranslations()
    with source.open("rb") as file:
        messages = read_po(file, locale=language.value)
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def locale(language: Language) -> str:
    """The name by which dates are written."""
    return "en" if language is Language.pseudo else language.value


def say(sentence: str, language: Language, **values: str | int) -> str:
    said = catalogue(language).gettext(sentence)
    return said % values if values else said


def ngettext(one: str, many: str, number: int, language: Language, **values: str | int) -> str:
    """A sentence of the program that counts: `%(num)s` is the number."""
    return catalogue(language).ngettext(one, many, number) % {"num": number, **values}


def day(iso: str, language: Language) -> str:
    """A day as it is written out; nothing where there is none."""
    if not iso:
        return ""
    return format_date(date.fromisoformat(iso), "long", locale=locale(language))


def name(word: Word, language: Language) -> str:
    return say(word.says["name"], language)


def language_name(told: str, language: Language) -> str:
    """What a language is called inside a sentence of another one, by its tag; one that is not known, by that."""
    return str(Locale.parse(locale(language)).languages.get(told, told))


class _Pseudo(gettext.NullTranslations):
    """Every sentence turned round by an override, so that what escapes translation or mirroring is seen."""

    def gettext(self, message: str) -> str:
        return f"\u202e{message}\u202c"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)
