"""An empty workbook to fill in and upload, with headings that the program understands."""

from collections.abc import Mapping
from io import BytesIO

from app import texts
from app.papers.brought.sheets import MOST_ROWS
from app.vocabulary import N_, DeskTab, Language, Theme

TEXTS = {
    "sv": N_("Text in Swedish"),
    "fi": N_("Text in Finnish"),
    "en": N_("Text in English"),
}
THEME, GROUP, HEAVY = N_("Theme"), N_("Population group"), N_("Heavy")
KINDS: Mapping[str, str] = {
    "cards": DeskTab.cards.says["name"],
    "results": DeskTab.results.says["name"],
    "suggestions": DeskTab.suggestions.says["name"],
}
WIDTHS = {GROUP: 26, THEME: 22, HEAVY: 10}


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
        for column, heading in enumerate(headings(kind, language)):
            sheet.set_column(column, column, WIDTHS.get(heading, 60), wrapped)
            sheet.write_string(0, column, texts.say(heading, language), bold)
            if heading == THEME:
                source = [texts.name(theme, language) for theme in Theme]
                sheet.data_validation(
                    1, column, MOST_ROWS, column, {"validate": "list", "source": source}
                )
        sheet.freeze_panes(1, 0)
    return content.getvalue()


def headings(kind: str, language: Language) -> tuple[str, ...]:
    """The headings for this kind of content; of the texts, the one in `language` comes first."""
    order = sorted(TEXTS, key=lambda tag: tag != language.value)
    asked = {"cards": (THEME, GROUP, HEAVY), "results": (THEME, GROUP), "suggestions": (THEME,)}
    return (*asked[kind][:2], *(TEXTS[tag] for tag in order), *asked[kind][2:])
