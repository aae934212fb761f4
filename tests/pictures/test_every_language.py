"""Every screen in the languages that `test_scenes.py` leaves out: nothing cut or out of reach, axe without a finding.

The phone at 360 × 640 and the wall; console and desk where they speak it. In the light alone: the dark changes nothing
but colours, and they are the same in all languages. `test_large_text.py`: narrow and large.
"""

from pathlib import Path

import pytest

from app.languages import PHONE_LANGUAGES
from app.vocabulary import Language
from tests.pictures.taking import IN_FULL, Wanted, take_pictures

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]


# Each is some minutes' work: apart they can be done side by side.
@pytest.mark.parametrize(
    "language", [language for language in PHONE_LANGUAGES if language not in IN_FULL]
)
def test_nothing_is_amiss_on_any_screen(
    language: Language, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = Wanted(tmp_path, [language], themes=("light",))
    assert take_pictures(wanted) == 0, capsys.readouterr().out
