"""For whom a live page is: it has a style sheet and a script of this name."""

from enum import StrEnum


class Audience(StrEnum):
    phone = "phone"
    console = "console"
    projector = "projector"

    @property
    def is_phone(self) -> bool:
        return self is Audience.phone

    @property
    def is_console(self) -> bool:
        return self is Audience.console

    @property
    def is_wall(self) -> bool:
        return self is Audience.projector
