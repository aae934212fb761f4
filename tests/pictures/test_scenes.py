"""The scenes: every screen is looked at, and today nothing is at fault."""

import gettext
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app import assembly, templating, texts
from app.vocabulary import Language
from tests.pictures.hall import Hall
from tests.pictures.scene import Look
from tests.pictures.stage import Stage, open_stage
from tests.pictures.taking import PREPARED, UNPREPARED, Wanted, halls, take_pictures

# Templates of pages that a look comes to by a tap alone, which this evening without a browser has none of.
# What comes after a tap alone, by a link that opens once, or where few points leave room beside them.
AFTER_A_TAP = {"desk/rehearsed.html", "vote/hands.html", "desk/link.html", "axis/labels.html"}


def test_no_two_scenes_have_one_name() -> None:
    names = Counter(scene.name for scene in (*PREPARED, *UNPREPARED))
    assert [name for name, count in names.items() if count > 1] == []


def test_the_looks_of_a_scene_are_on_screens_of_different_kinds() -> None:
    """They are taken at the same time, each kind on one page."""
    for scene in (*PREPARED, *UNPREPARED):
        assert len({look.frame for look in scene.looks}) == len(scene.looks), scene.name


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with open_stage() as opened:
        yield opened


class Missed(gettext.NullTranslations):
    """Stands behind a catalogue, and is asked for each sentence that it has not."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def gettext(self, message: str) -> str:
        self.asked.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@pytest.fixture(scope="module")
def missed(stage: Stage) -> Iterator[Missed]:
    """The evening is played to its end without a browser, every look asks for its page, and the phone is in Arabic."""
    behind = Missed()
    templating.environment.cache_clear()
    assembly.kept.clear()
    texts.catalogue(Language.ar).add_fallback(behind)
    with httpx.Client(base_url=stage.address, trust_env=False, follow_redirects=True) as client:
        for hall, scenes in halls(stage, Language.ar):
            for scene in scenes:
                scene.act(hall)
                answers = {look.viewer: _get(client, hall, look) for look in scene.looks}
                assert answers == {look.viewer: look.status for look in scene.looks}, scene.name
    yield behind
    texts.catalogue.cache_clear()
    templating.environment.cache_clear()
    assembly.kept.clear()


def _get(client: httpx.Client, hall: Hall, look: Look) -> int:
    cookies = hall.cookies(in_it=look.in_it)
    held = "; ".join(f"{name}={value}" for name, value in cookies.items() if value)
    return client.get(look.path(hall), headers={"Cookie": held}).status_code


def _loaded() -> set[str]:
    """The templates that pages were made from since the environments were made."""
    return {
        name for language in Language for _, name in templating.environment(language).cache or {}
    }


@pytest.mark.usefixtures("missed")
def test_every_template_is_looked_at_by_some_scene() -> None:
    there = {path.relative_to(templating.TEMPLATES).as_posix() for path in _template_files()}
    assert there - _loaded() - AFTER_A_TAP == set()


def test_no_phone_says_what_is_not_in_its_catalogue(missed: Missed) -> None:
    """Of each template that a phone is shown, its other branches too; all languages of phones say the same."""
    assert missed.asked == set()


def _template_files() -> Iterator[Path]:
    return templating.TEMPLATES.rglob("*.html")


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_no_screen_of_the_evening_is_at_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    languages = [Language.sv, Language.fi, Language.pseudo]
    code = take_pictures(Wanted(tmp_path, languages))
    assert capsys.readouterr().out == ""
    assert code == 0
    assert (tmp_path / "index.html").read_text("utf-8").count("<figure") > 1000
