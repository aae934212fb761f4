"""The sentences that promise something go out on paper, to a native reader of the language."""

from io import BytesIO

from pypdf import PdfReader

from app.papers.catalogue_book import said_forms
from app.papers.document import words_of
from app.papers.printing.typeset import typeset
from app.papers.sentences_to_check import sentences_to_check, sheet
from app.vocabulary import Language


def test_what_promises_something_is_printed_for_a_native_reader() -> None:
    said = words_of(sentences_to_check(Language.ti, Language.fi))
    assert 30 < len(said) < 200
    told = [line for line in said_forms(Language.ti) if "templates/door/about.html" in line.places]
    seen = next(line for line in told if line.key == "Who sees what")
    assert {seen.said, seen.beside[0]} <= {*said}
    heading = next(line for line in told if line.key == "How long")
    assert heading.said not in said
    pages = PdfReader(BytesIO(typeset(sheet(Language.ti, Language.sv)))).pages
    assert len(pages) <= 3
    assert "ትግርኛ" in pages[0].extract_text()
