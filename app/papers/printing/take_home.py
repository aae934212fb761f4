"""The slip to take home: where and when the follow-up is told, and room for one's own plan."""

from itertools import cycle, islice
from typing import Any

from app import texts
from app.method.followup.rhythm import later
from app.papers.printing.as_json import SheetValues, inline
from app.papers.printing.prepared import Prepared
from app.screens.thanks import THANKS
from app.vocabulary import N_, Language

A_PAGE = 4


def take_home(prepared: Prepared) -> list[SheetValues]:
    """One page of four slips, the languages in turn."""
    cards = [_card(prepared, language) for language in prepared.wanted.languages]
    return [{"kind": "take_home", "cards": list(islice(cycle(cards), A_PAGE))}]


def _card(prepared: Prepared, language: Language) -> dict[str, Any]:
    address = prepared.piece.meeting.follow_up
    alt = N_("QR code of the address where the report can be read")

    def say(sentence: str) -> str:
        return texts.say(sentence, language)

    name = prepared.speaker(language)(prepared.piece.meeting.name_id)
    held_on = texts.day(prepared.day.isoformat(), language)
    report = later(prepared.day, prepared.piece.meeting.first_report_months)
    return {
        "language": language.value,
        "title": say(THANKS),
        "meeting": [inline(name, language), inline(f", {held_on}", language)],
        "told": [
            say(
                N_(
                    "The municipality answers every proposal of the meeting: yes, later or no, and why."
                )
            ),
            say(N_("It tells what has been done about what was agreed.")),
        ],
        "report_title": say(N_("The first report comes at the latest")),
        "report": f"{texts.day(report.isoformat(), language)}. {_rhythm(prepared, language)}",
        "where": say(N_("You can read it at this address:")),
        "address": address.removeprefix("https://"),
        "qr": prepared.qr(address, say(alt)) if address else None,
        "own": say(N_("What I am going to do myself:")),
    }


def _rhythm(prepared: Prepared, language: Language) -> str:
    months = prepared.piece.meeting.report_months
    return texts.ngettext(
        "After that every month.", "After that every %(num)s months.", months, language
    )
