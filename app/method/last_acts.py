"""The last things that facilitators have done, each with the act that undoes it.

The list is for somebody who pressed too soon. It has only acts whose inverse is not in the same
place on the console. All are kept until the meeting ends: which of them can still be undone changes
with what others do.
"""

import json
from collections.abc import Callable
from typing import Any

from app.method.act import Act
from app.method.declared import Declared
from app.method.undoing import Back, Sent
from app.models import LastAct


def noted(act: Act, declared: Declared, sent: Sent, do: Callable[[], object]) -> None:
    """Does the act. Removes what it undid from the list; else lists it if it can be undone."""
    # After the end nothing may tell in which order things were done.
    back = declared.back(act, sent) if declared.back and not act.is_over else None
    do()
    if _has_undone(act, declared.path.format_map(sent), sent):
        return
    if back := back() if callable(back) else back:
        _keep(act, declared, back)


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


def _keep(act: Act, declared: Declared, back: Back) -> None:
    path = declared.undone_by
    form = {name: said for name, said in back.sent.items() if f"{{{name}}}" not in path}
    act.book.add(
        LastAct(
            meeting_id=act.meeting_id,
            sequence=act.sequence,
            path=declared.path,
            said=json.dumps(back.said),
            undo_path=path.format_map(back.sent),
            undo_fields=json.dumps(form),
        )
    )
