"""Words in a report that could identify somebody.

They are only hints: no pattern can know, so whoever writes decides.
"""

import re

from app.frozen import frozen
from app.vocabulary import N_, Word

EXCERPT = 60


class Tells(Word):
    """By what somebody might be recognised."""

    mail = "mail", N_("an e-mail address")
    phone = "phone", N_("a phone number")
    number = "number", N_("a personal identity code")
    age = "age", N_("somebody's exact age")
    near = "near", N_("a certain person, such as a neighbour or a child")
    work = "work", N_("somebody's workplace or school")
    home = "home", N_("somebody's address")
    named = "name", N_("a person's name")


_NEAR = (
    r"my (?:neighbou?r|boss|teacher|doctor|son|daughter|husband|wife|brother|sister|child)",
    r"(?:min|mitt|mina) (?:granne|chef|lärare|läkare|son|dotter|man|fru|bror|syster|barn)",
    r"(?:naapuri|pomo|esimies|opettaja|lääkäri|poika|tyttäre|tytär|mies|vaimo|velje|sisko|lapse)ni",
    r"minun (?:naapuri|pomo|poika|tyttö|tytär|lapsi|mies|vaimo)\w*",
)
_PATTERNS: dict[Tells, re.Pattern[str]] = {
    Tells.mail: re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
    Tells.number: re.compile(r"\b\d{6}[-+A-FU-Y]\d{3}[\dA-Y]\b"),
    Tells.phone: re.compile(r"(?:\+358|\b0\d{1,2})[ -]?\d{2,4}[ -]?\d{2,4}(?:[ -]?\d{1,4})?\b"),
    Tells.age: re.compile(
        r"(?i)\b\d{1,2}[ -]?(?:years?[ -]old|year-old|år gam\w+|-?åri(?:g|ng)\w*|-?vuotia\w+|-v\.?)"
    ),
    Tells.near: re.compile(r"(?i)\b(?:" + "|".join(_NEAR) + r")\b"),
    Tells.work: re.compile(
        r"(?:(?:[Ww]ork\w* (?:at|for)|[Ss]tud\w+ (?:at|in)|(?:[Aa]rbeta|[Jj]obba|[Ss]tudera)\w* (?:på|vid|hos|i)"
        r"|(?:[Tt]öissä|[Tt]yöskentel\w+|[Oo]piskel\w+)) [A-ZÅÄÖ][\w-]+|\b[A-ZÅÄÖ][\w-]+ (?:Oy|Ab|Oyj)\b"
        r"|\b[A-ZÅÄÖ][\w-]+(?:lla|llä|ssa|ssä) (?:töissä|työssä))"
    ),
    Tells.home: re.compile(
        r"\b[A-ZÅÄÖ][\w-]*(?:gatan|vägen|gränden|stigen|katu|kadulla|tie|tiellä|kuja|polku|street) ?\d+"
    ),
    # Two capitalised words, or one after a word like "named". One alone is not enough: places and
    # first words of sentences have a capital too.
    Tells.named: re.compile(
        r"(?<![.!?] )(?<!^)\b[A-ZÅÄÖ][a-zåäöé]+ [A-ZÅÄÖ][a-zåäöé]+\b"
        r"|(?:(?:named|called|heter|hette|nimeltä|nimeltään) )[A-ZÅÄÖ][a-zåäöé]+",
        re.MULTILINE,
    ),
}


@frozen
class Hint:
    """`excerpt`: the words that could identify somebody; `place`: of the answer they are in."""

    place: str
    tells: Tells
    excerpt: str


def hints_in(place: str, words: str) -> list[Hint]:
    """The hints in a text; each passage once, with the first kind that matches."""
    hints: dict[tuple[int, int], Hint] = {}
    for tells, pattern in _PATTERNS.items():
        for match in pattern.finditer(words):
            begin, end = match.span()
            if not any(begin < known[1] and known[0] < end for known in hints):
                hints[begin, end] = Hint(place, tells, match[0][:EXCERPT])
    return [hints[span] for span in sorted(hints)]
