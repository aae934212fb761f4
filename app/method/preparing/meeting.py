"""Preparing a meeting: it is made complete at once, and everything in it can be changed later."""

import re
from dataclasses import replace

from app.db import Book
from app.frozen import frozen
from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act
from app.method.people.admitting import unused_code
from app.method.phone_network import name_network
from app.method.preparing.pattern import Pattern
from app.method.preparing.principles import add_principle
from app.method.preparing.questions import add_question
from app.method.preparing.translations import new_text, reword
from app.method.refusals import NotYoursError, Refusal, require
from app.method.rules import meeting_of, own_row
from app.method.wordings import Words
from app.models import Coordinator, Link, Meeting, Municipality, ProgrammeRow, Round
from app.vocabulary import HALL_DOORS, N_, Language

same_language = Refusal(
    "same_language", N_("The wall's second language must be another one than the first.")
)
bad_address = Refusal(
    "bad_address",
    N_("The address was not understood. Write it like www.example.fi/page."),
)
_ON_THE_WEB = re.compile(r"https?://[^\s/@]+\.[^\s/@]+(/\S*)?", re.IGNORECASE)


@frozen
class Basics:
    """A meeting's basic data. `starts_at`: UTC seconds. `second_language`: of the wall, or None.

    For the others see `Meeting`.
    """

    name: Words
    place: Words
    main_language: Language
    second_language: Language | None
    starts_at: int
    contact: str = ""
    accessibility_contact: str = ""
    privacy_notice: str = ""
    follow_up: str = ""
    unchecked_languages: str = ""
    tables: int = 0
    network: str = ""
    network_password: str = ""


def own_municipality(book: Book, coordinator_id: int) -> Municipality | None:
    """The coordinator's municipality; None until the first meeting names it."""
    who = book.one(Coordinator, id=coordinator_id)
    return book.one(Municipality, id=who.municipality_id) if who and who.municipality_id else None


def found_municipality(act: Act, coordinator_id: int, name: Words, main_language: Language) -> int:
    made = add_municipality(act, name, main_language)
    act.book.change(Coordinator, {"id": coordinator_id}, municipality_id=made)
    return made


def municipality_for(act: Act, coordinator_id: int, name: Words) -> int:
    """The coordinator's own municipality or, if they have none yet, a new one of this name."""
    own = own_municipality(act.book, coordinator_id)
    return own.id if own else found_municipality(act, coordinator_id, name, Language.sv)


def add_municipality(
    act: Act, name: Words, main_language: Language, *, is_sample: bool = False
) -> int:
    made = Municipality(
        name_id=new_text(act, name, LIMIT.title), main_language=main_language, is_sample=is_sample
    )
    act.book.add(made)
    return made.id


def make_meeting(
    act: Act,
    municipality_id: int,
    basics: Basics,
    pattern: Pattern,
    round_name: Words | None = None,
) -> Act:
    """Makes a meeting with round, programme, texts and links. Returns an act in that meeting."""
    require(_refusal(basics))
    inside = replace(act, meeting_id=_add_meeting(act, municipality_id, basics, round_name))
    for door in HALL_DOORS:
        act.book.add(Link(meeting_id=inside.meeting_id, door=door))
    for position, (kind, minutes) in enumerate(pattern.programme, start=1):
        act.book.add(
            ProgrammeRow(
                meeting_id=inside.meeting_id, position=position, kind=kind, minutes=minutes
            )
        )
    for words in pattern.principles:
        add_principle(inside, words)
    for question in pattern.questions:
        add_question(inside, question)
    return inside


def set_basics(act: Act, basics: Basics) -> None:
    require(_refusal(basics))
    meeting = meeting_of(act.book, act.meeting_id)
    reword(act, meeting.name_id, basics.name, LIMIT.title)
    reword(act, meeting.place_id, basics.place, LIMIT.title, may_be_empty=True)
    act.book.change(
        Meeting,
        {"id": meeting.id},
        main_language=basics.main_language,
        second_language=basics.second_language,
        starts_at=basics.starts_at,
        contact=wordings.line(basics.contact, LIMIT.contact, may_be_empty=True),
        accessibility_contact=wordings.line(
            basics.accessibility_contact, LIMIT.contact, may_be_empty=True
        ),
        privacy_notice=web_address(basics.privacy_notice),
        follow_up=web_address(basics.follow_up),
        unchecked_languages=basics.unchecked_languages,
        tables=basics.tables,
    )
    name_network(act, basics.network, basics.network_password)


def web_address(typed: str) -> str:
    """The address of a web page; adds https:// if people have left it out. Refuses other things."""
    words = wordings.line(typed, LIMIT.web_address, may_be_empty=True)
    if words and "://" not in words:
        words = f"https://{words}"
    require(None if not words or _ON_THE_WEB.fullmatch(words) else bad_address)
    return words


def name_municipality(act: Act, name: Words) -> None:
    """Sets the name of the meeting's municipality in each language."""
    reword(act, municipality_of(act.book, act.meeting_id).name_id, name, LIMIT.title)


def municipality_of(book: Book, meeting_id: int) -> Municipality:
    round_ = book.one(Round, id=meeting_of(book, meeting_id).round_id)
    municipality = book.one(Municipality, id=round_.municipality_id) if round_ else None
    if municipality is None:
        raise NotYoursError
    return municipality


def renew_link(act: Act, link_id: int) -> None:
    """Makes a new link to the same door. What the old link had opened closes at once."""
    link = own_row(act, Link, link_id)
    act.book.change(Link, {"id": link.id}, version=link.version + 1, revoked=False, brought=None)


def close_link(act: Act, link_id: int) -> None:
    """The link opens nothing any more, until a new one is made."""
    act.book.change(Link, {"id": own_row(act, Link, link_id).id}, revoked=True)


def _refusal(basics: Basics) -> Refusal | None:
    return same_language if basics.second_language is basics.main_language else None


def _add_meeting(act: Act, municipality_id: int, basics: Basics, round_name: Words | None) -> int:
    named = new_text(act, round_name or basics.name, LIMIT.title)
    round_ = Round(municipality_id=municipality_id, name_id=named)
    act.book.add(round_)
    meeting = Meeting(
        round_id=round_.id,
        name_id=new_text(act, basics.name, LIMIT.title),
        place_id=new_text(act, basics.place, LIMIT.title, may_be_empty=True),
        code=unused_code(act.book),
        main_language=basics.main_language,
        second_language=basics.second_language,
        starts_at=basics.starts_at,
    )
    act.book.add(meeting)
    act.made_id = meeting.id
    return meeting.id
