"""A language more in the hall is one line in `app/languages.py`, and its texts."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app import texts
from app.languages import HALL_LANGUAGES, PHONE_LANGUAGES
from app.method.preparing.usual_words import PRINCIPLES
from app.vocabulary import Theme

ADDED = next(language for language in reversed(PHONE_LANGUAGES) if language not in HALL_LANGUAGES)
HOME = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """What comes of it that the hall speaks one more of the phones' languages."""
    asked = [sys.executable, "-m", "tests.one_more_language", ADDED]
    done = subprocess.run(asked, cwd=HOME, check=True, capture_output=True, timeout=60)
    return dict(json.loads(done.stdout))


def test_a_new_meeting_begins_with_the_usual_texts_in_it_too(told: dict[str, Any]) -> None:
    spoken = (*HALL_LANGUAGES, ADDED)
    assert told["new"] == {
        language.value: texts.say(PRINCIPLES[0], language) for language in spoken
    }


def test_the_usual_texts_of_earlier_meetings_are_read_in_every_language_as_before(
    told: dict[str, Any],
) -> None:
    assert told["before"] == {
        language.value: texts.say(PRINCIPLES[0], language) for language in PHONE_LANGUAGES
    }


def test_the_empty_table_in_it_is_understood(told: dict[str, Any]) -> None:
    assert told["understood"] == told["headings"]
    assert f"text:{ADDED}" in told["headings"]
    assert told["themes"] == [*Theme]
