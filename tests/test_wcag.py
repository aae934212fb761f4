"""The table of WCAG names each criterion of levels A and AA once, and only tests that exist."""

import re
from pathlib import Path

TABLE = (Path(__file__).parent / "WCAG.md").read_text("utf-8")
# How many criteria of these levels each guideline has in WCAG 2.2.
CRITERIA = {
    "1.1": 1,
    "1.2": 5,
    "1.3": 5,
    "1.4": 9,
    "2.1": 3,
    "2.2": 2,
    "2.3": 1,
    "2.4": 8,
    "2.5": 6,
    "3.1": 2,
    "3.2": 5,
    "3.3": 6,
    "4.1": 2,
}


def test_each_criterion_has_its_line() -> None:
    named = re.findall(r"^\| (\d\.\d)\.\d+ ", TABLE, re.MULTILINE)
    assert {guideline: named.count(guideline) for guideline in CRITERIA} == CRITERIA


def test_each_test_that_it_names_is_there() -> None:
    named = set(re.findall(r"`(tests/[^`]+\.py)`", TABLE))
    assert {path for path in named if not Path(path).exists()} == set()
