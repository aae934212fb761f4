"""The results of the earlier gatherings, theme by theme: population groups side by side."""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from app.method.results import theme_of
from app.reading.pieces import MeetingPiece
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.speaker import Pair, Said, Speaker, pair
from app.screens.wall import slides
from app.screens.wall_look import WallLook, WallScreen
from app.vocabulary import N_, Shown, Theme


@dataclass(frozen=True)
class ResultColumn:
    """What one population group told about one theme."""

    population_group: Said
    texts: tuple[Said, ...]


@dataclass(frozen=True)
class Phone(PhoneScreen):
    template: ClassVar[str] = "results/phone.html"
    theme: Theme
    columns: tuple[ResultColumn, ...]


@dataclass(frozen=True)
class WallColumn:
    population_group: Pair
    texts: tuple[Pair, ...]


@dataclass(frozen=True)
class Wall(WallScreen):
    template: ClassVar[str] = "results/wall.html"
    theme: Theme
    columns: tuple[WallColumn, ...]

    @property
    def number(self) -> int:
        """Of the theme, among all."""
        return list(Theme).index(self.theme) + 1

    @property
    def more_on_phones(self) -> bool:
        return any(len(column.texts) > self.slide.texts for column in self.columns)

    @cached_property
    def slide(self) -> slides.SlideLayout:
        return slides.slide(
            [
                slides.Told(
                    _words(column.population_group), tuple(_words(text) for text in column.texts)
                )
                for column in self.columns
            ]
        )


def _words(said: Pair) -> tuple[str, str]:
    return said.first.words, said.second.words if said.second else ""


def phone(look: PhoneLook) -> Phone:
    theme = theme_shown(look.piece)
    return Phone(
        **look.frame(N_("Results: %(theme)s"), theme=theme),
        theme=theme,
        columns=columns(look.say, theme),
    )


def wall(look: WallLook) -> Wall:
    theme = theme_shown(look.piece)
    found: dict[int, list[Pair]] = {}
    for result in look.piece.results:
        if result.theme is theme:
            found.setdefault(result.population_group_id, []).append(
                pair(look.piece, result.text_id)
            )
    drawn = tuple(
        WallColumn(pair(look.piece, group.name_id), tuple(found[group.id]))
        for group in look.piece.population_groups.values()
        if group.id in found
    )
    return Wall(**look.frame, theme=theme, columns=drawn)


def theme_shown(piece: MeetingPiece) -> Theme:
    return theme_of(piece.shown.get(Shown.theme))


def columns(speaker: Speaker, theme: Theme) -> tuple[ResultColumn, ...]:
    """Groups side by side inside a theme; a group that said nothing about it has no column."""
    found: dict[int, list[Said]] = {}
    for result in speaker.piece.results:
        if result.theme is theme:
            found.setdefault(result.population_group_id, []).append(speaker(result.text_id))
    return tuple(
        ResultColumn(speaker.population_group(group_id), tuple(found[group_id]))
        for group_id in speaker.piece.population_groups
        if group_id in found
    )
