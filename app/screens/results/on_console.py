"""The results on the console: whose theme's turn it is, and what groups told about it."""

from typing import ClassVar

from app.frozen import frozen
from app.screens import results
from app.screens.console_look import ConsoleLook, ConsolePart
from app.screens.console_panel import ConsolePanel, heading
from app.screens.results import ResultColumn
from app.screens.speaker import Said
from app.vocabulary import Theme


@frozen
class Themes(ConsolePart):
    """`theme`: the one whose turn it is; `on_wall`: the wall shows it."""

    template: ClassVar[str] = "results/themes.html"
    name: ClassVar[str] = "themes"
    themes: ClassVar[tuple[Theme, ...]] = tuple(Theme)
    theme: Theme
    on_wall: bool


@frozen
class ThemeTold(ConsolePart):
    """What groups told about the theme on the wall, and the note for its presenter."""

    template: ClassVar[str] = "results/told.html"
    name: ClassVar[str] = "told"
    columns: tuple[ResultColumn, ...]
    note: Said | None


def results_panel(look: ConsoleLook) -> ConsolePanel:
    theme = results.theme_shown(look.piece)
    note = look.say(look.piece.notes[theme]) if theme in look.piece.notes else None
    told = ThemeTold(**look.own, columns=results.columns(look.say, theme), note=note)
    themes = Themes(**look.own, theme=theme, on_wall=not look.is_covered)
    return ConsolePanel(heading=heading(look), above=(told,), lines=(themes,))
