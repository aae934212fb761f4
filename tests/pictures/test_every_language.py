"""Every screen in each of the ten languages, in light and dark: nothing cut or out of reach, axe without a finding.

The phone at 360 × 640 and the wall; console and desk where they speak it. `test_large_text.py`: narrow and large.
"""

from pathlib import Path

import pytest

from app.languages import PHONE_LANGUAGES
from app.vocabulary import Language
from tests.pictures.taking import Wanted, take_pictures

pytestmark = [pytest.mark.long, pytest.mark.timeout(1800)]


@pytest.mark.parametrize("language", PHONE_LANGUAGES)
def test_nothing_is_amiss_on_any_screen(
    language: Language, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert take_pictures(Wanted(tmp_path, [language])) == 0, capsys.readouterr().out
