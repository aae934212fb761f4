"""Reads an owner's report from a file: the form that was sent out, filled in with Word."""

from typing import NamedTuple

from app import texts
from app.languages import HALL_LANGUAGES
from app.method.refusals import Refusal, RefusedError
from app.method.sent import whole_number
from app.models.followup import FollowState
from app.papers.brought.pieces import plain
from app.papers.brought.upload import sheets_in
from app.papers.printing.owner_form import DONE, HOW_FAR, NUMBER
from app.vocabulary import N_, Language

no_owners_report = Refusal(
    "no_owners_report",
    N_("This is no report on an action, or it does not say how far the action has come."),
)


class OwnersReport(NamedTuple):
    """What an action's owner reports: how far it has come, in the owner's `words` and `language`."""

    action_id: int
    state: FollowState
    words: str
    language: Language


def report_in(content: bytes) -> OwnersReport:
    """Reads the filled-in form, in any of the hall's languages.

    Refuses it if number or state is missing.
    """
    rows = [row for sheet in sheets_in(content) for row in sheet.rows if len(row) > 1]
    said = {plain(row[0]): row[1].strip() for row in rows}
    for language in HALL_LANGUAGES:
        told, how_far, done = (
            said.get(plain(texts.say(question, language)), "")
            for question in (NUMBER, HOW_FAR, DONE)
        )
        states = {plain(texts.name(state, language)): state for state in FollowState}
        number = whole_number(told)
        if number is not None and plain(how_far) in states:
            return OwnersReport(number, states[plain(how_far)], done, language)
    raise RefusedError(no_owners_report)
