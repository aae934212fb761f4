"""What is stored in a form's fields now, merged with what was typed over an earlier state.

The rule for every form of the desk that says what is to be stored, whoever has it open in however
many tabs: a field that nobody touched keeps what somebody else has saved. If both have changed a
field, the form is refused, and both are shown: what was typed as a draft in its field, and what is
saved beside it. Texts in several languages are merged where they are worded, see
`preparing.translations`. What is stored after the evening: `stored_afterwards`.
"""

from collections.abc import Mapping

from app.db import AnyRow, Book
from app.hall_clock import hall_time
from app.languages import turned_on, unchecked
from app.method import interpreting
from app.method.cleaning import clean
from app.method.held_day import stored_held_day
from app.method.preparing import expecting
from app.method.preparing.gatherings import COUNTS
from app.method.preparing.translations import digest, written_meanwhile
from app.method.refusals import NotYoursError, RefusedError
from app.method.rules import meeting_of
from app.method.survey.stored_survey import newest
from app.models import (
    AgreedAction,
    Card,
    Gathering,
    PopulationGroup,
    PreparedOwner,
    ProgrammeRow,
    ProposalAnswer,
    SuggestedAction,
)
from app.screens.survey import survey_offer
from app.web.desk.typed_drafts import SEEN
from app.web.forms import Form

# What is stored, by field; for a box, whether it is ticked.
StoredFields = Mapping[str, str | bool]


def met(form: Form, now: StoredFields) -> Form:
    """Returns the form to save. Raises `written_meanwhile` if somebody else changed a field too."""
    sent = {name: stands for name, stands in now.items() if name in form or SEEN + name in form}
    ticks = {name for name, stands in sent.items() if isinstance(stands, bool)}
    said = {name: _met(form, name, _words(stands)) for name, stands in sent.items()}
    return form.over(
        {name: None if name in ticks and not words else words for name, words in said.items()}
    )


def _words(stands: str | bool) -> str:  # noqa: FBT001 -- as it is stored
    if isinstance(stands, bool):
        return "1" if stands else ""
    return stands


def _met(form: Form, name: str, stands: str) -> str:
    typed, seen = clean(form.get(name, "")), form.get(SEEN + name, digest(stands))
    is_free = digest(stands) == seen or typed == stands
    if not is_free and digest(typed) != seen:
        raise RefusedError(written_meanwhile)
    return form.get(name, "") if is_free else stands


def basics(book: Book, meeting_id: int) -> StoredFields:
    meeting = meeting_of(book, meeting_id)
    starts = hall_time(meeting.starts_at)
    return {
        "date": starts.date().isoformat(),
        "time": starts.strftime("%H:%M"),
        "main_language": meeting.main_language.value,
        "second_language": meeting.second_language.value if meeting.second_language else "",
        "contact": meeting.contact,
        "accessibility_contact": meeting.accessibility_contact,
        "privacy_notice": meeting.privacy_notice,
        "follow_up": meeting.follow_up,
        "tables": str(meeting.tables or ""),
        "network": meeting.network,
        "network_password": meeting.network_password,
        **{
            f"phones_{language}": language in turned_on(meeting.unchecked_languages)
            for language in unchecked()
        },
    }


def programme(book: Book, meeting_id: int) -> StoredFields:
    rows = book.all(ProgrammeRow, meeting_id=meeting_id)
    ends_by = meeting_of(book, meeting_id).ends_by
    return {"ends_by": ends_by, **{f"minutes_{row.id}": str(row.minutes) for row in rows}}


def group(book: Book, group_id: int) -> StoredFields:
    return {"majority": row_of(book, PopulationGroup, group_id).is_majority}


def gathering(book: Book, gathering_id: int) -> StoredFields:
    row = row_of(book, Gathering, gathering_id)
    return {
        "population_group_id": str(row.population_group_id),
        "held_on": row.held_on,
        "begins": row.begins,
        "organisation": row.organisation,
        **{name: str(getattr(row, name) or "") for name in ("participants", *COUNTS)},
    }


def card(book: Book, card_id: int) -> StoredFields:
    row = row_of(book, Card, card_id)
    group_id = str(row.population_group_id)
    return {"theme": row.theme.value, "population_group_id": group_id, "heavy": row.heavy}


def suggestion(book: Book, suggestion_id: int) -> StoredFields:
    row = row_of(book, SuggestedAction, suggestion_id)
    return {"theme": row.theme.value if row.theme else ""}


def action(book: Book, action_id: int) -> StoredFields:
    row = row_of(book, AgreedAction, action_id)
    return {
        "theme": row.theme.value if row.theme else "",
        "due_on": row.due_on,
        "review_on": row.review_on,
        "says_yes": row.owner_says_yes,
    }


def answer(book: Book, proposal_id: int) -> StoredFields:
    row = book.one(ProposalAnswer, proposal_id=proposal_id)
    return {"answer": row.answer.value if row else ""}


def owner(book: Book, owner_id: int) -> StoredFields:
    return {"told_on": row_of(book, PreparedOwner, owner_id).told_on}


def expected(book: Book, meeting_id: int) -> StoredFields:
    numbers = expecting.expected(book, meeting_id)
    return {what: str(numbers.get(what) or "") for what in expecting.WHATS}


def survey(book: Book, meeting_id: int) -> StoredFields:
    held_on = stored_held_day(book, meeting_of(book, meeting_id))
    day, clock = survey_offer(newest(book, meeting_id).until, held_on)
    return {"date": day, "time": clock}


def followed(book: Book, meeting_id: int, language: str) -> StoredFields:
    """A language that somebody has taken off the list counts as having no interpreters."""
    row = interpreting.followed(book, meeting_id).get(language)
    return {"interpreters": str(row.interpreters if row else 0), "talk": row.talk if row else ""}


def row_of(book: Book, kind: type[AnyRow], row_id: int) -> AnyRow:
    row = book.one(kind, id=row_id)
    if row is None:
        raise NotYoursError
    return row
