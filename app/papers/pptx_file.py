"""Slides: the results before the meeting, its outcome after; real titles, lists and tables."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.util import Emu, Inches, Pt

from app import texts
from app.languages import alone, direction
from app.limits import LIMIT
from app.papers import slide_master
from app.papers.document import Inline, Inlines
from app.papers.interpreted import in_full
from app.papers.outcome import (
    CAVEAT,
    HIDDEN,
    ActionOutcome,
    CardOutcome,
    MeetingResult,
    RoundOutcome,
)
from app.papers.outcome_tables import municipal_answer, owners_answer
from app.papers.slide_master import Area, Master
from app.papers.vote_blocks import PROPOSALS
from app.screens.speaker import Said
from app.vocabulary import N_, AgreedFact, Category, Language

# Font sizes in points: beyond ROOM characters smaller, down to what the last row of the hall can
# read.
LARGEST, SMALLEST, ROOM = 24, 14, 700


def before(result: MeetingResult, template: bytes = b"") -> bytes:
    """One slide per theme, with the population groups side by side and the presenter's note."""
    deck = _Deck(result, template)
    deck.opening(texts.say(N_("Results of the discussion sessions"), result.language))
    for theme_results in result.key_results:
        columns = [
            ((column.population_group,), tuple(column.texts)) for column in theme_results.groups
        ]
        deck.columns(texts.name(theme_results.theme, result.language), columns, theme_results.note)
    deck.caveat()
    return deck.file()


def after(result: MeetingResult, template: bytes = b"") -> bytes:
    deck = _Deck(result, template)
    deck.opening(texts.say(N_("What the meeting led to"), result.language))
    for action in result.actions:
        deck.points((f"{action.number}. ", action.title), _told(action, result))
    for title, cards in result.telling(LIMIT.slide_cards):
        deck.table(texts.say(title, result.language), *_cards(cards, result))
    for vote_round in result.rounds:
        number = texts.say(N_("Round %(number)s"), result.language, number=vote_round.number)
        vote = texts.say(N_("The vote"), result.language)
        deck.table(f"{vote}: {number}", *_votes(vote_round, result))
    if result.proposals:
        title = texts.say(PROPOSALS, result.language)
        deck.table(title, *_answers(result))
    deck.caveat()
    return deck.file()


def _told(action: ActionOutcome, result: MeetingResult) -> list[Inlines]:
    language = result.language
    unsaid = texts.say(N_("Not said yet"), language)
    answer = owners_answer(action, language)
    facts: list[tuple[AgreedFact, Inline | None]] = [
        (AgreedFact.owner, action.owner if action.owner.words else None),
        (AgreedFact.first_step, action.first_step if action.first_step.words else None),
        (AgreedFact.due_on, texts.day(action.due_on, language) or None),
        *([(AgreedFact.partners, action.partners)] if action.partners else []),
        *([(AgreedFact.indicator, action.indicator)] if action.indicator else []),
    ]
    lines: list[Inlines] = [
        (f"{texts.name(kind, language)}: ", unsaid if words is None else words)
        for kind, words in facts
    ]
    lines[0] = (*lines[0], f" ({answer})" if answer else "")
    return lines


def _cards(
    cards: Sequence[CardOutcome], result: MeetingResult
) -> tuple[list[str], list[list[Inlines]]]:
    heads = [N_("Card"), *(category.says["short"] for category in Category)]
    rows: list[list[Inlines]] = [
        [
            (outcome.card.text, " (", outcome.card.population_group, ")"),
            *[(str(outcome.count(category)),) for category in Category],
        ]
        for outcome in cards
    ]
    return [texts.say(head, result.language) for head in heads], rows


def _votes(
    vote_round: RoundOutcome, result: MeetingResult
) -> tuple[list[str], list[list[Inlines]]]:
    hidden = texts.say(HIDDEN, result.language)

    def votes(place: int, count: int | None) -> str:
        if count is not None:
            return str(count)
        return texts.say(N_("Place %(place)s"), result.language, place=place)

    rows: list[list[Inlines]] = [
        [(proposal.title or hidden,), (votes(proposal.place, proposal.votes),)]
        for proposal in vote_round.proposals
    ]
    heads = (N_("Proposal"), N_("Votes"))
    return [texts.say(head, result.language) for head in heads], rows


def _answers(result: MeetingResult) -> tuple[list[str], list[list[Inlines]]]:
    rows: list[list[Inlines]] = [
        [(proposal.title,), municipal_answer(proposal, result.language)]
        for proposal in result.proposals
    ]
    heads = (N_("Proposal"), N_("The municipality's answer"))
    return [texts.say(head, result.language) for head in heads], rows


