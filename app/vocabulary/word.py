"""What a word of the method is: a stored value with the sentences that people read."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Self


def N_(sentence: str) -> str:  # noqa: N802 -- gettext's own name for "translate this later"
    return sentence


class Word(StrEnum):
    """A word that people read. `says`: its English sentences by form, keys of the catalogues.

    Every member has "name", and each further form that its fellows have.
    """

    says: Mapping[str, str]

    def __new__(cls, word: str, name: str = "", forms: Mapping[str, str] | None = None) -> Self:
        made = str.__new__(cls, word)
        made._value_ = word
        made.says = {"name": name, **(forms or {})}
        return made
