"""Large letters and narrow screens: in every step nothing is cut or scrolls sideways, and no word stands on its end."""

from pathlib import Path

import pytest

from app.vocabulary import Language
from tests.pictures.taking import A_PHONE, Wanted, take_pictures

pytestmark = [pytest.mark.long, pytest.mark.timeout(1200)]


@pytest.mark.parametrize(
    ("text", "size"), [(150, A_PHONE), (200, A_PHONE), (100, (320, 640)), (100, (320, 256))]
)
@pytest.mark.parametrize("language", [Language.sv, Language.fi])
def test_every_step_works(
    text: int,
    size: tuple[int, int],
    language: Language,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    wanted = Wanted(tmp_path, [language], text=text, size=size)
    assert take_pictures(wanted) == 0, capsys.readouterr().out
