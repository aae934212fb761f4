"""The scenes: every screen is looked at, and today nothing is at fault."""

import gettext
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from app import assembly, templating, texts
from app.db import Database
from app.languages import WRITTEN_LANGUAGES
from app.vocabulary import Language
from tests.environment import PATIENCE
from tests.lines import Lines
from tests.pictures.camera import LIGHT_AND_DARK, Theme
from tests.pictures.hall import Hall
from tests.pictures.scene import Look
from tests.pictures.spoken import bracketed, is_made_of, unbracketed, written
from tests.pictures.stage import Stage, open_stage
from tests.pictures.taking import IN_FULL, PREPARED, UNPREPARED, Wanted, halls, take_pictures

# What comes after a tap alone, by a link that opens once, or where few points leave room beside them.
# Languages stand each by its own.
NAMES = {Language.pseudo.own_name, *(language.own_name for language in WRITTEN_LANGUAGES)}
AFTER_A_TAP = {"desk/rehearsed.html", "vote/hands.html", "desk/link.html", "axis/labels.html"}


def test_no_two_scenes_have_one_name() -> None:
    names = Counter(scene.name for scene in (*PREPARED, *UNPREPARED))
    assert [name for name, count in names.items() if count > 1] == []


def test_the_looks_of_a_scene_are_on_screens_of_different_kinds() -> None:
    """They are taken at the same time, each kind on one page."""
    for scene in (*PREPARED, *UNPREPARED):
        assert len({look.frame for look in scene.looks}) == len(scene.looks), scene.name


def test_who_wants_the_dark_alone_gets_no_wall(tmp_path: Path) -> None:
    """It is light alone."""
    dark: tuple[Theme, ...] = ("dark",)
    wanted = [Wanted(tmp_path, [Language.sv], themes=themes) for themes in (dark, LIGHT_AND_DARK)]
    assert [each.takes("wall", Language.sv) for each in wanted] == [False, True]


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


@dataclass
class Walked:
    """An evening on an Arabic phone. `pages`: how many spoke Arabic. `outside`: of a look, what nobody wrote either."""

    missed: Missed = field(default_factory=Missed)
    pages: int = 0
    outside: dict[str, set[str]] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)

    def read(self, look: str, page: str, database: Database) -> None:
        self.pages += 1
        outside = unbracketed(page) - NAMES
        if outside - self.written:
            self.written |= written(database)
        if unsaid := {words for words in outside if not is_made_of(words, self.written)}:
            self.outside[look] = unsaid


@pytest.fixture(scope="module")
def walked(stage: Stage) -> Iterator[Walked]:
    """The evening is played to its end without a browser, and every look asks for its page."""
    assembly.say_otherwise({Language.ar: bracketed(Language.ar)})
    templating.environment.cache_clear()
    done = Walked()
    texts.catalogue(Language.ar).add_fallback(done.missed)
    with httpx.Client(
        base_url=stage.address, transport=Lines(), follow_redirects=True, timeout=PATIENCE
    ) as client:
        for hall, scenes in halls(stage, Language.ar):
            for scene in scenes:
                scene.act(hall)
                for look in scene.looks:
                    page = _get(client, hall, look)
                    assert page.status_code == look.status, scene.name
                    if '<html lang="ar"' in page.text:
                        done.read(f"{scene.name} · {look.viewer}", page.text, stage.database)
    yield done
    assembly.say_otherwise({})
    templating.environment.cache_clear()


def _get(client: httpx.Client, hall: Hall, look: Look) -> httpx.Response:
    cookies = hall.cookies(in_it=look.in_it)
    held = "; ".join(f"{name}={value}" for name, value in cookies.items() if value)
    return client.get(look.path(hall), headers={"Cookie": held})


def _loaded() -> set[str]:
    """The templates that pages were made from since the environments were made."""
    return {
        name for language in Language for _, name in templating.environment(language).cache or {}
    }


@pytest.mark.usefixtures("walked")
def test_every_template_is_looked_at_by_some_scene() -> None:
    there = {path.relative_to(templating.TEMPLATES).as_posix() for path in _template_files()}
    assert there - _loaded() - AFTER_A_TAP == set()


def test_no_phone_says_what_is_not_in_its_catalogue(walked: Walked) -> None:
    """Of each template that a phone is shown, its other branches too; all languages of phones say the same."""
    assert walked.missed.asked == set()


def test_no_phone_shows_a_word_that_is_in_no_catalogue(walked: Walked) -> None:
    """What stands outside the sentences of a catalogue is what people wrote, or a name."""
    assert walked.pages > 100
    assert walked.outside == {}


def _template_files() -> Iterator[Path]:
    return templating.TEMPLATES.rglob("*.html")


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_no_screen_of_the_evening_is_at_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = take_pictures(Wanted(tmp_path, IN_FULL))
    assert capsys.readouterr().out == ""
    assert code == 0
    assert (tmp_path / "index.html").read_text("utf-8").count("<figure") > 1000
