"""What a translation must keep: the places of what is put in, the forms that its language counts by, and its room; and
which sentences nobody can translate as they stand.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Final

from babel.messages.plurals import get_plural

from app.vocabulary import N_, Language

# A sentence may be so many times as long as the longest of those that the screens were drawn with, and a short one
# has so many letters more.
LONGER: Final = 1.7
LETTERS: Final = 14

# What has no more words than these, beside what is put in, may be anything: only its `msgctxt`, which says what it is
# and of what it is said, lets anybody find the word for it in another language.
SHORT: Final = 2

_PLACE = re.compile(r"%\(\w+\)[sd]")
_WORD = re.compile(r"\w[\w'’-]*")
_STRAY = re.compile(r"%(?!\(\w+\)[sd]|%)")
_MARKUP = re.compile(r"[<>&]|&\w+;")
# What turns the order of letters for all that follows; U+200C, which Persian is written with, is none of these.
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
    """So many forms a sentence that counts has."""
    return get_plural(language.value).num_plurals


def fault(
    english: Sequence[str], said: Sequence[str], beside: Sequence[str] = (), *, is_format: bool
) -> str:
    """The sentence that says what is wrong, or nothing. `english`: one and many, where it counts."""
    if not all(one.strip() for one in said):
        return EMPTY
    if is_format and not all(_keeps_places(english, one) for one in said):
        return PLACES
    if any(_markup(one) != _markup(english[-1]) for one in said):
        return MARKUP
    if any(map(_TURNS.search, said)):
        return TURNS
    return LONG if max(map(len, said)) > most((*english, *beside)) else ""


def most(beside: Sequence[str]) -> int:
    """So many letters there is room for where these stand."""
    return int(LONGER * max(map(len, beside))) + LETTERS


def _keeps_places(english: Sequence[str], said: str) -> bool:
    """A form of a sentence that counts may say its number in words, or not at all."""
    places, wanted = set(_PLACE.findall(said)), set(_PLACE.findall(" ".join(english)))
    may_be_left_out = {"%(num)s"} if len(english) > 1 else set()
    return not _STRAY.search(said) and wanted - may_be_left_out <= places <= wanted


def _markup(words: str) -> Counter[str]:
    return Counter(_MARKUP.findall(words))
