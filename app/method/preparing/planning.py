"""The programme as planned: its rows can be moved, left out and brought back; their minutes are `programme.shorten`."""

from app.method.act import Act
from app.method.preparing.order import arrange, at_place, behind
from app.method.preparing.pattern import usual_minutes
from app.method.refusals import NotYoursError, Refusal, require
from app.models import ProgrammeRow
from app.vocabulary import N_, Step

row_begun = Refusal("row_begun", N_("This step has already been on, so it stays in the programme."))
row_there = Refusal("row_there", N_("This step is in the programme already."))


def place_row(act: Act, row_id: int, place: int) -> None:
    """Puts a row of the programme at a place, counted from 1."""
    arrange(act, ProgrammeRow, at_place(_rows(act), row_id, place))


def leave_out(act: Act, row_id: int) -> None:
    """Takes a row out; one that has been on stays, because what was done in it hangs on it."""
    row = act.book.one(ProgrammeRow, id=row_id, meeting_id=act.meeting_id)
    if row is None:
        raise NotYoursError
    require(row_begun if row.began_at is not None else None)
    act.book.remove(ProgrammeRow, id=row.id)
    arrange(act, ProgrammeRow, _rows(act))


def bring_back(act: Act, kind: Step) -> None:
    """Puts a kind of row that was left out where it usually stands."""
    rows = _rows(act)
    require(row_there if any(row.kind is kind for row in rows) else None)
    new = ProgrammeRow(
        meeting_id=act.meeting_id, position=behind(rows), kind=kind, minutes=usual_minutes(kind)
    )
    act.book.add(new)
    usual_order = list(Step)
    earlier = [row for row in rows if usual_order.index(row.kind) < usual_order.index(kind)]
    place = 1 + max((rows.index(row) + 1 for row in earlier), default=0)
    arrange(act, ProgrammeRow, at_place([*rows, new], new.id, place))


def _rows(act: Act) -> list[ProgrammeRow]:
    return act.book.all(ProgrammeRow, meeting_id=act.meeting_id, order=("position",))
