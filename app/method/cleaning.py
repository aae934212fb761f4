"""One rule for all that people write: compose it (NFC), then drop invisible, useless characters.

Every script and emoji stays as it was typed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

# Separators of lines or words that programs show in different ways.
_PARTING = str.maketrans(
    {
        **dict.fromkeys("\r\u0085\u2028\u2029", "\n"),
        **dict.fromkeys("\t\v\f\x1c\x1d\x1e\x1f", " "),
    }
)
# Characters that Unicode allows every program to hide (default ignorable).
_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Unicode calls them letters or symbols, but they show nothing: blanks of the Korean script and of
# Braille.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_JOINERS = frozenset("\u200c\u200d")
_DIRECTION_MARKS = frozenset("\u061c\u200e\u200f")
_BREAK = "\u200b"
# Noncharacters: the last two code points of each plane and 32 more, which Unicode never assigns.
_LAST_TWO = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NEVER_A_LETTER = re.compile(f"[\ufdd0-\ufdef{_LAST_TWO}]")
# These scripts put no space between words: an invisible character says where a line may end.
_UNPARTED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
# No script below this code point has letters that join.
_FIRST_JOINING = 0x0590
_VARIANTS = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_KEYCAP, _KEYS, _EMOJI_SIGNS = "\u20e3", frozenset("0123456789#*"), frozenset("‼⁉〰")
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e007a]{1,6}\U000e007f")
# As many marks as any script puts on one letter; more of them draw over the lines above and below.
MARKS_A_LETTER = 5


def clean(words: str) -> str:
    """The text in the form that is stored and compared; empty if nothing of it is visible."""
    return _kept(words).strip()


def clean_line_as_typed(words: str) -> str:
    """What people must type exactly as it was given here, such as a password: each blank counts.
    Empty if nothing of it is visible.
    """
    return _kept(words).replace("\n", "")


def _kept(words: str) -> str:
    composed = unicodedata.normalize("NFC", words.replace("\r\n", "\n").translate(_PARTING))
    seen = "".join(_carrying("".join(filter(_is_text, composed))))
    kept = unicodedata.normalize("NFC", "".join(_capped(seen)))
    return kept if any(map(_is_seen, kept)) else ""


def _is_text(letter: str) -> bool:
    """False for controls, surrogates and noncharacters: no program can put them into a document."""
    is_letter = unicodedata.category(letter) not in ("Cc", "Cs")
    return letter == "\n" or (is_letter and not _NEVER_A_LETTER.match(letter))


def _is_seen(letter: str) -> bool:
    """False for marks, joiners, tags, blanks. True for unassigned ones, which may be new emoji."""
    kind = unicodedata.category(letter)
    return (kind[0] not in "MCZ" or kind == "Cn") and letter not in _BLANK


def _carrying(words: str) -> Iterator[str]:
    """Drops invisible characters, unless their neighbours show that they have an effect."""
    flags = {place for flag in _FLAG.finditer(words) for place in range(*flag.span())}
    is_mixed = any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in words)
    before = ""
    for place, letter in enumerate(words):
        after = words[place + 1 : place + 2]
        if _IGNORABLE.match(letter) and place not in flags:
            is_mark = letter in _DIRECTION_MARKS and letter != before
            if not (is_mark and is_mixed and after) and not _does_something(letter, before, after):
                continue
        yield letter
        before = letter


def _does_something(letter: str, before: str, after: str) -> bool:
    if letter in _JOINERS:
        return _joins(before) and _joins(after)
    if letter == _BREAK:
        return bool(_UNPARTED.match(before) and _UNPARTED.match(after))
    return bool(_VARIANTS.match(letter)) and _has_variants(before, after)


def _joins(letter: str) -> bool:
    """True for letters of joining scripts, their marks, and the parts of emoji."""
    kind = unicodedata.category(letter or " ")
    return letter >= chr(_FIRST_JOINING) and (kind[0] in "LMS" or kind == "Cn")


def _has_variants(letter: str, after: str) -> bool:
    if letter in _KEYS:
        return after == _KEYCAP
    kind = unicodedata.category(letter or " ")
    return kind[0] == "S" or kind in ("Lo", "Cn") or letter in _EMOJI_SIGNS


def _capped(letters: Iterable[str]) -> Iterator[str]:
    """Drops marks that stand on no letter, and more marks than any script puts on one letter."""
    marks, has_letter = 0, False
    for letter in letters:
        kind = unicodedata.category(letter)
        if kind in ("Mn", "Me"):
            marks += 1
        elif kind != "Cf":
            marks = 0
        if kind[0] == "M" and (not has_letter or marks > MARKS_A_LETTER):
            continue
        has_letter = kind[0] not in "ZC" or kind in ("Cf", "Cn")
        yield letter
