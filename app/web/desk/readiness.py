"""Whether a meeting is ready, by who has to act; each line leads to where it is put right."""

import time
from collections.abc import Callable, Iterator

from app import texts
from app.db import Book
from app.hall_clock import hall_day, today
from app.languages import HALL_LANGUAGES
from app.limits import LIMIT
from app.method.erasing.left_over import is_left
from app.method.phone_network import reached
from app.method.preparing.expecting import coming, expected
from app.method.reports.said_lines import sent_reports
from app.models import Gathering, Link
from app.screens.speaker import Speaker
from app.vocabulary import HALL_DOORS, N_, Role, Step
from app.web.desk.asked import Asked
from app.web.desk.gathered import planned
from app.web.desk.lack_words import lack_line
from app.web.desk.left_to_do import left_to_do
from app.web.desk.programme_page import reach_of, spare_of, warnings_of
from app.web.desk.ready_languages import Following
from app.web.desk.ready_line import (
    Actor,
    Readiness,
    ReadyLine,
    done,
    ready_line,
    still_open,
)


def readiness(book: Book, say: Speaker, asked: Asked) -> Readiness:
    finder = _Found(book, say, asked)
    return Readiness(tuple((actor, tuple(lines(finder))) for actor, lines in LINES.items()))


class _Found:
    """Finds the lines of each actor in what is stored."""

    def __init__(self, book: Book, say: Speaker, asked: Asked) -> None:
        self.book, self.say, self.asked = book, say, asked
        self.piece = say.piece
        self.numbers = expected(book, self.piece.meeting.id)
        self.coming = coming(self.numbers)
        self.sessions = planned(book, self.piece.meeting.round_id)

    def of_coordinator(self) -> Iterator[ReadyLine]:
        lacking = left_to_do(self.book, self.piece)
        for lack in lacking:
            yield lack_line(lack, self.say.language)
        if not lacking:
            told = N_("Every text is there in %(languages)s.")
            names = texts.language_names(HALL_LANGUAGES, self.say.language)
            yield done(told, "cards", languages=names)
        yield from self._days()
        doubts = warnings_of(self.piece)
        for doubt in doubts:
            yield ReadyLine(is_done=False, says=doubt, cure="programme#sense")
        if not doubts:
            yield done(N_("The programme is in an order that holds."), "programme")
        if (spare := spare_of(self.piece)) is not None:
            is_in_time = spare >= 0
            told = N_("It ends in time.") if is_in_time else N_("It ends later than you wish.")
            yield ready_line(is_in_time, told, "programme#spare")
        if reach := reach_of(self.piece):
            told = N_("Cards that there is time for: %(cards)s of %(all)s.")
            yield ready_line(reach.is_whole, told, "programme", cards=reach.cards, all=reach.all)

    def _days(self) -> Iterator[ReadyLine]:
        """Days that are allowed, but can hardly be meant."""
        meeting, now = self.piece.meeting, int(time.time())
        if meeting.current_row_id is None and hall_day(meeting.starts_at) < hall_day(now):
            yield still_open(N_("The day of the meeting has gone by."), "basics")
        if any(
            session.held_on > hall_day(meeting.starts_at).isoformat() for session in self.sessions
        ):
            yield still_open(N_("A session is later than the meeting."), "gatherings")

    def of_organisations(self) -> Iterator[ReadyLine]:
        for group_id in dict.fromkeys(session.population_group_id for session in self.sessions):
            yield self._heard(group_id)
        if waiting := len(sent_reports(self.book, self.piece.meeting.id)):
            yield still_open(
                N_("Reports that wait for you to deal with them: %(number)s."),
                "reports",
                number=waiting,
            )
        if self.sessions:
            yield self._invited(self.sessions)

    def _heard(self, group_id: int) -> ReadyLine:
        """How far this population group has come, from its first session to results and cards."""
        days = [
            session.held_on for session in self.sessions if session.population_group_id == group_id
        ]
        results = [result for result in self.piece.results if self._is_there(result.text_id)]
        cards = [card for card in self.piece.cards.values() if self._is_there(card.text_id)]
        name = self.say.population_group(group_id).words
        if min(days) > today().isoformat():
            told = N_("%(group)s: the session is still to be held.")
            return still_open(told, "gatherings", group=name)
        if not any(result.population_group_id == group_id for result in results):
            told = N_("%(group)s: there is no result of the session yet.")
            return still_open(told, "reports", group=name)
        if not any(card.population_group_id == group_id for card in cards):
            return still_open(N_("%(group)s: there is no card of it yet."), "cards", group=name)
        return done(N_("%(group)s: there are results and cards."), "results", group=name)

    def _is_there(self, text_id: int) -> bool:
        """Whether it was not erased."""
        return not is_left(self.piece.words.get(text_id, {}))

    def _invited(self, sessions: list[Gathering]) -> ReadyLine:
        unasked = sum(not session.invited for session in sessions)
        if unasked:
            told = N_(
                "Sessions of which it is not said how many are invited to the meeting: %(number)s."
            )
            return still_open(told, "gatherings", number=unasked)
        come = sum(session.coming for session in sessions)
        told = N_("People who come from the sessions: %(number)s.")
        return ready_line(bool(come), told, "gatherings", number=come)

    def of_facilitator(self) -> Iterator[ReadyLine]:
        meeting = self.piece.meeting
        closed = {link.door for link in self.book.all(Link, meeting_id=meeting.id) if link.revoked}
        shut = [door for door in HALL_DOORS if door in closed]
        told = (
            N_("A link of the hall is closed.") if shut else N_("The links of the hall are open.")
        )
        yield ready_line(not shut, told, "links")
        if self.asked.is_hosted:
            return
        yield ready_line(
            bool(meeting.network),
            N_("The phones' Wi-Fi is named.") if meeting.network else N_("No Wi-Fi is named yet."),
            "basics#house",
        )
        is_tried = self.asked.base in reached(self.book, meeting.id)
        tried, untried = (
            N_("A phone has reached the address."),
            N_("No phone has tried the address yet."),
        )
        yield ready_line(is_tried, tried if is_tried else untried, "links")

    def of_deciders(self) -> Iterator[ReadyLine]:
        for role in (Role.elected, Role.civil_servant):
            number = self.numbers.get(f"role:{role}", 0)
            yield ready_line(
                bool(number),
                N_("%(role)s: %(number)s said that they come."),
                "people",
                role=role,
                number=number,
            )
        owners = self.piece.owners
        untold = sum(not owner.told_on for owner in owners)
        if not owners:
            yield still_open(N_("Nobody is named yet who could start an action."), "people#owners")
        elif untold:
            told = N_("Of %(all)s who could start an action %(number)s have not been told yet.")
            yield still_open(told, "people#owners", all=len(owners), number=untold)
        else:
            yield done(N_("All who could start an action have been told."), "people#owners")

    def of_interpreters(self) -> Iterator[ReadyLine]:
        return Following(self.piece, self.numbers, self.asked).lines()

    def of_house(self) -> Iterator[ReadyLine]:
        tables = self.piece.meeting.tables
        yield ready_line(
            bool(self.coming),
            N_("People who said that they come: %(number)s."),
            "people",
            number=self.coming,
        )
        if not tables:
            yield still_open(N_("It is not said yet how many tables there are."), "basics#house")
        else:
            is_room = self.coming <= tables * LIMIT.full_table
            told = (
                N_("Tables: %(number)s.")
                if is_room
                else N_("Tables: %(number)s. That is more than %(most)s people at each.")
            )
            yield ready_line(is_room, told, "basics#house", number=tables, most=LIMIT.full_table)
        if any(row.kind is Step.supper for row in self.piece.rows):
            is_told = any(what.startswith("kitchen:") for what in self.numbers)
            told = (
                N_("The kitchen's numbers are there.")
                if is_told
                else N_("There is a meal, and nothing is counted for the kitchen yet.")
            )
            yield ready_line(is_told, told, "people")


LINES: dict[Actor, Callable[[_Found], Iterator[ReadyLine]]] = {
    Actor.coordinator: _Found.of_coordinator,
    Actor.organisations: _Found.of_organisations,
    Actor.facilitator: _Found.of_facilitator,
    Actor.deciders: _Found.of_deciders,
    Actor.interpreters: _Found.of_interpreters,
    Actor.house: _Found.of_house,
}
