"""The guide: whole in three languages, in the glossary's words, read on the screen and printed as one booklet."""

import re
from io import BytesIO

import docx
import pytest
from pypdf import PdfReader

from app import texts
from app.languages import HALL_LANGUAGES
from app.limits import LIMIT
from app.method.followup.statements import usual
from app.method.reports.report_questions import QUESTIONS, SUMMING_UP
from app.papers.document import words_of
from app.papers.guide.booklet import booklet, guide
from app.papers.guide.written import source
from app.vocabulary import METHOD_STEPS, GuidePart, Language, Reason
from app.web.doors import LANGUAGE_COOKIE
from tests.house import House
from tests.test_words import TERMS

MARK = re.compile(r"=|#|-|\[\]|\|\||\||>|\{|")
NAMED = re.compile("«([^»]+)»")
LIMITED = re.compile(r"%\((\w+)\)s")
# A number that the method bounds, or after which the program reminds; not an example, a share or a time.
BOUNDED = re.compile(
    r"(at most|up to|fewer than|if more than|groups of about|1–) ?(\d+|three|four|five|ten|twelve|thirty)\b"
    r"|(report.*after|then every|after that every|tire after) (\d+|three|six|half)\b|\d+ months after",
    re.IGNORECASE,
)


def outline(language: Language) -> list[tuple[str, int, list[str]]]:
    """Of each line what it is, how many cells and names it has, and which limits it tells."""
    lines = []
    for line in source(language).splitlines():
        mark = MARK.match(line)
        assert mark
        is_name = mark[0] in ("=", "{")
        cells = line.count(" | ") + len(NAMED.findall(line))
        lines.append((line if is_name else mark[0], cells, LIMITED.findall(line)))
    return lines


def test_each_language_has_every_part_and_each_line_of_it() -> None:
    assert outline(Language.sv) == outline(Language.fi) == outline(Language.en)
    for language in HALL_LANGUAGES:
        assert [*guide(language, usual())] == [*GuidePart]


@pytest.mark.parametrize("language", HALL_LANGUAGES)
def test_the_guide_uses_no_word_that_the_glossary_forbids(language: Language) -> None:
    words = NAMED.sub("", source(language))
    assert [
        (never, match[0])
        for term in TERMS
        for never in term.get("never", {}).get(language, [])
        if (match := re.search(rf"(?<!\w){re.escape(never)}.*", words, re.IGNORECASE))
    ] == []


def test_the_guide_takes_each_number_that_the_method_bounds_from_the_limits() -> None:
    """In the other languages each line tells the same limits as in English."""
    assert [bounded[0] for bounded in BOUNDED.finditer(source(Language.en))] == []
    told = [limit for *_, limits in outline(Language.en) for limit in limits]
    # Of the actions it speaks before the evening and where they are agreed, of the ideas between.
    assert [limit for limit in told if limit in ("ideas", "actions")] == [
        *("actions", "actions", "actions", "ideas", "actions"),
    ]
    said = words_of(booklet(Language.en, usual()))
    assert f"Cards: telling, short, at most {LIMIT.cards}" in said
    assert not [words for words in said if LIMITED.search(words)]


@pytest.mark.parametrize(
    ("language", "quoted"), [(Language.sv, "”%s”"), (Language.fi, "”%s”"), (Language.en, "“%s”")]
)
def test_the_guide_names_each_reason_for_not_knowing_as_the_buttons_do(
    language: Language, quoted: str
) -> None:
    said = "\n".join(words_of(booklet(language, usual())))
    assert [reason for reason in Reason if quoted % texts.name(reason, language) not in said] == []
    assert "%(" not in said


def test_what_the_guide_calls_by_its_name_on_a_screen_is_said_there() -> None:
    named = set(NAMED.findall(source(Language.sv)))
    assert len(named) > 12
    assert {name for name in named if texts.say(name, Language.sv) == name} == set()


def test_every_part_is_read_without_an_account_in_each_language(house: House) -> None:
    anybody = house.browser("/guide")
    moved = anybody.ask("GET", "/guide", headers={"Accept-Language": "fi"})
    assert moved.headers["location"] == "/guide/about?language=fi"
    for part in GuidePart:
        page = anybody.ask("GET", f"/guide/{part}?language=fi")
        assert (page.status_code, texts.name(part, Language.fi) in page.text) == (200, True)
    asked = anybody.ask("GET", "/guide/questions?language=sv").text
    questions = [SUMMING_UP, *(question for group in QUESTIONS.values() for question in group)]
    assert [
        question for question in questions if texts.say(question, Language.sv) not in asked
    ] == []
    evening = anybody.ask("GET", "/guide/evening?language=sv").text
    assert [step for step in METHOD_STEPS if texts.name(step, Language.sv) not in evening] == []
    law = anybody.ask("GET", "/guide/about?language=sv").text
    assert "681/2023" in law
    assert "25 november 2026" in law
    for wrong in ("/guide/nothing", "/guide/booklet.exe"):
        assert anybody.ask("GET", wrong).status_code == 404


def test_whoever_reads_a_language_that_the_guide_lacks_has_it_in_swedish(house: House) -> None:
    for tag in (Language.ar, Language.pseudo):
        chosen = {"Cookie": f"{LANGUAGE_COOKIE}={tag}"}
        page = house.browser("/guide").ask("GET", "/guide/about", headers=chosen)
        assert (page.status_code, texts.name(GuidePart.about, Language.sv) in page.text) == (
            200,
            True,
        )


def test_the_guide_is_one_booklet_to_print_and_to_edit(house: House) -> None:
    anybody = house.browser("/guide")
    printed = PdfReader(BytesIO(anybody.ask("GET", "/guide/booklet.pdf?language=fi").content))
    pages = [page.extract_text() for page in printed.pages]
    for number, part in enumerate(GuidePart, start=1):
        title = f"{number}. {texts.name(part, Language.fi)}"
        assert title in pages[0], "in the contents"
        assert any(title in page for page in pages[1:])
    edited = docx.Document(BytesIO(anybody.ask("GET", "/guide/booklet.docx?language=fi").content))
    assert sum(line.style.name == "Heading 1" for line in edited.paragraphs) == len(GuidePart)  # type: ignore[union-attr]


def test_the_guide_is_reached_from_where_it_is_needed(house: House) -> None:
    assert "/guide/phones?language=" in house.console().screen()
    assert "/guide/about?language=" in house.browser("/coordinator/sign-in").get().text
