"""The picture of all cards on the console, as counts."""

from typing import ClassVar

from app import texts
from app.frozen import frozen
from app.screens import picture
from app.screens.console_look import ConsoleLook, ConsolePart
from app.screens.console_panel import ConsolePanel, heading
from app.screens.picture import PictureCard
from app.vocabulary import N_


@frozen
class Picture(ConsolePart):
    template: ClassVar[str] = "picture/counted.html"
    name: ClassVar[str] = "picture"
    cards: tuple[PictureCard, ...]


def picture_panel(look: ConsoleLook) -> ConsolePanel:
    cards = picture.cards_by_groups(look.say, look.snapshot)
    shown = (Picture(**look.own, cards=cards),) if cards else ()
    note = texts.say(N_("how many groups decided what"), look.language)
    return ConsolePanel(heading=heading(look, note=note), lines=shown)
