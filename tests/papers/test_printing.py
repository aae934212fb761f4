"""The print pack: right in every script, readable by a machine, quick, and nobody's words are markup in it."""

import json
import re
import time
from io import BytesIO
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from app import texts
from app.method import phone_network, wordings
from app.models import Card, Meeting
from app.papers.document import Document, Facts, Grid, Headline, InLanguage
from app.papers.printing.as_json import as_json, document_sheet
from app.papers.printing.print_pack import NAMES, PACK
from app.papers.printing.typeset import typeset
from app.screens.speaker import Said
from app.vocabulary import Category, Language, WordingSource
from tests.house import Browser, House
from tests.papers.text_layer import words_by_the_rules
from tests.web.elements import tree

ARABIC = "نخاف أن نمشي وحدنا في المساء."
PERSIAN = "شب‌ها می‌ترسیم تنها راه برویم."
LONG_ARABIC = (
    "الأسئلة كثيرة، ولا أحد يجيب (في 2025 أو Wi-Fi). هل يسمع صوتنا؟ لا! نريد أن نعرف ما الذي قيل."
)
TIGRINYA = "ምሸት ብሕትና ክንከይድ ንፈርሕ።"
A_CARD_WIDE = 105 / 25.4 * 72
EVIL = "#panic() $x$ *nej* \\ [/* ]"


@pytest.fixture
def desk(house: House) -> Browser:
    token = house.evening.sign_in()
    path = f"/coordinator/meetings/{house.evening.id}/print"
    return house.browser(path, {"coordinator": token})


def paper(desk: Browser, name: str, **asked: Any) -> PdfReader:
    answer = desk.ask("GET", f"{desk.path}/{name}.pdf", params=asked)
    assert answer.status_code == 200, name
    assert answer.headers["content-type"] == "application/pdf"
    return PdfReader(BytesIO(answer.content))


def words_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)


def cards(*texts: tuple[str, str], packs: int = 1) -> bytes:
    told = [
        {
            "number": number,
            "theme": "Delaktighet",
            "texts": [{"words": words, "language": language, "rtl": language in ("ar", "fa")}],
            "groups": [{"words": "(grupp)", "language": "sv", "rtl": False}],
            "heavy": "",
        }
        for number, (words, language) in enumerate(texts, start=1)
    ]
    sheet = {"kind": "cards", "cards": told, "packs": [str(pack) for pack in range(packs)]}
    return as_json("Kort", "Sundby", Language.sv, [sheet])


def test_each_paper_and_the_whole_pack_is_there_in_two_languages(
    house: House, desk: Browser
) -> None:
    house.evening.do(phone_network.name_network, "Library", "open sesame")
    assert "No address where residents can read what came of it" in desk.get().text
    told = {"follow_up": "https://sundby.example"}
    house.evening.do(lambda act: act.book.change(Meeting, {"id": act.meeting_id}, **told))
    page = desk.get().text
    assert "The cards to take home show this address" in page
    assert all(f"/{name}.pdf" in page for name in NAMES)
    asked = {"language": "sv,fi", "groups": 2}
    signs = paper(desk, "signs", **asked)
    assert len(signs.pages) == 2
    words = words_of(signs)
    assert words.index("Library") < words.index(house.code)
    assert all(text in words for text in ("Bord 2", "Pöytä 2", "open sesame"))
    pack = paper(desk, "cards", **asked)
    assert len(pack.pages) == 2 * 3, "24 cards, eight a page, a pack a group"
    assert all(text in words_of(pack) for text in ("Card 24 (sv)", "Card 24 (fi)"))
    assert len(paper(desk, "categories", **asked).pages) == 2 * 3
    (axis,) = paper(desk, "axis", **asked).pages
    assert round(float(axis.mediabox.width) / 72 * 25.4) == 420
    home = words_of(paper(desk, "take-home", **asked))
    assert all(text in home for text in ("21 december 2026", "sundby.example"))
    whole = paper(desk, "pack", **asked)
    assert len(whole.pages) > len(PACK)
    at = desk.path.removesuffix("/print")
    agreed = PdfReader(BytesIO(desk.ask("GET", f"{at}/after/actions.pdf").content))
    for page_of in (*whole.pages, *agreed.pages):
        assert page_of.extract_text().strip(), "no sheet comes out empty"
    assert desk.ask("GET", f"{desk.path}/secrets.pdf").status_code == 404
    assert desk.ask("GET", f"{desk.path}/cards.docx").status_code == 404
    letter = desk.ask("GET", f"{desk.path}/invitation-meeting.docx?language=fi")
    assert letter.content.startswith(b"PK")


