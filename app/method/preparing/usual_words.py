"""The usual principles and questions, what a new meeting begins with; and what is left of an erased text.

A meeting keeps them in the hall's languages, in which a coordinator can change them. Whoever reads
another language, such as one that only phones speak, gets the translation, which is not stored with
the meeting. If a coordinator changes a letter of the text, no old translation may be left in a
language that nobody at the desk reads.
"""

from collections.abc import Mapping

from app import texts
from app.languages import OFFICIAL_LANGUAGES
from app.vocabulary import LEVELS, N_, Language, QuestionKind

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
# Each is answered on four levels, none of them in the middle; `LOW` and `HIGH` name the ends.
_SCALES = (
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
)
SURVEY = (
    *((QuestionKind.scale, asked) for asked in _SCALES),
    (
        QuestionKind.actions,
        N_("Which of the agreed actions do you mean to act on yourself?"),
    ),
    (
        QuestionKind.free,
        N_(
            "Is there anything else you would like to say? Write nothing that shows who you or anybody else is."
        ),
    ),
)
LOW, HIGH = LEVELS[0], LEVELS[-1]
# Of a card, a title, a name: of whatever is shown by its words, nothing would be told apart without any.
ERASED = N_("Erased text")
# A usual text is known by these, which every meeting has. Not by all of the hall's: one that the
# hall learns later is lacking in the meetings before, whose texts are as usual as they were.
_KNOWN_BY = (*OFFICIAL_LANGUAGES, Language.en)
_USUAL = frozenset({*PRINCIPLES, *(question for _, question in SURVEY), LOW, HIGH, ERASED})


def usual_in(language: Language, given: Mapping[str, str]) -> str:
    """The translation of a text that is still the usual one to the letter; "" if there is none."""
    english = given.get(Language.en, "")
    if english not in _USUAL or any(
        given.get(known) != texts.say(english, known) for known in _KNOWN_BY
    ):
        return ""
    said = texts.say(english, language)
    return "" if said == english else said