class _Deck:
    """Slides of one meeting: fills a deck, in the result's language."""

    def __init__(self, result: MeetingResult, template: bytes) -> None:
        self._result = result
        self._master: Master = slide_master.given(template) if template else slide_master.own()
        properties = self._master.deck.core_properties
        properties.title, properties.author = result.name.words, result.municipality.words

    def opening(self, title: str) -> None:
        slide = self._slide(self._master.opening, (title,))
        day = texts.day(self._result.held_on, self._result.language)
        lines = ((self._result.name,), (self._result.municipality, f", {day}"))
        _fill(slide_master.text_of(slide).text_frame, lines, self._result.language)

    def points(self, title: Inlines, lines: Sequence[Inlines]) -> None:
        slide = self._slide(self._master.text, title)
        _fill(slide_master.text_of(slide).text_frame, lines, self._result.language)

    def columns(
        self, title: str, columns: Sequence[tuple[Inlines, Inlines]], note: Said | None
    ) -> None:
        """A slide with a table: the groups are its headings, each text is a paragraph below."""
        slide = self._bare((title,))
        table = _table(slide, self._master.area, 2, len(columns))
        size = _size([words for _, below in columns for words in below])
        for place, (name, below) in enumerate(columns):
            _fill(table.cell(0, place).text_frame, [name], self._result.language, size)
            lines = [(text,) for text in below]
            _fill(table.cell(1, place).text_frame, lines, self._result.language, size)
        if note:
            slide.notes_slide.notes_text_frame.text = note.words

    def table(self, title: str, heads: Sequence[str], rows: Sequence[Sequence[Inlines]]) -> None:
        slide = self._bare((title,))
        table = _table(slide, self._master.area, len(rows) + 1, len(heads))
        wide = 3 if len(heads) > 2 else 1
        for place, column in enumerate(table.columns):
            share = wide if place == 0 else 1
            column.width = Emu(self._master.area.width * share // (wide + len(heads) - 1))
        size = _size([inline for row in rows for cell in row for inline in cell])
        lines: list[Sequence[Inlines]] = [[(head,) for head in heads], *rows]
        for line, row in enumerate(lines):
            for place, words in enumerate(row):
                frame = table.cell(line, place).text_frame
                _fill(frame, [words], self._result.language, size)
                if all(_is_number(cells[place]) for cells in rows):
                    frame.paragraphs[0].alignment = PP_ALIGN.RIGHT

    def caveat(self) -> None:
        title = texts.say(N_("How to read this"), self._result.language)
        self.points((title,), [(texts.say(CAVEAT, self._result.language),)])

    def file(self) -> bytes:
        content = BytesIO()
        self._master.deck.save(content)
        return content.getvalue()

    def _slide(self, layout: Any, title: Inlines) -> Any:
        slide = self._master.deck.slides.add_slide(layout)
        _fill(slide.shapes.title.text_frame, [title], self._result.language)
        return slide

    def _bare(self, title: Inlines) -> Any:
        """A slide with a title alone; the text placeholder goes if no layout is without."""
        slide = self._slide(self._master.alone, title)
        if (place := slide_master.text_of(slide)) is not None:
            place._element.getparent().remove(place._element)  # noqa: SLF001
        return slide


def _table(slide: Any, area: Area, rows: int, columns: int) -> Any:
    height = Inches(0.5) * rows
    return slide.shapes.add_table(rows, columns, area.left, area.top, area.width, height).table


def _is_number(words: Inlines) -> bool:
    return all(isinstance(inline, str) and inline.isdigit() for inline in words)


def _size(words: Sequence[Inline]) -> int:
    letters = sum(len(inline.words if isinstance(inline, Said) else inline) for inline in words)
    return max(SMALLEST, min(LARGEST, LARGEST * ROOM // max(letters, ROOM)))


def _fill(
    frame: Any, lines: Sequence[Inlines], language: Language, size: int | None = None
) -> None:
    """Writes each line as a paragraph, in the direction of its first letter.

    Each run is marked with its language, and isolated so that its direction does not disturb the
    others.
    """
    for place, words in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        around = direction(
            "".join(inline.words if isinstance(inline, Said) else inline for inline in words)
        )
        if around == "rtl":
            paragraph._p.get_or_add_pPr().set("rtl", "1")  # noqa: SLF001
        for inline in in_full(words, language):
            run = paragraph.add_run()
            run.text = alone(inline.words, around) if isinstance(inline, Said) else inline
            run._r.get_or_add_rPr().set(  # noqa: SLF001
                "lang", inline.language if isinstance(inline, Said) else language
            )
            if size:
                run.font.size = Pt(size)
