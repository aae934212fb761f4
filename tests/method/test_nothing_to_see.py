"""What is typed is something to read: not nothing that looks like words, and no letter that covers other lines."""

import re
import sys
import unicodedata

import pytest

from app.method import cleaning, ideas, wordings
from app.method.followup import statements
from app.method.preparing import ends, planning
from app.method.refusals import empty
from app.models import ProgrammeRow, StatedText
from app.models.years import Stated
from app.vocabulary import Step
from tests.cast import Evening

NOTHING = {
    "zero width space": "\u200b",
    "zero width joiner": "\u200d",
    "byte order mark": "\ufeff",
    "left-to-right mark": "\u200e",
    "word joiner": "\u2060",
    "Korean filler": "\u3164",
    "half-width filler": "\uffa0",
    "empty Braille": "\u2800",
    "soft hyphen": "\u00ad",
    "variation selector": "\ufe0f",
    "tags": "\U000e0041\U000e0042",
    "vowel separator": "\u180e",
    "a mark alone": "\u0301",
    "the last of all": "\uffff",
    "what is no letter": "\ufdd0\ufffe\U0010ffff",
    "marks between lines": "\ufff9\ufffb",
    "two of them": "\u200b\u2060",
    "a few, with blanks": " \u3164 \u200b \u00a0 ",
}
SEEN = {
    "a family": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "a flag": "\U0001f1eb\U0001f1ee",
    "a keycap": "1\ufe0f\u20e3",
    "a heart": "\u2764\ufe0f",
    "Arabic with vowels": "\u0628\u0650\u0633\u0652\u0645\u0650",
    "Hebrew with signs": "\u05e9\u05c1\u05b8\u05dc",
    "Thai": "\u0e17\u0e35\u0e48",
    "Burmese": "\u1000\u103c\u103d\u103e\u102f\u1036\u1037",
    "Persian with a joiner": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "Devanagari": "\u0915\u094d\u200d\u0937",
    "one sign": "?",
}


def test_a_title_with_nothing_to_see_is_no_title(meeting: Evening) -> None:
    meeting.go_to(Step.ideas)
    for told, typed in NOTHING.items():
        assert wordings.text(typed, may_be_empty=True) == "", told
        meeting.refused(empty, ideas.write, meeting.member("Amina"), typed, "", "")


def test_where_words_may_be_lacking_nothing_to_see_is_as_good_as_none(meeting: Evening) -> None:
    row, end = meeting.all(ProgrammeRow)[0].id, "effort_low_id"
    for told, typed in NOTHING.items():
        nothing = {"sv": typed}
        meeting.do(planning.plan, {row: planning.PlannedRow(10, nothing)}, "")
        meeting.do(ends.set_ends, {end: nothing})
        meeting.do(statements.state, Stated.integration_act, nothing, "", "")
        assert meeting.all(ProgrammeRow, id=row)[0].name_id is None, told
        assert getattr(meeting.row, end) is None, told
        assert meeting.all(StatedText) == [], told


def test_words_fit_into_every_document() -> None:
    """A sign that XML has no place for would let nobody have the memo."""
    everything = "".join(map(chr, (*range(0x10000), *range(0x1FFF0, 0x20000), sys.maxunicode)))
    no_part = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
    assert not no_part.search(cleaning.clean(everything))


@pytest.mark.parametrize("typed", SEEN.values(), ids=list(SEEN))
def test_whatever_a_script_writes_stays_as_it_is(typed: str) -> None:
    assert wordings.line(typed, 80) == unicodedata.normalize("NFC", typed)


@pytest.mark.parametrize("between", ["\t", "\v", "\f"])
def test_what_parts_two_words_is_a_blank(between: str) -> None:
    assert wordings.text(f"one{between}two") == "one two"


@pytest.mark.parametrize("between", ["\r", "\r\n", "\u2028", "\u2029"])
def test_what_parts_two_lines_is_a_line_break(between: str) -> None:
    assert wordings.text(f"one{between}two") == "one\ntwo"


@pytest.mark.parametrize("between", ["", "\u200d"])
def test_a_letter_carries_no_tower_of_marks(between: str) -> None:
    towering = "T" + between.join("\u0300" * 28) + "itle"
    kept = wordings.line(towering, 80)
    assert sum(letter == "\u0300" for letter in kept) == cleaning.MARKS_A_LETTER
    assert kept[0] == "T"
    assert kept.endswith("itle")
