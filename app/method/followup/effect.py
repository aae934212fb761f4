"""The effect of actions and what was learnt; and how many were invited and promised to come."""

from collections.abc import Mapping
from typing import NamedTuple

from app.db import Book
from app.limits import LIMIT
from app.method.act import Act
from app.method.preparing.expecting import ROLES, expected
from app.method.preparing.translations import new_text, reword
from app.method.refusals import Refusal, require
from app.method.rules import own_row
from app.method.wordings import Words
from app.models import ActionEffect, AgreedAction, Attendance
from app.vocabulary import N_, Role

more_promised = Refusal(
    "more_promised", N_("More have promised to come than were invited. Look at the numbers again.")
)


class AskedToCome(NamedTuple):
    invited: int
    promised: int


def effect_of(book: Book, action_id: int) -> ActionEffect | None:
    return book.one(ActionEffect, agreed_action_id=action_id)


def learn(act: Act, action_id: int, effect: Words, learnt: Words) -> None:
    own_row(act, AgreedAction, action_id, dropped=False)
    existing = effect_of(act.book, action_id)
    if existing:
        reword(act, existing.effect_id, effect, LIMIT.note, may_be_empty=True)
        reword(act, existing.learnt_id, learnt, LIMIT.note, may_be_empty=True)
        return
    ids = [new_text(act, words, LIMIT.note, may_be_empty=True) for words in (effect, learnt)]
    act.book.add(ActionEffect(agreed_action_id=action_id, effect_id=ids[0], learnt_id=ids[1]))


def asked(book: Book, meeting_id: int) -> dict[Role, AskedToCome]:
    """Invited and promised by role. If nobody has counted the promises, sign-ups are used."""
    rows = {row.role: row for row in book.all(Attendance, meeting_id=meeting_id)}
    signed_up = expected(book, meeting_id)
    coming = {role: signed_up.get(what, 0) for what, role in ROLES.items()}
    return {
        role: AskedToCome(
            rows[role].invited if role in rows else 0,
            (rows[role].promised if role in rows else 0) or coming.get(role, 0),
        )
        for role in Role
        if role in rows or coming.get(role)
    }


def note_asked(act: Act, numbers: Mapping[Role, AskedToCome]) -> None:
    """Sets the numbers of all roles. Roles with zeros are not stored."""
    require(
        more_promised
        if any(of_role.promised > of_role.invited for of_role in numbers.values())
        else None
    )
    act.book.remove(Attendance, meeting_id=act.meeting_id)
    for role, of_role in numbers.items():
        if any(of_role):
            act.book.add(
                Attendance(
                    meeting_id=act.meeting_id,
                    role=role,
                    invited=of_role.invited,
                    promised=of_role.promised,
                )
            )
