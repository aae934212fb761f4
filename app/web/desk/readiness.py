"""Whether a meeting is ready, by who has to act; each line leads to where it is put right."""

import time
from collections.abc import Iterator

from app import texts
from app.db import Book
from app.frozen import frozen
from app.languages import TEXT_LANGUAGES, unchecked
from app.limits import LIMIT
from app.method.hall import reached
from app.method.preparing.expecting import OTHER, coming, expected
from app.method.preparing.lacks import Lack
from app.method.reports.dealing import sent_reports
from app.models import Gathering, Link
from app.screens.speaker import Speaker
from app.templating import hall_day, today
from app.texts import Saying, saying
from app.vocabulary import HALL_DOORS, N_, Role, Step, Word
from app.web.desk.asked import Asked
from app.web.desk.gathered import planned
from app.web.desk.pages import Head
from app.web.desk.programme_page import programme_page

# By pack: what is said if it can be read in a further language, and if not.
IN_ANOTHER_LANGUAGE = {
    "cards": (
        N_("%(spoken)s: every card has its text."),
        N_("%(spoken)s: %(number)s of %(all)s cards have no text in it."),
    ),
    "suggestions": (
        N_("%(spoken)s: every suggestion has its text."),
        N_("%(spoken)s: %(number)s of %(all)s suggestions have no text in it."),
    ),
}


class Actor(Word):
    """Who has something to do before the meeting."""

    coordinator = "coordinator", N_("You, who prepare the meeting")
    organisations = "organisations", N_("The organisations and their sessions")
    facilitator = "facilitator", N_("The meeting leader")
    deciders = "deciders", N_("Those who decide, and those who could start something")
    interpreters = "interpreters", N_("Interpreters and languages")
    house = "house", N_("The house and the kitchen")


@frozen
class ReadyLine:
    """`cure`: where it is put right, below the meeting's path. `says`: None for a `lack`, which has
    a sentence of its own.
    """

    is_done: bool
    says: Saying | None
    cure: str
    lack: Lack | None = None


@frozen
class ActorsPage:
    head: Head
    actors: tuple[tuple[Actor, tuple[ReadyLine, ...]], ...]

    @property
    def undone(self) -> int:
        return sum(not line.is_done for _, lines in self.actors for line in lines)


def ready_page(head: Head, book: Book, say: Speaker, asked: Asked) -> ActorsPage:
    readiness = _Found(head, book, say, asked)
    return ActorsPage(head, tuple((actor, tuple(readiness.lines(actor))) for actor in Actor))


