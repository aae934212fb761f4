"""Three sets of languages: what the phone speaks, what the hall's screens and papers speak, what prepared texts say."""

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

_DIRECTIONS = {
    **{one.tag: one.direction for one in TEXT_LANGUAGES},
    **{one.value: one.direction for one in Language},
}


def direction(tag: str) -> str:
    """Of words in this language; participants write in those of the phone, too."""
    return _DIRECTIONS[tag]
