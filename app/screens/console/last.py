"""The last things that were done at the console, each to be undone."""

import json
from typing import ClassVar

from app.frozen import frozen
from app.models import LastAct
from app.screens.console.look import ConsoleLook, ConsolePart
from app.texts import Saying, saying
from app.vocabulary import N_, Step

_SENTENCES = {
    "step": N_("On to: %(step)s"),
    "rows/{row_id}/minutes": N_("%(step)s: %(minutes)s min"),
    "ideas/{idea_id}/hidden": N_("A text of group %(number)s was hidden"),
    "people/group": N_("Somebody was moved to group %(number)s"),
    "people/{person_id}/group": N_("Somebody was moved to group %(number)s"),
    "groups/merged": N_("Group %(away)s joined group %(kept)s"),
    "proposals/joined": N_("Two proposals were joined"),
    "phones/out": N_("A phone was removed"),
    "actions/{action_id}/dropped": N_("An action was taken away"),
}


@frozen
class Undoable:
    """`path`, `fields`: what is sent to undo it."""

    number: int
    words: Saying
    path: str
    fields: tuple[tuple[str, str | int], ...]


@frozen
class LastDone(ConsolePart):
    """The newest first."""

    template: ClassVar[str] = "console/parts/last_done.html"
    name: ClassVar[str] = "last-done"
    acts: tuple[Undoable, ...]


def last_done(look: ConsoleLook) -> LastDone:
    ended = look.piece.meeting.ended
    return LastDone(**look.own, acts=() if ended else tuple(map(_done, look.snapshot.last_acts)))


def _done(row: LastAct) -> Undoable:
    said = json.loads(row.said)
    if "step" in said:
        said["step"] = Step(said["step"])
    fields = tuple(
        (name, one)
        for name, value in json.loads(row.undo_fields).items()
        for one in (value if isinstance(value, list) else [value])
    )
    return Undoable(row.sequence, saying(_SENTENCES[row.path], **said), row.undo_path, fields)
