"""The last things that facilitators have done, each with the act that undoes it.

The list is for somebody who pressed too soon. It has only acts whose inverse is not in the same
place on the console. All are kept until the meeting ends: which of them can still be undone changes
with what others do.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from app.method import groups, programme
from app.method.act import Act
from app.method.rules import meeting_of
from app.models import Idea, LastAct, Merge, ProgrammeRow, Proposal, SmallGroup

Sent = Mapping[str, Any]


class Undo(NamedTuple):
    """How an act is undone. `fields`: what to send for it; a list is sent once for each value.

    `said`: the values in the sentence that names the act; of a join, what it was joined `under`.
    """

    path: str
    fields: dict[str, Any]
    said: dict[str, Any]


def noted(act: Act, path: str, sent: Sent, do: Callable[[], object]) -> object:
    """Does the act. Removes what it undid from the list; else lists it if it can be undone."""
    undoing = _UNDOING.get(path)
    # After the end nothing may tell in which order things were done.
    how = undoing(act, sent) if undoing and not act.is_over else None
    done = do()
    if not _has_undone(act, path.format_map(sent), sent) and how and (undo := how()):
        _keep(act, path, undo)
    return done


def _has_undone(act: Act, path: str, sent: Sent) -> bool:
    """Whether it undid an act on the list; that one is removed."""
    said = {name: str(value) for name, value in sent.items()}
    matching = [
        (len(fields), row.sequence)
        for row in act.book.all(LastAct, meeting_id=act.meeting_id, undo_path=path)
        if (fields := _fields(row)).items() <= said.items()
    ]
    if not matching:
        return False
    # If several match, take the one with most of the sent fields, then the newest.
    act.book.remove(LastAct, meeting_id=act.meeting_id, sequence=max(matching)[1])
    return True


def _fields(row: LastAct) -> dict[str, str]:
    undo: dict[str, Any] = json.loads(row.undo_fields)
    return {name: str(value) for name, value in undo.items() if not isinstance(value, list)}


def _keep(act: Act, path: str, undo: Undo) -> None:
    act.book.add(
        LastAct(
            meeting_id=act.meeting_id,
            sequence=act.sequence,
            path=path,
            said=json.dumps(undo.said),
            undo_path=undo.path,
            undo_fields=json.dumps(undo.fields),
        )
    )


# The undoing of an act: prepared before the act is done, called afterwards.
How = Callable[[], Undo | None]


def _step(act: Act, sent: Sent) -> How | None:
    before = meeting_of(act.book, act.meeting_id).current_row_id
    row = act.book.one(ProgrammeRow, id=sent["row_id"], meeting_id=act.meeting_id)
    if before is None or row is None or row.id in (before, *_beside(act, before)):
        return None
    fields = {"row_id": before, "seen_row_id": row.id}
    return lambda: Undo("step", fields, {"step": row.kind})


def _beside(act: Act, row_id: int) -> list[int]:
    """The rows that Next and Back lead to. They undo each other, so they are not listed."""
    rows = act.book.all(ProgrammeRow, meeting_id=act.meeting_id)
    both = programme.next_row(rows, row_id), programme.row_before(rows, row_id)
    return [row.id for row in both if row]


def _minutes(act: Act, sent: Sent) -> How | None:
    row = act.book.one(ProgrammeRow, id=sent["row_id"], meeting_id=act.meeting_id)
    if row is None or row.minutes == sent["minutes"]:
        return None
    said = {"step": row.kind, "minutes": sent["minutes"]}
    return lambda: Undo(f"rows/{row.id}/minutes", {"minutes": row.minutes}, said)


def _hidden(act: Act, sent: Sent) -> How | None:
    idea = act.book.one(Idea, id=sent["idea_id"])
    if idea is None or idea.hidden:
        return None
    said = {"number": _number(act, idea.small_group_id)}
    return lambda: Undo(f"ideas/{idea.id}/unhidden", {}, said)


def _moved(act: Act, sent: Sent) -> How | None:
    person, wanted = sent["person_id"], sent["small_group_id"]
    before = groups.group_of(act.book, person)
    if before in (None, wanted):
        return None
    said = {"number": _number(act, wanted)}
    return lambda: Undo(f"people/{person}/group", {"small_group_id": before}, said)


def _moved_from_list(act: Act, sent: Sent) -> How | None:
    """As `_moved`, for the form in which the person is chosen from a list."""
    how = _moved(act, sent)
    undo = how() if how else None
    if undo is None:
        return None
    fields = {"person_id": sent["person_id"], **undo.fields}
    return lambda: Undo("people/group", fields, undo.said)


def _merged(act: Act, sent: Sent) -> How:
    said = {"away": _number(act, sent["away_id"]), "kept": _number(act, sent["kept_id"])}

    def how() -> Undo | None:
        merge = act.book.one(Merge, away_id=sent["away_id"], since=act.sequence)
        return Undo(f"merges/{merge.id}/parted", {}, said) if merge else None

    return how


def _joined(act: Act, sent: Sent) -> How | None:
    """Undoing keeps those joined with it before, and puts it back under its former one."""
    joined = act.book.one(Proposal, id=sent["joined_id"])
    if joined is None:
        return None
    along = [other.id for other in act.book.all(Proposal, joined_into=joined.id)]

    def how() -> Undo | None:
        now = act.book.one(Proposal, id=joined.id)
        if now is None or now.joined_into == joined.joined_into:
            return None
        back: dict[str, Any] = {"joined_id": along} if along else {}
        undo = Undo(f"proposals/{joined.id}/apart", back, {"under": now.joined_into})
        if joined.joined_into:
            return undo._replace(fields={"under_id": joined.joined_into})
        # It stood alone, so whatever was listed of it has been parted in another way.
        act.book.remove(LastAct, meeting_id=act.meeting_id, undo_path=undo.path)
        return undo

    return how


def _taken_out(_act: Act, sent: Sent) -> How:
    return lambda: Undo("phones/in", {"device_id": sent["device_id"]}, {})


def _dropped(_act: Act, sent: Sent) -> How:
    return lambda: Undo(f"actions/{sent['action_id']}/restored", {}, {})


def _number(act: Act, group_id: int) -> int:
    group = act.book.one(SmallGroup, id=group_id, meeting_id=act.meeting_id)
    return group.number if group else 0


_UNDOING: dict[str, Callable[[Act, Sent], How | None]] = {
    "step": _step,
    "rows/{row_id}/minutes": _minutes,
    "ideas/{idea_id}/hidden": _hidden,
    "people/group": _moved_from_list,
    "people/{person_id}/group": _moved,
    "groups/merged": _merged,
    "proposals/joined": _joined,
    "phones/out": _taken_out,
    "actions/{action_id}/dropped": _dropped,
}
