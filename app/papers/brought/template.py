"""An empty workbook to fill in and upload, with headings that the program understands."""

from collections.abc import Mapping
from io import BytesIO

from app import texts
from app.languages import HALL_LANGUAGES
from app.papers.brought.sheets import MOST_ROWS
from app.vocabulary import N_, DeskTab, Language, Theme

TEXT = N_("Text in %(language)s")
# Of each kind of content, the columns beside the texts, by what they are used for.
BESIDE = {
    "cards": ("theme", "group", "heavy"),
    "results": ("theme", "group"),
    "suggestions": ("theme",),
}
HEADINGS = {"theme": N_("Theme"), "group": N_("Population group"), "heavy": N_("Heavy")}
KINDS: Mapping[str, str] = {
    "cards": DeskTab.cards.says["name"],
    "results": DeskTab.results.says["name"],
    "suggestions": DeskTab.suggestions.says["name"],
}
WIDTHS = {"group": 26, "theme": 22, "heavy": 10}


def template(kind: str, language: Language) -> bytes:
    """The workbook, with headings in this language.

    Themes are chosen from a list, so none is misspelt.
    """
    import xlsxwriter  # noqa: PLC0415 -- a server that writes no workbook saves its memory

    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        sheet = book.add_worksheet(texts.say(KINDS[kind], language))
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for column, (use, heading) in enumerate(columns(kind, language)):
            sheet.set_column(column, column, WIDTHS.get(use, 60), wrapped)
            sheet.write_string(0, column, heading, bold)
            if use == "theme":
                source = [texts.name(theme, language) for theme in Theme]
                sheet.data_validation(
                    1, column, MOST_ROWS, column, {"validate": "list", "source": source}
                )
        sheet.freeze_panes(1, 0)
    return content.getvalue()


def columns(kind: str, language: Language) -> tuple[tuple[str, str], ...]:
    """The use of each column for this kind of content, and its heading; of the texts, the one in
    `language` comes first.
    """
    order = sorted(HALL_LANGUAGES, key=lambda written: written is not language)
    written = ((f"text:{tag}", texts.language_name(tag, language)) for tag in order)
    said = ((use, texts.say(TEXT, language, language=name)) for use, name in written)
    beside = [(use, texts.say(HEADINGS[use], language)) for use in BESIDE[kind]]
    return (*beside[:2], *said, *beside[2:])
