"""Every screen in each of the ten languages, in light and dark: nothing cut or out of reach, axe without a finding.

The phone at 360 × 640 and the wall; console and desk where they speak it. `test_large_text.py`: narrow and large.
"""

from pathlib import Path

import pytest

from app.languages import PHONE_LANGUAGES, unchecked
from app.vocabulary import Language
from tests.pictures.taking import Wanted, take_pictures

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]

IN_THE_HALL, HOSTS = ("phone", "wall"), ("laptop", "console")
# Each is some minutes' work: apart they can be done side by side.
CASES = [
    *(pytest.param(one, IN_THE_HALL, id=f"{one}-hall") for one in PHONE_LANGUAGES),
    *(
        pytest.param(one, HOSTS, id=f"{one}-hosts")
        for one in PHONE_LANGUAGES
        if one not in unchecked()
    ),
]


@pytest.mark.parametrize(("language", "screens"), CASES)
def test_nothing_is_amiss_on_any_screen(
    language: Language,
    screens: tuple[str, ...],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    wanted = Wanted(tmp_path, [language], screens=screens)
    assert take_pictures(wanted) == 0, capsys.readouterr().out
