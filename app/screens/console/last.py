"""The last acts at the console, each with the way to undo it, as long as it can be undone."""

import json
import re
from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any, ClassVar, NamedTuple

from app.frozen import frozen
from app.method.agreement import AGREEING, may_agree
from app.method.proposals import HUNG
from app.models import LastAct
from app.screens import groups
from app.screens.console_look import ConsoleLook, ConsolePart
from app.texts import Saying, saying
from app.vocabulary import N_, Step

OFFERED = 5


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
    ended = look.is_over
    acts = () if ended else (_done(row) for row in look.snapshot.last_acts if _stands(look, row))
    return LastDone(**look.own, acts=tuple(islice(acts, OFFERED)))


def _stands(look: ConsoleLook, row: LastAct) -> bool:
    """Whether there is still something to undo: others may have acted since."""
    sent = json.loads(row.said) | json.loads(row.undo_fields)
    named = re.search(r"\d+", row.undo_path)
    return LISTED[row.path].stands(look, int(named[0]) if named else 0, sent)


def _is_there(look: ConsoleLook, row_id: int, _sent: Mapping[str, Any]) -> bool:
    return any(row.id == row_id for row in look.piece.rows)


def _is_at(look: ConsoleLook, _named: int, sent: Mapping[str, Any]) -> bool:
    return bool(look.piece.meeting.current_row_id == sent["seen_row_id"])


def _is_hidden(look: ConsoleLook, idea_id: int, _sent: Mapping[str, Any]) -> bool:
    return any(idea.id == idea_id for idea in look.hidden_ideas)


def _sits_elsewhere(look: ConsoleLook, person_id: int, sent: Mapping[str, Any]) -> bool:
    """True where the person is in another group than before, and the earlier group still stands."""
    before = sent["small_group_id"]
    now = look.crowd.groups.get(sent.get("person_id", person_id))
    return now not in (None, before) and any(group.id == before for group in look.piece.live_groups)


def _can_part(look: ConsoleLook, merge_id: int, _sent: Mapping[str, Any]) -> bool:
    return any(line.id == merge_id for line in groups.merge_lines(look.snapshot))


def _is_joined(look: ConsoleLook, proposal_id: int, sent: Mapping[str, Any]) -> bool:
    """Whether it is still together with the one under which it was joined."""
    under = {proposal.id: proposal.joined_into for proposal in look.piece.proposals}
    kept = int(sent.get("under", 0))
    heads = {kept, under.get(kept)} - {None}
    can_part = look.step in HUNG and not look.piece.rounds
    return can_part and under.get(proposal_id) in heads


def _is_out(look: ConsoleLook, _named: int, sent: Mapping[str, Any]) -> bool:
    return any(phone.device_id == sent["device_id"] for phone in look.crowd.taken_out)


def _can_be_put_back(look: ConsoleLook, action_id: int, _sent: Mapping[str, Any]) -> bool:
    dropped = (action for action in look.piece.dropped_actions if action.id == action_id)
    return look.step in AGREEING and any(
        not may_agree(look.piece.actions, action.idea_id) for action in dropped
    )


class ListedAct(NamedTuple):
    """`sentence`: what it says of the act. `stands`: whether its inverse can be done, from the id in
    the inverse's path and its fields.
    """

    sentence: str
    stands: Callable[[ConsoleLook, int, Mapping[str, Any]], bool]


_MOVED = ListedAct(N_("Somebody was moved to group %(number)s"), _sits_elsewhere)
# By the path of each act that is declared with its way `back`.
LISTED = {
    "step": ListedAct(N_("On to: %(step)s"), _is_at),
    "rows/{row_id}/minutes": ListedAct(N_("%(step)s: %(minutes)s min"), _is_there),
    "ideas/{idea_id}/hidden": ListedAct(N_("A text of group %(number)s was hidden"), _is_hidden),
    "people/group": _MOVED,
    "people/{person_id}/group": _MOVED,
    "groups/merged": ListedAct(N_("Group %(away)s joined group %(kept)s"), _can_part),
    "proposals/joined": ListedAct(N_("Two proposals were joined"), _is_joined),
    "phones/out": ListedAct(N_("A phone was removed"), _is_out),
    "actions/{action_id}/dropped": ListedAct(N_("An action was taken away"), _can_be_put_back),
}


def _done(row: LastAct) -> Undoable:
    said = json.loads(row.said)
    if "step" in said:
        said["step"] = Step(said["step"])
    fields = tuple(
        (name, entry)
        for name, given in json.loads(row.undo_fields).items()
        for entry in (given if isinstance(given, list) else [given])
    )
    return Undoable(row.sequence, saying(LISTED[row.path].sentence, **said), row.undo_path, fields)
