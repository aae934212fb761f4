"""Sentences that promise something, on paper for a native reader, beside the Swedish ones."""

from app import texts
from app.catalogues.rule import is_short
from app.papers.catalogue_book import SaidForm, said_forms
from app.papers.document import Document, Grid, InLanguage
from app.papers.printing.as_json import as_json, document_sheet
from app.screens.speaker import Said
from app.vocabulary import N_, Language

# Templates that promise what is kept, who sees it, and how a vote, an answer and a contact are
# protected.
PROMISING = ("door/about.html", "vote/ballot.html", "survey/phone.html", "agreement/action.html")


def sentences_to_check(language: Language, reader: Language) -> Document:
    """`reader`: the language of the coordinator who prints it."""
    title = N_("Sentences that promise something: %(name)s")
    lead = N_(
        "Read them aloud. Is each one true to the sentence beside it, and plain? Tick it, or write a better one."
    )
    heads = (Language.sv.own_name, language.own_name, texts.say(N_("Right, or better so"), reader))
    lines = (line for line in said_forms(language) if line.number == 1 and _promises(line))
    rows = tuple(_row(line, language, reader) for line in lines)
    name = texts.language_name(language.value, reader)
    part = InLanguage(
        reader,
        texts.say(title, reader, name=name),
        (texts.say(lead, reader),),
        (Grid(heads, rows, widths=(14, 14, 9)),),
    )
    return Document(texts.say(N_("Translations"), reader), (part,), landscape=True, dense=True)


def sheet(language: Language, reader: Language) -> bytes:
    """The JSON that Typst typesets."""
    document = sentences_to_check(language, reader)
    return as_json(document.title, document.head, reader, [document_sheet(document)])


def _promises(line: SaidForm) -> bool:
    is_there = any(place.endswith(PROMISING) for place in line.places)
    return is_there and not is_short(line.english[0])


def _row(
    line: SaidForm, language: Language, reader: Language
) -> tuple[tuple[Said | str, ...], ...]:
    swedish = Said(line.beside[0], Language.sv, foreign=reader is not Language.sv)
    return (swedish,), (Said(line.said, language, foreign=True),), ()
