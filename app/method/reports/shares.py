"""How many said something, in words: a key result gives shares, not numbers of people."""

import re
from collections.abc import Iterable
from fractions import Fraction

from app import texts
from app.frozen import frozen
from app.limits import LIMIT
from app.vocabulary import N_, Language, Word

MOST = Fraction(3, 4)
# The word for people that may follow the numbers.
_WHO = r"(?:\s+(?:people|persons|participants|personer|deltagare|henkilöä|henkilöstä|osallistujaa|osallistujasta)\b)?"
# "10 of 12", "10 av 12", "10/12"; in Finnish also "12:sta 10" and "10 12:sta".
_FOUND = tuple(
    re.compile(r"(?i)\b" + between + _WHO)
    for between in (
        r"(?P<said>\d{1,3})\s*(?:/|\bout of\b|\bof\b|\bav\b)\s*(?:the\s+)?(?P<people>\d{1,3})\b",
        r"(?P<people>\d{1,3}):?st[aä]\s+(?P<said>\d{1,3})\b",
        r"(?P<said>\d{1,3})\s+(?P<people>\d{1,3}):?st[aä]\b",
    )
)


class Share(Word):
    """How many of a discussion group said it, in words. "short": for use within a sentence."""

    all = "all", N_("All"), {"short": N_("all of them")}
    most = "most", N_("Mainly"), {"short": N_("most of them")}
    more_than_half = (
        "more_than_half",
        N_("More than half"),
        {"short": N_("more than half of them")},
    )
    half = "half", N_("Half"), {"short": N_("half of them")}
    less_than_half = (
        "less_than_half",
        N_("Less than half"),
        {"short": N_("less than half of them")},
    )
    several = "several", N_("Several"), {"short": N_("several of them")}
    some = "some", N_("Some"), {"short": N_("some of them")}


@frozen
class SoMany:
    """`said` of `people` said something. `words`: as it is written in the line."""

    said: int
    people: int
    words: str = ""

    @property
    def share(self) -> Share | None:
        return share_of(self.said, self.people)


def share_of(said: int, people: int) -> Share | None:
    """None if nobody said it, or more than there are people."""
    if not 0 < said <= people:
        return None
    part = Fraction(said, people)
    if part == 1:
        return Share.all
    if part > Fraction(1, 2):
        return Share.most if part >= MOST else Share.more_than_half
    if part == Fraction(1, 2):
        return Share.half
    if part > 1 - MOST:
        return Share.less_than_half
    return Share.several if said >= LIMIT.several else Share.some


def counted_in(line: str) -> SoMany | None:
    """The first share that a line gives in numbers, or None."""
    for pattern in _FOUND:
        for match in pattern.finditer(line):
            counted = SoMany(int(match["said"]), int(match["people"]), match[0])
            if counted.share:
                return counted
    return None


def together(lines: Iterable[str]) -> SoMany | None:
    """The sum over groups that said the same; None unless each line gives numbers."""
    shares = [counted_in(line) for line in lines]
    told_shares = [share for share in shares if share]
    if not told_shares or len(told_shares) < len(shares):
        return None
    return SoMany(
        sum(share.said for share in told_shares), sum(share.people for share in told_shares)
    )


def worded_share(line: str, language: Language) -> str:
    """The line with its share in words instead of numbers; unchanged if it gives none."""
    counted = counted_in(line)
    if counted is None or counted.share is None:
        return line
    words = texts.say(counted.share.says["short"], language)
    if line.startswith(counted.words):
        words = words[:1].upper() + words[1:]
    return line.replace(counted.words, words, 1)
