"""Large letters and narrow screens: in every step nothing is cut or scrolls sideways, and no word stands on its end.

320 × 256 is what a page of 1280 × 1024 has to itself at 400 %: a browser's zoom of a page is fewer pixels of the style
sheet, and nothing else. 320 × 640 is a small phone. `text` is the size of letters that somebody has set. Who has both,
the smallest phone and letters of 200 %, is not left out either. All in the light: the dark changes nothing but colours.
"""

from pathlib import Path

import pytest

from app.languages import PHONE_LANGUAGES
from app.vocabulary import Language
from tests.pictures.camera import Theme
from tests.pictures.taking import A_PHONE, Wanted, take_pictures

pytestmark = [pytest.mark.long, pytest.mark.timeout(1200)]

LIGHT: tuple[Theme, ...] = ("light",)


@pytest.mark.parametrize(
    ("text", "size"),
    [(150, A_PHONE), (200, A_PHONE), (100, (320, 640)), (100, (320, 256)), (200, (320, 640))],
)
@pytest.mark.parametrize("language", [Language.sv, Language.fi])
def test_every_step_works(
    text: int,
    size: tuple[int, int],
    language: Language,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    wanted = Wanted(tmp_path, [language], text=text, size=size, themes=LIGHT)
    assert take_pictures(wanted) == 0, capsys.readouterr().out


@pytest.mark.parametrize(("text", "size"), [(100, A_PHONE), (200, A_PHONE), (100, (320, 256))])
def test_cards_of_five_sixteen_and_thirty_five_words_are_whole(
    text: int, size: tuple[int, int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the phone in the sorting and in the picture; at the usual size on the wall too, in its two languages."""
    languages = [Language.sv, Language.fi]
    only = "*card* of *words"
    wanted = Wanted(tmp_path, languages, only=only, text=text, size=size, themes=LIGHT)
    assert take_pictures(wanted) == 0, capsys.readouterr().out


@pytest.mark.parametrize(("text", "size"), [(200, A_PHONE), (100, (320, 640)), (200, (320, 640))])
@pytest.mark.parametrize(
    "language",
    [language for language in PHONE_LANGUAGES if language not in (Language.sv, Language.fi)],
)
def test_every_step_works_in_every_language(
    text: int,
    size: tuple[int, int],
    language: Language,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    wanted = Wanted(tmp_path, [language], text=text, size=size, screens=("phone",), themes=LIGHT)
    assert take_pictures(wanted) == 0, capsys.readouterr().out
