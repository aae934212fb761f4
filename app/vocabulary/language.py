"""The languages of the screens. Which of them speak where is told in `app/languages.py`."""

from enum import StrEnum
from typing import Self


class Language(StrEnum):
    """Languages of the screens, each in its own name. `pseudo` tries the layout; nobody is offered it."""

    own_name: str
    direction: str

    def __new__(cls, tag: str, own_name: str = "", direction: str = "ltr") -> Self:
        made = str.__new__(cls, tag)
        made._value_ = tag
        made.own_name = own_name
        made.direction = direction
        return made

    sv = "sv", "Svenska"
    fi = "fi", "Suomi"
    en = "en", "English"
    ar = "ar", "العربية", "rtl"
    fa = "fa", "فارسی", "rtl"
    so = "so", "Soomaali"
    ru = "ru", "Русский"
    uk = "uk", "Українська"
    et = "et", "Eesti"
    ti = "ti", "ትግርኛ"
    pseudo = "ar-XB", "\u202eRight to left\u202c", "rtl"

    @property
    def tag(self) -> str:
        return self.value
