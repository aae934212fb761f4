"""Reads the pages of one meeting at the desk, each as it is stored at one moment."""

from dataclasses import replace

from app.db import Book
from app.hall_clock import hall_day, hall_time, today
from app.languages import TEXT_LANGUAGES, of_phones, unchecked
from app.limits import LIMIT
from app.method.agreement import interest_count
from app.method.phone_network import hides_blanks
from app.method.preparing import asking, basket, corrections
from app.method.preparing.begun_pack import may_change_pack
from app.method.preparing.ends import ENDS, may_set_ends, usual_ends
from app.method.preparing.meeting import municipality_of
from app.method.refusals import NotYoursError
from app.method.wordings import chosen, said
from app.models import Card, Meeting, Round, SuggestedAction
from app.reading import stored
from app.reading.meeting_pieces import MeetingPiece
from app.screens.speaker import Speaker
from app.vocabulary import N_, QuestionKind, Theme
from app.web.desk.asked import FIRST, Asked
from app.web.desk.followed import action_entries, proposal_entries
from app.web.desk.gathered import GatheringsPage, gatherings_page
from app.web.desk.linked import LinksPage, links_page
from app.web.desk.pack_page import Line, PackPage
from app.web.desk.pages import (
    ActorsPage,
    AfterPage,
    AxisEnd,
    BasicsPage,
    Entry,
    Group,
    Head,
    QuestionEntry,
    RemovedThing,
    ResultsPage,
    TextsPage,
)
from app.web.desk.print_page import PrintPage, languages_of, print_page
from app.web.desk.programme_page import ProgrammePage, programme_page, reach_of
from app.web.desk.readiness import readiness


