"""The facilitator's page: the programme, what to say, do and press, and the principles."""

from app import texts
from app.links import bare
from app.method.rules import has_axis
from app.papers.document import (
    Document,
    Facts,
    Grid,
    Headline,
    InLanguage,
    Inlines,
    Paragraph,
    in_a_row,
)
from app.papers.printing.prepared import Prepared
from app.papers.printing.programme_sheet import principles
from app.screens.leading import BEFORE, IF, LINKS, PRESSING, doing
from app.screens.programme import ProgrammeLine, programme_lines
from app.templating import clock_time, sentence
from app.vocabulary import N_, Language, Press, Step

FINAL = N_("cannot be undone")
LEADING = (N_("Step"), N_("What you say and do"), N_("What you press"))


def evening(prepared: Prepared) -> Document:
    """The page, one A4.

    Its only link is the one by which phones join, since others may see the paper.
    """
    return prepared.document(_part, dense=True)


def _part(prepared: Prepared, language: Language) -> InLanguage:
    say, meeting = prepared.speaker(language), prepared.piece.meeting
    day = texts.day(prepared.day.isoformat(), language)
    places = has_axis(prepared.piece.rows)
    rows = tuple(_row(line, language, places=places) for line in programme_lines(say))
    heads = (N_("Time"), *LEADING)
    return InLanguage(
        language,
        texts.say(N_("The meeting leader's page"), language),
        in_a_row(say(meeting.name_id), say(meeting.place_id), day),
        (
            Facts(_doors(prepared, language)),
            Paragraph((texts.say(BEFORE, language),)),
            Grid(tuple(texts.say(head, language) for head in heads), rows, widths=(5, 8, 22, 15)),
            Headline((texts.say(N_("What to do if"), language),)),
            Facts(ifs(language)),
            *principles(say),
        ),
    )


def _doors(prepared: Prepared, language: Language) -> tuple[tuple[str, Inlines], ...]:
    meeting = prepared.piece.meeting
    password = texts.say(N_("Password"), language)
    secret = f", {password} {meeting.network_password}" if meeting.network_password else ""
    network = meeting.network + secret
    by_code = texts.say(N_("or the code on the wall and on the tables"), language)
    phones = f"{bare(prepared.join)}, {by_code}"
    return (
        (texts.say(N_("Phones"), language), (phones,)),
        *([(texts.say(N_("Wi-Fi for phones"), language), (network,))] if meeting.network else []),
        (texts.say(N_("Your console and the wall"), language), (sentence(LINKS, language),)),
    )


def _row(line: ProgrammeLine, language: Language, *, places: bool) -> tuple[Inlines, ...]:
    step = line.kind
    minutes = texts.say(N_("%(num)s min"), language, num=line.minutes)
    return (
        (clock_time(line.planned),),
        (line.called or texts.name(step, language), f", {minutes}"),
        (sentence(doing(step, places=places), language),),
        (pressing(step, language),),
    )


def pressing(step: Step, language: Language) -> str:
    buttons = (_told(press, language) for press in PRESSING.get(step, ()))
    return " › ".join((texts.say(step.says["next"], language), *buttons))


def _told(press: Press, language: Language) -> str:
    label = texts.name(press, language)
    return f"{label} ({texts.say(FINAL, language)})" if press is Press.close_vote else label


def ifs(language: Language) -> tuple[tuple[str, Inlines], ...]:
    return tuple((texts.say(fails, language), (sentence(cure, language),)) for fails, cure in IF)
