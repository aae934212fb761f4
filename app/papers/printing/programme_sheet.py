"""The programme of the evening, to hand out or to put up."""

from app import texts
from app.papers.document import Block, Document, Grid, Headline, InLanguage, Points, in_a_row
from app.papers.printing.prepared import Prepared
from app.screens.programme import programme_lines
from app.screens.speaker import Speaker
from app.templating import clock_time
from app.vocabulary import N_, Language


def programme(prepared: Prepared) -> Document:
    return prepared.document(_part)


def principles(say: Speaker) -> tuple[Block, ...]:
    """Those of a safer space, under their heading; nothing where there are none."""
    if not say.piece.principles:
        return ()
    return (
        Headline((texts.say(N_("Principles of a safer space"), say.language),)),
        Points(tuple((say(principle.text_id),) for principle in say.piece.principles)),
    )


def _part(prepared: Prepared, language: Language) -> InLanguage:
    piece, say = prepared.piece, prepared.speaker(language)
    meeting = piece.meeting
    day = texts.day(prepared.day.isoformat(), language)
    rows = programme_lines(say)
    end = rows[-1].planned + rows[-1].minutes * 60 if rows else meeting.starts_at
    times = tuple(
        ((clock_time(row.planned),), (row.called or texts.name(row.kind, language),))
        for row in rows
    )
    heads = (texts.say(N_("Time"), language), texts.say(N_("Step"), language))
    closing = ((clock_time(end),), (texts.say(N_("The meeting ends"), language),))
    return InLanguage(
        language,
        say(meeting.name_id).words,
        in_a_row(say(meeting.place_id), day),
        (
            Grid(heads, (*times, closing), widths=(2, 10)),
            *principles(say),
        ),
    )
