"""The words that people use in headings and cells: kinds of columns, themes, languages, and yes.

What the empty workbook says (`template.py`) is known in each language of the hall; clerks' other
words are here for Swedish, Finnish and English.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import cache

from app.languages import HALL_LANGUAGES, WRITTEN_LANGUAGES
from app.method.cleaning import clean
from app.papers.brought import template
from app.texts import language_name, name
from app.vocabulary import Theme

HEADINGS: Mapping[str, frozenset[str]] = {
    "text": frozenset(
        {
            "text", "texten", "kortets text", "mening", "resultat", "erfarenhet", "erfarenhetskort",
            "kommentar", "comment", "comment-body", "kommentti", "åtgärd", "förslag", "åtgärdsförslag",
            "föreslagen åtgärd", "toimenpide", "ehdotus", "toimenpide-ehdotus", "ehdotettu toimenpide",
            "suggestion", "suggested action", "action",
            "centralt resultat", "centrala resultat", "teksti", "kortin teksti", "lause", "tulos",
            "kokemus", "kokemuskortti", "keskeinen tulos", "keskeiset tulokset", "card text",
            "result", "key result", "experience", "experience card",
        }
    ),
    "theme": frozenset({"theme", "tema", "delområde", "område", "teema", "osa-alue", "osaalue"}),
    "group": frozenset(
        {
            "group", "population group", "language group", "grupp", "befolkningsgrupp", "språkgrupp",
            "målgrupp", "ryhmä", "väestöryhmä", "kieliryhmä", "kohderyhmä",
        }
    ),
    "language": frozenset({"language", "språk", "kieli"}),
    "number": frozenset(
        {
            "number", "no", "nr", "nummer", "kortnummer", "kort nr", "numero", "nro", "kortin numero",
            "card number", "#",
        }
    ),
    # Either the text, or the card's number if another column holds the text.
    "card": frozenset({"card", "kort", "kortet", "kortti"}),
    "note": frozenset(
        {
            "notes", "presenter's notes", "anteckningar", "presentatörens anteckningar", "muistiinpanot",
            "esittäjän muistiinpanot",
        }
    ),
    # Clerks' own remarks.
    "none": frozenset(
        {"anmärkning", "anmärkningar", "obs", "huomautus", "huomautukset", "huom", "remark", "remarks"}
    ),
    "heavy": frozenset({"heavy", "heavy card", "tungt", "tungt kort", "raskas", "raskas kortti"}),
}  # fmt: skip
PERSONAL = frozenset(
    {
        "förnamn", "efternamn", "adress", "hemadress", "e-post", "epost", "telefon", "telefonnummer",
        "personbeteckning", "etunimi", "sukunimi", "osoite", "kotiosoite", "sähköposti", "puhelin",
        "puhelinnumero", "henkilötunnus", "first name", "last name", "surname", "address", "e-mail",
        "email", "phone", "namn", "nimi", "name", "postadress", "postiosoite", "postnummer", "postinumero",
        "mobil", "mobiltelefon", "matkapuhelin", "gatuadress", "katuosoite", "födelsetid", "syntymäaika",
        "sukunimi ja etunimi", "koko nimi", "full name", "date of birth", "hetu", "tel", "puh",
    }
)  # fmt: skip
# Official and short names. They are compared without diacritics.
THEMES: Mapping[Theme, frozenset[str]] = {
    Theme.participation: frozenset(
        {
            "participation", "delaktighet", "delaktighet och inflytande", "delaktighet och påverkan",
            "osallisuus", "osallisuus ja vaikuttaminen",
        }
    ),
    Theme.attitudes: frozenset(
        {"attitudes", "attityder", "attitydklimat", "asenteet", "asenneilmapiiri", "asenneilmasto"}
    ),
    Theme.security: frozenset(
        {
            "security", "sense of security", "safety", "trygghet", "trygghetskänsla", "känslan av trygghet",
            "känsla av trygghet", "turvallisuuden kokemus", "turvallisuuden kokemukset",
            "turvallisuus", "turvallisuuden tunne", "turvallisuuden tunteet", "turvallisuudentunne",
        }
    ),
    Theme.interaction: frozenset(
        {
            "interaction", "växelverkan", "ömsesidig växelverkan", "interaktion", "vuorovaikutus",
            "keskinäinen vuorovaikutus",
        }
    ),
}  # fmt: skip
_IN_FINNISH = {"suomeksi": "fi", "ruotsiksi": "sv", "englanniksi": "en"}
# Words that may stand beside the language in a heading: "Keskeinen tulos (fi)", "Text på svenska".
_BESIDE_LANGUAGE = frozenset(
    {
        "på",
        "in",
        *(word for use in ("text", "card") for name in HEADINGS[use] for word in name.split()),
    }
)
_YES = frozenset({"x", "1", "ja", "yes", "kyllä", "k", "j", "y", "true", "sant", "tosi", "✓"})
_COUNTED = re.compile(r"^(?:delområde|osa-alue|tema|teema|theme)?\s*\d+\s*[.:)–-]\s*")


@cache
def language_names() -> Mapping[str, frozenset[str]]:
    """By tag, a language's names: its tag, its own name, its name in each language of the desk.

    Made when the first file comes in, since the names of all languages take megabytes of memory.
    """
    return {
        language.tag: frozenset(
            words.casefold()
            for words in (
                language.tag,
                language.own_name,
                *(language_name(language.tag, spoken) for spoken in HALL_LANGUAGES),
            )
        )
        for language in WRITTEN_LANGUAGES
    }


@cache
def _own_headings() -> Mapping[str, str]:
    """The use of each column of the empty workbook, by its heading in each language of the hall."""
    return {
        plain(heading): use
        for kind in template.KINDS
        for spoken in HALL_LANGUAGES
        for use, heading in template.columns(kind, spoken)
    }


@cache
def _own_themes() -> Mapping[str, Theme]:
    """The themes that can be chosen in it."""
    return {
        _bare(plain(name(theme, spoken))): theme for theme in Theme for spoken in HALL_LANGUAGES
    }


def plain(words: str) -> str:
    """The form in which headings and cells are compared: clean, in small letters, on one line."""
    return " ".join(clean(words).casefold().split())


def column_named(words: str) -> str:
    """A column's use by its heading; `text:` and a tag for text in one language; "" if unknown."""
    words = plain(words).rstrip(":*")
    if own := _own_headings().get(words):
        return own
    use = next((kind for kind, names in HEADINGS.items() if words in names), "")
    return use or _text_in_a_language(words)