class Reader:
    """One meeting as its coordinator sees it."""

    def __init__(self, book: Book, meeting_id: int, asked: Asked) -> None:
        if book.one(Meeting, id=meeting_id, is_rehearsal=False) is None:
            raise NotYoursError
        self.book = book
        self.asked = asked
        self.piece: MeetingPiece = stored.meeting(book, meeting_id)
        self.say = Speaker(self.piece, asked.language)
        self.head = self._head()

    def _head(self) -> Head:
        meeting = self.piece.meeting
        return Head(
            at=f"/coordinator/meetings/{meeting.id}",
            tab=self.asked.tab,
            name=self.say(meeting.name_id),
            starts_at=meeting.starts_at,
            starts_on=hall_day(meeting.starts_at).isoformat(),
            ready=readiness(self.book, self.say, self.asked),
            main_language=meeting.main_language,
            ended=meeting.ended,
            removed=() if meeting.ended else self._removed(),
        )

    def _removed(self) -> tuple[RemovedThing, ...]:
        language, main = self.say.language, self.piece.meeting.main_language
        return tuple(
            RemovedThing(lying.id, chosen(lying.words, language, main)[1])
            for lying in basket.lying(self.book, self.piece.meeting.id)
        )

    def words(self, text_id: int) -> dict[str, str]:
        return dict(self.piece.words.get(text_id, {}))

    def groups(self) -> tuple[Group, ...]:
        return tuple(
            Group(group.id, self.say(group.name_id), self.words(group.name_id), group.is_majority)
            for group in self.piece.population_groups.values()
        )

    def basics(self) -> BasicsPage:
        meeting = self.piece.meeting
        starts = hall_time(meeting.starts_at)
        municipality = municipality_of(self.book, meeting.id)
        return BasicsPage(
            head=self.head,
            municipality=said(self.book, municipality.name_id),
            name=self.words(meeting.name_id),
            place=self.words(meeting.place_id),
            date=starts.date().isoformat(),
            time=starts.strftime("%H:%M"),
            day_doubted=day_doubted(self.book, meeting, municipality.id),
            main_language=meeting.main_language,
            second_language=meeting.second_language,
            code=meeting.code,
            contact=meeting.contact,
            accessibility_contact=meeting.accessibility_contact,
            privacy_notice=meeting.privacy_notice,
            follow_up=meeting.follow_up,
            offered=of_phones(meeting.unchecked_languages),
            always_offered=of_phones(""),
            unchecked=unchecked(),
            is_archived=meeting.archived,
            tables=meeting.tables,
            network=meeting.network,
            network_password=meeting.network_password,
            hides_blanks=hides_blanks(meeting),
            address=self.asked.base,
            is_hosted=self.asked.is_hosted,
        )

    def programme(self) -> ProgrammePage:
        return programme_page(self.head, self.say)

    def ready(self) -> ActorsPage:
        return ActorsPage(self.head)

    def gatherings(self) -> GatheringsPage:
        return gatherings_page(self.head, self.groups(), self.book, self.piece)

    def results(self) -> ResultsPage:
        groups = self.groups()
        by_theme = tuple(
            (
                theme,
                tuple((group, self._results(theme, group.id)) for group in groups),
                self.words(self.piece.notes.get(theme, 0)),
            )
            for theme in Theme
        )
        return ResultsPage(self.head, groups, by_theme)

    def _results(self, theme: Theme, group_id: int) -> tuple[Entry, ...]:
        return tuple(
            Entry(result.id, self.words(result.text_id), self.say(result.text_id))
            for result in self.piece.results
            if result.theme is theme and result.population_group_id == group_id
        )

    def cards(self) -> PackPage:
        lines = [
            self._line(place, card, card.population_group_id, heavy=card.heavy)
            for place, card in enumerate(self.piece.cards.values(), start=1)
        ]
        stays = may_change_pack(self.book, self.piece.meeting.id)
        return replace(self._pack(lines, LIMIT.cards), reach=reach_of(self.piece), stays=stays)

    def suggestions(self) -> PackPage:
        lines = [
            self._line(place, suggestion)
            for place, suggestion in enumerate(self.piece.suggested, start=1)
        ]
        return self._pack(lines, None)

    def _pack(self, lines: list[Line], most: int | None) -> PackPage:
        wanted = self.asked.chosen
        if wanted == FIRST:
            first = [line for line in lines if self.asked.lacking in line.lacks] or lines
            wanted = first[0].id if first else None
        chosen = next((line for line in lines if line.id == wanted), None)
        if wanted is not None and chosen is None:
            raise NotYoursError
        return PackPage(self.head, tuple(lines), chosen, self.groups(), most)

    def _line(
        self, place: int, entry: Card | SuggestedAction, group_id: int = 0, *, heavy: bool = False
    ) -> Line:
        words = self.words(entry.text_id)
        return Line(
            entry.id,
            place,
            entry.theme,
            self.say(entry.text_id),
            words,
            lacks=tuple(language.tag for language in TEXT_LANGUAGES if language.tag not in words),
            population_group_id=group_id,
            heavy=heavy,
            is_decided=isinstance(entry, Card) and corrections.is_decided(self.book, entry.id),
            seen=self.say.seen(entry) if isinstance(entry, Card) else None,
        )

    def texts(self) -> TextsPage:
        principles = (
            Entry(principle.id, self.words(principle.text_id), self.say(principle.text_id))
            for principle in self.piece.principles
        )
        questions = (
            QuestionEntry(
                question.id,
                place,
                question.kind,
                self.say(question.text_id),
                self.words(question.text_id),
                low=self.words(question.low_id) if question.low_id else None,
                high=self.words(question.high_id) if question.high_id else None,
                seen=self.say.seen(question),
            )
            for place, question in enumerate(self.piece.questions, start=1)
        )
        ends = tuple(AxisEnd(column, of, self._end(column)) for column, of in ENDS.items())
        is_begun = asking.is_begun(self.book, self.piece.meeting.id)
        kinds = tuple(
            kind
            for kind in QuestionKind
            if asking.may_ask(self.piece.questions, kind, is_begun=is_begun) is None
        )
        return TextsPage(
            self.head,
            tuple(principles),
            tuple(questions),
            ends,
            ends_refusal=may_set_ends(self.book, self.piece.meeting.id),
            is_survey_begun=is_begun,
            kinds=kinds,
        )

    def _end(self, column: str) -> dict[str, str]:
        """The coordinator's words for an end of an axis; if there are none, the usual ones."""
        return self.words(getattr(self.piece.meeting, column) or 0) or dict(usual_ends(column))

    def links(self) -> LinksPage:
        return links_page(self.head, self.book, self.say, self.asked)

    def after(self) -> AfterPage:
        interests = {
            action.id: interest_count(self.book, action.id) for action in self.piece.actions
        }
        return AfterPage(
            self.head,
            action_entries(self.say, interests),
            proposal_entries(self.book, self.say),
            languages_of(self.piece),
            has_begun=self.piece.meeting.current_row_id is not None,
        )

    def printing(self) -> PrintPage:
        return print_page(self.head, self.piece, self.asked.base)


def day_doubted(book: Book, meeting: Meeting, municipality_id: int) -> str:
    """Why the day of a meeting that is still to come may not be meant, as it is in a copy that
    has the day of the first one; or empty.
    """
    if meeting.current_row_id is not None or meeting.ended:
        return ""
    if hall_day(meeting.starts_at) < today():
        return N_("This day has passed. Choose another one.")
    at_once = book.all(Meeting, starts_at=meeting.starts_at, is_rehearsal=False)
    rounds = {other.round_id for other in at_once if other.id != meeting.id}
    if any(book.count(Round, id=round_id, municipality_id=municipality_id) for round_id in rounds):
        return N_(
            "Another of your meetings begins at the same time. If that is not meant, choose another day for one."
        )
    return ""
