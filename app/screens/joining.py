"""What stands on a phone before it has joined."""

from typing import ClassVar

from app.frozen import frozen
from app.method.refusals import Refusal
from app.screens.screen import Screen
from app.screens.speaker import Said


@frozen
class Join(Screen):
    """Before joining: language, role, principles. `refusal`: why nobody can join now.

    `has_moved`: the meeting has another address now, so people who have joined come here again.
    `table`: the number of the table whose code led here.
    """

    template: ClassVar[str] = "door/join.html"
    asks_again: ClassVar[int] = 0
    meeting: Said
    place: Said
    principles: tuple[Said, ...]
    refusal: Refusal | None = None
    has_moved: bool = False
    table: int | None = None