def test_cards_are_printed_for_those_who_read_another_language(house: House, desk: Browser) -> None:
    first, second, *_ = house.evening.all(Card, meeting_id=house.evening.id)
    assert "العربية" not in desk.get().text, "no phone speaks it and no card is written in it"
    house.evening.do(
        lambda act: wordings.say(act.book, first.text_id, "ar", ARABIC, WordingSource.written)
    )
    (offered,) = (
        option for option in tree(desk.get().text).all("option") if "العربية" in option.said
    )
    asked = {"language": offered.held["value"], "groups": 1}
    assert asked["language"] == "sv,ar"
    pack = words_by_the_rules(desk.ask("GET", f"{desk.path}/cards.pdf", params=asked).content)
    with house.evening.reading() as book:
        in_swedish = [wordings.said(book, card.text_id)["sv"] for card in (first, second)]
    assert all(plain(text) in plain(pack) for text in (ARABIC, *in_swedish))
    categories = words_by_the_rules(
        desk.ask("GET", f"{desk.path}/categories.pdf", params=asked).content
    )
    for category in Category:
        assert texts.name(category, Language.sv) in categories
        assert all(word in categories for word in texts.name(category, Language.ar).split())
    assert desk.ask("GET", f"{desk.path}/leader.pdf", params=asked).status_code == 409


def test_a_pdf_is_tagged_and_by_both_standards_with_its_fonts_inside(desk: Browser) -> None:
    """The nearest to veraPDF that can be had here: the generator refuses what breaks PDF/UA-1 or PDF/A-2a, as far as it
    knows them, and pypdf looks for what both name; no other program has judged it.
    """
    pdf = paper(desk, "survey-form", language="fi")
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("fi")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    told = root["/Metadata"].get_data().decode()
    assert all(mark in told for mark in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance"))
    pages: Any = pdf.pages
    fonts = [font for page in pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        inner: Any = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(inner.get_object())


def test_every_script_reads_as_it_was_written() -> None:
    """Alone and beside others: over several lines, with stops, brackets, figures, joined letters and marks."""
    every = (ARABIC, PERSIAN, TIGRINYA, LONG_ARABIC, "Тут добре, чи ні?")
    languages = ("ar", "fa", "ti", "ar", "uk")
    pdf = typeset(cards(*zip(every, languages, strict=True)))
    alone = [
        typeset(cards((text, language)))
        for text, language in zip(every[:3], languages, strict=False)
    ]
    for words in every:
        assert plain(words) in plain(words_by_the_rules(pdf))
    for words, made in zip(every, alone, strict=False):
        assert words in words_by_the_rules(made)
    (page,) = PdfReader(BytesIO(pdf)).pages
    assert _first_at(page, "نخاف") > A_CARD_WIDE / 2, "it begins at its card's right side"


def test_a_word_that_is_wider_than_its_column_is_divided_and_stays_whole_for_a_reader() -> None:
    long = "Maahanmuuttajanuorisotyöryhmäkokeiluhankesuunnitelmatyöryhmäkokousvalmistelijat"
    grid = Grid((), (((Said(long, Language.fi),), ("bredvid",)),), widths=(4, 12))
    blocks = (Headline((long,)), Facts(((long, (long,)),)), grid)
    parts = (InLanguage(Language.fi, f"Muistio: {long}", (), blocks),)
    sheet = document_sheet(Document("Sundby", parts))
    (page,) = PdfReader(BytesIO(typeset(as_json("Muistio", "Sundby", Language.fi, [sheet])))).pages
    shown = page.extract_text().partition("Muistio: ")[2].partition("Muistio: ")[2]
    assert long not in shown
    assert re.sub(r"[-\u00ad\s]", "", shown).count(long) == 5


def plain(words: str) -> str:
    """Where a line ends, its space is drawn by nobody."""
    return "".join(words.split())


def _first_at(page: PageObject, words: str) -> float:
    """How far from the left they stand, in points."""
    places: list[float] = []

    def see(drawn: str, on_page: list[float], in_text: list[float], *_more: object) -> None:
        if words in drawn:
            places.append(in_text[4] * on_page[0] + on_page[4])

    page.extract_text(visitor_text=see)
    return places[0]


def test_peoples_words_are_never_markup_and_a_letter_that_no_font_has_stops_nothing() -> None:
    words = words_of(PdfReader(BytesIO(typeset(cards((EVIL, "sv"), ("Hej 😀 då", "sv"))))))
    assert EVIL in words
    assert "Hej ? då" in words
    assert json.loads(cards(("x", "sv")))["sheets"][0]["kind"] == "cards"


def test_packs_for_twelve_groups_are_made_while_one_waits() -> None:
    told = [(f"Vi möts sällan i vardagen, och det märks. {number}", "sv") for number in range(30)]
    data = cards(*told, packs=12)
    typeset(cards(*told[:1]))  # so that the fonts have been read once
    began = time.monotonic()
    pdf = typeset(data)
    assert time.monotonic() - began < 10, "3 s on a machine that does nothing else"
    assert len(PdfReader(BytesIO(pdf)).pages) == 12 * 4