class _Found:
    """Finds the lines of each actor in what is stored."""

    def __init__(self, head: Head, book: Book, say: Speaker, asked: Asked) -> None:
        self.head, self.book, self.say, self.asked = head, book, say, asked
        self.piece = say.piece
        self.numbers = expected(book, self.piece.meeting.id)
        self.coming = coming(self.numbers)
        self.sessions = planned(book, self.piece.meeting.round_id)

    def lines(self, actor: Actor) -> Iterator[ReadyLine]:
        yield from getattr(self, f"_{actor}")()

    def _coordinator(self) -> Iterator[ReadyLine]:
        for lack in self.head.lacks:
            yield ReadyLine(is_done=False, says=None, cure=lack.cure, lack=lack)
        if not self.head.lacks:
            yield _done(N_("Every text is there in Swedish, Finnish and English."), "cards")
        yield from self._days()
        programme = programme_page(self.head, self.say)
        for warning in programme.warnings:
            yield ReadyLine(is_done=False, says=warning, cure="programme#sense")
        if not programme.warnings:
            yield _done(N_("The programme is in an order that holds."), "programme")
        if programme.spare is not None:
            is_in_time = programme.spare >= 0
            told = N_("It ends in time.") if is_in_time else N_("It ends later than you wish.")
            yield _line(is_in_time, told, "programme#spare")
        if reach := programme.reach:
            told = N_("There is time for %(cards)s of %(all)s cards.")
            yield _line(reach.is_whole, told, "programme", cards=reach.cards, all=reach.all)

    def _days(self) -> Iterator[ReadyLine]:
        """Days that are allowed, but can hardly be meant."""
        meeting, now = self.piece.meeting, int(time.time())
        if meeting.current_row_id is None and hall_day(meeting.starts_at) < hall_day(now):
            yield _open(N_("The day of the meeting has gone by."), "basics")
        if any(session.held_on > self.head.starts_on for session in self.sessions):
            yield _open(N_("A session is later than the meeting."), "gatherings")

    def _organisations(self) -> Iterator[ReadyLine]:
        for group_id in dict.fromkeys(session.population_group_id for session in self.sessions):
            yield self._heard(group_id)
        if waiting := len(sent_reports(self.book, self.piece.meeting.id)):
            yield _open(
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
        results, cards = self.piece.results, self.piece.cards.values()
        name = self.say.population_group(group_id).words
        if min(days) > today().isoformat():
            told = N_("%(group)s: the session is still to be held.")
            return _open(told, "gatherings", group=name)
        if not any(result.population_group_id == group_id for result in results):
            told = N_("%(group)s: there is no result of the session yet.")
            return _open(told, "reports", group=name)
        if not any(card.population_group_id == group_id for card in cards):
            return _open(N_("%(group)s: there is no card of it yet."), "cards", group=name)
        return _done(N_("%(group)s: there are results and cards."), "results", group=name)

    def _invited(self, sessions: list[Gathering]) -> ReadyLine:
        unasked = sum(not session.invited for session in sessions)
        if unasked:
            told = N_(
                "Sessions of which it is not said how many are invited to the meeting: %(number)s."
            )
            return _open(told, "gatherings", number=unasked)
        come = sum(session.coming for session in sessions)
        return _done(
            N_("People who come from the sessions: %(number)s."), "gatherings", number=come
        )

    def _facilitator(self) -> Iterator[ReadyLine]:
        meeting = self.piece.meeting
        closed = {link.door for link in self.book.all(Link, meeting_id=meeting.id) if link.revoked}
        shut = [door for door in HALL_DOORS if door in closed]
        told = (
            N_("A link of the hall is closed.") if shut else N_("The links of the hall are open.")
        )
        yield _line(not shut, told, "links")
        if self.asked.is_hosted:
            return
        yield _line(
            bool(meeting.network),
            N_("The phones' Wi-Fi is named.") if meeting.network else N_("No Wi-Fi is named yet."),
            "basics#house",
        )
        is_tried = self.asked.base in reached(self.book, meeting.id)
        tried, untried = (
            N_("A phone has reached the address."),
            N_("No phone has tried the address yet."),
        )
        yield _line(is_tried, tried if is_tried else untried, "links")

    def _deciders(self) -> Iterator[ReadyLine]:
        for role in (Role.elected, Role.civil_servant):
            number = self.numbers.get(f"role:{role}", 0)
            yield _line(
                bool(number),
                N_("%(role)s: %(number)s said that they come."),
                "people",
                role=role,
                number=number,
            )
        owners = self.piece.owners
        untold = sum(not owner.told_on for owner in owners)
        if not owners:
            yield _open(N_("Nobody is named yet who could start an action."), "people#owners")
        elif untold:
            told = N_("Of %(all)s who could start an action %(number)s have not been told yet.")
            yield _open(told, "people#owners", all=len(owners), number=untold)
        else:
            yield _done(N_("All who could start an action have been told."), "people#owners")

    def _interpreters(self) -> Iterator[ReadyLine]:
        meeting = self.piece.meeting
        of_hall = {meeting.main_language, meeting.second_language}
        spoken = {
            what.partition(":")[2]: number
            for what, number in self.numbers.items()
            if number and what.startswith("language:")
        }
        if not spoken:
            yield _open(N_("Nobody has said yet which language they speak."), "people")
        for tag in sorted(spoken.keys() - of_hall):
            yield from self._language(tag, spoken[tag])
        if spoken and not spoken.keys() - of_hall:
            yield _done(N_("All who come speak a language of the hall."), "people")
        yield from self._read_in_others()

    def _read_in_others(self) -> Iterator[ReadyLine]:
        """How much of each pack can be read in the languages that are turned on for phones, and in
        those in which people follow the talk: by an interpreter, or at an address.
        """
        wanted = {*self.piece.meeting.unchecked_languages.split(), *self.piece.followed}
        packs = {
            "cards": [card.text_id for card in self.piece.cards.values()],
            "suggestions": [suggestion.text_id for suggestion in self.piece.suggested],
        }
        for tag in sorted(wanted - {language.tag for language in TEXT_LANGUAGES}):
            for pack, text_ids in packs.items():
                if text_ids:
                    yield self._read_in(tag, pack, text_ids)

    def _read_in(self, tag: str, pack: str, text_ids: list[int]) -> ReadyLine:
        lacking = sum(tag not in self.piece.words.get(text_id, {}) for text_id in text_ids)
        told = IN_ANOTHER_LANGUAGE[pack][bool(lacking)]
        spoken = texts.language_name(tag, self.asked.language)
        at = f"{pack}/in/{tag}"
        return _line(not lacking, told, at, spoken=spoken, number=lacking, all=len(text_ids))

    def _language(self, tag: str, number: int) -> Iterator[ReadyLine]:
        if tag == OTHER:
            told = N_("Ask which language: %(number)s speak another one than those listed.")
            yield _open(told, "people", number=number)
            return
        called = texts.language_name(tag, self.asked.language)
        interpreting = self.piece.followed.get(tag)
        is_followed = bool(interpreting and (interpreting.interpreters or interpreting.talk))
        told = (
            N_("Somebody interprets: %(spoken)s.")
            if is_followed
            else N_("Nobody interprets yet: %(spoken)s.")
        )
        yield _line(is_followed, told, "links#languages", spoken=called)
        if tag in unchecked() and tag not in self.piece.meeting.unchecked_languages.split():
            yield _open(
                N_("Phones do not speak it yet: %(spoken)s."),
                "basics#unchecked",
                spoken=called,
            )

    def _house(self) -> Iterator[ReadyLine]:
        tables = self.piece.meeting.tables
        yield _line(
            bool(self.coming),
            N_("People who said that they come: %(number)s."),
            "people",
            number=self.coming,
        )
        if not tables:
            yield _open(N_("It is not said yet how many tables there are."), "basics#house")
        else:
            is_room = self.coming <= tables * (LIMIT.group_size + 1)
            told = (
                N_("Tables: %(number)s.")
                if is_room
                else N_("Tables: %(number)s. That is more than six people at each.")
            )
            yield _line(is_room, told, "basics#house", number=tables)
        if any(row.kind is Step.supper for row in self.piece.rows):
            is_told = any(what.startswith("kitchen:") for what in self.numbers)
            told = (
                N_("The kitchen's numbers are there.")
                if is_told
                else N_("There is a meal, and nothing is counted for the kitchen yet.")
            )
            yield _line(is_told, told, "people")


def _line(
    is_done: bool,  # noqa: FBT001 -- as it is found
    told: str,
    cure: str,
    **values: Word | str | int,
) -> ReadyLine:
    return _done(told, cure, **values) if is_done else _open(told, cure, **values)


def _done(told: str, cure: str, **values: Word | str | int) -> ReadyLine:
    return ReadyLine(is_done=True, says=saying(told, **values), cure=cure)


def _open(told: str, cure: str, **values: Word | str | int) -> ReadyLine:
    return ReadyLine(is_done=False, says=saying(told, **values), cure=cure)
