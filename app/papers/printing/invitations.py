"""The invitations to a discussion session and to the meeting, to print, or to edit as DOCX."""

from collections.abc import Callable

from app import texts
from app.limits import LIMIT
from app.papers.document import Block, Document, Facts, InLanguage, Paragraph
from app.papers.printing.prepared import Prepared
from app.templating import clock_time
from app.vocabulary import N_, Language

TO_FILL_IN = "……………………………"
Blocks = Callable[[Prepared, Language], tuple[Block, ...]]


def to_session(prepared: Prepared) -> Document:
    """The invitation to a session, with blanks for language, place and time."""
    return _document(prepared, N_("Come and tell what it is like to live here"), _session)


def to_meeting(prepared: Prepared) -> Document:
    return _document(prepared, N_("Invitation to the meeting with decision-makers"), _meeting)


def _document(prepared: Prepared, title: str, blocks: Blocks) -> Document:
    parts = tuple(
        InLanguage(
            language,
            texts.say(title, language),
            (prepared.municipality_in(language),),
            blocks(prepared, language),
        )
        for language in prepared.wanted.languages
    )
    return Document(prepared.municipality.words, parts)


def _session(_prepared: Prepared, language: Language) -> tuple[Block, ...]:
    paragraphs = (
        N_(
            "How do people of different population groups get along in our municipality? We ask those who live "
            "here. You talk in your own language with at most %(size)s people, led by somebody who speaks it."
        ),
        N_(
            "We talk about taking part, attitudes, the sense of security, and contacts between people. "
            "There are no right or wrong answers, and you need not answer everything."
        ),
        N_(
            "Nobody's name is written down. What is said is told to the municipality's decision-makers so that "
            "nobody can be recognised. Some of you are invited to meet them."
        ),
    )
    facts = (N_("Date and time"), N_("Place"), N_("Language"), N_("Sign up, and questions"))
    return (
        *(
            Paragraph((texts.say(paragraph, language, size=LIMIT.group_of_discussion),))
            for paragraph in paragraphs
        ),
        Facts(tuple((texts.say(fact, language), (TO_FILL_IN,)) for fact in facts)),
        Paragraph((texts.say(N_("It costs nothing. We offer something to eat."), language),)),
    )


def _meeting(prepared: Prepared, language: Language) -> tuple[Block, ...]:
    meeting, say = prepared.piece.meeting, prepared.speaker(language)
    ends_at = meeting.starts_at + sum(row.minutes for row in prepared.piece.rows) * 60
    day = texts.day(prepared.day.isoformat(), language)
    times = f"{clock_time(meeting.starts_at)}–{clock_time(ends_at)}"
    place = say(meeting.place_id)
    paragraphs = (
        N_(
            "Residents have told in their own languages what life is like here: what works, and what hurts. "
            "At this meeting residents, elected officials and municipal employees go through it together."
        ),
        N_(
            "In small groups we decide what we want more of and less of, and what can be done. "
            "The aim is 1 to %(most)s actions that somebody starts."
        ),
        N_(
            "You need no knowledge beforehand. Take your phone with you if you have one; it works without one too."
        ),
    )
    return (
        Facts(
            (
                (texts.say(N_("Meeting"), language), (say(meeting.name_id),)),
                (texts.say(N_("Date and time"), language), (f"{day}, {times}",)),
                (texts.say(N_("Place"), language), (place if place.words else TO_FILL_IN,)),
                (texts.say(N_("Sign up, and questions"), language), (TO_FILL_IN,)),
            )
        ),
        *(
            Paragraph((texts.say(paragraph, language, most=LIMIT.actions),))
            for paragraph in paragraphs
        ),
    )
