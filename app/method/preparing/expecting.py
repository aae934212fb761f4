"""Who comes to the meeting, as counts by role, language and food needs; never a person.

Each of these is counted by itself, so that no number connects a language with a role.
"""

from collections.abc import Collection, Mapping

from app.db import Book
from app.languages import PHONE_LANGUAGES
from app.limits import LIMIT
from app.links import may_sign_up
from app.method.act import Act
from app.method.preparing.corrections import require_to_come
from app.method.refusals import NotYoursError, Refusal, require, unknown_field
from app.method.rules import meeting_of
from app.models import Expected, Meeting
from app.vocabulary import N_, Role, Word


class Kitchen(Word):
    """Food that somebody does not eat or needs."""

    vegetarian = "vegetarian", N_("Vegetarian food")
    vegan = "vegan", N_("Vegan food")
    no_pork = "no_pork", N_("No pork")
    halal = "halal", N_("Halal food")
    no_gluten = "no_gluten", N_("No gluten")
    no_lactose = "no_lactose", N_("No lactose")
    no_nuts = "no_nuts", N_("No nuts")
    no_fish = "no_fish", N_("No fish or shellfish")


OTHER = "other"
ROLES = {f"role:{role}": role for role in Role}
LANGUAGES = {
    f"language:{language}": language
    for language in (*(phone_language.value for phone_language in PHONE_LANGUAGES), OTHER)
}
KITCHEN = {f"kitchen:{need}": need for need in Kitchen}
# In the order of the form.
WHATS = (*ROLES, *LANGUAGES, *KITCHEN)
sign_up_full = Refusal(
    "sign_up_full", N_("So many have said that they come that no more can be counted here.")
)


def expected(book: Book, meeting_id: int) -> dict[str, int]:
    rows = book.all(Expected, meeting_id=meeting_id)
    return {row.what: row.number for row in rows}


def comes(
    act: Act, link: tuple[bytes, str], role: Role, language: str, needs: Collection[Kitchen]
) -> None:
    """Counts one more person. Only the desk can correct it: nothing tells whose count it was.
    `link`: the key, and the secret in the link by which the person came; it may be closed by now.
    """
    if not may_sign_up(link[0], meeting_of(act.book, act.meeting_id), link[1]):
        raise NotYoursError
    require(None if f"language:{language}" in LANGUAGES else unknown_field)
    now = expected(act.book, act.meeting_id)
    require(sign_up_full if coming(now) >= LIMIT.participants else None)
    counted = [f"role:{role}", f"language:{language}", *(f"kitchen:{need}" for need in needs)]
    for what in counted:
        _set(act, what, now.get(what, 0) + 1)


def count(act: Act, numbers: Mapping[str, int]) -> None:
    """Sets the numbers as they are counted at the desk."""
    for what, number in numbers.items():
        _set(act, what, number)


def forget_needs(act: Act) -> None:
    """Forgets languages and food, which can reveal a religion or an illness. Roles stay counted."""
    for what in (*LANGUAGES, *KITCHEN):
        act.book.remove(Expected, meeting_id=act.meeting_id, what=what)


def coming(numbers: Mapping[str, int]) -> int:
    """How many people come. Each has named exactly one role."""
    return sum(numbers.get(what, 0) for what in ROLES)


def open_sign_up(act: Act) -> None:
    """Opens sign-up with a new link; older links stop."""
    require_to_come(act)
    meeting = act.book.one(Meeting, id=act.meeting_id)
    version = meeting.sign_up_version + 1 if meeting else 1
    opened = {"sign_up_version": version, "sign_up_open": True, "sign_up_brought": None}
    act.book.change(Meeting, {"id": act.meeting_id}, **opened)


def close_sign_up(act: Act) -> None:
    act.book.change(Meeting, {"id": act.meeting_id}, sign_up_open=False)


def _set(act: Act, what: str, number: int) -> None:
    if number:
        on = ("meeting_id", "what")
        act.book.put(Expected, on, meeting_id=act.meeting_id, what=what, number=number)
    else:
        act.book.remove(Expected, meeting_id=act.meeting_id, what=what)
