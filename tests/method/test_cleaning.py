"""What carries nothing and cannot be seen is no part of what was written; what a script needs, is."""

import unicodedata

import pytest

from app.method import accounts
from app.method.cleaning import clean
from app.papers.brought.headings import column_named, language_named, theme_named
from app.vocabulary import Theme

SAME = {
    "a zero width space": "Ca\u200bfé",
    "joiners in Latin words": "C\u200da\u200cfé",
    "a byte order mark": "\ufeffCafé",
    "a soft hyphen": "Ca\u00adfé",
    "a word joiner": "Café\u2060",
    "a left-to-right mark": "Caf\u200eé\u200e",
    "tags": "Café\U000e0041\U000e0042\U000e007f",
    "a variation selector": "C\ufe0fafé",
    "a grapheme joiner": "Cafe\u034f\u0301",
    "decomposed letters": "Cafe\u0301",
    "a Korean filler": "Ca\u3164fé",
    "a mark on nothing": "\u0301Café",
    "music": "Ca\U0001d173fé",
}
KEPT = (
    "می‌خواهم",
    "क्‍ष",
    "👩‍❤️‍👨 👩🏽‍⚕️ 🏳️‍🌈 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f ☎️ 1️⃣ ©️",
    "ሰላም ንኹሉ ሰብ፡ ትግርኛ።",
    "مُحَمَّدٌ رَسُولٌ — بِسْمِ ٱللَّٰهِ",
    "Tiếng Việt: ẫ ữ ợ, Nguyễn",
    "Yoruba: ẹ̀kọ́",
    "ក្រុម\u200bប្រជុំ",
    "葛󠄀城",
    "שָׁלוֹם\u200f (Språkcafé)\u200f!",
    "Åbo – Turku: 100 % ’ja’ “ei”",
)


@pytest.mark.parametrize("typed", SAME.values(), ids=list(SAME))
def test_what_is_not_seen_makes_no_other_word(typed: str) -> None:
    assert clean(typed) == "Café"
    assert accounts.named(typed) == "café"


@pytest.mark.parametrize("typed", KEPT)
def test_what_a_script_needs_is_kept_and_kept_again(typed: str) -> None:
    assert clean(typed) == unicodedata.normalize("NFC", typed)
    assert clean(clean(typed)) == clean(typed)


def test_cells_of_a_file_are_read_by_what_is_seen() -> None:
    for hidden in ("\u200b{}", "{}\ufeff", "\u2060{}\u00ad"):
        assert theme_named(hidden.format("Delaktighet")) is Theme.participation
        assert column_named(hidden.format("Väestöryhmä")) == "group"
        assert language_named(hidden.format("suomi")) == "fi"


def test_what_parts_words_is_not_cleaned_away_between_them() -> None:
    for between in ("\t", "\v", "\x1c", "\x1f"):
        assert clean(f"one{between}two") == "one two"
    for between in ("\r\n", "\u0085", "\u2028"):
        assert clean(f"one{between}two") == "one\ntwo"
