"""What is stored in the fields of the desk's forms for after the evening, and for all meetings."""

from dataclasses import asdict

from app.db import Book
from app.method.followup import effect, following, national, next_round, statements
from app.method.followup.effect import AskedToCome
from app.method.preparing.meeting import municipality_of
from app.method.rules import meeting_of
from app.models import AgreedAction, BecameOf, Coordinator, Municipality
from app.models.years import Attained, Measure, Stated
from app.vocabulary import Role
from app.web.desk.stored_fields import StoredFields, row_of

AS_IT_IS = "as-it-is"


def rhythm(book: Book, meeting_id: int) -> StoredFields:
    meeting = meeting_of(book, meeting_id)
    return {
        "first": str(meeting.first_report_months),
        "then": str(meeting.report_months),
        "asks_again_on": meeting.asks_again_on,
    }


def followed(book: Book, action_id: int) -> StoredFields:
    """What an entry of the log sets. Its words are added, and stand beside all others."""
    action = row_of(book, AgreedAction, action_id)
    state = following.state_of(following.log(book, action_id))
    return {"state": state.value, "review_on": action.review_on}


def became(book: Book, meeting_id: int) -> StoredFields:
    """`AS_IT_IS`: what the meeting opens with is of no meeting that is known by it any more."""
    before_id = next_round.opens_with(book, meeting_id)
    is_of_unknown = before_id is None and book.count(BecameOf, meeting_id=meeting_id)
    return {"before_id": AS_IT_IS if is_of_unknown else str(before_id or "")}


def room(book: Book, meeting_id: int) -> StoredFields:
    asked = effect.asked(book, meeting_id)
    numbers = {role: asked.get(role, AskedToCome(0, 0)) for role in Role}
    return {
        f"{name}_{role}": str(number)
        for role, of_role in numbers.items()
        for name, number in of_role._asdict().items()
    }


def budget(book: Book, meeting_id: int) -> StoredFields:
    now = asdict(next_round.budget(book, meeting_id))
    return {name: str(stands) for name, stands in now.items()}


def measure(book: Book, meeting_id: int, of: Measure) -> StoredFields:
    row = national.checks(book, municipality_of(book, meeting_id).id).get(of)
    return {"attained": (row.attained if row else Attained.missing).value}


def stated(book: Book, meeting_id: int, of: Stated) -> StoredFields:
    here = statements.stated(book, municipality_of(book, meeting_id).id)
    now = next(statement for statement in here if statement.of is of)
    return {"source": now.source, "dated_on": now.dated_on}


def days(book: Book, municipality_id: int) -> StoredFields:
    kept = row_of(book, Municipality, municipality_id)
    return {"phones": str(kept.phone_days), "words": str(kept.word_days)}


def account(book: Book, coordinator_id: int) -> StoredFields:
    return {"login": row_of(book, Coordinator, coordinator_id).login}
