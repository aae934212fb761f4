"""The results of the earlier gatherings, theme by theme: population groups side by side."""

from dataclasses import replace
from typing import ClassVar

from app.frozen import frozen
from app.kept import found_once
from app.method.results import theme_of
from app.reading.meeting_pieces import MeetingPiece
from app.screens.onwards import Onwards, onwards
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.speaker import Pair, Said, Speaker, pair
from app.screens.wall import slides
from app.screens.wall_look import WallLook, WallScreen
from app.texts import Saying, saying
from app.vocabulary import Shown, Step, Theme


@frozen
class ResultColumn:
    """What one population group told about one theme."""

    population_group: Said
    texts: tuple[Said, ...]


@frozen
class Phone(PhoneScreen):
    template: ClassVar[str] = "results/phone.html"
    total: ClassVar[int] = len(Theme)
    theme: Theme
    columns: tuple[ResultColumn, ...]
    onwards: Onwards

    @property
    def number(self) -> int:
        return theme_number(self.theme)


@frozen
class WallColumn:
    population_group: Pair
    texts: tuple[Pair, ...]


@frozen
class Wall(WallScreen):
    """`in_rows`: the population groups stand one below another, in all themes alike."""

    template: ClassVar[str] = "results/wall.html"
    step: ClassVar[Step] = Step.results
    total: ClassVar[int] = len(Theme)
    theme: Theme
    columns: tuple[WallColumn, ...]
    in_rows: bool = False

    @property
    def shows(self) -> Saying:
        return saying(Step.results.says["shows"], theme=self.theme)

    @property
    def number(self) -> int:
        return theme_number(self.theme)

    @property
    def shown(self) -> tuple[WallColumn, ...]:
        """The columns with as many texts as the slide has room for."""
        most = self.slide.texts
        return tuple(replace(column, texts=column.texts[:most]) for column in self.columns)

    @property
    def more_on_phones(self) -> bool:
        return any(len(column.texts) > self.slide.texts for column in self.columns)

    @found_once
    def slide(self) -> slides.SlideLayout:
        return slides.slide(_told(self.columns), in_rows=self.in_rows)


def _told(columns: tuple[WallColumn, ...]) -> list[slides.Told]:
    return [
        slides.Told(_words(column.population_group), tuple(_words(text) for text in column.texts))
        for column in columns
    ]


def _words(said: Pair) -> tuple[str, str]:
    return said.first.words, said.second.words if said.second else ""


def phone(look: PhoneLook) -> Phone:
    theme = theme_shown(look.piece)
    return Phone(
        **look.frame(Step.results.says["shows"], theme=theme),
        theme=theme,
        columns=columns(look.say, theme),
        onwards=onwards(look),
    )


def wall(look: WallLook) -> Wall:
    theme = theme_shown(look.piece)
    drawn = {each: _wall_columns(look.piece, each) for each in Theme}
    in_rows = slides.stands_in_rows(map(_told, drawn.values()))
    return Wall(**look.frame, theme=theme, columns=drawn[theme], in_rows=in_rows)


def _wall_columns(piece: MeetingPiece, theme: Theme) -> tuple[WallColumn, ...]:
    by_group: dict[int, list[Pair]] = {}
    for result in piece.results:
        if result.theme is theme:
            by_group.setdefault(result.population_group_id, []).append(pair(piece, result.text_id))
    return tuple(
        WallColumn(pair(piece, group.name_id), tuple(by_group[group.id]))
        for group in piece.population_groups.values()
        if group.id in by_group
    )


def theme_number(theme: Theme) -> int:
    """Its place among all themes, from 1."""
    return list(Theme).index(theme) + 1


def theme_shown(piece: MeetingPiece) -> Theme:
    return theme_of(piece.shown.get(Shown.theme))


def columns(speaker: Speaker, theme: Theme) -> tuple[ResultColumn, ...]:
    """Groups side by side inside a theme; a group that said nothing about it has no column."""
    return speaker.once(("results", theme), lambda: _columns(speaker, theme))


def _columns(speaker: Speaker, theme: Theme) -> tuple[ResultColumn, ...]:
    by_group: dict[int, list[Said]] = {}
    for result in speaker.piece.results:
        if result.theme is theme:
            by_group.setdefault(result.population_group_id, []).append(speaker(result.text_id))
    return tuple(
        ResultColumn(speaker.population_group(group_id), tuple(by_group[group_id]))
        for group_id in speaker.piece.population_groups
        if group_id in by_group
    )
