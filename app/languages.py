"""Sets of languages: what the phone speaks, what the hall's screens and papers speak, what texts are written in."""

from dataclasses import dataclass

from app.vocabulary import Language

PHONE_LANGUAGES = (Language.sv, Language.fi, Language.en)
HALL_LANGUAGES = (Language.sv, Language.fi, Language.en)


@dataclass(frozen=True)
class TextLanguage:
    """A language in which texts are prepared, whether the program speaks it or not."""

    tag: str
    own_name: str
    direction: str = "ltr"


TEXT_LANGUAGES = (
    TextLanguage("sv", "Svenska"),
    TextLanguage("fi", "Suomi"),
    TextLanguage("en", "English"),
)

# In these a text can be written as well; nothing lacks them.
OTHER_LANGUAGES = (
    TextLanguage("ar", "العربية", "rtl"),
    TextLanguage("fa", "فارسی", "rtl"),
    TextLanguage("so", "Soomaali"),
    TextLanguage("ru", "Русский"),
    TextLanguage("uk", "Українська"),
    TextLanguage("et", "Eesti"),
    TextLanguage("ti", "ትግርኛ"),
    TextLanguage("ckb", "کوردی", "rtl"),
    TextLanguage("kmr", "Kurmancî"),
    TextLanguage("sq", "Shqip"),
    TextLanguage("th", "ไทย"),
    TextLanguage("tr", "Türkçe"),
    TextLanguage("vi", "Tiếng Việt"),
    TextLanguage("zh", "中文"),
)
WRITTEN_LANGUAGES = (*TEXT_LANGUAGES, *OTHER_LANGUAGES)

_DIRECTIONS = {
    **{one.tag: one.direction for one in WRITTEN_LANGUAGES},
    **{one.value: one.direction for one in Language},
}


def direction(tag: str) -> str:
    """Of words in this language, whoever has written them."""
    return _DIRECTIONS[tag]
