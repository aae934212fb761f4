"""What screens say of this computer, which is in no database: its addresses, and what is wrong here."""

from dataclasses import dataclass, field

from app.addresses import Addresses
from app.frozen import frozen
from app.screens.screen import Screen
from app.texts import Saying
from app.trouble import Trouble


@dataclass
class ThisComputer:
    """`trouble`: what keeps anything from being saved now. `warning`: what else should be known about
    this computer.
    """

    addresses: Addresses
    trouble: Trouble | None = None
    warning: Saying | None = None

    @property
    def said(self) -> Saying | None:
        """Of the trouble."""
        return Saying(self.trouble.says["name"]) if self.trouble else None


@frozen
class WarnedScreen(Screen):
    """A screen that says what is wrong here, also when nothing can be read any more. `trouble`: why
    nothing can be saved now. `warning`: another problem of this computer.
    """

    trouble: Saying | None = field(default=None, kw_only=True)
    warning: Saying | None = field(default=None, kw_only=True)
