"""A screen as values: its forms with their fields, and the buttons that can be pressed now."""

from collections.abc import Iterable

from app.frozen import frozen
from app.limits import LIMIT


@frozen
class SeenField:
    """A field. `kind`: an input's type, "words" for text, or "choice" with `options`.

    `chosen`: whether it is ticked.
    """

    name: str
    kind: str
    value: str = ""
    options: tuple[str, ...] = ()
    low: str = ""
    high: str = ""
    most: int = LIMIT.text
    chosen: bool = False

    def takes(self, typed: Iterable[tuple[str, str]]) -> bool:
        """Whether the numbers typed into it are not above its highest one."""
        if self.kind != "number" or not self.high:
            return True
        return all(int(value) <= int(self.high) for name, value in typed if name == self.name)


@frozen
class SeenButton:
    """A button that sends its form. `pressed`: whether it is shown as chosen."""

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
        """Name and value of each hidden field."""
        return tuple((field.name, field.value) for field in self.fields if field.kind == "hidden")

    @property
    def is_chosen(self) -> bool:
        return any(button.pressed for button in self.buttons)

    def has(self, name: str) -> bool:
        return any(field.name == name for field in self.fields)


@frozen
class SeenScreen:
    """A screen, or a whole page. `until`: when the step's clock ends, UTC seconds.

    `socket`: the socket's path, on a whole page. `panels`: ids of panels whose content is sent only
    while they are open.
    """

    forms: tuple[SeenForm, ...] = ()
    step: str = ""
    until: int | None = None
    socket: str = ""
    panels: tuple[str, ...] = ()

    def offers(
        self, form: SeenForm, button: SeenButton, typed: Iterable[tuple[str, str]] = ()
    ) -> bool:
        """Whether this screen has the same form with the same button, for no less than was typed."""
        return any(
            (seen_form.action, seen_form.hidden) == (form.action, form.hidden)
            and all(field.takes(typed) for field in seen_form.fields)
            and any(
                (seen_button.name, seen_button.value) == (button.name, button.value)
                for seen_button in seen_form.buttons
            )
            for seen_form in self.forms
        )


NOTHING = SeenScreen()
