"""The usual principles and questions in those languages that only phones speak.

So readers of these languages read what everybody agrees to. These translations are not stored with
the meeting. If a coordinator changes a letter of the text, no old translation may be left in a
language that nobody at the desk reads.
"""

from collections.abc import Mapping
from functools import cache

from app import texts
from app.languages import HALL_LANGUAGES
from app.method.preparing.pattern import usual
from app.method.wordings import Words
from app.vocabulary import LEVELS, N_, Language

PRINCIPLES = (
    N_("We give each other time to finish speaking."),
    N_("All experiences are worth the same."),
    N_("Racism and insults are not accepted, and the meeting leader steps in."),
    N_("You decide for yourself what to tell."),
    N_("You may take a break or ask for help at any time."),
    N_("We speak for ourselves, not for a whole group."),
    N_("We assume nothing about others from name, looks or language."),
    N_("We take no pictures and make no recordings."),
    N_("We do not pass on who said what."),
)
SURVEY = (
    N_(
        "The results of the discussion sessions gave me a new picture of what it is like to live in the municipality."
    ),
    N_("The talk in the small group helped me to see things from somebody else's point of view."),
    N_("I was heard in the small group."),
    N_("I now think differently about something than when the meeting began."),
    N_(
        "I see more clearly than before what I can do myself for good relations between population groups."
    ),
    N_(
        "After the meeting I trust more than before that residents' experiences make a difference to decisions."
    ),
    N_("Which of the agreed actions do you mean to act on yourself?"),
    N_(
        "Is there anything else you would like to say? Write nothing that shows who you or anybody else is."
    ),
    LEVELS[0],
    LEVELS[-1],
)


def usual_in(language: Language, given: Mapping[str, str]) -> str:
    """The translation of a text that is still the usual one to the letter; "" if there is none."""
    if language in HALL_LANGUAGES or _key(given) not in _usual():
        return ""
    english = given[Language.en]
    said = texts.say(english, language)
    return "" if said == english else said


def _key(words: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(words.get(language, "") for language in HALL_LANGUAGES)


@cache
def _usual() -> frozenset[tuple[str, ...]]:
    pattern = usual()
    ends = (end for question in pattern.questions for end in (question.low, question.high) if end)
    said: tuple[Words, ...] = (
        *pattern.principles,
        *(question.text for question in pattern.questions),
        *ends,
    )
    return frozenset(map(_key, said))
