"""What makes the page of each tab of a meeting, and the pages that are reached from a tab."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.method import contacts, survey
from app.screens.agreed_actions import action_faces
from app.screens.survey import question_face, survey_offer, survey_until
from app.web.desk.effect_page import effect_page
from app.web.desk.goals_page import goals_page
from app.web.desk.pages import ContactsPage, SurveyPage
from app.web.desk.people_page import people_page
from app.web.desk.reading import Reader
from app.web.desk.reported import reports_page
from app.web.desk.rounds_page import rounds_page


def survey_page(reader: Reader) -> SurveyPage:
    """Makes the page of the survey: until when it is open, and what comes in on paper."""
    meeting = reader.piece.meeting
    forms = survey.paper_forms(reader.book, meeting.id)
    standing = survey.survey_state(reader.book, meeting.id)
    reaches_nobody = survey.reaches_nobody(reader.book, meeting)
    return SurveyPage(
        head=replace(reader.head, tab="after"),
        standing=standing,
        until=survey_until(reader.piece),
        offer=survey_offer(reader.piece.survey.until, reader.piece.held_on),
        questions=tuple(question_face(reader.say, question) for question in reader.piece.questions),
        actions=action_faces(reader.say),
        forms=tuple(form.id for form in forms),
        ended=meeting.ended,
        may_stay_open=not (standing.stays_closed or reaches_nobody),
    )


def contacts_page(reader: Reader) -> ContactsPage:
    """Makes the page of contacts, which is reached from the page of what is left afterwards."""
    by_action = contacts.by_action(reader.book, reader.piece.meeting.id, reader.asked.secret)
    actions = action_faces(reader.say)
    return ContactsPage(
        replace(reader.head, tab="after"),
        tuple((action, tuple(by_action.get(action.id, ()))) for action in actions),
        kept=sum(len(of_action) for of_action in by_action.values()),
    )


READ: dict[str, Callable[[Reader], Any]] = {
    "basics": Reader.basics,
    "programme": Reader.programme,
    "gatherings": Reader.gatherings,
    "results": Reader.results,
    "cards": Reader.cards,
    "suggestions": Reader.suggestions,
    "texts": Reader.texts,
    "people": lambda reader: people_page(reader.head, reader.book, reader.say, reader.asked),
    "ready": Reader.ready,
    "links": Reader.links,
    "print": Reader.printing,
    "after": Reader.after,
    "contacts": contacts_page,
    "survey": survey_page,
    "reports": reports_page,
    "effect": effect_page,
    "goals": goals_page,
    "rounds": rounds_page,
}
