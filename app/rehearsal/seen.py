"""A screen as a hand finds it: its forms, what can be filled in, and the buttons that can be pressed now."""

from app.frozen import frozen
from app.limits import LIMIT


@frozen
class SeenField:
    """`kind`: an input's type, or "words", or "choice" with its `options`. `chosen`: ticked as it stands."""

    name: str
    kind: str
    value: str = ""
    options: tuple[str, ...] = ()
    low: str = ""
    high: str = ""
    most: int = LIMIT.text
    chosen: bool = False


@frozen
class SeenButton:
    """`pressed`: it shows that it was chosen before."""

    name: str = ""
    value: str = ""
    pressed: bool = False


@frozen
class SeenForm:
    """A form that a button sends. `scripted`: the page's script posts it."""

    action: str
    id: str
    fields: tuple[SeenField, ...]
    buttons: tuple[SeenButton, ...]
    scripted: bool

    @property
    def hidden(self) -> tuple[tuple[str, str], ...]:
        """What goes with it unseen."""
        return tuple((one.name, one.value) for one in self.fields if one.kind == "hidden")

    @property
    def is_chosen(self) -> bool:
        return any(button.pressed for button in self.buttons)

    def has(self, name: str) -> bool:
        return any(one.name == name for one in self.fields)


@frozen
class SeenScreen:
    """`step`: what the program calls it. `until`: when its clock ends, UTC seconds. `socket`: of a whole page.

    `panels`: ids of those that are not sent while they are shut.
    """

    forms: tuple[SeenForm, ...] = ()
    step: str = ""
    until: int | None = None
    socket: str = ""
    panels: tuple[str, ...] = ()

    def offers(self, form: SeenForm, button: SeenButton) -> bool:
        """Whether this very act can be done here."""
        return any(
            (one.action, one.hidden) == (form.action, form.hidden)
            and any((it.name, it.value) == (button.name, button.value) for it in one.buttons)
            for one in self.forms
        )


NOTHING = SeenScreen()
