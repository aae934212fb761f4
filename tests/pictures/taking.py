"""The whole of it: a stage a language, each playing its scenes at its own pace in one browser."""

import asyncio
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from fnmatch import fnmatch
from pathlib import Path

from playwright.async_api import Browser

from app.bootstrap import tell_progress
from app.languages import unchecked
from app.method.act import Act
from app.method.preparing.meeting import Basics, add_municipality, make_meeting
from app.method.preparing.pattern import usual
from app.models import Coordinator, Municipality
from app.sample import make_sample
from app.vocabulary import Language
from tests.pictures.browser import open_browser
from tests.pictures.camera import FRAMES, LIGHT_AND_DARK, Camera, Large, Shot, Theme
from tests.pictures.gallery import write_gallery
from tests.pictures.hall import Hall
from tests.pictures.scene import Scene
from tests.pictures.scenes import (
    arriving,
    desk,
    empty,
    ending,
    others,
    proposing,
    sorting,
    together,
)
from tests.pictures.stage import Stage, open_stage

# In these every screen is taken in every size and theme: the hall's two, and one that is written from right to left.
IN_FULL = (Language.sv, Language.fi, Language.pseudo)
A_PHONE = FRAMES["phone"].sizes[0]
PREPARED: tuple[Scene, ...] = (
    *desk.BEFORE,
    *others.BEFORE,
    *arriving.SCENES,
    *sorting.SCENES,
    *proposing.SCENES,
    *together.SCENES,
    *ending.SCENES,
    *others.SCENES,
    *desk.AFTER,
)
UNPREPARED: tuple[Scene, ...] = (*empty.SCENES, *desk.EMPTY)


@dataclass(frozen=True)
class Wanted:
    """`only`: a pattern of scenes' names; the others are played too, and not looked at. `text`: see `Large`.

    `size`: of a phone; 320 by 256 is what is left of a laptop's screen at 400 per cent. `screens`: kinds of them.
    """

    out: Path
    languages: Sequence[Language]
    only: str = "*"
    text: int = 100
    size: tuple[int, int] = A_PHONE
    screens: Sequence[str] = tuple(FRAMES)
    themes: Sequence[Theme] = LIGHT_AND_DARK

    @property
    def large(self) -> Large | None:
        """None: as most people have it."""
        return Large(self.text, self.size) if (self.text, self.size) != (100, A_PHONE) else None

    def shows(self, scene: Scene) -> bool:
        return fnmatch(scene.name, self.only) or self.only in scene.name

    def takes(self, frame: str, language: Language) -> bool:
        """Nobody sets the letters of a wall, and other sizes are a phone's. The languages that are not the hall's
        stand on phones and walls.
        """
        if frame == "phone" or frame not in self.screens:
            return frame in self.screens
        if self.size != A_PHONE or {*FRAMES[frame].themes}.isdisjoint(self.themes):
            return False
        if frame == "wall" and self.text != 100:
            return False
        return frame == "wall" or language not in unchecked()


def take_pictures(wanted: Wanted) -> int:
    """Returns the exit code: 1 where something must not be as it is."""
    began = time.monotonic()
    shutil.rmtree(wanted.out / "shots", ignore_errors=True)
    shots = asyncio.run(_taken(wanted))
    page = write_gallery(wanted.out, shots)
    for line in faults_in_words(shots):
        print(line)  # noqa: T201 -- the terminal is what it talks to
    faulty = sum(bool(shot.faults) for shot in shots)
    took = int(time.monotonic() - began)
    tell_progress(f"{len(shots)} pictures in {took} s, {faulty} with faults: {page}")
    return 1 if faulty else 0


def faults_in_words(shots: Sequence[Shot]) -> list[str]:
    """A line a fault; where it is the same in several languages, sizes or themes, they stand together."""
    where: dict[tuple[str, str, str], list[str]] = {}
    for shot in shots:
        for fault in shot.faults:
            variant = f"{shot.language} {shot.size[0]} {shot.theme}"
            where.setdefault((shot.scene, shot.viewer, fault), []).append(variant)
    return [
        f"{scene} · {viewer} · {', '.join(variants)} · {fault}"
        for (scene, viewer, fault), variants in where.items()
    ]


async def _taken(wanted: Wanted) -> list[Shot]:
    with ExitStack() as stages:
        opened = [(stages.enter_context(open_stage()), language) for language in wanted.languages]
        async with open_browser() as browser:
            taken = await asyncio.gather(
                *(_play(browser, stage, language, wanted) for stage, language in opened)
            )
    return [shot for shots in taken for shot in shots]


async def _play(browser: Browser, stage: Stage, language: Language, wanted: Wanted) -> list[Shot]:
    """One language, from the first start to the last paper."""
    shots: list[Shot] = []
    for hall, scenes in halls(stage, language):
        cameras = {
            frame: Camera(
                browser,
                hall,
                frame,
                wanted.out,
                judges_all=language == wanted.languages[0],
                large=wanted.large,
                themes=wanted.themes,
            )
            for frame in FRAMES
        }
        for scene in scenes:
            await asyncio.to_thread(scene.act, hall)
            if wanted.shows(scene):
                looks = (
                    cameras[look.frame].take(scene, look)
                    for look in scene.looks
                    if wanted.takes(look.frame, language)
                )
                for taken in await asyncio.gather(*looks):
                    shots.extend(taken)
                tell_progress(f"  {language} {scene.name}")
        for camera in cameras.values():
            await camera.close()
    return shots


def halls(stage: Stage, language: Language) -> Iterator[tuple[Hall, tuple[Scene, ...]]]:
    """The sample meeting with its evening, and one for which nothing is prepared."""
    prepared = Hall(stage, language, make_sample(stage.writer))
    yield prepared, PREPARED
    bare = Hall(stage, language, stage.writer.do(None, _unprepared))
    bare.coordinator = stage.writer.do(None, lambda act: desk.signed_in(act, language))
    stage.writer.do(None, _of_its_municipality)
    yield bare, UNPREPARED


def _of_its_municipality(act: Act) -> None:
    """Who prepares it sees the meetings of their own municipality alone."""
    own = act.book.one(Municipality, is_sample=False)
    assert own is not None
    for coordinator in act.book.all(Coordinator):
        act.book.change(Coordinator, {"id": coordinator.id}, municipality_id=own.id)


def _unprepared(act: Act) -> int:
    main = Language.sv
    municipality_id = add_municipality(act, {main: "Sundby"}, main)
    evening = date.today() + timedelta(days=30)  # noqa: DTZ011 -- the day alone
    starts_at = int(time.mktime(evening.timetuple())) + 17 * 3600
    name = {main: "Möte med beslutsfattare", "fi": "Päättäjätilaisuus"}
    basics = Basics(name, {}, main, Language.fi, starts_at)
    return make_meeting(act, municipality_id, basics, usual()).meeting_id
