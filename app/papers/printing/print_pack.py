"""The print pack: each paper by its name, or all, in the order in which the hall needs them."""

from collections.abc import Callable

from app import texts
from app.method.rules import has_axis
from app.papers.document import Document
from app.papers.naming import file_name
from app.papers.printing import own_layouts
from app.papers.printing.as_json import SheetValues, as_json, document_sheet
from app.papers.printing.evening import evening
from app.papers.printing.invitations import to_meeting, to_session
from app.papers.printing.prepared import Prepared
from app.papers.printing.programme_sheet import programme
from app.papers.printing.report_form import report_form
from app.papers.printing.survey_form import survey_form
from app.papers.printing.take_home import take_home
from app.vocabulary import N_, Step

# Papers that can also be downloaded as DOCX, to edit them; made of the same values.
DOCUMENTS: dict[str, Callable[[Prepared], Document]] = {
    "invitation-session": to_session,
    "invitation-meeting": to_meeting,
    "report-form": report_form,
    "leader": evening,
    "programme": programme,
    "survey-form": survey_form,
}
SHEETS: dict[str, Callable[[Prepared], list[SheetValues]]] = {
    "categories": own_layouts.categories,
    "cards": own_layouts.cards,
    "axis": own_layouts.axis,
    "signs": own_layouts.signs,
    "take-home": take_home,
}
# What people at a table read: also in a language that only phones speak, beside one of the papers'.
ON_TABLES = ("cards", "categories")
WHOLE = "pack"  # all that the hall needs, as one paper
NAMES = {
    WHOLE: N_("Everything for the evening"),
    "leader": N_("The meeting leader's page"),
    "programme": N_("Programme"),
    "signs": N_("Table signs"),
    "categories": N_("Category cards"),
    "cards": own_layouts.CARDS,
    "axis": Step.axis.says["name"],
    "survey-form": N_("Survey on paper"),
    "take-home": N_("To take home"),
    "invitation-session": N_("Invitation to a discussion session"),
    "invitation-meeting": N_("Invitation to the meeting"),
    "report-form": N_("The secretary's report form"),
}
# What the hall needs, in the order in which it is laid out. The other papers are sent weeks before.
PACK = (
    *("leader", "programme", "signs", "categories", "cards"),
    *("axis", "survey-form", "take-home"),
)


def printed(name: str, prepared: Prepared) -> bytes:
    """The JSON that Typst typesets, of one paper or of the whole pack."""
    wanted = _pack(prepared) if name == WHOLE else (name,)
    title = f"{texts.say(NAMES[name], prepared.language)}, {title_of(prepared)}"
    told = [sheet for paper in wanted for sheet in _sheets(paper, prepared)]
    return as_json(title, prepared.municipality.words, prepared.language, told)


def _pack(prepared: Prepared) -> tuple[str, ...]:
    """The papers of the pack; the axis only if ideas are placed in this meeting, and cards and survey
    only if there is something to print on them.
    """
    piece = prepared.piece
    has = {"axis": has_axis(piece.rows), "cards": piece.cards, "survey-form": piece.questions}
    return tuple(paper for paper in PACK if has.get(paper, True))


def saved_as(name: str, prepared: Prepared, kind: str) -> str:
    place, day = prepared.municipality.words, prepared.day.isoformat()
    return file_name(NAMES[name], prepared.wanted.languages, kind, place=place, apart=day)


def title_of(prepared: Prepared) -> str:
    return prepared.say(prepared.piece.meeting.name_id).words


def _sheets(name: str, prepared: Prepared) -> list[SheetValues]:
    if name in DOCUMENTS:
        return [document_sheet(DOCUMENTS[name](prepared))]
    return SHEETS[name](prepared)
