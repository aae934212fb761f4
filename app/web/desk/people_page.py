"""The page of the people: who comes, as counts, and who could start an action."""

from collections.abc import Mapping

from app import texts
from app.db import Book
from app.frozen import frozen
from app.hall_clock import hall_day
from app.languages import of_papers
from app.limits import LIMIT
from app.links import sign_up_path
from app.method.preparing.expecting import KITCHEN, LANGUAGES, OTHER, ROLES, coming, expected
from app.method.preparing.meeting import municipality_of
from app.method.wordings import Words, said
from app.screens.speaker import Said, Speaker, say as say_words
from app.templating import clock_time
from app.vocabulary import N_, Language, Word
from app.web.desk.asked import Asked
from app.web.desk.gathered import planned
from app.web.desk.pages import Head

LETTER = N_(
    "To %(owner)s. %(municipality)s holds a meeting on %(day)s at %(time)s: %(meeting)s. Residents, elected officials "
    "and municipal employees agree there on 1 to %(most)s actions, each with a body that starts it. One of them may be "
    "yours. Please send somebody who can answer, or tell beforehand what you could start. Afterwards you get what was "
    "agreed in writing."
)


@frozen
class OwnerEntry:
    """`letters`: one to copy in each of the meeting's languages."""

    id: int
    name: Words
    said: Said
    told_on: str
    letters: tuple[tuple[str, str], ...]


@frozen
class CountField:
    """How many of these come. `id`: of its field. `stored`: as the field has it."""

    what: str
    called: str
    stored: str

    @property
    def id(self) -> str:
        return self.what.replace(":", "-")


@frozen
class PeoplePage:
    """`roles`, `languages`, `kitchen`: what is counted, by each. `gatherings`: each session's group with how
    many are invited and how many come, as stored with the session.

    `sign_up`: the address of the page on which people say that they come; None while it is closed.
    """

    head: Head
    roles: tuple[CountField, ...]
    languages: tuple[CountField, ...]
    kitchen: tuple[CountField, ...]
    coming: int
    gatherings: tuple[tuple[Said, int, int], ...]
    sign_up: str | None
    is_hosted: bool
    owners: tuple[OwnerEntry, ...]


def people_page(head: Head, book: Book, say: Speaker, asked: Asked) -> PeoplePage:
    meeting = say.piece.meeting
    numbers = expected(book, meeting.id)
    path = asked.base + sign_up_path(asked.secret, meeting)
    spoken = {what: _spoken(tag, say.language) for what, tag in LANGUAGES.items()}

    def fields(called: Mapping[str, str]) -> tuple[CountField, ...]:
        return tuple(
            CountField(what, words, str(numbers.get(what) or "")) for what, words in called.items()
        )

    return PeoplePage(
        head=head,
        roles=fields(_names(ROLES, say.language)),
        languages=fields(spoken),
        kitchen=fields(_names(KITCHEN, say.language)),
        coming=coming(numbers),
        gatherings=tuple(
            (say.population_group(session.population_group_id), session.invited, session.coming)
            for session in planned(book, meeting.round_id)
        ),
        sign_up=path if meeting.sign_up_open else None,
        is_hosted=asked.is_hosted,
        owners=tuple(
            OwnerEntry(
                owner.id,
                dict(say.piece.words.get(owner.name_id, {})),
                say(owner.name_id),
                owner.told_on,
                _letters(book, say, owner.name_id),
            )
            for owner in say.piece.owners
        ),
    )


def _names(words: Mapping[str, Word], language: Language) -> dict[str, str]:
    return {what: texts.name(word, language) for what, word in words.items()}


def _spoken(tag: str, language: Language) -> str:
    if tag == OTHER:
        return texts.say(N_("Another language"), language)
    return texts.language_name(tag, language)


def _letters(book: Book, say: Speaker, name_id: int) -> tuple[tuple[str, str], ...]:
    meeting = say.piece.meeting
    whose = {0: said(book, municipality_of(book, meeting.id).name_id)}
    languages = of_papers(meeting.main_language, meeting.second_language)
    return tuple(
        (
            language.value,
            texts.say(
                LETTER,
                language,
                owner=Speaker(say.piece, language)(name_id).words,
                municipality=say_words(whose, 0, language, meeting.main_language).words,
                day=texts.day(hall_day(meeting.starts_at).isoformat(), language),
                time=clock_time(meeting.starts_at),
                meeting=Speaker(say.piece, language)(meeting.name_id).words,
                most=LIMIT.actions,
            ),
        )
        for language in languages
    )