def _text_in_a_language(words: str) -> str:
    left = [
        word for word in re.split(r"[\s()/,.:-]+", words) if word and word not in _BESIDE_LANGUAGE
    ]
    tag = (language_named(left[0]) or _IN_FINNISH.get(left[0])) if len(left) == 1 else None
    return f"text:{tag}" if tag else ""


def is_personal(words: str) -> bool:
    return plain(words) in PERSONAL


def theme_named(words: str) -> Theme | None:
    wanted = _bare(_COUNTED.sub("", plain(words)))
    known = (
        theme for theme, names in THEMES.items() if wanted in {_bare(called) for called in names}
    )
    return _own_themes().get(wanted) or next(known, None)


def language_named(words: str) -> str | None:
    wanted = plain(words)
    return next((tag for tag, names in language_names().items() if wanted in names), None)


# Common short words: any sentence contains some.
_SMALL_WORDS: Mapping[str, frozenset[str]] = {
    "sv": frozenset(
        {"vi", "och", "att", "inte", "är", "det", "som", "på", "för", "av", "en", "med"}
    ),
    "fi": frozenset(
        {
            "ja",
            "ei",
            "että",
            "on",
            "emme",
            "me",
            "meille",
            "mutta",
            "kun",
            "olemme",
            "kanssa",
            "ovat",
        }
    ),
    "en": frozenset(
        {"we", "the", "and", "to", "of", "not", "is", "are", "in", "that", "our", "us"}
    ),
}
# Letters, or double letters, that only this one of these languages has.
_OWN_LETTERS = {"fi": re.compile(r"aa|ii|uu|yy|ää|öö|uo|yö"), "sv": re.compile(r"å")}


def guessed_language(words: str, usual: str, others: Collection[str] = ()) -> str:
    """The language of these sentences, if short words and letters show it clearly; else `usual`.

    `others`: languages that they are not in. If the short words of `usual` are not known, nothing
    shows that it is not meant: Estonian has many of the Finnish ones, and its double letters.
    """
    if usual not in {*_SMALL_WORDS, *others}:
        return usual
    all_words = re.split(r"\W+", plain(words))
    counts = {tag: sum(word in small for word in all_words) for tag, small in _SMALL_WORDS.items()}
    for tag, letters in _OWN_LETTERS.items():
        counts[tag] += len(letters.findall(plain(words)))
    left = {tag: count for tag, count in counts.items() if tag not in others}
    best = max(left, key=lambda tag: (left[tag], tag == usual), default=usual)
    is_plain = left.get(best, 0) > max(1, 2 * counts.get(usual, 0)) or usual in others
    return best if is_plain else usual


def is_yes(words: str) -> bool:
    return plain(words) in _YES


def _bare(words: str) -> str:
    """The words without diacritics: people on foreign keyboards write a and o for ä, ö and å."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFD", words)
        if not unicodedata.combining(letter)
    )
