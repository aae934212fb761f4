"""The rule for translations: placeholders, plural forms, markup and length; and which sentences are
too short to be translated without a note.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Final

from babel.messages.plurals import get_plural

from app.vocabulary import N_, Language

# A translation may be LONGER times as long as the longest of the languages that the screens were
# designed in, plus LETTERS, which help short ones.
LONGER: Final = 1.7
LETTERS: Final = 14

# A sentence of at most this many words, placeholders apart, is ambiguous: a translator needs its
# `msgctxt`, which says what it is and what it is said of.
SHORT: Final = 2

_PLACE = re.compile(r"%\(\w+\)[sd]")
_WORD = re.compile(r"\w[\w'’-]*")
_STRAY = re.compile(r"%(?!\(\w+\)[sd]|%)")
_MARKUP = re.compile(r"[<>&]|&\w+;")
# Marks that turn the direction of what follows. U+200C, which Persian needs, is none of these.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")

EMPTY = N_("A form of it is empty.")
PLACES = N_("What is put in, like %%(number)s, must be there as in the English sentence.")
MARKUP = N_("Signs like < and & must be as in the English sentence.")
TURNS = N_("It holds an unseen sign that turns the order of letters.")
LONG = N_("It is too long for the screens.")


def is_short(english: str) -> bool:
    return len(_WORD.findall(_PLACE.sub("", english))) <= SHORT


@cache
def forms(language: Language) -> int:
    """How many plural forms the language has."""
    return get_plural(language.value).num_plurals


def fault(
    english: Sequence[str], said: Sequence[str], beside: Sequence[str] = (), *, is_format: bool
) -> str:
    """Returns the sentence that says what is wrong, or "".

    `english`: singular and plural, if it has both.
    """
    if not all(words.strip() for words in said):
        return EMPTY
    if is_format and not all(_keeps_places(english, words) for words in said):
        return PLACES
    if any(_markup(words) != _markup(english[-1]) for words in said):
        return MARKUP
    if any(map(_TURNS.search, said)):
        return TURNS
    return LONG if max(map(len, said)) > most((*english, *beside)) else ""


def most(beside: Sequence[str]) -> int:
    """How many letters a translation may have.

    `beside`: the same sentence in the designed languages.
    """
    return int(LONGER * max(map(len, beside))) + LETTERS


def _keeps_places(english: Sequence[str], said: str) -> bool:
    """Whether the placeholders are kept.

    A plural form may leave out `%(num)s`, as in “one card”.
    """
    places, wanted = set(_PLACE.findall(said)), set(_PLACE.findall(" ".join(english)))
    may_be_left_out = {"%(num)s"} if len(english) > 1 else set()
    return not _STRAY.search(said) and wanted - may_be_left_out <= places <= wanted


def _markup(words: str) -> Counter[str]:
    return Counter(_MARKUP.findall(words))
